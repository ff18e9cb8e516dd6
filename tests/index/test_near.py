"""Short codes of vectors: what they find, where that stands now, and damage that is refused."""

import io

import faiss
import numpy as np
import numpy.typing as npt
import pytest

from corpus.errors import DamagedStoreError
from index.near import _MORE, Near, nearest

Vectors = npt.NDArray[np.float32]


def around(count: int, width: int = 8) -> Vectors:
    """Vectors of unit length in directions that are anybody's guess."""
    found = np.random.default_rng(4).standard_normal((count, width))
    unit: Vectors = (found / np.linalg.norm(found, axis=1, keepdims=True)).astype(np.float32)
    return unit


FIRST = np.eye(2, dtype=np.float32)[0]

STEPS = np.stack([np.arange(16), np.ones(16)], axis=1).astype(np.float32)
"""Vectors of which each scores more than the one before it with ``FIRST``; so many, each has its own code."""


def saved(near: Near) -> bytes:
    file = io.BytesIO()
    near.save(file)
    return file.getvalue()


def loaded(data: bytes, count: int = 2000, width: int = 8) -> Near:
    return Near.load(io.BytesIO(data).read, "codes.faiss", count, width)


def test_twice_as_many_are_found_as_are_asked_for_best_first() -> None:
    near = Near.build(STEPS)
    assert (len(near), near.width, _MORE) == (16, 2, 2)
    assert near.search(FIRST, 1).tolist() == [15, 14]
    assert near.search(-FIRST, 3).tolist() == [0, 1, 2, 3, 4, 5]
    rows, scores = near.found(FIRST, 2)
    assert (rows.tolist(), np.rint(scores).tolist()) == ([15, 14, 13, 12], [15, 14, 13, 12])


def test_all_are_found_where_so_many_are_asked_for() -> None:
    every = Near.build(STEPS).search(FIRST, 250)
    # FAISS itself leaves out the one that scores least.
    assert (every.dtype.name, every.tolist()) == ("int64", list(range(15, -1, -1)))


def test_rows_that_are_placed_elsewhere_are_found_there_and_those_that_are_gone_are_not() -> None:
    places = np.arange(16, dtype=np.int32)[::-1] + 10
    near = Near.build(STEPS).placed(places)
    assert near.search(FIRST, 2).tolist() == [10, 11, 12, 13]
    some = places.copy()
    some[[15, 13, 12, 11]] = -1
    # What is gone takes the place of nothing: four are found all the same.
    assert near.placed(some).search(FIRST, 2).tolist() == [11, 15, 16, 17]
    assert near.placed(np.full(16, -1, np.int32)).search(FIRST, 3).tolist() == []
    assert near.search(FIRST, 2).tolist() == [10, 11, 12, 13]


def test_only_wanted_rows_are_found() -> None:
    near, wanted = Near.build(STEPS), np.zeros(40, np.bool_)
    wanted[[3, 5, 24]] = True
    assert near.found(FIRST, 5, wanted[:16])[0].tolist() == [5, 3]
    assert near.placed(np.arange(10, 26, dtype=np.int32)).found(FIRST, 1, wanted)[0].tolist() == [24]
    last = np.full(16, -1, np.int32)
    last[[2, 4]] = [3, 7]
    assert near.placed(last).found(FIRST, 1, wanted)[0].tolist() == [3]


def test_the_nearest_of_several_are_the_nearest_of_all() -> None:
    even, odd = (Near.build(STEPS).placed(np.arange(first, 32, 2, dtype=np.int32)) for first in (0, 1))
    assert nearest([even], FIRST, 2).tolist() == [30, 28, 26, 24]
    assert nearest([even, odd], FIRST, 2).tolist() == [30, 31, 28, 29]
    assert nearest([even, odd], FIRST, 1, np.arange(32) < 9).tolist() == [8, 6]


def test_places_of_other_vectors_are_refused() -> None:
    with pytest.raises(ValueError, match="places of 7 for the codes of 2000 vectors"):
        Near.build(around(2000)).placed(np.zeros(7, np.int32))


@pytest.mark.parametrize("width", [1, 3, 8])
@pytest.mark.parametrize("count", [1, 2, 15, 33, 700])
def test_vectors_of_any_number_and_width_have_codes(count: int, width: int) -> None:
    vectors = around(count, width)
    near, gone = Near.build(vectors), np.arange(count, dtype=np.int32)
    gone[::2] = -1
    assert sorted(near.search(vectors[0], count).tolist()) == list(range(count))
    assert sorted(near.placed(gone).search(vectors[0], count).tolist()) == list(range(1, count, 2))


def test_codes_are_the_same_for_the_same_vectors_and_come_back_as_they_were() -> None:
    vectors = around(2000)
    data = saved(Near.build(vectors))
    assert data == saved(Near.build(vectors.copy())) == saved(loaded(data))
    assert len(data) < 2000 * 4 + 1500  # half a byte a number
    one = loaded(data).search(vectors[3], 9)
    assert one.tolist() == Near.build(vectors).search(vectors[3], 9).tolist()
    assert saved(Near.build(vectors).placed(np.zeros(2000, np.int32))) == data


def test_codes_are_made_where_there_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.near.NEAR_FROM", 50)
    assert Near.of(around(49)) is None
    assert len(Near.of(around(50)) or ()) == 50


@pytest.mark.parametrize("length", [0, 3, 40, 3000, -1])
def test_codes_that_are_cut_short_are_refused(length: int) -> None:
    with pytest.raises(DamagedStoreError, match=r"codes\.faiss: cannot be read .*index again"):
        loaded(saved(Near.build(around(2000)))[:length])


def test_codes_of_other_vectors_are_refused() -> None:
    data = saved(Near.build(around(2000)))
    for count, width in ((1999, 8), (2000, 9)):
        with pytest.raises(DamagedStoreError, match=f"not the codes of {count} vectors of {width}"):
            loaded(data, count, width)
    flat = faiss.serialize_index(faiss.IndexFlatIP(8)).tobytes()
    with pytest.raises(DamagedStoreError, match="not the codes of 0 vectors of 8"):
        loaded(flat, 0)


def test_a_file_that_cannot_be_written_is_told() -> None:
    class Full:
        def write(self, data: bytes) -> int:
            raise OSError(f"no space left for {len(data)} bytes")

    with pytest.raises(OSError, match="no space left"):
        Near.build(around(2000)).save(Full())
