"""Traced text: characters that know where in the source they come from."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from corpus.document import Run, Span

JOINT = -1
"""The source offset of a joining space, which the source does not have."""


@dataclass(frozen=True, slots=True)
class Traced:
    """A text and where its characters stand in the source, in stretches that stand on end there, too.

    Stretch ``i`` begins with the character ``starts[i]``, whose offset in the source is ``sources[i]``. A
    joining space is a stretch of its own, its offset ``JOINT``. Stretches that go on in the source are one;
    an empty text has none.
    """

    text: str
    starts: tuple[int, ...]
    sources: tuple[int, ...]

    def cut(self, start: int, end: int | None = None) -> "Traced":
        """The characters from ``start`` up to ``end``."""
        start, end, _ = slice(start, end).indices(len(self.text))
        if start >= end:
            return EMPTY
        if end - start == len(self.text):
            return self
        text = self.text[start:end]
        if len(self.starts) == 1:
            return Traced(text, self.starts, (self.sources[0] + start,))
        first, last = bisect_right(self.starts, start) - 1, bisect_left(self.starts, end)
        begun = self.sources[first] + start - self.starts[first]
        starts = [each - start for each in self.starts[first + 1 : last]]
        return Traced(text, (0, *starts), (begun, *self.sources[first + 1 : last]))

    @property
    def first(self) -> int:
        """The offset in the source of the first character that it has; raises StopIteration."""
        return next(source for source in self.sources if source != JOINT)

    @property
    def last(self) -> int:
        """The offset in the source of the last character that it has; raises StopIteration."""
        return next(end for _, end in reversed(self.told())) - 1

    def told(self) -> list[tuple[int, int]]:
        """The stretches of the source, each from an offset up to another, in the order of the text."""
        return [(run.source, run.source + run.length) for run in runs(self)]


EMPTY = Traced("", (), ())
"""No character."""

SPACE = Traced(" ", (0,), (JOINT,))
"""One joining space."""


def trace(source: str, span: Span) -> Traced:
    """A stretch of the source as it stands."""
    text = span.of(source)
    return Traced(text, (0,), (span.start,)) if text else EMPTY


def joined(parts: Iterable[Traced]) -> Traced:
    """Traced texts one after the other, nothing between them."""
    kept = [part for part in parts if part.text]
    if len(kept) < 2:
        return kept[0] if kept else EMPTY
    starts: list[int] = []
    sources: list[int] = []
    at, following = 0, JOINT - 1  # the offset that would go on with the last stretch
    for part in kept:
        known = int(part.sources[0] == following)
        starts += [at + start for start in part.starts[known:]]
        sources += part.sources[known:]
        at += len(part.text)
        following = JOINT - 1 if sources[-1] == JOINT else sources[-1] + at - starts[-1]
    return Traced("".join([part.text for part in kept]), tuple(starts), tuple(sources))


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


def runs(traced: Traced) -> tuple[Run, ...]:
    """The runs of a source map of a traced text."""
    spans = pairwise((*traced.starts, len(traced.text)))
    held = zip(spans, traced.sources, strict=True)
    return tuple(Run(start, source, end - start) for (start, end), source in held if source != JOINT)
