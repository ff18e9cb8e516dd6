"""The postings of a generation in several tables, each written once, for whoever has its passages."""

import numpy as np

from index.lexical import Posting
from index.postgres.held.postings import Postings
from index.words.postings.segments import Fresh, Ints, Places, SegmentedLexical, Strings


class StoredLexical(SegmentedLexical):
    """The postings of a generation's passages in a database; what a build adds is in ``fresh``."""

    held: Postings

    def __init__(
        self, terms: Strings, occurs: Ints, lengths: Ints, held: Postings, fresh: Fresh | None = None
    ) -> None:
        super().__init__(terms, occurs, lengths, held, fresh)

    def _joined(self, term: str, occurs: int, places: Places) -> Posting:
        rows, counts = super()._joined(term, occurs, places)
        there = (rows >= 0) & (counts > 0)
        self.held.see_that_all_are_there(term, int(np.count_nonzero(there)), occurs)
        return rows[there].astype(np.int64), counts[there]
