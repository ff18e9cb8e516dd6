"""Lists of vectors: what they find, where that stands now, and damage that is refused."""

import io

import faiss
import numpy as np
import numpy.typing as npt
import pytest

from corpus.errors import DamagedStoreError
from index.near import Near, nearest

Vectors = npt.NDArray[np.float32]


def around(count: int, width: int = 8) -> Vectors:
    """Vectors of unit length that turn by steps of like size in one plane: the next ones are the nearest."""
    found = np.zeros((count, width), np.float32)
    angles = np.arange(count) * (2 * np.pi / count)
    found[:, 0], found[:, 1] = np.cos(angles), np.sin(angles)
    return found


FIRST = np.eye(2, dtype=np.float32)[0]


def steps(count: int) -> Vectors:
    """Vectors of which each scores more than the one before it with ``FIRST``, in 8 bits, too."""
    return np.stack([np.arange(count), np.ones(count)], axis=1).astype(np.float32)


@pytest.fixture
def three(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three rows are found at least."""
    monkeypatch.setattr("index.near._NEAR", 3)


def saved(near: Near) -> bytes:
    file = io.BytesIO()
    near.save(file)
    return file.getvalue()


def loaded(data: bytes, count: int = 2000, width: int = 8) -> Near:
    return Near.load(io.BytesIO(data).read, "near.faiss", count, width)


@pytest.mark.usefixtures("three")
def test_the_nearest_are_found_as_many_as_are_asked_for_or_more() -> None:
    near = Near.build(steps(64))
    assert (len(near), near.width) == (64, 2)
    assert sorted(near.search(FIRST, 1).tolist()) == [61, 62, 63]
    assert sorted(near.search(-FIRST, 5).tolist()) == [0, 1, 2, 3, 4]
    every = near.search(FIRST, 250)
    assert (every.dtype.name, sorted(every.tolist())) == ("int64", list(range(64)))


@pytest.mark.usefixtures("three")
def test_rows_that_are_placed_elsewhere_are_found_there_and_those_that_are_gone_are_not() -> None:
    places = np.arange(64, dtype=np.int32)[::-1] + 10
    near = Near.build(steps(64)).placed(places)
    assert sorted(near.search(FIRST, 3).tolist()) == [10, 11, 12]
    some = places.copy()
    some[[63, 61]] = -1
    # What is gone takes the place of nothing: three are found all the same.
    assert sorted(near.placed(some).search(FIRST, 3).tolist()) == [11, 13, 14]
    assert near.placed(np.full(64, -1, np.int32)).search(FIRST, 3).tolist() == []
    assert sorted(near.search(FIRST, 3).tolist()) == [10, 11, 12]


@pytest.mark.usefixtures("three")
def test_the_nearest_of_several_lists_are_the_nearest_of_all() -> None:
    vectors, places = steps(64), np.arange(64, dtype=np.int32)
    lists = [Near.build(vectors[part::2]).placed(places[part::2]) for part in range(2)]
    assert sorted(nearest(lists, FIRST, 3).tolist()) == [61, 62, 63]
    assert sorted(nearest(lists, -FIRST, 5).tolist()) == [0, 1, 2, 3, 4]
    wanted = places % 4 == 0
    assert sorted(nearest(lists, FIRST, 3, wanted).tolist()) == [52, 56, 60]
    assert sorted(nearest(lists[:1], FIRST, 3, wanted).tolist()) == [52, 56, 60]
    assert nearest(lists, FIRST, 3, np.zeros(64, np.bool_)).tolist() == []


def test_places_of_other_vectors_are_refused() -> None:
    with pytest.raises(ValueError, match="places of 7 for lists of 2000 vectors"):
        Near.build(around(2000)).placed(np.zeros(7, np.int32))


def test_of_many_vectors_half_of_the_lists_is_looked_through_placed_or_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert len(Near.build(around(2000)).search(around(1)[0], 2000)) == 2000
    monkeypatch.setattr("index.near.NEAR_FROM", 2000)
    vectors = around(2000)
    near, some = Near.build(vectors), np.arange(2000, dtype=np.int32)
    some[::2] = -1
    assert len(near.search(vectors[0], 2000)) == len(
        near.placed(np.arange(2000, dtype=np.int32)).search(vectors[0], 2000)
    )
    found = near.search(vectors[0], 2000)
    assert 900 < len(found) < 1100  # of four lists two
    assert sorted(near.placed(some).search(vectors[0], 2000)) == sorted(found[found % 2 == 1])
    wanted = np.arange(2000) % 5 == 0
    assert sorted(near.found(vectors[0], 2000, wanted)[0]) == list(range(0, 2000, 5))  # in all lists
    assert sorted(near.placed(some).found(vectors[0], 2000, wanted)[0]) == list(range(5, 2000, 10))


def test_lists_are_the_same_for_the_same_vectors_and_come_back_as_they_were() -> None:
    vectors = around(2000)
    data = saved(Near.build(vectors))
    assert data == saved(Near.build(vectors.copy())) == saved(loaded(data))
    assert len(data) < 2000 * (8 + 8) + 10_000  # eight bytes a vector, and its row
    one = loaded(data).search(vectors[3], 9)
    assert one.tolist() == Near.build(vectors).search(vectors[3], 9).tolist()
    assert saved(Near.build(vectors).placed(np.zeros(2000, np.int32))) == data


def test_lists_are_made_where_there_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.near.NEAR_FROM", 50)
    assert Near.of(around(49)) is None
    assert len(Near.of(around(50)) or ()) == 50


@pytest.mark.parametrize("length", [0, 3, 40, 5000, -1])
def test_lists_that_are_cut_short_are_refused(length: int) -> None:
    with pytest.raises(DamagedStoreError, match=r"near\.faiss: cannot be read .*index again"):
        loaded(saved(Near.build(around(2000)))[:length])


def test_lists_of_other_vectors_are_refused() -> None:
    data = saved(Near.build(around(2000)))
    for count, width in ((1999, 8), (2000, 9)):
        with pytest.raises(DamagedStoreError, match=f"not the lists of {count} vectors of {width}"):
            loaded(data, count, width)
    flat = faiss.serialize_index(faiss.IndexFlatIP(8)).tobytes()
    with pytest.raises(DamagedStoreError, match="not the lists of 0 vectors of 8"):
        loaded(flat, 0)


def test_a_file_that_cannot_be_written_is_told() -> None:
    class Full:
        def write(self, data: bytes) -> int:
            raise OSError(f"no space left for {len(data)} bytes")

    with pytest.raises(OSError, match="no space left"):
        Near.build(around(2000)).save(Full())
