"""What is made of the documents: once for each generation, however many ask."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from app.renewed import Renewed
from corpus.document import Document
from tests.support.documents import ODD, PARKS
from tests.support.library import MadeLibrary


def test_made_once_for_each_generation() -> None:
    library = MadeLibrary([PARKS])
    made: list[list[str]] = []

    def make(documents: Sequence[Document]) -> list[str]:
        made.append([document.id for document in documents])
        return made[-1]

    kept = Renewed(library.documents, make)
    assert made == []
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(lambda _: kept.current(), range(16))) == [[PARKS.id]] * 16
    library.hold([PARKS, ODD])
    assert kept.current() is kept.current()
    assert made == [[PARKS.id], [ODD.id, PARKS.id]]
