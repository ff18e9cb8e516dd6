"""Documents by need: as they were, a few at hand, and an error where the file is gone."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import DamagedStoreError
from corpus.records import parts_of
from index.store.held import documents as held
from index.store.held.documents import HeldDocuments, as_marks, text_mark
from index.store.held.records import Records, check_offsets
from tests.support.documents import ODD, PARKS

DOCUMENTS = (PARKS, ODD, replace(PARKS, id="z.md", title="Ääni"))


@pytest.fixture
def documents(tmp_path: Path) -> HeldDocuments:
    found = []
    parts = zip(*map(parts_of, DOCUMENTS), strict=True)
    for name, records in zip(("documents.jsonl", "texts.txt"), parts, strict=True):
        (tmp_path / name).write_bytes(b"".join(records))
        offsets = np.cumsum([0, *map(len, records)])
        found.append(Records.of((tmp_path / name).open("rb"), offsets))
    lines, texts = found
    return HeldDocuments(lines, texts, as_marks(text_mark(text) for _, text in map(parts_of, DOCUMENTS)))


def test_documents_come_back_as_they_were(documents: HeldDocuments) -> None:
    assert (len(documents), documents[1], documents[-1]) == (3, ODD, DOCUMENTS[2])
    assert tuple(documents) == DOCUMENTS
    assert documents[:2] == [PARKS, ODD]
    with pytest.raises(IndexError):
        documents[3]


def test_what_was_read_last_is_at_hand_and_no_more(
    documents: HeldDocuments, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = max(sum(map(len, parts_of(document))) for document in DOCUMENTS)
    monkeypatch.setattr(held, "KEPT_BYTES", 2 * room)
    first, second = documents[0], documents[1]
    assert (documents[0] is first, documents[1] is second) == (True, True)
    assert documents[0] is first
    _ = documents[2]  # takes the place of what was not asked for the longest time
    assert documents[0] is first
    assert documents[1] is not second
    assert documents[1] == second


def test_a_file_that_is_cut_or_altered_while_it_is_open_is_an_error(
    documents: HeldDocuments, tmp_path: Path
) -> None:
    path = tmp_path / "documents.jsonl"
    path.write_bytes(b"x" * (path.stat().st_size - 1))
    with pytest.raises(DamagedStoreError, match=r"documents\.jsonl: document 0 cannot be read"):
        documents[0]
    with pytest.raises(DamagedStoreError, match=r"documents\.jsonl: the file has been cut short"):
        documents[2]


@pytest.mark.parametrize(
    ("offsets", "fit"),
    [([0, 2, 7], True), ([0, 7], False), ([1, 2, 7], False), ([0, 2, 8], False), ([0, 8, 7], False)],
)
def test_offsets_have_to_fit_the_file(offsets: list[int], fit: bool) -> None:
    if fit:
        check_offsets(np.array(offsets, np.int64), 2, 7)
        return
    with pytest.raises(ValueError, match="not the offsets of 2 parts of 7 bytes"):
        check_offsets(np.array(offsets, np.int64), 2, 7)
