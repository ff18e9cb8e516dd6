"""Postings in segments: what is added is written by itself, and the scores are those of files."""

import random
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import DamagedStoreError, StoreError
from index.building.build import build
from index.building.change import add, remove
from index.postgres.address import Address
from index.postgres.held import documents
from index.postgres.held.segments import StoredLexical
from index.postgres.store import PostgresStore
from index.search import Index
from index.store.stores import store_at
from tests.index.postgres.conftest import TEXTS
from tests.index.postgres.test_contract import QUESTIONS, found
from tests.support.database import Server
from tests.support.stores import keep_in_parts
from tests.support.toys.toy import ToyEncoder

WORDS = "kissa koira juna vene talo kirja omena ranta katu silta puisto koulu".split()


def write(folder: Path, number: int, words: random.Random) -> None:
    parts = (f"## Osa {part}\n\n{' '.join(words.choices(WORDS, k=6))}.\n" for part in range(2))
    (folder / f"{number}.md").write_text(f"# Asia {number}\n\n" + "\n".join(parts), encoding="utf-8")


def lexical_of(store: PostgresStore) -> StoredLexical:
    held = store.load().lexical
    assert isinstance(held, StoredLexical)
    return held


def sizes(store: PostgresStore) -> list[tuple[int, int]]:
    """Of each segment the passages that it was written with, and those of them that are there still."""
    return [(one.passages, int(np.count_nonzero(rows >= 0))) for one, rows in lexical_of(store).held.segments]


def tables(database: Server, store: PostgresStore) -> set[str]:
    schema = store.address.schema
    query = f"SELECT relname FROM pg_class WHERE relnamespace = '{schema}'::regnamespace AND relkind = 'r'"
    return {name for (name,) in database.execute(query) if name.startswith("posting_")}


@pytest.fixture
def store(database: Server) -> PostgresStore:
    return PostgresStore.at(database.address())


@pytest.mark.parametrize("seed", range(2))
def test_whatever_is_added_and_removed_the_scores_are_those_of_files(
    database: Server, store: PostgresStore, tmp_path: Path, seed: int
) -> None:
    words, folder = random.Random(seed), tmp_path / "texts"
    folder.mkdir()
    for number in range(12):
        write(folder, number, words)
    several = 0
    for step in range(8):
        for number in words.sample(range(14), words.choice((1, 1, 1, 2, 9))):
            if words.random() < 0.4:
                (folder / f"{number}.md").unlink(missing_ok=True)
            else:
                write(folder, number, words)
        build(store, [folder], ToyEncoder())
        beside = tmp_path / f"beside-{step}"
        build(beside, [folder], ToyEncoder())
        one, other = lexical_of(store), store_at(beside).load().lexical
        assert one.terms.tolist() == other.terms.tolist()
        assert one.occurs.tolist() == other.occurs.tolist()
        assert one.lengths.tolist() == other.lengths.tolist()
        for term in one.terms.tolist():
            assert one.score({term: 1.0}).tolist() == other.score({term: 1.0}).tolist()
        for question in QUESTIONS:
            assert found(store, question) == found(beside, question)
        assert list(store.problems()) == []
        several += len(one.held.segments) > 1
        assert {each.table for each, _ in one.held.segments} <= tables(database, store)
    assert several


