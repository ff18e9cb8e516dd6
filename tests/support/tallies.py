"""What a tally says, as a plain dictionary of each passage."""

import numpy as np

from index.words.postings.tally import Tally


def by_passage(found: Tally) -> list[dict[str, int]]:
    """What a tally says, passage by passage."""
    ends = np.cumsum(found.distinct)
    parts = [range(end - count, end) for end, count in zip(ends, found.distinct, strict=True)]
    return [{found.terms[found.numbers[at]]: int(found.counts[at]) for at in part} for part in parts]
