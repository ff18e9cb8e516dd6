"""Postings that are counted in blocks, against counting all of them at once."""

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


@given(st.lists(passage, max_size=8), st.sampled_from([1, 4, 1000]))
def test_whatever_the_blocks_the_postings_are_the_same(passages: list[list[str]], block: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "IN_A_BLOCK", block)
        found = counted(passages)
    same(found, counted(passages))
    terms = sorted({term for passage in passages for term in passage})
    assert found.terms.tolist() == terms
    for number, term in enumerate(terms):
        rows, counts = found.posting(number)
        expected = [(row, passage.count(term)) for row, passage in enumerate(passages) if term in passage]
        assert [*zip(rows.tolist(), counts.tolist(), strict=True)] == expected


def test_a_term_counts_at_most_255_times() -> None:
    assert counted([["a"] * 300, ["a"] * 2]).counts[:].tolist() == [255, 2]
    assert counted([["a"] * 300]).lengths.tolist() == [300]