def test_one_more_document_writes_its_own_postings_and_reads_no_other(
    store: PostgresStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(store, [folder], ToyEncoder())
    before = Index.open(store, ToyEncoder())
    held = [before.search(question) for question in QUESTIONS]
    (folder / "zoo.md").write_text("# Eläimet\n\nkissa ja koira\n", encoding="utf-8")

    def fetched(*_given: object) -> None:
        raise AssertionError("a document was read")

    with monkeypatch.context() as patch:
        patch.setattr(documents, "_lines", fetched)
        built = add(store, [folder / "zoo.md"], ToyEncoder())
    assert (built.added, built.passages) == (("zoo.md",), 7)
    assert sizes(store) == [(6, 6), (1, 1)]
    assert found(store, "eläimet").hits[0].passage.document_id == "zoo.md"
    assert Index.open(store).document("zoo.md").text == "Eläimet\n\nkissa ja koira"
    assert [Index.open(store).document(name).title for name in TEXTS] == ["Elot", "Matkat", "Omena"]
    assert [before.search(question) for question in QUESTIONS] == held


def test_small_segments_are_written_anew_with_what_is_new(
    store: PostgresStore, folder: Path, database: Server
) -> None:
    build(store, [folder], ToyEncoder())
    for number, wanted in enumerate([[(6, 6), (1, 1)], [(8, 8)], [(8, 8), (1, 1)]]):
        (folder / f"zoo{number}.md").write_text(f"# Uusi\n\n{WORDS[number]} tuli\n", encoding="utf-8")
        build(store, [folder], ToyEncoder())
        assert sizes(store) == wanted
    (folder / "zoo0.md").unlink()
    build(store, [folder], ToyEncoder())
    assert sizes(store) == [(8, 7), (1, 1)]
    for name in ("one.md", "two.md"):
        (folder / name).unlink()
    build(store, [folder], ToyEncoder())
    assert sizes(store) == [(1, 1), (3, 3)]
    needed = {one.table for one, _ in lexical_of(store).held.segments}
    assert needed < tables(database, store)  # those of the generation before stay, too
    assert len(tables(database, store)) == 3


def test_what_is_removed_writes_nothing(store: PostgresStore, folder: Path) -> None:
    build(store, [folder], ToyEncoder())
    remove(store, ["three.md"], ToyEncoder())
    assert sizes(store) == [(6, 4)]
    assert [
        hit.passage.document_id for hit in found(store, "omena").hits if "Omena" in hit.passage.text
    ] == []


def test_postings_of_another_store_are_refused(store: PostgresStore, database: Server, folder: Path) -> None:
    build(store, [folder], ToyEncoder())
    other = PostgresStore.at(database.address())
    with other.writing(), pytest.raises(StoreError, match="is not there any more"):
        other.publish(store.load())


@pytest.mark.parametrize(
    ("damage", "error"),
    [
        ("UPDATE {table} SET gaps = gaps || 'x'", "the postings of “.*” are not what was written"),
        ("UPDATE {table} SET gaps = '\\xffffffff', counts = '\\x0101'", "are not what was written"),
        ("DELETE FROM {table}", "postings of this index are not there any more"),
    ],
)
def test_a_question_to_damaged_postings_is_an_error(
    store: PostgresStore, database: Server, folder: Path, damage: str, error: str
) -> None:
    build(store, [folder], ToyEncoder())
    (one, _), *_ = lexical_of(store).held.segments
    database.execute(damage.format(table=f"{store.address.schema}.{one.table}"))
    with pytest.raises((DamagedStoreError, StoreError), match=error):
        found(store, "kissa")


def test_what_a_term_occurs_in_is_what_is_there(store: PostgresStore, folder: Path) -> None:
    build(store, [folder], ToyEncoder())
    held = lexical_of(store)
    for number, (rows, counts) in enumerate(held.postings(np.arange(len(held.terms)))):
        assert len(set(rows.tolist())) == held.occurs[number] == np.count_nonzero(counts)


def test_an_index_of_the_format_before_gives_its_vectors(
    store: PostgresStore, database: Server, folder: Path
) -> None:
    build(store, [folder], ToyEncoder())
    schema = Address.of(f"postgresql://h/d?schema={store.address.schema}").schema
    database.execute(
        f"UPDATE {schema}.generation SET format = 2, marks = marks - 'texts' || '{{\"postings\": \"x\"}}'"
    )
    encoder = ToyEncoder()
    with pytest.raises(StoreError, match="an earlier version of Pykälä wrote this index"):
        store.load()
    assert build(store, [folder], encoder).published
    assert encoder.encoded == []
    assert found(store, "kissa").hits
    assert list(store.problems()) == []


def test_an_index_in_files_of_several_parts_is_published_as_one_segment(
    store: PostgresStore, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_in_parts(monkeypatch)
    build(tmp_path / "files", [folder], ToyEncoder())
    (folder / "zoo.md").write_text("# Eläimet\n\nkissa ja koira\n", encoding="utf-8")
    build(tmp_path / "files", [folder], ToyEncoder())
    local = store_at(tmp_path / "files").load()
    assert local.parts is not None
    assert len(local.parts.held) == 2
    with store.writing():
        store.publish(local)
    assert sizes(store) == [(7, 7)]
    assert list(store.problems()) == []
    for question in QUESTIONS:
        assert found(store, question) == found(tmp_path / "files", question)
