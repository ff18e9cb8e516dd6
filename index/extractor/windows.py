"""Windows: a question and a text in the pieces that a model reads, and its scores as spans of the text."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.document import Span
from index.encoders.onnx import batches
from index.words.sentences import sentences

BEGIN, PADDING, END = 0, 1, 2
"""The numbers of the special pieces."""

OVERLAP = 48
"""The pieces that two windows of a long text share."""

NEVER = -20.0
"""The odds that a text without any word answers, as a logarithm."""

_BATCH_PIECES = 512  # as the encoders have it
_LONGEST = 40  # pieces of an answer

Floats = npt.NDArray[np.float32]
Scores = tuple[Floats, Floats, Floats]
Network = Callable[[npt.NDArray[np.int64], npt.NDArray[np.int64]], Scores]
"""Pieces and mask to the scores of first, last (texts x pieces) and answerable (texts)."""


@dataclass(frozen=True, slots=True)
class ScoredSpan:
    """Words of a text that may answer, and the logarithm of their probability, 0 or less.

    It is the probability among the likeliest answers of all sentences of all texts that were read together.
    """

    span: Span
    certain: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a question in a text.

    ``spans`` are the likeliest answers, one of each sentence of the text, the likeliest first.
    ``answerable`` is the logarithm of the odds that the text answers at all.
    """

    spans: tuple[ScoredSpan, ...]
    answerable: float


@dataclass(frozen=True, slots=True)
class Reach:
    """The most pieces of a question and of all that are read at once, and what stands before each text."""

    max_pieces: int
    max_question_pieces: int
    question: str
    passage: str


@dataclass(frozen=True, slots=True)
class Window:
    """A question with as much of a text as is read at once.

    ``begin`` is the place of the text's first piece, ``places`` are the spans of the text's pieces in it.
    """

    pieces: tuple[int, ...]
    begin: int
    places: tuple[Span, ...]


def read(
    network: Network, tokenizer: Any, reach: Reach, question: str, texts: Sequence[str]
) -> list[Reading]:
    """What is read of a question in texts, in their order.

    Scores of spans are set against those of all texts, as the model has learnt to (Clark and Gardner 2018):
    a text of one sentence is not the surer for having one. Of a long text a span counts as in the window
    where it is likeliest, and the odds of the best window.
    """
    cut = [
        (at, window) for at, text in enumerate(texts) for window in windows(tokenizer, reach, question, text)
    ]
    units = [sentences(text) for text in texts]
    best: list[dict[Span, ScoredSpan]] = [{} for _ in texts]
    answerable = [NEVER] * len(texts)
    for rows in batches([len(window.pieces) for _, window in cut], _BATCH_PIECES):
        for row, first, last, whole in zip(
            rows, *network(*padded([cut[row][1] for row in rows])), strict=True
        ):
            at, window = cut[row]
            inside = slice(window.begin, window.begin + len(window.places))
            answerable[at] = max(answerable[at], float(whole))
            for unit, found in _spans(first[inside], last[inside], window.places, units[at], texts[at]):
                if unit not in best[at] or best[at][unit].certain < found.certain:
                    best[at][unit] = found
    whole = _log_sum([one.certain for found in best for one in found.values()])
    return [
        Reading(
            tuple(
                replace(one, certain=min(one.certain - whole, 0.0))
                for one in sorted(found.values(), key=lambda one: -one.certain)
            ),
            odds,
        )
        for found, odds in zip(best, answerable, strict=True)
    ]


def windows(tokenizer: Any, reach: Reach, question: str, text: str) -> list[Window]:
    """A text in windows with the question, in order; each overlaps the next. None of white space alone."""
    asked = tokenizer.encode(reach.question + question, add_special_tokens=False).ids
    asked = asked[: reach.max_question_pieces]
    cut = tokenizer.encode(reach.passage + text, add_special_tokens=False)
    lead = len(reach.passage)
    above = sum(1 for _, end in cut.offsets if end <= lead)
    places = [Span(max(start - lead, 0), end - lead) for start, end in cut.offsets[above:]]
    ids = cut.ids[above:]
    room = reach.max_pieces - len(asked) - above - 3
    found: list[Window] = []
    for start in range(0, max(len(ids) - OVERLAP, min(len(ids), 1)), room - OVERLAP):
        part = slice(start, start + room)
        pieces = (BEGIN, *asked, END, *cut.ids[:above], *ids[part], END)
        found.append(Window(pieces, len(asked) + 2 + above, tuple(places[part])))
    return found


def padded(found: Sequence[Window]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The pieces of windows side by side and their mask, both int64 (windows, pieces of the longest)."""
    ids = np.full((len(found), max(len(window.pieces) for window in found)), PADDING, np.int64)
    mask = np.zeros_like(ids)
    for row, window in enumerate(found):
        ids[row, : len(window.pieces)], mask[row, : len(window.pieces)] = window.pieces, 1
    return ids, mask


def _spans(
    first: Floats, last: Floats, places: Sequence[Span], units: Sequence[Span], text: str
) -> list[tuple[Span, ScoredSpan]]:
    """For each sentence with a piece of the window its likeliest answer, as ``certain`` its plain score."""
    found = []
    for unit in units:
        own = [at for at, place in enumerate(places) if unit.start < place.end <= unit.end]
        if own:
            low, high, certain = best_span(first[own], last[own])
            span = Span(max(places[own[low]].start, unit.start), places[own[high]].end)
            lead = len(span.of(text)) - len(span.of(text).lstrip())
            if lead < len(span):
                found.append((unit, ScoredSpan(Span(span.start + lead, span.end), certain)))
    return found


def best_span(first: Floats, last: Floats, longest: int = _LONGEST) -> tuple[int, int, float]:
    """The likeliest first and last place, at most ``longest`` pieces, and the sum of their scores."""
    both = first[:, None] + last[None, :]
    apart = np.arange(len(first))[None, :] - np.arange(len(first))[:, None]
    both[(apart < 0) | (apart >= longest)] = -np.inf
    row, column = np.unravel_index(int(both.argmax()), both.shape)
    return int(row), int(column), float(both[row, column])


def _log_sum(scores: Sequence[float]) -> float:
    """The logarithm of the sum of what scores are the logarithms of; 0 of none."""
    return float(np.logaddexp.reduce(scores)) if scores else 0.0
