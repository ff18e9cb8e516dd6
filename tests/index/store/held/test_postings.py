"""Postings in parts: scores are those of all passages counted together, however the parts lie."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.lexical import Lexical
from index.store.held import postings
from index.store.held.postings import PartedLexical, PartPostings

passage = st.lists(st.sampled_from(["a", "b", "ab", "å", "long"]), max_size=6)


@pytest.mark.parametrize("most", [0, 2000])
@given(st.lists(st.tuples(passage, st.integers(0, 2), st.booleans()), max_size=12))
def test_scores_are_those_of_all_together(most: int, every: list[tuple[list[str], int, bool]]) -> None:
    there = [index for index, (_, _, gone) in enumerate(every) if not gone]
    together = Lexical.build(every[index][0] for index in there)
    parts: list[Any] = []
    rows = []
    for number in range(3):
        own = [index for index, (_, part, _) in enumerate(every) if part == number]
        parts.append(SimpleNamespace(coded=Lexical.build(every[index][0] for index in own).coded))
        rows.append(np.array([there.index(i) if i in there else -1 for i in own], np.int32))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postings, "_MOST_RUNS", most)
        held = PartPostings(parts, rows)
        found = PartedLexical(together.terms, together.occurs, together.lengths, held)
    weights = {"a": 1.0, "å": 0.5, "long": 2.0, "longer": 1.0, "b": 0.25, "": 1.0}
    assert found.score(weights).tobytes() == together.score(weights).tobytes()
    every_term = np.arange(len(together.terms))
    for one, other in zip(found.postings(every_term), together.postings(every_term), strict=True):
        assert dict(zip(*map(np.ndarray.tolist, one), strict=True)) == dict(
            zip(*map(np.ndarray.tolist, other), strict=True)
        )
