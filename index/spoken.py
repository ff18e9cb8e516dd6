"""The languages of sections, read off those of the passages that a generation keeps."""

import numpy as np

from index.language import Language
from index.store.store import Generation


class Spoken:
    """The language of every section of a generation."""

    def __init__(self, generation: Generation) -> None:
        self._generation = generation
        self._numbers = {document.id: number for number, document in enumerate(generation.documents)}
        places = generation.places.astype(np.int64)
        # A section's number behind its document's: they rise with the rows.
        self._sections = (places[:, 0] << 32) + places[:, 1]

    def language(self, document_id: str, section: int) -> Language:
        """The language of a section's passages; one without any has that of its neighbour.

        That is the next section that has passages, or else the last one before it. Finnish where the
        document has none.
        """
        number = self._numbers[document_id]
        first, row, end = np.searchsorted(
            self._sections, [number << 32, (number << 32) + section, (number + 1) << 32]
        ).tolist()
        return self._generation.language(min(row, end - 1)) if first < end else "fi"
