"""The words of a question in one index: how much of them a text says."""

import numpy as np
import pytest

from corpus.errors import QuestionError
from index.lexical import Lexical
from index.words.analyzer import grams
from index.words.question import Sought, checked, understand
from index.words.terms import Terms
from index.words.wording import AskedWord, wording


def test_a_date_is_held_however_it_is_written() -> None:
    index = Lexical.build([[]])
    sought = Sought.of(wording("12.9.2022", "fi", "fi").words, index)
    assert sought.covered(np.array([Terms("12. syyskuuta 2022").held(sought.asked)]))[0, -1] == 1
    assert sought.covered(np.array([Terms("13. syyskuuta 2022").held(sought.asked)]))[0, -1] == 0


def test_of_several_renderings_the_one_that_is_said_most_counts() -> None:
    word = AskedWord("boat", ((("vene", "enee"), 0.9), (("laiv",), 0.1)), named=False)
    sought = Sought.of([word], Lexical.build([[]]))
    held = np.array(
        [
            Terms("vene").held(sought.asked),
            Terms("laiva").held(sought.asked),
            Terms("talo").held(sought.asked),
        ]
    )
    np.testing.assert_allclose(sought.covered(held), np.array([[0.5], [1.0], [0.0]]))


def test_a_rare_word_tells_more_than_a_common_one() -> None:
    index = Lexical.build([grams("talo vene"), grams("talo"), grams("talo"), grams("talo")])
    words = wording("talo vene", "fi", "fi").words
    sought = Sought.of(words, index)
    share = sought.share(sought.covered(np.array([Terms("vene").held(sought.asked)])))
    common, rare = np.log1p(0.5 / 4.5), np.log1p(3.5 / 1.5)
    assert share[0] == pytest.approx(rare / (common + rare))


def test_a_word_of_a_question_before_tells_less() -> None:
    word = AskedWord("vene", ((("vene",), 1.0),), named=False)
    earlier = AskedWord("talo", ((("talo",), 1.0),), named=False, weight=0.5)
    sought = Sought.of([word, earlier], Lexical.build([["vene", "talo"], []]))
    assert sought.telling[1] == pytest.approx(sought.telling[0] / 2)


def test_a_question_without_words_covers_nothing() -> None:
    sought = Sought.of((), Lexical.build([["vene"]]))
    covered = sought.covered(np.array([Terms("vene").held(sought.asked)]))
    assert covered.shape == (1, 0)
    assert sought.share(covered).tolist() == [0]


def test_a_question_has_ten_thousand_characters_at_most() -> None:
    assert checked("a" * 10_000) == "a" * 10_000
    with pytest.raises(QuestionError, match="has 10001 characters, more than 10000"):
        checked("a" * 10_001)


@pytest.mark.parametrize("number", [0xD800, 0xDFFF])
def test_half_a_character_is_no_text(number: int) -> None:
    with pytest.raises(QuestionError, match="no text"):
        checked(f"kissa {chr(number)}")


def test_white_space_is_evened_out() -> None:
    assert checked(" kissa \ud7ff\n\ue000 ") == "kissa \ud7ff \ue000"


def test_a_question_says_what_was_looked_for_only_where_it_was_put_into_finnish() -> None:
    assert understand("Vad kostar simhallen?", ["sv", "en"]).looked_for is None
    assert understand("Mitä uimahalli maksaa?", ["fi", "sv"]).looked_for is None
    assert understand("Vad kostar simhallen?", ["sv", "fi"]).looked_for is not None
