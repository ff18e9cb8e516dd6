"""Codes in PostgreSQL: each written once, fetched once, and the nearest in them those of files."""

import weakref
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from corpus.errors import DamagedStoreError
from index.building.build import build
from index.near import Near
from index.postgres.connections import Connections
from index.postgres.digests import Digests
from index.postgres.held import codes, dense
from index.postgres.held.dense import StoredDense
from index.postgres.store import PostgresStore
from index.search import Index
from index.store.stores import store_at
from tests.index.postgres.test_contract import QUESTIONS, found
from tests.support.database import Server
from tests.support.toys.toy import ToyEncoder


@pytest.fixture(autouse=True)
def nothing_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codes, "_at_hand", weakref.WeakValueDictionary())


@pytest.fixture
def store(database: Server) -> PostgresStore:
    return PostgresStore.at(database.address())


def dense_of(store: PostgresStore) -> StoredDense:
    held = store.load().dense
    assert isinstance(held, StoredDense)
    return held


def sizes(store: PostgresStore) -> list[tuple[int, int]]:
    """Of each of the codes the vectors that it was written with, and those of them that are there still."""
    return [(one.written.passages, int(np.count_nonzero(one.places >= 0))) for one in dense_of(store).codes]


def put(folder: Path, name: str, text: str) -> None:
    (folder / f"{name}.md").write_text(f"# Asia\n\n{text}\n", encoding="utf-8")


def test_codes_stay_and_what_is_new_has_codes_of_its_own(
    store: PostgresStore, folder: Path, tmp_path: Path
) -> None:
    steps: list[tuple[str, str, list[tuple[int, int]]]] = [
        ("zoo0", "kissa tuli", [(6, 6), (1, 1)]),
        ("zoo1", "koira tuli", [(8, 8)]),
        ("zoo2", "juna tuli", [(8, 8), (1, 1)]),
        ("three", "", [(8, 6), (1, 1)]),
        ("two", "", [(1, 1), (4, 4)]),  # no more than half were left of the eight
    ]
    build(store, [folder], ToyEncoder())
    assert sizes(store) == [(6, 6)]
    for number, (name, text, expected) in enumerate(steps):
        if text:
            put(folder, name, text)
        else:
            (folder / f"{name}.md").unlink()
        build(store, [folder], ToyEncoder())
        assert sizes(store) == expected
        build(tmp_path / f"beside{number}", [folder], ToyEncoder())
        for question in QUESTIONS:
            assert found(store, question) == found(tmp_path / f"beside{number}", question)
        assert list(store.problems()) == []


def test_passages_alike_keep_a_vector_each(store: PostgresStore, folder: Path) -> None:
    for name in ("same", "again"):
        put(folder, name, f"## Kissa\n\nkissa kissa kissa\n\n## Oma\n\n{name}")
    build(store, [folder], ToyEncoder())
    assert sizes(store) == [(10, 10)]
    assert len({digest.tobytes() for digest in store.load().digests}) == 9
    put(folder, "zoo", "juna tuli")
    build(store, [folder], ToyEncoder())
    assert sizes(store) == [(10, 10), (1, 1)]
    (folder / "same.md").unlink()
    build(store, [folder], ToyEncoder())
    assert sizes(store) == [(10, 8), (1, 1)]
    names = [hit.passage.document_id for hit in found(store, "kissa kissa kissa").hits]
    assert "again.md" in names
    assert "same.md" not in names


def test_rows_move_one_for_one() -> None:
    digests = np.frombuffer(bytes(range(64)), np.uint8).reshape(4, 16)
    one, two, three, four = range(4)
    before, now = digests[[one, two, two, three]], digests[[two, four, one, two, two, one]]
    assert codes._moved(before, now).tolist() == [2, 0, 3, -1]
    assert codes._moved(now, before).tolist() == [1, -1, 0, 2, -1, -1]
    assert codes._moved(before, now[:0]).tolist() == [-1, -1, -1, -1]
    assert codes._moved(now[:0], before).tolist() == []


def test_codes_of_files_are_published_as_they_are(
    store: PostgresStore, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.near.NEAR_FROM", 6)
    build(tmp_path / "files", [folder], ToyEncoder())
    monkeypatch.setattr(Near, "build", None)
    with store.writing():
        store.publish(store_at(tmp_path / "files").load())
    assert sizes(store) == [(6, 6)]
    assert list(store.problems()) == []
    for question in QUESTIONS:
        assert found(store, question) == found(tmp_path / "files", question)


def test_the_next_generation_finds_the_codes_that_are_there(
    store: PostgresStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(store, [folder], ToyEncoder())
    first = dense_of(store)
    near = [one.near for one in first.codes]
    put(folder, "zoo", "juna tuli")
    build(store, [folder], ToyEncoder())
    with monkeypatch.context() as patch:
        patch.setattr(codes.Codes, "_bytes", lambda self: pytest.fail(f"{self.written.table} was fetched"))
        again = dense_of(store).codes[0].near
    assert again._codes is near[0]._codes
    assert (again.places is not near[0].places, len(again), len(first)) == (True, 6, 6)


def test_codes_that_are_not_what_was_written_are_refused(
    store: PostgresStore, database: Server, folder: Path
) -> None:
    build(store, [folder], ToyEncoder())
    table = f"{store.address.schema}.{dense_of(store).codes[0].written.table}"
    database.execute(f"UPDATE {table} SET bytes = set_byte(bytes, 200, 1 + get_byte(bytes, 200) % 255)")
    with pytest.raises(DamagedStoreError, match="codes_1: the codes are not what was written"):
        found(store, "kissa")


def test_candidates_of_both_sides_come_in_one_journey(
    store: PostgresStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(store, [folder], ToyEncoder())
    index, journeys = Index.open(store, ToyEncoder()), list[Any]()
    monkeypatch.setattr("index.search._CANDIDATES", 2)
    run = Connections.run

    def counted(self: Connections, work: Any, patience: float | None = None) -> Any:
        journeys.append(work)
        return run(self, work, patience)

    monkeypatch.setattr(Connections, "run", counted)
    assert index.search("kissa vene omena").hits
    assert len(journeys) == 3  # the codes, the postings, the passages
    journeys.clear()
    index.search("kissa vene omena")
    assert journeys == []


def test_digests_arrive_as_they_are(database: Server) -> None:
    given = [bytes(range(16)), bytes(16), b"\xff" * 16]
    for some in (given, given[:1], []):
        store = PostgresStore.at(database.address())
        with store.writing():
            assert store._writing.execute("SELECT %s", (Digests.of(some),)).fetchone() == (some,)


@pytest.mark.parametrize("few", [0, 7, 1000])
def test_filters_find_the_nearest_of_what_they_leave(
    store: PostgresStore, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(dense, "_FEW", few)
    for number in range(6):
        put(folder, f"zoo{number}", f"{'kissa ' * number}juna")
    build(store, [folder], ToyEncoder())
    build(tmp_path / "beside", [folder], ToyEncoder())
    one, other = dense_of(store), store_at(tmp_path / "beside").load().dense
    question = ToyEncoder().encode_questions(["kissa juna"])[0]
    for among in (np.arange(0, 12, 2), np.arange(7), np.array([11]), np.arange(12), np.zeros(0, np.int64)):
        for exact in (False, True):
            found, scores = one.search(question, 3, among, exact=exact)
            expected, same = other.search(question, 3, among)
            assert scores.tolist() == same.tolist()
            if len(set(other.scores(question, among).tolist())) == len(among):
                assert found.tolist() == expected.tolist()
