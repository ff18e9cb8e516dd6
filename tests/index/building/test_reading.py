"""Reading the files of a build beside each other: all in their order, what goes wrong in its turn."""

import threading

import pytest

from corpus.errors import ReadError
from index.building.reading import beside_each_other


def test_all_come_in_their_order_and_an_error_in_its_turn() -> None:
    together = threading.Barrier(2, timeout=60)

    def work(item: int) -> int:
        if item < 2:
            together.wait()  # which two must do at a time
        if item == 50:
            raise ReadError("fifty")
        return 2 * item

    found = beside_each_other(range(100), work, 2)
    assert [next(found) for _ in range(50)] == list(range(0, 100, 2))
    with pytest.raises(ReadError, match="fifty"):
        next(found)


def test_who_stops_asking_has_no_more_read_than_is_at_hand() -> None:
    read: list[int] = []
    before = set(threading.enumerate())

    def work(item: int) -> int:
        read.append(item)
        return item

    found = beside_each_other(range(1000), work, 2)
    assert next(found) == 0
    found.close()  # type: ignore[attr-defined]
    assert len(read) <= 16
    assert set(threading.enumerate()) <= before
