"""Twins: passages of one document that say the same."""

import re

from index.analyzer import grams
from index.passages import Passage

_TWIN = 0.9
_NUMBER = re.compile(r"[^\W_]*\d[^\W_]*")


def are_twins(first: Passage, second: Passage) -> bool:
    """Whether two passages of one document say the same: the same numbers, and nine terms of ten alike."""
    lengths = sorted((len(first.text), len(second.text)))
    if first.document_id != second.document_id or lengths[0] < _TWIN * lengths[1]:
        return False
    if _NUMBER.findall(first.text) != _NUMBER.findall(second.text):
        return False
    one, other = set(grams(first.text)), set(grams(second.text))
    return len(one & other) >= _TWIN * len(one | other)
