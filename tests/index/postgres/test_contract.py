"""What every store does: the same tests on files and on PostgreSQL."""

from pathlib import Path
from typing import Any

import psycopg
import pytest

from corpus.errors import BusyStoreError, EmptyStoreError, UnknownDocumentError
from index.building import vectors
from index.building.build import Built, build
from index.building.change import add, remove
from index.filters import Filter
from index.postgres import nearness
from index.postgres.held import dense
from index.result import Result
from index.search import Index
from index.store.stores import Store, store_at
from tests.index.postgres.conftest import TEXTS
from tests.support.database import Server
from tests.support.toys.toy import ToyEncoder

QUESTIONS = (
    "Mitä kissa teki?",
    "Where is the boat, vene?",
    "Kuka näki koiran § 3?",
    "juna ja kirja",
    "talo",
    "xyz",
)


@pytest.fixture(params=["files", "postgresql", "three partitions", "hnsw"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    if request.param == "files":
        return store_at(tmp_path / "store")
    database: Server = request.getfixturevalue("database")
    if request.param == "hnsw":
        patch: pytest.MonkeyPatch = request.getfixturevalue("monkeypatch")
        for module in (dense, nearness):
            patch.setattr(module, "EXACT", 0)
        return store_at(database.address(nearest="hnsw"))
    return store_at(database.address(partitions=3 if request.param == "three partitions" else 1))


def found(store: Store | Path, question: str, wanted: Filter | None = None) -> Result:
    return Index.open(store, ToyEncoder()).search(question, wanted=wanted)


def counts(built: Built) -> tuple[int, int, int, int, int]:
    became = (len(built.added), len(built.changed), len(built.removed), len(built.unchanged))
    return (*became, built.encoded)


@pytest.mark.parametrize(
    "wanted", [None, Filter(document="one.md"), Filter(part="Juna"), Filter(document="none")]
)
def test_answers_are_those_of_files(
    store: Store, folder: Path, tmp_path: Path, wanted: Filter | None
) -> None:
    build(store, [folder], ToyEncoder())
    build(tmp_path / "beside", [folder], ToyEncoder())
    for question in QUESTIONS:
        assert found(store, question, wanted) == found(tmp_path / "beside", question, wanted)


def test_only_what_is_new_is_encoded(store: Store, folder: Path) -> None:
    encoder = ToyEncoder()
    assert counts(build(store, [folder], encoder)) == (3, 0, 0, 0, 6)
    assert not build(store, [folder], encoder).published
    (folder / "two.md").write_text(TEXTS["two.md"].replace("Juna lähti.", "Juna jäi."), encoding="utf-8")
    encoder.encoded.clear()
    assert counts(build(store, [folder], encoder)) == (0, 1, 0, 2, 1)
    assert encoder.encoded == ["Matkat > Juna > Juna jäi."]
    assert list(store.problems()) == []


def test_what_was_removed_comes_back_without_being_encoded(store: Store, folder: Path) -> None:
    build(store, [folder], ToyEncoder())
    assert counts(remove(store, ["one.md"], ToyEncoder())) == (0, 0, 1, 2, 0)
    assert [hit.passage.document_id for hit in found(store, "kissa").hits][:1] == ["three.md"]
    with pytest.raises(UnknownDocumentError):
        remove(store, ["one.md"], ToyEncoder())
    assert counts(add(store, [folder / "one.md"], ToyEncoder())) == (1, 0, 0, 2, 0)
    assert found(store, "kissa").hits[0].passage.document_id == "one.md"
    assert [change.counts for change in store.changes()] == [(1, 0, 0), (0, 0, 1), (3, 0, 0)]
    assert list(store.problems()) == []


def test_a_build_that_was_cut_off_is_gone_on_with(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Ends(ToyEncoder):
        def encode_passages(self, texts, progress=None):  # type: ignore[no-untyped-def]
            if len(self.encoded) >= 4:
                raise KeyboardInterrupt
            return super().encode_passages(texts, progress)

    monkeypatch.setattr(vectors, "AT_ONCE", 2)
    monkeypatch.setattr(vectors, "WORTH_KEEPING", 0.0)
    with pytest.raises(KeyboardInterrupt):
        build(store, [folder], Ends())
    with pytest.raises(EmptyStoreError):
        Index.open(store)
    built = build(store, [folder], ToyEncoder())
    assert (built.encoded, built.resumed, built.published) == (2, 4, True)


def test_a_reader_keeps_its_generation(store: Store, folder: Path) -> None:
    build(store, [folder], ToyEncoder())
    index = Index.open(store, ToyEncoder())
    seen = store.publication()
    for text in ("vene", "juna", "omena", "talo"):
        (folder / "one.md").write_text(f"# Muu\n\n{text} oli.\n", encoding="utf-8")
        build(store, [folder], ToyEncoder())
    assert store.publication() != seen
    assert index.search("Kuka näki koiran?").hits[0].passage.text == "Koira haukkui kissaa 12.9.2024."
    assert index.document("one.md").title == "Elot"
    assert Index.open(store).document("one.md").title == "Muu"


def test_two_builders_one_is_told(store: Store, folder: Path) -> None:
    other = type(store)(getattr(store, "address", store.folder))  # type: ignore[call-arg]
    with store.writing(), pytest.raises(BusyStoreError, match="another pykala"):
        build(other, [folder], ToyEncoder())
    assert build(store, [folder], ToyEncoder()).published


def test_nothing_is_there_before_the_first_build(store: Store) -> None:
    assert (store.publication(), store.published(), store.recorded_name()) == (None, None, None)
    assert store.is_empty()
    assert (store.changes(), store.earlier()) == ((), ())
    with pytest.raises(EmptyStoreError, match="nothing is indexed here yet"):
        store.load()


def test_the_next_build_need_not_wait_until_the_connection_of_the_last_has_gone(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    lasting: list[psycopg.Connection[Any]] = []  # as those of a busy server, which goes on after a close

    def close(connection: "psycopg.Connection[Any]") -> None:
        lasting.append(connection)

    with monkeypatch.context() as patch:
        patch.setattr(psycopg.Connection, "close", close)
        for _ in range(2):
            with store.writing():
                pass
    for connection in lasting:
        connection.close()
