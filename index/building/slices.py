"""Slices: a document cut into passages, with all that a generation needs of it, as bytes and back."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.document import Document
from corpus.language import LANGUAGES
from corpus.records import line_of
from index.heads import Heads, sections_of
from index.passages import Passage, split
from index.words.postings.tally import Tally

_BETWEEN = "\0"  # terms, which have letters, digits, a few signs and blanks; quicker than JSON

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


def sliced(document: Document) -> Slices:
    """A document cut."""
    return slices_of(document, split(document))


def slices_of(document: Document, found: Sequence[Passage]) -> Slices:
    """The slices of a document of which all passages are given."""
    places = [(0, passage.section, passage.span.start, passage.span.end) for passage in found]
    numbers = [LANGUAGES.index(document.sections[passage.section].language) for passage in found]
    above = {passage.section: passage.context.removesuffix(passage.text) for passage in found}
    return Slices(
        heads=Heads.of([document]),
        places=np.array(places, np.int32).reshape(-1, 4),
        spans=np.array(byte_spans(document.text, found), np.int32).reshape(-1, 2),
        digests=np.frombuffer(b"".join(passage.digest for passage in found), np.uint8).reshape(-1, 16),
        languages=np.array(numbers, np.uint8),
        above=list(above.values()),
    )


def slices_to_bytes(slices: Slices) -> bytes:
    """Slices as bytes, which ``slices_of_bytes`` reads."""
    sections = slices.heads.sections
    arrays = (slices.places, slices.spans, slices.digests, slices.languages)
    head = {"heads": slices.heads.to_record(), "above": slices.above}
    return _packed(head, [sections.facts, sections.titles, *arrays])


def slices_of_bytes(data: bytes) -> Slices:
    """What ``slices_to_bytes`` made these bytes of."""
    head, (facts, titles, places, spans, digests, languages) = _unpacked(data)
    record = head["heads"]
    sections = sections_of(record["documents"]["sections"], facts, titles, record["numbers"])
    heads = Heads(record["documents"], record["items"], sections)
    return Slices(heads, places, spans, digests, languages, head["above"])


def tally_to_bytes(tally: Tally) -> bytes:
    """A tally as bytes, which ``tally_of_bytes`` reads."""
    terms = np.frombuffer(_BETWEEN.join(tally.terms).encode("utf-8"), np.uint8)
    return _packed({}, [terms, tally.lengths, tally.distinct, tally.numbers, tally.counts])


def tally_of_bytes(data: bytes) -> Tally:
    """What ``tally_to_bytes`` made these bytes of."""
    _, (terms, *arrays) = _unpacked(data)
    return Tally(terms.tobytes().decode("utf-8").split(_BETWEEN) if len(terms) else [], *arrays)


def _packed(head: Mapping[str, Any], arrays: Sequence[npt.NDArray[Any]]) -> bytes:
    """A JSON object and arrays as bytes."""
    kinds = [[array.dtype.str, array.shape] for array in arrays]
    return b"".join([line_of({**head, "arrays": kinds}), *(array.tobytes() for array in arrays)])


def _unpacked(data: bytes) -> tuple[Mapping[str, Any], Sequence[npt.NDArray[Any]]]:
    at = data.index(b"\n") + 1
    head = json.loads(data[:at])
    arrays: list[npt.NDArray[Any]] = []
    for kind, shape in head["arrays"]:
        arrays.append(np.frombuffer(data, kind, math.prod(shape), at).reshape(shape))
        at += arrays[-1].nbytes
    return head, arrays


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
