"""Traced text: characters that know where in the source they come from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, compress, count, islice, pairwise, repeat
from operator import ne, sub

from corpus.document import Run, Span

JOINT = -1
"""The source offset of a joining space, which the source does not have."""


@dataclass(frozen=True, slots=True)
class Traced:
    """A text and, for each of its characters, the offset of that character in the source.

    The offset of a joining space is ``JOINT``. ``len(text) == len(offsets)``.
    """

    text: str
    offsets: tuple[int, ...]

    def cut(self, start: int, end: int | None = None) -> "Traced":
        """The characters from ``start`` up to ``end``."""
        return Traced(self.text[start:end], self.offsets[start:end])


SPACE = Traced(" ", (JOINT,))
"""One joining space."""


def trace(source: str, span: Span) -> Traced:
    """A stretch of the source as it stands."""
    return Traced(span.of(source), tuple(range(span.start, span.end)))


def joined(parts: Iterable[Traced]) -> Traced:
    """Traced texts one after the other, nothing between them."""
    kept = list(parts)
    if len(kept) == 1:
        return kept[0]
    offsets = tuple(chain.from_iterable([part.offsets for part in kept]))
    return Traced("".join([part.text for part in kept]), offsets)


def without(traced: Traced, spans: Iterable[Span]) -> Traced:
    """A traced text without the characters of the spans, which are in order and do not overlap."""
    kept, at = [], 0
    for span in spans:
        kept.append(traced.cut(at, span.start))
        at = span.end
    return joined([*kept, traced.cut(at)])


def stripped(traced: Traced) -> Traced:
    """A traced text without white space at its ends."""
    start = len(traced.text) - len(traced.text.lstrip())
    return traced.cut(start, max(len(traced.text.rstrip()), start))


def lines(traced: Traced) -> list[Traced]:
    """The lines of a traced text, without their line breaks."""
    found, at = [], 0
    for line in traced.text.split("\n"):
        found.append(traced.cut(at, at + len(line)))
        at += len(line) + 1
    return found


def runs(offsets: Sequence[int]) -> tuple[Run, ...]:
    """The runs of a source map from each character's source offset."""
    steps = map(sub, islice(offsets, 1, None), offsets)
    breaks = compress(count(1), map(ne, steps, repeat(1)))
    found = []
    for start, end in pairwise([0, *breaks, len(offsets)]):
        first = start + (start < end and offsets[start] == JOINT)  # which the source's very start may follow
        if first < end:
            found.append(Run(first, offsets[first], end - first))
    return tuple(found)
