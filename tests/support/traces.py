"""Traced texts character by character, as tests look at them."""

from collections.abc import Sequence
from itertools import pairwise

from corpus.text.traced import JOINT, Traced, joined


def offsets_of(traced: Traced) -> list[int]:
    """The offset of each character in the source, ``JOINT`` that of a joining space."""
    ends = pairwise((*traced.starts, len(traced.text)))
    return [
        source if source == JOINT else source + at
        for source, (start, end) in zip(traced.sources, ends, strict=True)
        for at in range(end - start)
    ]


def traced_at(text: str, offsets: Sequence[int]) -> Traced:
    """The text whose characters have these offsets."""
    return joined(Traced(sign, (0,), (at,)) for sign, at in zip(text, offsets, strict=True))
