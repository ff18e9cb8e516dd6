"""Tallies: the terms of passages counted all at once, against counting each by itself."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language import LANGUAGES, Language
from index.words.analyzer import grams, in_language
from index.words.postings import blocks, tally
from index.words.postings.blocks import Postings
from index.words.postings.coded import Coded
from index.words.postings.tally import Tallying
from tests.support.tallies import by_passage

Passage = tuple[str, Language]

text = st.lists(st.sampled_from("kissa Kissa koira § 3 31 12.9.2024 ja 1234567 —".split()), max_size=8)
passage = st.tuples(text.map(" ".join), st.sampled_from(LANGUAGES))


def terms(passage: Passage) -> list[str]:
    return in_language(grams(passage[0]), passage[1])


@given(st.lists(passage, max_size=6), st.sampled_from([1, 30, 1 << 20]), st.sampled_from([0, 1 << 17]))
def test_a_tally_says_what_counting_says(passages: list[Passage], cells: int, kept: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tally, "_CELLS", cells)
        patch.setattr(tally, "_MOST_KEPT", kept)
        tallying = Tallying()
        for _ in range(2):
            found = tallying.of(passages)
            assert by_passage(found) == [dict(Counter(terms(each))) for each in passages]
            assert found.lengths.tolist() == [len(terms(each)) for each in passages]
            assert len(set(found.terms)) == len(found.terms)


def test_a_term_counts_at_most_255_times() -> None:
    found = Tallying().of([("ja " * 300, "sv")])
    assert (found.terms, found.lengths.tolist(), found.counts.tolist()) == (["S_ja_"], [300], [255])


def coded(passages: Sequence[Sequence[Passage]]) -> Coded:
    postings, tallying = Postings(), Tallying()
    for some in passages:
        postings.add_tally(tallying.of(some))
    return postings.merged()


@given(st.lists(st.lists(passage, max_size=3), max_size=4), st.sampled_from([4, 1 << 24]))
def test_postings_of_tallies_are_those_of_their_passages(documents: list[list[Passage]], rows: int) -> None:
    expected = Postings()
    for each in documents:
        for one in each:
            expected.add(terms(one))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "_ROWS_IN_A_BLOCK", rows)
        left = coded(documents)
    right = expected.merged()
    for field in fields(Coded):
        np.testing.assert_array_equal(getattr(left, field.name)[:], getattr(right, field.name)[:])
