"""What a single sentence says of a question, under its headings, worked out by hand."""

import numpy as np
import pytest

from corpus.document import Span
from index.lexical import Lexical
from index.passages import Passage
from index.ranking import KIND_WEIGHT, Said, said
from index.words.analyzer import grams
from index.words.cues import Kind
from index.words.question import Sought
from index.words.wording import AskedWord

NOTHING = Lexical.build([[]])


def passage(text: str, above: str = "") -> Passage:
    return Passage("a.md", 0, Span(0, len(text)), text, above + text)


def look(text: str, asked: Sought, kind: Kind | None = None, above: str = "") -> Said:
    """What a passage says, by itself."""
    (found,) = said([passage(text, above)], asked, kind)
    return found


def sought(*words: str) -> Sought:
    """The words, each as it is written, in an index that makes all terms tell the same."""
    return Sought.of([AskedWord(w, ((tuple(grams(w)), 1.0),), False) for w in words], NOTHING)


def test_a_question_said_in_one_sentence_is_covered_more_than_one_said_in_two() -> None:
    asked = sought("omena", "vene")
    apart = look("Omena on tässä. Vene on tuolla.", asked)
    assert apart.share == pytest.approx(0.5)
    np.testing.assert_allclose(apart.sentence, [1, 0])
    np.testing.assert_allclose(apart.passage, [1, 1])
    assert look("Talo on tässä. Omena vene.", asked).share == pytest.approx(1.0)


def test_headings_count_for_every_sentence() -> None:
    asked = sought("omena", "vene")
    assert look("Talo on tässä. Omena on tuolla.", asked, above="Vene > ").share == pytest.approx(1)
    assert look("Talo on tässä.", asked, above="Vene > ").share == pytest.approx(0.5)


def test_what_says_nothing_of_the_question_covers_nothing() -> None:
    assert look("Talo on tässä.", sought("omena")).share == 0
    assert look("", sought("omena")).share == 0
    none = look("Talo on tässä.", sought())
    assert (none.share, len(none.sentence), len(none.passage)) == (0, 0, 0)


def test_a_sentence_with_the_kind_of_thing_that_is_asked_for_answers_more() -> None:
    asked = sought("omena", "maksaa")
    text = "Omena maksaa. Omena on hyvä. Hinta on 5 euroa."
    assert look(text, asked).answering == pytest.approx(1.0)
    money = look(text, asked, "money")
    assert [money.share, money.answering] == pytest.approx([1.0, 1.0])
    near = look("Talo on tässä. Omena maksaa. Hinta on 5 euroa.", asked, "money")
    assert near.answering == pytest.approx(1.0 + KIND_WEIGHT / 2)
    there = look("Omena maksaa 5 euroa. Talo on tässä.", asked, "money")
    assert [there.share, there.answering] == pytest.approx([1.0, 1.0 + KIND_WEIGHT])
    assert look("", asked, "money").answering == 0


def test_the_headings_hold_no_answer() -> None:
    asked = sought("omena")
    assert look("Talo on tässä.", asked, "money", above="Omena 5 euroa > ").answering == pytest.approx(1.0)


def test_a_name_is_no_answer_to_a_question_that_asks_for_no_kind_of_thing() -> None:
    text = "Omenan söi Liisa Aho."
    assert look(text, sought("omena")).answering == pytest.approx(0.75)  # all but its end
    assert look(text, sought("omena"), "person").answering == pytest.approx(0.75 + KIND_WEIGHT)


def test_passages_that_are_looked_at_together_are_told_as_each_by_itself() -> None:
    asked = sought("omena", "maksaa", "vene", "12.9.2022")
    kinds: tuple[Kind | None, ...] = (None, "money", "person")
    some = [
        passage("Omena maksaa 5 euroa. Talo on tässä.", "Vene > "),
        passage(""),
        passage("Talo on tässä. Vene maksaa. Omenan söi Liisa Aho 12.9.2022.", "Puut > Omena > "),
        passage("Omena 𝐚 € 𐐨vene.", "Vene 😀 > "),
    ]
    assert said([], asked) == []
    for kind in kinds:
        for one, together in zip(some, said(some, asked, kind), strict=True):
            (alone,) = said([one], asked, kind)
            np.testing.assert_array_equal(together.sentence, alone.sentence)
            np.testing.assert_array_equal(together.passage, alone.passage)
            assert (together.share, together.answering) == (alone.share, alone.answering)
