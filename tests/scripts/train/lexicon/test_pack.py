"""Packing a lexicon: what is kept of it, read by look-up as by a dictionary, and the words to read."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from index.words.lexicon import Lexicon, Rendering
from scripts.train.lexicon.pack import Forms, commonest, pack, read_forms, read_lexicon
from scripts.train.lexicon.train import Entry

stems = st.text(alphabet="abåäöz0", min_size=1, max_size=6)


@given(st.dictionaries(stems, stems, min_size=1), st.lists(stems))
def test_look_up_is_that_of_a_dictionary(known: dict[str, str], asked: list[str]) -> None:
    entries = {stem: Entry("", ((to, 0.5),)) for stem, to in known.items()}
    packed = pack(entries, Forms("fi", {}, {}), 5)
    lexicon = Lexicon(Path("packed"), packed)
    for stem in [*known, *asked]:
        to = known.get(stem)
        assert lexicon.rendering(stem) == (Rendering(to, ((to, 1.0),), 0.5) if to else None)


def test_packing_keeps_the_best_in_thousandths() -> None:
    lexicon = {
        "b": Entry("", (("yksi", 0.5), ("kaksi", 0.3), ("kolme", 0.1))),
        "a": Entry("", (("neljä", 0.04),)),
        "a b": Entry("Viisi EU", (("viis", 1.0),)),
    }
    packed = pack(lexicon, Forms("fi", {}, {"viisi": "viisi"}), 2)
    assert packed.decode() == ("a\tneljä\tneljä 40\na b\tviisi EU\tviis 1000\nb\tyksi\tyksi 500\tkaksi 300\n")
    assert Lexicon(Path("packed"), packed).rendering("b") == Rendering(
        "yksi", (("yksi", 0.625), ("kaksi", 0.375)), 0.5
    )


def test_reading_a_lexicon(tmp_path: Path) -> None:
    (tmp_path / "lexicon.tsv").write_text(
        "rysk\t\tvenäj 0.701\tvenäläis 0.124\na b\tuusi c\tuus 0.957\n", encoding="utf-8"
    )
    assert read_lexicon(tmp_path / "lexicon.tsv") == {
        "rysk": Entry("", (("venäj", 0.701), ("venäläis", 0.124))),
        "a b": Entry("uusi c", (("uus", 0.957),)),
    }


def test_the_word_to_read_is_near_its_base_form() -> None:
    texts = [
        "Kaupungin kaupungissa kaupungit, kaupunki ja kaupungin kaupunkia",
        "Se on Venäjän, Venäjä ja Venäjällä",
        "hyvin kansainvälisen ja kansainvälinen",
        "jäsenen, jäsenen, jäsen",
    ]
    forms = read_forms("fi", texts)
    assert forms.nearest_base([("kaupung", 0.7), ("kaupunk", 0.3)]) == "kaupunki"
    assert forms.nearest_base([("kaupung", 0.7), ("kaupunk", 0.03)]) == "kaupungit"
    assert forms.nearest_base([("venäj", 0.9)]) == "Venäjä"
    assert forms.nearest_base([("kansainvälis", 0.6), ("kansainvälin", 0.2)]) == "kansainvälinen"
    assert forms.nearest_base([("jäsen", 0.6), ("jäse", 0.2)]) == "jäsen"


def test_a_swedish_or_english_word_in_n_is_as_near_as_another() -> None:
    assert read_forms("sv", ["x vatten vattnet", "x vatten"]).nearest_base([("vatt", 0.7)]) == "vatten"
    english = read_forms("en", ["the decision, decisions and decisions"])
    assert english.nearest_base([("decis", 0.7)]) == "decision"
    assert english.nearest_base([("the", 0.7)]) == "the"


def test_an_english_word_to_read_is_the_commonest_form_its_plural_counted_as_one() -> None:
    english = read_forms("en", ["cooperation cooperate cooperation", "city cities cities", "bus buses"])
    assert english.nearest_base([("cooper", 0.7)]) == "cooperation"
    assert english.nearest_base([("citi", 0.9), ("town", 0.1)]) == "city"
    assert commonest({"duty": 1, "duties": 3, "dutiful": 3}) == "duty"
    assert commonest({"safeties": 2}) == "safeties"


def test_the_word_to_read_has_a_capital_if_it_is_a_name() -> None:
    texts = ["x Käytä"] * 3 + ["ei käytä"] + ["x Venäjä"] * 4 + ["x venäjä"] + ["Yksin"]
    forms = read_forms("fi", texts)
    assert forms.nearest_base([("käytä", 0.9)]) == "käytä"
    assert forms.nearest_base([("venäj", 0.9)]) == "Venäjä"
    assert forms.nearest_base([("yks", 0.9)]) == "yksin"
    assert forms.as_written("KÄYTÄ venäjä Muu") == "käytä Venäjä Muu"


def test_a_rare_form_is_not_the_word_to_read() -> None:
    assert read_forms("fi", ["x talossa"] * 20 + ["x talo"]).nearest_base([("talo", 1.0)]) == "talossa"
    assert read_forms("fi", ["x talossa"] * 20 + ["x talo"] * 2).nearest_base([("talo", 1.0)]) == "talo"


def test_a_stem_without_forms_is_read_as_it_is() -> None:
    assert read_forms("fi", []).nearest_base([("venäj", 0.9)]) == "venäj"
    assert read_forms("fi", ["x oli"]).nearest_base([("oli", 0.9)]) == "oli"
