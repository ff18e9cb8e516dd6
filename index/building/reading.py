"""Reading the files of a build: in their order, many of them beside each other."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from corpus.document import Document
from corpus.errors import ReadError
from corpus.readers import SourceFile, document_of, source_file
from index.building.cut_file import CutFile, cut_file
from index.encoders.common import cores
from index.store.earlier import Earlier

MANY = 100
"""From so many files on it pays to have more than one process read them."""

_AHEAD = 8
"""For each process so many files are at work or done before they are asked for."""

Item = TypeVar("Item")
Found = TypeVar("Found")

Fresh = Mapping[str, tuple[Earlier, int]]
"""Documents that need not be read again, by the digest of their file: each by its number in a generation."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A document that the published generation has just so: its number there, and its unread pages."""

    number: int
    unread: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A file and what was found in it: a document, cut or not, one that is published, or why there is none.

    ``digest`` is that of its bytes, empty where there are none; ``new`` says that it was read now.
    """

    file: Path
    path: Path
    digest: str
    new: bool
    found: CutFile | Document | Kept | ReadError


def readings(given: Mapping[Path, Path], ids: Mapping[Path, str], fresh: Fresh) -> Iterator[Reading]:
    """What is found in files, in their order; ``given`` are their paths as given, by the absolute ones."""

    def read(item: tuple[Path, Path]) -> Reading:
        file, path = item
        digest, new = "", True
        try:
            source = source_file(path)
            digest, new = source.digest, source.digest not in fresh
            known = _kept(source, ids[file], fresh) or _known(source, ids[file], fresh)
            return Reading(file, path, digest, new, known or cut_file(source, ids[file]))
        except ReadError as error:
            return Reading(file, path, digest, new, error)

    count = cores()
    if count > 1 and len(given) >= MANY:
        yield from beside_each_other(given.items(), read, count)
    else:
        yield from map(read, given.items())


def beside_each_other(items: Iterable[Item], work: Callable[[Item], Found], count: int) -> Iterator[Found]:
    """What ``work`` makes of each item, in the order of the items; ``count`` are at work at a time.

    What ``work`` raises is raised in the item's turn.
    """
    waiting: deque[Future[Found]] = deque()
    with ThreadPoolExecutor(count) as threads:
        try:
            for item in items:
                waiting.append(threads.submit(work, item))
                if len(waiting) >= _AHEAD * count:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


def document_or_fresh(source: SourceFile, document_id: str, fresh: Fresh) -> Document:
    """The document of a file: one that need not be read again, or else as it is read now.

    One is read again whose bytes were those of a file of another name, which may have given its title.

    Raises:
        ReadError: it cannot be read.
    """
    return _known(source, document_id, fresh) or document_of(source, document_id)


def _known(source: SourceFile, document_id: str, fresh: Fresh) -> Document | None:
    """The document of a file where it need not be read again."""
    one, number = fresh.get(source.digest, (None, 0))
    if one is None or one.documents is None or one.heads is None:
        return None
    if Path(one.heads.paths[number]).name != source.path.name:
        return None
    return replace(one.documents[number], id=document_id, path=str(source.path))


def _kept(source: SourceFile, document_id: str, fresh: Fresh) -> Kept | None:
    one, number = fresh.get(source.digest, (None, 0))
    if one is None or one.held is None or one.heads is None:
        return None
    known = one.heads.ids[number], one.heads.paths[number]
    return Kept(number, one.heads.unread[number]) if known == (document_id, str(source.path)) else None
