"""The wording of a question: weights worked by hand, and its words one by one."""

import math
from pathlib import Path

import pytest

from corpus.language import Language
from index.words.analyzer import grams
from index.words.lexicon import Lexicon
from index.words.wording import AskedWord, wording

TOY = Lexicon(
    Path("toy"),
    "2024\t2024\t2024 980\n"
    "decis\tpäätös\tpäätös 540\tratkaisu 360\n"
    "eu\tEU\teu 1000\n"
    "idé\tidea\tidée 1000\n"
    "städ\tkaupunki\tkaupung 1000\n".encode(),
)


def test_a_known_stem_becomes_the_grams_of_its_renderings_and_a_little_of_itself() -> None:
    found = wording("The decisions", "en", "fi", TOY)
    assert found.looked_for == ("päätös",)
    expected = {
        **{gram: 0.6 / math.sqrt(4) for gram in ("_pää", "päät", "äätö", "ätös")},
        **{gram: 0.4 / math.sqrt(6) for gram in ("_rat", "ratk", "atka", "tkai", "kais", "aisu")},
        **{gram: 0.15 / math.sqrt(3) for gram in ("_dec", "deci", "ecis")},
    }
    assert found.terms == pytest.approx(expected)


def test_an_unknown_stem_stands_for_itself() -> None:
    found = wording("Who is Rinkineva?", "en", "fi", TOY)
    assert found.looked_for == ("Rinkineva",)
    grams = ("_rin", "rink", "inki", "nkin", "kine", "inev", "neva")
    assert found.terms == pytest.approx(dict.fromkeys(grams, 1 / math.sqrt(7)))


def test_a_short_rendering_is_closed_and_meets_the_stem_itself() -> None:
    found = wording("What is the EU?", "en", "fi", TOY)
    assert found.looked_for == ("EU",)
    assert found.terms == pytest.approx({"_eu_": 1.15})


def test_words_that_recur_add_up_and_are_shown_once() -> None:
    found = wording("EU, eu and 2024", "en", "fi", TOY)
    assert found.looked_for == ("EU", "2024")
    assert found.terms["_eu_"] == pytest.approx(2.3)
    assert found.terms["_202"] == pytest.approx(1.15 / math.sqrt(2))


def test_an_unknown_swedish_compound_becomes_its_parts() -> None:
    found = wording("idéstäderna", "sv", "fi", TOY)
    assert found.looked_for == ("idea", "kaupunki")
    assert found.terms["_kau"] == pytest.approx(0.7 / math.sqrt(5))
    assert found.terms["_ide"] == pytest.approx(0.7 / math.sqrt(2) + 0.5 / math.sqrt(5))
    assert wording("Idéstäderna", "sv", "fi", TOY).looked_for == ("Idéstäderna",)
    assert wording("städ eus", "sv", "fi", TOY).looked_for == ("kaupunki", "eus")
    assert wording("idéstäderna", "en", "fi", TOY).looked_for == ("idéstäderna",)


def test_swedish_is_stemmed_as_swedish_and_accents_are_looked_up_but_not_searched() -> None:
    found = wording("Städernas idé", "sv", "fi", TOY)
    assert found.looked_for == ("kaupunki", "idea")
    assert found.terms["idee"] == pytest.approx(1 / math.sqrt(2))
    assert not [gram for gram in found.terms if "é" in gram]


def test_two_stems_that_are_a_term_become_its_rendering() -> None:
    toy = Lexicon(
        Path("toy"),
        b"hall\tsali\tsali 1000\nswim\tuida\tuid 1000\nswim hall\tuimahalli\tuimahal 1000\n",
    )
    found = wording("the Swimming Halls, hall", "en", "fi", toy)
    assert found.looked_for == ("uimahalli", "sali")
    assert found.terms["_uim"] == pytest.approx(1 / math.sqrt(5))
    assert found.terms["_uid"] == pytest.approx(0.6 / math.sqrt(2))
    assert found.terms["_sal"] == pytest.approx((1 + 0.6) / math.sqrt(2))
    assert found.terms["_swi"] == pytest.approx(0.6 * 0.15 / math.sqrt(2))
    assert wording("hall swimming", "en", "fi", toy).looked_for == ("sali", "uida")


