"""Postings of an earlier index and of counted passages together, against counting all of them."""

from collections.abc import Sequence
from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.words.postings import blocks
from index.words.postings.blocks import Postings
from index.words.postings.coded import Coded

term = st.text(alphabet="abåc", min_size=1, max_size=4)
passage = st.lists(term, max_size=8)
step = st.one_of(st.tuples(st.integers(0, 3), st.booleans()), passage)
"""So many passages of the earlier index, which stay or go, or a passage that is new."""


def counted(passages: Sequence[Sequence[str]]) -> Coded:
    postings = Postings()
    for terms in passages:
        postings.add(terms)
    return postings.merged()


def same(one: Coded, other: Coded) -> None:
    for field in fields(Coded):
        left, right = getattr(one, field.name)[:], getattr(other, field.name)[:]
        assert left.dtype == right.dtype, field.name
        np.testing.assert_array_equal(left, right)


@given(
    st.lists(passage, max_size=8),
    st.lists(step, max_size=8),
    st.sampled_from([1, 4, 1000]),
    st.sampled_from([2, 1 << 24]),
)
def test_what_is_taken_over_is_as_if_it_were_counted(
    before: list[list[str]], steps: list[tuple[int, bool] | list[str]], block: int, rows: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "IN_A_BLOCK", block)
        patch.setattr(blocks, "_ROWS_IN_A_BLOCK", rows)
        postings, expected, at = Postings(before=counted(before)), [], 0
        for one in steps:
            if isinstance(one, list):
                postings.add(one)
                expected.append(one)
                continue
            end = min(at + one[0], len(before))
            if one[1] and at < end:
                postings.take(at, end)
                expected += before[at:end]
            at = end
        same(postings.merged(), counted(expected))


def test_a_term_counts_at_most_255_times() -> None:
    assert counted([["a"] * 300, ["a"] * 2]).counts[:].tolist() == [255, 2]
    assert counted([["a"] * 300]).lengths.tolist() == [300]
