"""Whether terms are there is the same, whether it is looked for in the text or in all of its terms."""

from hypothesis import example, given
from hypothesis import strategies as st

from index.words.analyzer import asked_numerals, fold, grams, stem_grams
from index.words.terms import Asked, Terms, held

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


@given(st.lists(text, max_size=4), text)
@example([TEXT, "", "Talo"], "kissa talo 5")
@example(["x", "kissa𐐨kissa 😀talo", "Talo"], "issa_ talo kissa")
def test_texts_that_are_looked_at_together_hold_what_each_holds(said: list[str], question: str) -> None:
    asked = Asked.of(list(dict.fromkeys([*grams(question), *asked_numerals(question), "_5_", "_€a_"])))
    every = [frozenset(grams(each)) for each in said]
    found = held([Terms(each) for each in said], asked)
    assert found.tolist() == [[term in own for term in asked.terms] for own in every]


def test_the_signs_of_grams_are_those_of_words() -> None:
    """Every sign of 16 bits by itself is a word, and its gram is there, just where the analyzer says so."""
    signs = [chr(at) for at in range(1 << 16) if not 0xD800 <= at < 0xE000]
    for start in range(0, len(signs), 4096):
        some = [sign for sign in signs[start : start + 4096] if fold(sign) == sign]
        asked = Asked.of([f"_{sign}a_" for sign in some])
        (found,) = held([Terms(" ".join(f"{sign}a" for sign in some))], asked)
        assert found.tolist() == [sign.isalnum() for sign in some]


def test_only_terms_with_digits_may_be_numerals() -> None:
    asked = Asked.of(["_kis", "_§3_", "_2022-09_", "_5_"])
    assert (asked.numerals, asked.others) == ((1, 2, 3), (2, 3))
    assert Terms("").held(Asked.of([])).tolist() == []
