"""A file read and cut at once, in the process that reads it: so both are done beside each other."""

import json
from base64 import b64decode, b64encode
from dataclasses import dataclass
from pathlib import Path

from corpus.document import Document
from corpus.head import head_of
from corpus.readers import SourceFile, answer_about
from corpus.records import from_record, line_of, parts_of
from index.building.slices import slices_of, slices_to_bytes, tally_to_bytes
from index.passages import split
from index.words.postings.tally import Tallying

_PROGRAM = Path(__file__).with_name("cutting_program.py")


@dataclass(frozen=True, slots=True, eq=False)
class CutFile:
    """A document in two parts, as ``corpus.records.parts_of`` parts it; its slices and their tally as bytes.

    ``unread`` is how many of its pages are pictures that nobody has read.
    """

    id: str
    path: str
    digest: str
    unread: int
    line: bytes
    text: bytes
    slices: bytes
    tally: bytes

    def document(self) -> Document:
        """The document."""
        return from_record({**json.loads(self.line), "text": self.text.decode("utf-8")})


def cut_file(source: SourceFile, document_id: str) -> CutFile:
    """A file's document, read and cut in another process, within limits of time and memory.

    Raises:
        ReadError: as ``corpus.readers.document_of`` does.
    """
    data = b64decode(answer_about(source, document_id, _PROGRAM))
    at = data.index(b"\n") + 1
    unread, *sizes = json.loads(data[:at])
    parts = []
    for size in sizes:
        parts.append(data[at : at + size])
        at += size
    return CutFile(document_id, str(source.path), source.digest, unread, *parts)


def packed(document: Document, tallying: Tallying) -> str:
    """What ``cut_file`` is answered: a document, its slices and their tally, in ASCII."""
    found = split(document)
    tally = tallying.of((passage.context, document.sections[passage.section].language) for passage in found)
    parts = *parts_of(document), slices_to_bytes(slices_of(document, found)), tally_to_bytes(tally)
    head = line_of([head_of(document).unread, *map(len, parts)])
    return b64encode(b"".join([head, *parts])).decode("ascii")
