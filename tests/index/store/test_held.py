"""Documents and contexts by need: as they were, a few at hand, and an error where the file is gone."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import DamagedStoreError
from corpus.records import document_line
from index.store import held
from index.store.held import HeldDocuments, HeldTexts, Records, check_offsets
from tests.support.documents import ODD, PARKS

DOCUMENTS = (PARKS, ODD, replace(PARKS, id="z.md", title="Ääni"))


@pytest.fixture
def documents(tmp_path: Path) -> HeldDocuments:
    lines = [document_line(document) for document in DOCUMENTS]
    path = tmp_path / "documents.jsonl"
    path.write_bytes(b"".join(lines))
    return HeldDocuments(Records.of(path.open("rb"), np.cumsum([0, *map(len, lines)])))


def test_documents_come_back_as_they_were(documents: HeldDocuments) -> None:
    assert (len(documents), documents[1], documents[-1]) == (3, ODD, DOCUMENTS[2])
    assert tuple(documents) == DOCUMENTS
    assert documents[:2] == [PARKS, ODD]
    with pytest.raises(IndexError):
        documents[3]


def test_what_was_read_last_is_at_hand_and_no_more(
    documents: HeldDocuments, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = max(len(document_line(document)) for document in DOCUMENTS)
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


def test_texts_stand_one_after_another(tmp_path: Path) -> None:
    path = tmp_path / "contexts.txt"
    path.write_bytes("äitikissa\xff".encode("latin-1").replace(b"\xe4", "ä".encode()))
    texts = HeldTexts(Records.of(path.open("rb"), np.array([0, 5, 5, 10, 11])))
    assert (len(texts), texts[0], texts[1], texts[2], texts[:2]) == (4, "äiti", "", "kissa", ["äiti", ""])
    with pytest.raises(DamagedStoreError, match=r"contexts\.txt: text 3 cannot be read"):
        texts[3]
    with pytest.raises(IndexError):
        texts[4]


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
