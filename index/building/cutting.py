"""Cutting: all documents into their passages, one document after another, none of them held in memory."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.document import Document
from corpus.language import LANGUAGES
from index.building.spool import Spool
from index.heads import Gathering, Heads
from index.passages import split
from index.store.held import HeldTexts


@dataclass(frozen=True, slots=True, eq=False)
class Cut:
    """The passages of documents, a row each, as a generation has them, and the heads of the documents."""

    heads: Heads
    places: npt.NDArray[np.int32]
    digests: npt.NDArray[np.uint8]
    languages: npt.NDArray[np.uint8]
    contexts: Sequence[str]


def cut(documents: Iterable[Document], folder: Path | None = None) -> Cut:
    """The passages of documents; their contexts lie in a temporary file, in a folder if one is given.

    Raises:
        OSError: they cannot be written.
    """
    gathering, contexts = Gathering(), Spool(folder)
    places, languages, digests = array("i"), bytearray(), bytearray()
    for number, document in enumerate(documents):
        gathering.add(document)
        for passage in split(document):
            places.extend((number, passage.section, passage.span.start, passage.span.end))
            languages.append(LANGUAGES.index(document.sections[passage.section].language))
            digests += passage.digest
            contexts.add(passage.context.encode())
    return Cut(
        heads=gathering.heads(),
        places=np.array(places, np.int32).reshape(-1, 4),
        digests=np.frombuffer(bytes(digests), np.uint8).reshape(-1, 16),
        languages=np.frombuffer(bytes(languages), np.uint8),
        contexts=HeldTexts(contexts.records()),
    )
