"""Which segments stay, and what becomes of the rows of their passages."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.words.postings.segments import LARGER, moved, staying


@pytest.mark.parametrize(
    ("alive", "of", "written", "kept"),
    [
        ([], [], 5, []),
        ([10], [10], 3, [0]),
        ([10], [10], 4, []),
        ([5], [10], 0, []),  # half of it is gone
        ([6], [10], 0, [0]),
        ([0], [10], 0, []),
        ([1, 1], [1, 1], 0, [1, 0]),
        ([100, 3, 10], [100, 3, 10], 1, [0]),  # 3 go with 1, and 10 with these 4
        ([100, 4, 30], [100, 4, 30], 1, [0, 2, 1]),
        ([4, 30, 100], [4, 30, 100], 2, [2, 1]),
    ],
)
def test_small_segments_are_written_anew_with_what_is_new(
    alive: list[int], of: list[int], written: int, kept: list[int]
) -> None:
    assert LARGER == 3
    assert staying(alive, of, written) == kept


@given(st.data())
def test_every_passage_is_in_one_segment_or_written(data: st.DataObject) -> None:
    owners = data.draw(st.lists(st.integers(0, 3), max_size=40))
    stays = data.draw(st.lists(st.booleans(), min_size=len(owners), max_size=len(owners)))
    new = data.draw(st.integers(0, 10))
    segments = [np.flatnonzero(np.array(owners) == number).astype(np.int32) for number in range(4)]
    total = sum(stays) + new
    places = data.draw(st.permutations(range(total)))[: sum(stays)]
    now = np.full(len(owners), -1, np.int32)
    now[np.array(stays, np.bool_)] = sorted(places)
    found = moved(segments, now, total)
    held = [row for rows in found.rows for row in rows.tolist() if row >= 0]
    assert sorted([*held, *found.fresh.tolist()]) == list(range(total))
    assert found.fresh.tolist() == sorted(found.fresh.tolist())
    for number, rows in zip(found.kept, found.rows, strict=True):
        assert rows.tolist() == [int(now[row]) for row in segments[number]]
    sizes = [int(np.count_nonzero(rows >= 0)) for rows in found.rows]
    assert sizes == sorted(sizes, reverse=True)
    assert all(size > LARGER * len(found.fresh) or size > 0 for size in sizes)
