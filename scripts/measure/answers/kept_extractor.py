"""Readings kept between runs: an extractor that remembers on disk what it has read."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from corpus.document import Span
from index.extractor import Extractor
from index.extractor.windows import Reading, ScoredSpan
from index.passages import Passage


class KeptExtractor:
    """An extractor like the one it is given, which takes from a folder what was read before.

    The readings of an extractor are lines of one file named by its digest, keyed by a digest of question,
    text and the texts that were read with it, so that what one extractor read is never another's. New ones
    are written at once.
    """

    def __init__(self, extractor: Extractor, folder: Path) -> None:
        self.digest = extractor.digest
        self._extractor = extractor
        self._path = folder / f"readings-{extractor.digest[:32]}.jsonl"
        self._read: dict[str, Reading] = {}
        if self._path.is_file():
            for line in self._path.read_text(encoding="utf-8").splitlines():
                key, answerable, *spans = json.loads(line)
                self._read[key] = Reading(tuple(ScoredSpan(Span(a, b), c) for a, b, c in spans), answerable)

    def read(self, question: str, passages: Sequence[Passage]) -> list[Reading]:
        """What is read of the question in each passage's text, as ``Extractor`` says."""
        # What is read in a text depends on those beside it.
        keys = [_key(question, [passage.text, *(one.text for one in passages)]) for passage in passages]
        if not all(key in self._read for key in keys):
            found = dict(zip(keys, self._extractor.read(question, passages), strict=True))
            self._read |= found
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("a", encoding="utf-8") as file:
                for key, reading in found.items():
                    spans = [(s.span.start, s.span.end, s.certain) for s in reading.spans]
                    file.write(json.dumps([key, reading.answerable, *spans]) + "\n")
        return [self._read[key] for key in keys]


def _key(question: str, texts: Sequence[str]) -> str:
    return hashlib.blake2b("\n".join([question, *texts]).encode(), digest_size=16).hexdigest()