def test_terms_do_not_overlap() -> None:
    toy = Lexicon(Path("toy"), b"aa bb\tyksi\tyks 1000\nbb cc\tkaksi\tkaks 1000\n")
    assert wording("aa bb cc", "en", "fi", toy).looked_for == ("yksi", "cc")


def test_function_words_and_single_letters_are_dropped_but_not_numerals() -> None:
    assert wording("What is the a?", "en", "fi", TOY).terms == {}
    assert wording("What is the a?", "en", "fi", TOY).looked_for == ()
    assert wording("Vad är det som en i 8", "sv", "fi", TOY).looked_for == ("8",)


def test_the_shipped_lexicons_say_what_was_looked_for() -> None:
    english = wording("What happened to the cooperation with Russian cities?", "en", "fi")
    assert english.looked_for[1:] == ("yhteistyö", "Venäjä", "kaupunki")
    assert {"_yht", "styö", "_kau", "upun", "_ven"} <= english.terms.keys()
    swedish = wording("Vem var föredragande i ärendet?", "sv", "fi")
    assert swedish.looked_for == ("esittelijä", "asia")


@pytest.mark.parametrize(
    ("question", "source", "finnish"),
    [
        ("When does the swimming hall open?", "en", "uimahalli"),
        ("What did the city board decide?", "en", "kaupunginhallitus"),
        ("Who pays for school transport?", "en", "koulukuljetus"),
        ("Where are the youth centres?", "en", "nuorisotalo"),
        ("När hålls förtida val?", "sv", "ennenaikaiset vaalit"),
    ],
)
def test_the_shipped_lexicons_know_terms_of_two_words(question: str, source: Language, finnish: str) -> None:
    assert finnish in wording(question, source, "fi").looked_for


def test_the_shipped_lexicons_of_finnish_and_swedish_text() -> None:
    swedish = wording("Mitä kaupunginhallitus päätti koulusta?", "fi", "sv")
    assert swedish.looked_for == ("stadsstyrelsen", "beslut", "skola")
    assert {"_sta", "_bes", "slut", "_sko", "skol"} <= swedish.terms.keys()
    assert wording("Mistä koulun kokouspalkkiot maksetaan?", "fi", "en").looked_for[:2] == (
        "school",
        "meeting fee",
    )


def test_a_finnish_compound_becomes_its_parts() -> None:
    toy = Lexicon(Path("toy"), "aika\ttid\ttid 800\nkokous\tmöte\tmöt 500\n".encode())
    found = wording("kokousaika", "fi", "sv", toy)
    assert found.looked_for == ("möte", "tid")
    assert found.terms["_möt"] == pytest.approx(0.7 / math.sqrt(2))
    assert found.terms["_tid"] == pytest.approx(0.7 / math.sqrt(2))


def test_in_its_own_language_every_stem_stands_for_itself() -> None:
    found = wording("Vad beslutade städerna?", "sv", "sv")
    assert found.looked_for == ("beslutade", "städerna")
    expected = {
        **dict.fromkeys(("_bes", "besl", "eslu", "slut"), 1 / math.sqrt(4)),
        **dict.fromkeys(("_stä", "städ"), 1 / math.sqrt(2)),
    }
    assert found.terms == pytest.approx(expected)


def test_a_finnish_question_in_finnish_is_the_grams_of_its_stems() -> None:
    share = 1 / 2**0.5
    assert wording("ja Oslossa ja", "fi", "fi").terms == {"_osl": share, "oslo": share, "_ja_": 2.0}
    assert set(wording("kaupungeissa", "fi", "fi").terms) == {"_kau", "kaup", "aupu", "upun", "pung"}
    assert wording("", "fi", "fi").terms == {}


