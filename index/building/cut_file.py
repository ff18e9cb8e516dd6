"""A file read and cut at once, in the process that reads it: so both are done beside each other."""

import json
from base64 import b64decode, b64encode
from dataclasses import dataclass
from pathlib import Path

from corpus.document import Document
from corpus.head import head_of
from corpus.readers import SourceFile, answer_about
from corpus.records import from_record, line_of, parts_of
from index.building.slices import sliced
from index.words.postings.tally import Tallying

_PROGRAM = Path(__file__).with_name("cutting_program.py")


@dataclass(frozen=True, slots=True, eq=False)
class CutFile:
    """A document in two parts, as ``corpus.records.parts_of`` parts it, and its ``Slices`` as bytes.

    ``unread`` is how many of its pages are pictures that nobody has read, ``passages`` how many it has.
    """

    id: str
    path: str
    digest: str
    unread: int
    line: bytes
    text: bytes
    slices: bytes
    passages: int

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
    unread, passages, line, text = json.loads(data[:at])
    parts = data[at : at + line], data[at + line : at + line + text], data[at + line + text :]
    return CutFile(document_id, str(source.path), source.digest, unread, *parts, passages)


def packed(document: Document, tallying: Tallying) -> str:
    """What ``cut_file`` is answered: a document and its slices, in ASCII."""
    line, text = parts_of(document)
    slices = sliced(document, tallying)
    sizes = line_of([head_of(document).unread, len(slices.places), len(line), len(text)])
    return b64encode(sizes + line + text + slices.to_bytes()).decode("ascii")
