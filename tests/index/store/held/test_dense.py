"""Vectors in parts: rows and scores are those of all vectors together."""

import numpy as np
import pytest

from index.dense import Dense
from index.store.held.dense import PartedDense, joined_dense
from tests.index.test_dense import clustered

COUNT, WIDTH = 900, 16


def parted(sizes: tuple[int, ...], *, gone: int, step: int = 1) -> tuple[Dense, Dense]:
    """Vectors that lie in parts of so many, of which some are ``gone``, and all that are there together."""
    vectors, random = clustered(sum(sizes)), np.random.default_rng(1)
    vectors = np.repeat(vectors[::step], step, axis=0)[: sum(sizes)]  # many of equal score
    there = np.ones(len(vectors), np.bool_)
    there[random.choice(len(vectors), gone, replace=False)] = False
    now = np.full(len(vectors), -1, np.int32)
    part = random.permutation(np.repeat(np.arange(len(sizes)), sizes))
    now[there] = np.arange(np.count_nonzero(there))
    parts = [(Dense.build(vectors[part == number]), now[part == number]) for number in range(len(sizes))]
    total = int(np.count_nonzero(there))
    return joined_dense(parts, total, WIDTH), Dense.build(vectors[there])


@pytest.mark.parametrize("gone", [0, 200])
@pytest.mark.parametrize("step", [1, 3])
@pytest.mark.parametrize("sizes", [(900,), (500, 300, 100), (899, 1, 0)])
def test_few_are_found_as_they_are_together(sizes: tuple[int, ...], step: int, gone: int) -> None:
    found, together = parted(sizes, gone=gone, step=step)
    assert (len(found), found.width) == (len(together), together.width) == (COUNT - gone, WIDTH)
    for question in clustered(COUNT + 5)[COUNT:]:
        for k in (0, 1, 7, 2000):
            one, other = found.search(question, k), together.search(question, k)
            assert (one[0].tolist(), one[1].tobytes()) == (other[0].tolist(), other[1].tobytes())
        among = np.arange(0, len(found), 7)
        one, other = found.search(question, 5, among), together.search(question, 5, among)
        assert (one[0].tolist(), one[1].tobytes()) == (other[0].tolist(), other[1].tobytes())
        rows = [5, 3, 5, len(found) - 1]
        assert found.scores(question, rows).tobytes() == together.scores(question, rows).tobytes()
        assert found.vectors(rows).tobytes() == together.vectors(rows).tobytes()
    with pytest.raises(IndexError):
        found.vectors([len(found)])


@pytest.mark.parametrize("gone", [0, 200])
def test_of_many_the_best_of_all_parts_are_found_and_their_scores_are_exact(
    monkeypatch: pytest.MonkeyPatch, gone: int
) -> None:
    monkeypatch.setattr("index.near.NEAR_FROM", 250)
    found, together = parted((500, 300, 100), gone=gone)
    assert isinstance(found, PartedDense)
    common = 0
    for question in clustered(COUNT + 20)[COUNT:]:
        exact = found.search(question, 10, exact=True)
        expected = together.search(question, 10, exact=True)
        assert (exact[0].tolist(), exact[1].tobytes()) == (expected[0].tolist(), expected[1].tobytes())
        rows, scores = found.search(question, 10)
        assert scores.tobytes() == together.scores(question, rows).tobytes()
        assert len(set(rows.tolist())) == 10
        common += len(set(rows.tolist()) & set(exact[0].tolist()))
    assert common >= 0.95 * 200


def test_one_part_that_has_all_is_left_as_it_is() -> None:
    dense = Dense.build(clustered(5))
    assert joined_dense([(dense, np.arange(5, dtype=np.int32))], 5, WIDTH) is dense


def test_the_vectors_of_a_part_that_is_not_there_are_told() -> None:
    rows = np.array([1, -1, 3], np.int32)
    assert PartedDense([(Dense.build(clustered(3)), rows)], 4, WIDTH).held.tolist() == [1, 3]
