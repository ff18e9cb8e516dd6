"""What reading did to a document: words put together, lines taken out, headings told by their looks."""

from dataclasses import dataclass
from itertools import pairwise
from pathlib import PurePath

from corpus.document import Document, Run, Span

_LOOKS = frozenset({".pdf", ".txt"})
"""Files that do not say what in them is a heading."""


@dataclass(frozen=True, slots=True)
class Treatment:
    """What reading did to a document, for who checks it against the source.

    ``words`` are the spans of those that stand in the source in parts, as at the end of a line, in order;
    ``taken_out`` the indices of the sections with what was taken out of the text; ``by_looks`` says that it
    has headings which no more than their looks, numbers or words tell.
    """

    words: tuple[Span, ...]
    taken_out: tuple[int, ...]
    by_looks: bool


def treatment(document: Document) -> Treatment:
    """What reading did to a document."""
    sections = document.sections
    looks = PurePath(document.path).suffix.lower() in _LOOKS
    return Treatment(
        joined_words(document),
        tuple(at for at, section in enumerate(sections) if section.kind == "furniture"),
        looks and any(section.kind == "heading" and section.heading for section in sections),
    )


def joined_words(document: Document) -> tuple[Span, ...]:
    """The words of a document whose letters stand apart in the source, each once, in order."""
    text = document.text
    found: list[Span] = []
    for before, after in pairwise(document.source_map.runs):
        at = after.start
        known = found and at < found[-1].end
        if not known and _is_parted(before, after) and text[at - 1].isalpha() and text[at].isalpha():
            found.append(_word(text, at))
    return tuple(found)


def _is_parted(before: Run, after: Run) -> bool:
    """Whether two runs stand side by side in the text, and apart in the source."""
    side_by_side = before.start + before.length == after.start
    return side_by_side and before.source + before.length != after.source


def _word(text: str, at: int) -> Span:
    """The span of the word that the letters on both sides of a place are of."""
    start = end = at
    while start > 0 and text[start - 1].isalpha():
        start -= 1
    while end < len(text) and text[end].isalpha():
        end += 1
    return Span(start, end)