def test_a_short_stem_has_the_beginning_of_its_word_beside_it() -> None:
    assert set(wording("Kissa", "fi", "fi").terms) == {"_kis", "kis_", "kiss"}
    assert set(wording("isän", "fi", "fi").terms) == {"_isä", "isä_", "isän"}
    assert set(wording("EU", "fi", "fi").terms) == {"_eu_"}
    assert set(wording("kissa", "fi", "fi").terms) & set(grams("kissojen kissoille")) == {"_kis", "kiss"}


def written(question: str, language: str, target: str = "fi") -> list[str]:
    return [word.written for word in wording(question, language, target).words]  # type: ignore[arg-type]


def test_only_words_that_say_what_is_asked_for_count() -> None:
    assert written("Kuinka monta lasta on päiväkodissa?", "fi") == ["lasta", "päiväkodissa"]
    assert written("How many children are in day care?", "en") == ["children", "day", "care"]
    assert written("Hur många barn är på dagis?", "sv") == ["barn", "dagis"]
    assert wording("Mikä se on?", "fi", "fi").words == ()


def test_a_word_of_the_passages_own_language_is_its_stem() -> None:
    (word,) = wording("taloissa", "fi", "fi").words
    assert word == AskedWord("taloissa", ((("_tal", "talo"), 1.0),), named=False)


def test_a_stem_that_the_word_does_not_hold_has_the_beginning_of_the_word_beside_it() -> None:
    (word,) = wording("kissa", "fi", "fi").words  # Snowball makes it kis
    assert word.renderings == ((("_kis", "kis_"), 1.0), (("_kis", "kiss"), 1.0))


def test_a_word_of_another_language_is_what_it_could_be_called_or_itself() -> None:
    (word,) = wording("city", "en", "fi").words
    stems = {terms[0] for terms, _ in word.renderings}
    assert "_kau" in stems  # kaupunki
    assert word.renderings[-1] == (("_cit", "citi"), 0.15)  # its own stem, citi


def test_names_and_numbers_are_told_by_their_looks() -> None:
    named = {
        word.written: word.named for word in wording("Rakennetaanko Lapualle 12 taloa?", "fi", "fi").words
    }
    assert named == {"Rakennetaanko": False, "Lapualle": True, "12": True, "taloa": False}


def test_what_begins_a_question_is_no_name_nor_what_follows_the_word_for_a_paragraph_sign() -> None:
    assert [word.named for word in wording("Oslo ja Tallinna", "fi", "fi").words] == [False, True]
    assert [word.named for word in wording("Pykälä 9 Tallinna", "fi", "fi").words] == [True, True, True]
    assert [word.named for word in wording("9 § Tallinna", "fi", "fi").words] == [True, True, True]


def test_a_compound_of_another_language_is_covered_by_the_words_it_is_made_of() -> None:
    words = wording("idéstäderna", "sv", "fi", TOY).words
    assert words == (
        AskedWord("idéstäderna", ((("_ide", "idee"), 1.0),), named=False),
        AskedWord("idéstäderna", ((("_kau", "kaup", "aupu", "upun", "pung"), 1.0),), named=False),
    )


def test_a_date_is_a_word_besides_its_digits() -> None:
    words = wording("Mitä tapahtui 12.9.2022?", "fi", "fi").words
    assert [word.written for word in words] == ["tapahtui", "12", "9", "2022", "_2022-09-12_"]
    assert words[-1].renderings == ((("_2022-09-12_",), 1.0),)
    assert all(word.named for word in words[1:])


@pytest.mark.parametrize(
    ("question", "language", "asked"),
    [
        ("What does section 9 say?", "en", ["9", "_§9_"]),
        ("Vad sägs i paragraf 9?", "sv", ["9", "_§9_"]),
        ("Mitä 9. pykälässä sanotaan?", "fi", ["9", "_§9_"]),
        ("Mitä sanotaan pykälästä?", "fi", ["pykälästä"]),
    ],
)
def test_the_word_for_a_paragraph_sign_and_that_something_is_said_tell_nothing(
    question: str, language: Language, asked: list[str]
) -> None:
    assert [word.written for word in wording(question, language, "fi").words] == asked
