"""Words as they are written: sentence by sentence, with their places and their capitals."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.document import Span
from index.words.sentences import sentences

_WORD = re.compile(r"[^\W\d_](?:[\w’'-]*\w)?")
_OPENS = re.compile(r"[^\w\s,;%&/.]\s*$|\n\s*$|\d[.)]\s+$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word at its place in a document's text; ``first`` where its capital tells nothing.

    A word is first at the head of a sentence or a line, and after a colon, a dash, a bar or an opening
    quotation mark.
    """

    text: str
    span: Span
    first: bool

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


def words_of(text: str, paragraph: Span) -> Iterator[list[Word]]:
    """The words of a paragraph's sentences, a list for each sentence that has any."""
    inside = paragraph.of(text)
    for sentence in sentences(inside):
        start = paragraph.start + sentence.start
        words: list[Word] = []
        for found in _WORD.finditer(text, start, paragraph.start + sentence.end):
            before = text[start : found.start()]
            first = not words or _OPENS.search(before) is not None
            words.append(Word(found[0], Span(found.start(), found.end()), first))
        if words:
            yield words
