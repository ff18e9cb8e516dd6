"""Passages: a document cut into what is searched and quoted, never across a section."""

import hashlib
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.assemble import HEADERS
from corpus.document import Document, Section, Span, section_path
from corpus.minutes.vocabulary import gloss
from index.words.sentences import sentences

MOST_WORDS = 120
"""The words of a passage at most."""

_FEW_WORDS = 12
_WORD = re.compile(r"\S+")
_WITHIN = " > "


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one section of a document.

    ``section`` is the index in ``Document.sections``; ``text`` is the slice ``span`` of the document's
    text; ``context`` is what is encoded and analysed: title, section path and text.
    """

    document_id: str
    section: int
    span: Span
    text: str
    context: str

    @property
    def id(self) -> str:
        """Where the passage is: ``report.md:120-480``."""
        return f"{self.document_id}:{self.span.start}-{self.span.end}"

    @property
    def digest(self) -> bytes:
        """Sixteen bytes that tell the text that is encoded (BLAKE2b of the context)."""
        return context_digest(self.context)


def context_digest(context: str) -> bytes:
    """Sixteen bytes that tell one encoded text from another."""
    return hashlib.blake2b(context.encode("utf-8"), digest_size=16).digest()


def split(document: Document, most: int = MOST_WORDS) -> list[Passage]:
    """The passages of a document, in reading order, of at most so many words.

    A passage is a whole paragraph, or several where they are short; one that is too long is cut at
    the ends of sentences into parts of like length. A section that is a bare heading with nothing
    below it is a passage of its heading; the lines of page headers are none.
    """
    parents = {section.parent for section in document.sections}
    return [
        passage_at(document, number, span)
        for number, section in enumerate(document.sections)
        if not (section.kind == "furniture" and section.title == HEADERS)
        for span in _spans(document.text, section, most, bare=number not in parents)
    ]


def passage_at(document: Document, section: int, span: Span) -> Passage:
    """The passage of a document that stands in a section at a span."""
    text = span.of(document.text)
    return Passage(document.id, section, span, text, context_of(document, section, text))


def context_of(document: Document, section: int, text: str) -> str:
    """Document title, section path and text in one line of descent.

    A title is not said twice; a part of minutes is led by its title and what such a part answers.
    """
    path = section_path(document, section)
    titles = path if document.title in path[0] else (document.title, *path)
    meant = gloss(path[-1])
    last = f"{path[-1]} ({meant})" if meant else path[-1]
    return _WITHIN.join((*titles[:-1], last, text))


def _spans(text: str, section: Section, most: int, *, bare: bool) -> Iterator[Span]:
    if not section.paragraphs:
        if bare and section.heading is not None:
            yield section.heading
        return
    group: list[Span] = []
    words = 0
    for paragraph in section.paragraphs:
        count = len(paragraph.of(text).split())
        if group and (words + count > most or min(words, count) >= _FEW_WORDS):
            yield Span(group[0].start, group[-1].end)
            group, words = [], 0
        if count > most:
            yield from _parts(text, paragraph, most)
            continue
        group.append(paragraph)
        words += count
    if group:
        yield Span(group[0].start, group[-1].end)


def _parts(text: str, paragraph: Span, most: int) -> Iterator[Span]:
    """A long paragraph in as few parts of whole sentences as will do, of like length."""
    inside, start = paragraph.of(text), paragraph.start
    units = [unit for sentence in sentences(inside) for unit in _short(inside, sentence, most)]
    left = sum(count for _, count in units)
    parts = math.ceil(left / most)
    first, words = 0, 0
    for at, (_, count) in enumerate(units):
        if words and (words + count > most or words >= left / parts):
            yield Span(units[first][0].start + start, units[at - 1][0].end + start)
            first, left, parts, words = at, left - words, max(parts - 1, 1), 0
        words += count
    yield Span(units[first][0].start + start, units[-1][0].end + start)


def _short(text: str, sentence: Span, most: int) -> Iterator[tuple[Span, int]]:
    """A sentence, or pieces of it where it has more words than a passage may have, each with their number."""
    count = len(sentence.of(text).split())
    if count <= most:
        yield sentence, count
        return
    words = [match.span() for match in _WORD.finditer(text, sentence.start, sentence.end)]
    for at in range(0, len(words), most):
        piece = words[at : at + most]
        yield Span(piece[0][0], piece[-1][1]), len(piece)
