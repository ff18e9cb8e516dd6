"""Twins: passages that say the same."""

import re

from index.passages import Passage
from index.words.analyzer import grams

_TWIN = 0.9
_NUMBER = re.compile(r"[^\W_]*\d[^\W_]*")


def are_twins(first: Passage, second: Passage) -> bool:
    """Whether two passages of one document say the same."""
    return first.document_id == second.document_id and say_the_same(first, second)


def say_the_same(first: Passage, second: Passage) -> bool:
    """Whether two passages, of any documents, have the same numbers, and nine terms of ten alike."""
    lengths = sorted((len(first.text), len(second.text)))
    if lengths[0] < _TWIN * lengths[1] or _NUMBER.findall(first.text) != _NUMBER.findall(second.text):
        return False
    one, other = set(grams(first.text)), set(grams(second.text))
    return len(one & other) >= _TWIN * len(one | other)
