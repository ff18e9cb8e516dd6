"""The contexts of passages are put together of what stands above them and of their documents' texts."""

from pathlib import Path

import numpy as np
import pytest

from corpus.errors import DamagedStoreError
from index.building.cutting import cut
from index.building.slices import byte_spans
from index.passages import split
from index.store.held.contexts import HeldContexts, sections_with_passages
from index.store.held.records import Records
from tests.support.documents import ODD, PARKS

PLACES = np.array([[0, 1, 0, 3], [0, 1, 4, 7], [0, 2, 8, 9], [2, 2, 0, 4]], np.int32)
SPANS = np.array([[0, 3], [4, 7], [8, 9], [0, 5]], np.int32)
TEXTS = (b"abc def g", b"", "äiti".encode())


def records(folder: Path, name: str, *parts: bytes) -> Records:
    (folder / name).write_bytes(b"".join(parts))
    return Records.of((folder / name).open("rb"), np.cumsum([0, *map(len, parts)]))


@pytest.fixture
def texts(tmp_path: Path) -> Records:
    return records(tmp_path, "texts.txt", *TEXTS)


@pytest.fixture
def above(tmp_path: Path) -> Records:
    return records(tmp_path, "above.txt", b"A > ", "Ö > ".encode(), b"B > ")


def test_what_stands_above_a_section_stands_above_all_its_passages(above: Records, texts: Records) -> None:
    contexts = HeldContexts(above, texts, PLACES, SPANS)
    assert list(contexts) == ["A > abc", "A > def", "Ö > g", "B > äiti"]
    assert sections_with_passages(PLACES).tolist() == [0, 0, 1, 2]
    assert (contexts.of_sections(0, 3), contexts.of_sections(3, 4)) == ((0, 2), (2, 3))


@pytest.mark.parametrize(
    "spans",
    [
        np.array([[0, 3], [4, 7], [8, 10], [0, 5]], np.int32),
        np.array([[0, 3], [4, 7], [9, 8], [0, 5]], np.int32),
        np.array([[-1, 3], [4, 7], [8, 9], [0, 5]], np.int32),
        SPANS.astype(np.int64),
        SPANS[:3],
    ],
    ids=["outside", "backwards", "before", "wide", "few"],
)
def test_spans_have_to_lie_in_the_texts(above: Records, texts: Records, spans: np.ndarray) -> None:
    with pytest.raises(ValueError, match="not the contexts of these passages"):
        HeldContexts(above, texts, PLACES, spans)


def test_as_many_sections_as_have_passages(texts: Records, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not the contexts of these passages"):
        HeldContexts(records(tmp_path, "few.txt", b"A > ", b"B > "), texts, PLACES, SPANS)


def test_a_span_that_cuts_a_letter_is_damage(above: Records, texts: Records) -> None:
    spans = SPANS.copy()
    spans[3] = 1, 5
    with pytest.raises(DamagedStoreError, match=r"texts\.txt: passage 3 cannot be read"):
        HeldContexts(above, texts, PLACES, spans)[3]


def test_what_is_cut_now_has_the_contexts_of_its_passages() -> None:
    made = cut([PARKS, ODD])
    expected = [*split(PARKS), *split(ODD)]
    assert list(made.contexts) == [passage.context for passage in expected]
    assert made.places[:, 1].tolist() == [passage.section for passage in expected]
    for document in (PARKS, ODD):
        passages = split(document)
        data = document.text.encode()
        cuts = [data[start:end].decode() for start, end in byte_spans(document.text, passages)]
        assert cuts == [passage.text for passage in passages]
