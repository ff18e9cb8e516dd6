"""Whether terms are there is the same, whether it is looked for in the text or in all of its terms."""

from hypothesis import example, given
from hypothesis import strategies as st

from index.words.analyzer import asked_numerals, grams, stem_grams
from index.words.terms import Asked, Terms

TEXT = "Kissa söi 12.9.2022 kello 9, § 3:n mukaan 1,5 milj. euroa ja 0,0; HEL 2022-001234, 05,0 12345."

text = st.one_of(st.text(alphabet="aäSs 0123.,-/§:_é™\n", max_size=40), st.just(TEXT))


@given(text, text)
@example(TEXT, "1,5 0,0 10,0 05 5 § 3 §3 2022 12345 miljoona 12. syyskuuta")
@example("12345 2022", "2022-09 2022")
def test_terms_are_held_as_if_all_were_made(said: str, question: str) -> None:
    asked = (
        *dict.fromkeys([*grams(question), *asked_numerals(question), *stem_grams("eu"), "_5_", "_2022_"]),
    )
    terms, every = Terms(said), frozenset(grams(said))
    assert terms.held(Asked.of(asked)).tolist() == [term in every for term in asked]
    assert (terms.all, len(terms)) == (every, len(grams(said)))


def test_only_terms_with_digits_may_be_numerals() -> None:
    assert Asked.of(["_kis", "_§3_", "_2022-09_"]) == Asked(("_kis", "_§3_", "_2022-09_"), (1, 2))
    assert Terms("").held(Asked.of([])).tolist() == []
