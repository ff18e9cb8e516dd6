"""The words of a question, one by one: which there are, what they could be called, how much is said."""

import numpy as np
import pytest

from corpus.language import Language
from index.asked import AskedWord, Sought, asked_words
from index.lexical import Lexical
from index.words.analyzer import grams


def written(question: str, language: str, target: str = "fi") -> list[str]:
    return [word.written for word in asked_words(question, language, target)]  # type: ignore[arg-type]


def test_only_words_that_say_what_is_asked_for_count() -> None:
    assert written("Kuinka monta lasta on päiväkodissa?", "fi") == ["lasta", "päiväkodissa"]
    assert written("How many children are in day care?", "en") == ["children", "day", "care"]
    assert written("Hur många barn är på dagis?", "sv") == ["barn", "dagis"]
    assert asked_words("Mikä se on?", "fi", "fi") == ()


def test_a_word_of_the_passages_own_language_is_its_stem() -> None:
    (word,) = asked_words("taloissa", "fi", "fi")
    assert word == AskedWord("taloissa", ((("_tal", "talo"), 1.0),), named=False)


def test_a_stem_that_the_word_does_not_hold_has_the_beginning_of_the_word_beside_it() -> None:
    (word,) = asked_words("kissa", "fi", "fi")  # Snowball makes it kis
    assert [terms for terms, _ in word.renderings] == [("_kis", "kis_"), ("_kis", "kiss")]


def test_a_word_of_another_language_is_what_it_could_be_called_or_itself() -> None:
    (word,) = asked_words("city", "en", "fi")
    stems = {terms[0] for terms, _ in word.renderings}
    assert "_kau" in stems  # kaupunki
    assert word.renderings[-1] == (("_cit", "citi"), 0.15)  # its own stem, citi


def test_names_and_numbers_are_told_by_their_looks() -> None:
    named = {word.written: word.named for word in asked_words("Rakennetaanko Lapualle 12 taloa?", "fi", "fi")}
    assert named == {"Rakennetaanko": False, "Lapualle": True, "12": True, "taloa": False}


def test_a_date_is_a_word_besides_its_digits() -> None:
    words = asked_words("Mitä tapahtui 12.9.2022?", "fi", "fi")
    assert [word.written for word in words] == ["tapahtui", "12", "9", "2022", "_2022-09-12_"]
    assert words[-1].renderings == ((("_2022-09-12_",), 1.0),)
    assert [word.numeral for word in words] == [False, False, False, False, True]


def test_a_date_is_held_however_it_is_written() -> None:
    index = Lexical.build([[]])
    sought = Sought.of(asked_words("12.9.2022", "fi", "fi"), index)
    assert sought.covered(np.array([sought.held("12. syyskuuta 2022")]))[0, -1] == 1
    assert sought.covered(np.array([sought.held("13. syyskuuta 2022")]))[0, -1] == 0


def test_of_several_renderings_the_one_that_is_said_most_counts() -> None:
    word = AskedWord("boat", ((("vene", "enee"), 0.9), (("laiv",), 0.1)), named=False)
    sought = Sought.of([word], Lexical.build([[]]))
    held = np.array([sought.held("vene"), sought.held("laiva"), sought.held("talo")])
    np.testing.assert_allclose(sought.covered(held), np.array([[0.5], [1.0], [0.0]]))


def test_a_rare_word_tells_more_than_a_common_one() -> None:
    index = Lexical.build([grams("talo vene"), grams("talo"), grams("talo"), grams("talo")])
    words = asked_words("talo vene", "fi", "fi")
    sought = Sought.of(words, index)
    share = sought.share(sought.covered(np.array([sought.held("vene")])))
    common, rare = np.log1p(0.5 / 4.5), np.log1p(3.5 / 1.5)
    assert share[0] == pytest.approx(rare / (common + rare))


def test_a_word_of_a_question_before_tells_less() -> None:
    word = AskedWord("vene", ((("vene",), 1.0),), named=False)
    earlier = AskedWord("talo", ((("talo",), 1.0),), named=False, weight=0.5)
    sought = Sought.of([word, earlier], Lexical.build([["vene", "talo"], []]))
    assert sought.telling[1] == pytest.approx(sought.telling[0] / 2)


def test_a_question_without_words_covers_nothing() -> None:
    sought = Sought.of((), Lexical.build([["vene"]]))
    covered = sought.covered(np.array([sought.held("vene")]))
    assert covered.shape == (1, 0)
    assert sought.share(covered).tolist() == [0]


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
    assert [word.written for word in asked_words(question, language, "fi")] == asked
