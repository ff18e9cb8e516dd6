"""The analyzer: hand-worked grams and what holds for every word."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from index.words.analyzer import (
    fold,
    grams,
    own_grams,
    placed_words,
    plain,
    stem_grams,
    word_grams,
    words,
    written_words,
)


def test_a_word_is_cut_into_grams_with_a_mark_at_both_ends() -> None:
    assert grams("kaupunki") == ["_kau", "kaup", "aupu", "upun", "punk", "unki", "nki_"]


def test_a_short_word_is_one_gram() -> None:
    assert grams("ja 8 on") == ["_ja_", "_8_", "_on_"]


def test_numerals_stand_after_the_words() -> None:
    assert grams("§ 31 on") == ["_31_", "_on_", "_§31_"]


def test_grams_never_cross_words() -> None:
    assert grams("EU-hanke") == ["_eu_", "_han", "hank", "anke", "nke_"]


def test_grams_keep_order_and_repetitions() -> None:
    assert grams("ja Oslo ja") == ["_ja_", "_osl", "oslo", "slo_", "_ja_"]


def test_a_stem_of_three_letters_is_looked_for_with_the_words_beginning_too() -> None:
    assert own_grams("kissa", "kis") == ("_kis", "kis_", "kiss")
    assert own_grams("isän", "isä") == ("_isä", "isä_", "isän")
    assert own_grams("maa", "maa") == ("_maa", "maa_")
    assert own_grams("oslossa", "oslo") == ("_osl", "oslo")


def test_a_stem_is_open_at_its_end_from_four_letters() -> None:
    assert stem_grams("yhteistyö") == ("_yht", "yhte", "htei", "teis", "eist", "isty", "styö")
    assert stem_grams("oslo") == ("_osl", "oslo")
    assert stem_grams("maa") == ("_maa", "maa_")
    assert stem_grams("eu") == ("_eu_",)


def test_words_of_minutes() -> None:
    text = "EU:n 8 luvun 2 §:n mukaan 12.9.2022, HEL 2024-015391; Uuttu-Deschryvere"
    assert words(text) == "eu n 8 luvun 2 n mukaan 12 9 2022 hel 2024 015391 uuttu deschryvere".split()


def test_soft_hyphens_and_compatibility_forms_are_gone() -> None:
    assert words("kan\u00adsain\u00advälinen \ufb01rma") == ["kansainvälinen", "firma"]
    assert grams("kan\u00adsa") == grams("kansa")
    assert grams("\uff12\uff10 \u2122") == ["_20_", "_tm_"]


def test_accents_are_folded_but_not_the_letters_of_finnish_and_swedish() -> None:
    assert fold("Québec, Müller, Tšekki, Hõbe") == "quebec, muller, tsekki, hobe"
    assert fold("Åbo ja Pälkäne yötä") == "åbo ja pälkäne yötä"
    assert grams("Québec") == grams("quebec")


def test_a_letter_written_as_base_and_accent_is_the_same_letter() -> None:
    assert fold("A\u030abo pa\u0308iva\u0308 yo\u0308") == "åbo päivä yö"
    assert fold("e\u0301") == "e"
    assert words("pa\u0308iva\u0308") == ["päivä"]


def test_written_words_keep_their_capitals() -> None:
    assert written_words("EU:n Kan\u00adsa, HEL 8") == ["EU", "n", "Kansa", "HEL", "8"]


def test_a_word_is_placed_in_the_plain_text() -> None:
    text = "\ufb01rman Kan\u00adsa 8 \u2122"
    assert plain(text) == "firman Kansa 8 TM"
    assert placed_words(text) == [("firman", 0), ("Kansa", 7), ("8", 13), ("TM", 15)]


def test_no_words_no_grams() -> None:
    assert words(" §–_… ") == []
    assert grams(" §–_… ") == []


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzåäö0123456789", min_size=1, max_size=30))
def test_grams_overlap_by_all_but_one_letter_and_spell_the_word(word: str) -> None:
    cut = word_grams(word)
    assert all(before[1:] == after[:3] for before, after in pairwise(cut))
    assert cut[0] + "".join(gram[-1] for gram in cut[1:]) == f"_{word}_"


@given(st.text(alphabet="abcåäö", min_size=4, max_size=30))
def test_the_grams_of_a_long_stem_are_those_of_every_word_that_begins_with_it(stem: str) -> None:
    assert stem_grams(stem) == word_grams(stem + "ssa")[: len(stem) - 2]
