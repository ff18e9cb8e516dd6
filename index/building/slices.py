"""Slices: a document cut into passages, with all that a generation needs of it, as bytes and back."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.document import Document
from corpus.language import LANGUAGES
from corpus.records import line_of
from index.heads import Heads, sections_of
from index.passages import Passage, split
from index.words.postings.tally import Tally, Tallying

Ints = npt.NDArray[np.int32]
Bytes = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Slices:
    """The passages of a document in their order, as a generation has them, and the document's head.

    ``places`` are (document, section, start, end), the document 0, int32 (passages, 4); ``spans`` are their
    first byte in its text as UTF-8, and the one behind their last, int32 (passages, 2). ``above`` is what
    stands above the passages of each section that has some.
    """

    heads: Heads
    places: Ints
    spans: Ints
    digests: Bytes
    languages: Bytes
    above: Sequence[str]
    tally: Tally

    def to_bytes(self) -> bytes:
        """All of it, which ``slices_of_bytes`` reads."""
        sections, tally = self.heads.sections, self.tally
        arrays: tuple[npt.NDArray[Any], ...] = (
            *(sections.facts, sections.titles),
            *(self.places, self.spans, self.digests, self.languages),
            *(tally.lengths, tally.distinct, tally.numbers, tally.counts),
        )
        head = {
            "heads": self.heads.to_record(),
            "above": self.above,
            "terms": tally.terms,
            "arrays": [[array.dtype.str, array.shape] for array in arrays],
        }
        return b"".join([line_of(head), *(array.tobytes() for array in arrays)])


def slices_of_bytes(data: bytes) -> Slices:
    """What ``Slices.to_bytes`` made these bytes of."""
    at = data.index(b"\n") + 1
    head = json.loads(data[:at])
    arrays: list[npt.NDArray[Any]] = []
    for kind, shape in head["arrays"]:
        array = np.frombuffer(data, kind, int(np.prod(shape, dtype=np.int64)), at).reshape(shape)
        at += array.nbytes
        arrays.append(array)
    facts, titles, places, spans, digests, languages, *counted = arrays
    record = head["heads"]
    sections = sections_of(record["documents"]["sections"], facts, titles, record["numbers"])
    heads = Heads(record["documents"], record["items"], sections)
    tally = Tally(head["terms"], *counted)
    return Slices(heads, places, spans, digests, languages, head["above"], tally)


def sliced(document: Document, tallying: Tallying) -> Slices:
    """A document cut, its terms counted by what counts those of others, too."""
    found = split(document)
    places = [(0, passage.section, passage.span.start, passage.span.end) for passage in found]
    languages = [document.sections[passage.section].language for passage in found]
    above = {passage.section: passage.context.removesuffix(passage.text) for passage in found}
    return Slices(
        heads=Heads.of([document]),
        places=np.array(places, np.int32).reshape(-1, 4),
        spans=np.array(byte_spans(document.text, found), np.int32).reshape(-1, 2),
        digests=np.frombuffer(b"".join(passage.digest for passage in found), np.uint8).reshape(-1, 16),
        languages=np.array(list(map(LANGUAGES.index, languages)), np.uint8),
        above=list(above.values()),
        tally=tallying.of(zip((passage.context for passage in found), languages, strict=True)),
    )


def byte_spans(text: str, passages: Sequence[Passage]) -> Sequence[tuple[int, int]]:
    """The spans of passages in the text as UTF-8, bytes in place of code points."""
    found = []
    character = byte = 0
    for passage in passages:
        if passage.span.start < character:
            character = byte = 0
        byte += len(text[character : passage.span.start].encode("utf-8"))
        end = byte + len(passage.text.encode("utf-8"))
        found.append((byte, end))
        character, byte = passage.span.end, end
    return found
