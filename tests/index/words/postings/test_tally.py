"""Tallies: the terms of passages counted all at once, against counting each by itself."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.words.analyzer import grams
from index.words.postings import blocks, tally
from index.words.postings.blocks import Postings
from index.words.postings.coded import Coded
from index.words.postings.tally import Tallying
from tests.support.tallies import by_passage

text = st.lists(st.sampled_from("kissa Kissa koira § 3 31 12.9.2024 ja 1234567 —".split()), max_size=8).map(
    " ".join
)


@given(st.lists(text, max_size=6), st.sampled_from([1, 30, 1 << 20]), st.sampled_from([0, 1 << 17]))
def test_a_tally_says_what_counting_says(texts: list[str], cells: int, kept: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tally, "_CELLS", cells)
        patch.setattr(tally, "_MOST_KEPT", kept)
        tallying = Tallying()
        for _ in range(2):
            found = tallying.of(texts)
            assert by_passage(found) == [dict(Counter(grams(each))) for each in texts]
            assert found.lengths.tolist() == [len(grams(each)) for each in texts]
            assert len(set(found.terms)) == len(found.terms)


def test_a_term_counts_at_most_255_times() -> None:
    found = Tallying().of(["ja " * 300])
    assert (found.terms, found.lengths.tolist(), found.counts.tolist()) == (["_ja_"], [300], [255])


def coded(passages: Sequence[Sequence[str]]) -> Coded:
    postings, tallying = Postings(), Tallying()
    for some in passages:
        postings.add_tally(tallying.of(some))
    return postings.merged()


@given(st.lists(st.lists(text, max_size=3), max_size=4), st.sampled_from([4, 1 << 24]))
def test_postings_of_tallies_are_those_of_their_passages(documents: list[list[str]], rows: int) -> None:
    expected = Postings()
    for each in documents:
        for one in each:
            expected.add(grams(one))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "_ROWS_IN_A_BLOCK", rows)
        left = coded(documents)
    right = expected.merged()
    for field in fields(Coded):
        np.testing.assert_array_equal(getattr(left, field.name)[:], getattr(right, field.name)[:])
