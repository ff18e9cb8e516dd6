"""What is made of the documents: once for each generation, however many ask."""

from concurrent.futures import ThreadPoolExecutor

from app.renewed import Renewed
from index.heads import Heads
from tests.support.documents import ODD, PARKS
from tests.support.library import MadeLibrary


def test_made_once_for_each_generation() -> None:
    library = MadeLibrary([PARKS])
    made: list[list[str]] = []

    def make(heads: Heads) -> list[str]:
        made.append(list(heads.ids))
        return made[-1]

    kept = Renewed(library.heads, make)
    assert made == []
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(lambda _: kept.current(), range(16))) == [[PARKS.id]] * 16
    library.hold([PARKS, ODD])
    assert kept.current() is kept.current()
    assert made == [[PARKS.id], [ODD.id, PARKS.id]]
