"""Postings in three bytes: they come back as they were, however far apart the passages are."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.lexical import Lexical
from index.words.postings.coded import MOST_APART, Coded, Part, encoded

row = st.one_of(
    st.integers(0, 10), st.integers(0, 400_000), st.sampled_from([65_534, 65_535, 65_536, 131_070])
)
postings = st.dictionaries(st.tuples(st.integers(0, 3), row), st.integers(1, 255), min_size=1, max_size=20)


@given(postings)
def test_what_was_encoded_is_decoded(given_: dict[tuple[int, int], int]) -> None:
    terms, rows = (np.array(each) for each in zip(*sorted(given_), strict=True))
    counts = np.array([given_[key] for key in sorted(given_)], np.uint8)
    term, gaps, times = encoded(Part(terms.astype(np.int32), rows, counts))
    assert (str(gaps.dtype), str(times.dtype), len(term)) == ("uint16", "uint8", len(gaps))
    starts = np.searchsorted(term, np.arange(5))
    occurs = np.bincount(terms, minlength=4).astype(np.int32)
    coded = Coded(np.array([*"abcd"]), occurs, starts, gaps, times, np.zeros(0, np.int32))
    found = [(number, *coded.posting(number)) for number in range(4)]
    assert [(number, row) for number, rows, _ in found for row in rows.tolist()] == sorted(given_)
    assert [count for _, _, times in found for count in times.tolist()] == counts.tolist()
    for number, rows, times in found:
        every, all_times = coded.read(number)
        there = all_times > 0
        assert (every[there].tolist(), all_times[there].tolist()) == (rows.tolist(), times.tolist())
    for number in range(4):  # no row stands twice for a term
        assert np.all(np.diff(np.cumsum(gaps[starts[number] : starts[number + 1]], dtype=np.int64)) > 0)


def test_a_distance_of_more_than_two_bytes_is_made_up_of_several() -> None:
    part = Part(np.array([0, 0], np.int32), np.array([0, MOST_APART + 1]), np.array([2, 3], np.uint8))
    terms, gaps, counts = encoded(part)
    assert (terms.tolist(), gaps.tolist(), counts.tolist()) == ([0, 0, 0], [0, MOST_APART, 1], [2, 0, 3])


def test_what_only_makes_up_a_distance_scores_nothing() -> None:
    far = 2 * MOST_APART + 5
    built = Lexical.build([["kissa"], *[["talo"]] * (far - 1), ["kissa", "kissa", "talo"]])
    assert built.coded.read(0)[0].tolist() == [0, MOST_APART, 2 * MOST_APART, far]
    scores = built.score({"kissa": 1.0})
    assert np.flatnonzero(scores).tolist() == [0, far]
