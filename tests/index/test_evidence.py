"""What speaks for the first candidate of a search, worked out by hand."""

from collections.abc import Sequence

import numpy as np
import pytest

from corpus.document import Span
from index.evidence import evidence, lead
from index.extractor.windows import Reading, ScoredSpan
from index.lexical import Lexical
from index.passages import Passage
from index.ranking import Said, ranked, said
from index.words.question import Sought
from index.words.wording import AskedWord

TEXTS = ("Vene kulkee. Omena kypsyy.", "Vene ja omena.", "Juna lähtee.")
POSTINGS = Lexical.build([[]])
WORDS = (
    AskedWord("vene", ((("_ven", "vene"), 1.0),), named=False),
    AskedWord("Omena", ((("_ome", "omen"), 1.0),), named=True),
)
SOUGHT = Sought.of(WORDS, POSTINGS)
ROWS = np.arange(3)


def scores(*values: float) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    return np.array(values, np.float32)


def look(rows: Sequence[int], sought: Sought = SOUGHT) -> list[Said]:
    return said(
        [Passage("a.md", row, Span(0, len(TEXTS[row])), TEXTS[row], TEXTS[row]) for row in rows], sought
    )


def test_nothing_found_is_no_evidence() -> None:
    none = np.zeros(0, np.float32)
    found = ranked(np.zeros(0, np.int64), none, none, None, look)
    assert found.first is None
    assert evidence(found, SOUGHT, 0, 0.0) is None


def test_evidence_is_of_the_first_candidate() -> None:
    found = ranked(ROWS, scores(0.9, 0.8, 0.1), scores(4, 2, 0), None, look)
    speaks = evidence(found, SOUGHT, 3, 0.25)
    assert speaks is not None
    assert found.rows[0] == 0
    assert speaks.cosine == pytest.approx(0.9)
    assert speaks.crowd == pytest.approx((0.9 - 0.6) / np.std([0.9, 0.8, 0.1]))
    assert speaks.sentence == pytest.approx(0.5)
    assert (speaks.unnamed, speaks.agreed) == (0.0, 1.0)
    assert speaks.length == pytest.approx(np.log(3))
    assert speaks.size == pytest.approx(np.log(4))
    assert speaks.lead == 0.25


def test_a_name_that_is_not_said_counts_for_itself() -> None:
    speaks = evidence(ranked(ROWS[:1], scores(0.9), scores(1), None, lambda _rows: look([2])), SOUGHT, 1, 0.0)
    assert speaks is not None
    assert (speaks.sentence, speaks.unnamed, speaks.crowd) == (0.0, 1.0, 0.0)


def test_a_question_without_a_name_misses_none() -> None:
    plain = Sought.of(WORDS[:1], POSTINGS)
    speaks = evidence(
        ranked(ROWS[2:], scores(0.9), scores(1), None, lambda rows: look(rows, sought=plain)), plain, 1, 0.0
    )
    assert speaks is not None
    assert speaks.unnamed == 0.0


def test_sides_that_disagree_are_told() -> None:
    speaks = evidence(ranked(ROWS, scores(0.9, 0.8, 0.1), scores(2, 4, 0), None, look), SOUGHT, 3, 0.0)
    assert speaks is not None
    assert speaks.agreed == 0.0


def test_what_was_read_speaks_too() -> None:
    found = ranked(ROWS, scores(0.9, 0.8, 0.1), scores(4, 2, 0), None, look)
    reading = Reading((ScoredSpan(Span(0, 4), -0.5), ScoredSpan(Span(13, 18), -2.0)), 0.75)
    speaks = evidence(found, SOUGHT, 3, 0.25, reading)
    assert speaks is not None
    assert speaks.certain == pytest.approx(np.exp(-0.5) + np.exp(-2.0))
    assert speaks.answerable == 0.75
    unread = evidence(found, SOUGHT, 3, 0.25)
    assert unread is not None
    assert (unread.certain, unread.answerable) == (0.0, 0.0)


def test_what_says_the_same_is_no_lead() -> None:
    found = ranked(ROWS, scores(0.9, 0.8, 0.1), scores(4, 2, 0), None, look)
    assert lead(found, TEXTS.__getitem__) == pytest.approx(found.scores[0] - found.scores[1])
    same = lead(found, lambda row: TEXTS[found.rows[0]] if row != found.rows[2] else TEXTS[2])
    assert same == pytest.approx(found.scores[0] - found.scores[2])
    assert lead(found, lambda _row: "Vene.") == 0.0
