"""What only PostgreSQL has: roles, HNSW, servers that go away, builds that are killed, passwords."""

import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpus.errors import ExtraError, StoreError
from index.building.build import build
from index.postgres import connections, nearness
from index.postgres.address import Address
from index.postgres.held import dense
from index.search import Index
from index.store.stores import store_at
from tests.index.postgres.test_contract import QUESTIONS, found
from tests.support.database import Server
from tests.support.toys.toy import ToyEncoder

ROOT = Path(__file__).parents[3]


@pytest.fixture
def address(database: Server, folder: Path) -> str:
    made = database.address()
    build(store_at(made), [folder], ToyEncoder())
    return made


def schema_of(address: str) -> str:
    return Address.of(address).schema


def codes_of(database: Server, address: str) -> list[str]:
    schema = schema_of(address)
    query = f"SELECT relname FROM pg_class WHERE relnamespace = '{schema}'::regnamespace AND relkind = 'r'"
    return [name for (name,) in database.execute(query) if name.startswith("codes_")]


def test_hnsw_finds_what_scoring_all_finds(
    database: Server, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dense, "EXACT", 0)
    monkeypatch.setattr(nearness, "EXACT", 0)
    address = database.address(partitions=2, nearest="hnsw")
    build(store_at(address), [folder], ToyEncoder())
    build(tmp_path / "beside", [folder], ToyEncoder())
    indexes = database.execute(f"SELECT indexdef FROM pg_indexes WHERE schemaname = '{schema_of(address)}'")
    assert sum("USING hnsw" in row[0] for row in indexes) == 2
    assert codes_of(database, address) == []
    for question in QUESTIONS:
        assert found(store_at(address), question) == found(tmp_path / "beside", question)


def test_what_was_made_with_hnsw_is_made_with_codes_again(
    database: Server, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dense, "EXACT", 0)
    monkeypatch.setattr(nearness, "EXACT", 0)
    address, counts = database.address(), []
    for number, nearest in enumerate(("hnsw", "codes", "hnsw")):
        (folder / "one.md").write_text(f"# Uusi\n\nkissa {number}\n", encoding="utf-8")
        store = store_at(f"{address}&nearest={nearest}")
        build(store, [folder], ToyEncoder())
        build(tmp_path / f"beside{number}", [folder], ToyEncoder())
        query = (
            f"SELECT count(*) FROM pg_indexes WHERE schemaname = '{schema_of(address)}' AND indexdef ~ 'hnsw'"
        )
        counts.append((database.execute(query)[0][0], len(codes_of(database, address))))
        for question in QUESTIONS:
            assert found(store_at(address), question) == found(tmp_path / f"beside{number}", question)
        assert list(store.problems()) == []
    assert counts == [(1, 0), (0, 1), (1, 1)]  # those of the generation before stay as long as it does


@pytest.mark.parametrize("partitions", [1, 3])
def test_what_the_next_generation_has_again_takes_no_place_in_this_one(
    database: Server, folder: Path, monkeypatch: pytest.MonkeyPatch, partitions: int
) -> None:
    """Passages of the first and the third generation stood in the way of those of the second."""
    monkeypatch.setattr(dense, "_MORE", 0)
    store = store_at(database.address(partitions=partitions, nearest="hnsw"))
    texts = {path: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    build(store, [folder], ToyEncoder())
    (folder / "one.md").unlink()
    build(store, [folder], ToyEncoder())
    second = Index.open(store, ToyEncoder()).generation.dense
    cat = ToyEncoder().encode_questions(["kissa koira"])[0]
    rows, scores = second.search(cat, 2)
    for path, text in texts.items():
        path.write_text(text, encoding="utf-8")
    build(store, [folder], ToyEncoder())
    again, same = second.search(cat, 2)
    assert (again.tolist(), same.tolist()) == (rows.tolist(), scores.tolist())
    assert len(rows) == 2


def test_the_roles_of_the_readme_may_do_what_it_says(database: Server, address: str, folder: Path) -> None:
    told = (ROOT / "app" / "README.md").read_text(encoding="utf-8")
    block = re.search(r"<!-- roles -->\n```sql\n(.*?)```", told, re.DOTALL)
    assert block is not None
    database.execute(block[1].replace("SCHEMA pykala", f"SCHEMA {schema_of(address)}"))
    reader = address.replace("postgres@", "pykala_reader@")
    assert found(store_at(reader), "kissa") == found(store_at(address), "kissa")
    (folder / "one.md").unlink()
    with pytest.raises(StoreError, match="permission denied"):
        build(store_at(reader), [folder], ToyEncoder())
    build(store_at(address), [folder], ToyEncoder())  # its new tables may be read, too
    assert found(store_at(reader), "kissa") == found(store_at(address), "kissa")


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ("UPDATE part SET bytes = bytes || 'x' WHERE name = 'places'", "places is not what was written"),
        (
            "UPDATE {posting} SET counts = set_byte(counts, 0, 9) WHERE term = '_kis'",
            "the postings are not what was written",
        ),
        ("UPDATE {codes} SET bytes = set_byte(bytes, 99, 9)", "codes_1: the codes are not what was written"),
        ("UPDATE document SET line = line || ' '", "is not what was written"),
        ("UPDATE {passage} SET context = context || 'x' WHERE context LIKE '%Juna%'", "text is not the one"),
        ("UPDATE {passage} SET exact = set_byte(exact, 3, 0)", "not of unit length"),
        ("DELETE FROM {passage}", "are not there any more"),
    ],
)
def test_damage_is_found(database: Server, address: str, damage: str, told: str) -> None:
    schema = schema_of(address)
    tables = [
        row[0]
        for row in database.execute(
            f"SELECT relname FROM pg_class WHERE relnamespace = '{schema}'::regnamespace"
        )
    ]
    names = {
        kind: next(t for t in tables if re.fullmatch(rf"{kind}_[0-9a-f]+(_8)?", t))
        for kind in ("posting", "passage", "codes")
    }
    database.execute(f"SET search_path TO {schema}; {damage.format(**names)}")
    assert any(told in problem for problem in store_at(address).problems())


def test_a_server_that_ends_connections_is_asked_again(database: Server, address: str) -> None:
    index = Index.open(store_at(address), ToyEncoder())
    first = index.search("kissa")
    index = Index.open(store_at(address), ToyEncoder())
    index.search("juna")
    database.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'pykala'"
    )
    assert index.search("kissa") == first


def test_a_server_that_is_not_there_is_told_in_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "PATIENCE", 0.1)
    began = time.monotonic()
    with pytest.raises(StoreError, match="see that the server is up") as told:
        Index.open(store_at(f"postgresql://me:s3cr%2Ft@/db?host={tmp_path}&sslpassword=hidden"))
    assert time.monotonic() - began < 15
    assert not any(secret in str(told.value) for secret in ("s3cr", "hidden"))
    assert f"postgresql://me@/db?host={tmp_path}" in str(told.value)


def test_no_secret_of_an_address_is_told() -> None:
    address = Address.of(
        "postgresql://me:p%40ss@a:1,b:2/db?sslmode=verify-full&password=other&schema=mine&partitions=4&nearest=hnsw"
    )
    assert str(address) == "postgresql://me@a:1,b:2/db?sslmode=verify-full&schema=mine"
    assert address.target == "postgresql://me:p%40ss@a:1,b:2/db?sslmode=verify-full&password=other"
    assert (address.schema, address.partitions, address.hnsw) == ("mine", 4, True)
    assert address.without_secrets("p%40ss and\n p@ss and other") == "… and … and …"
    assert "p@ss" not in repr(address)
    assert "other" not in repr(address)


@pytest.mark.parametrize(
    "written", ["?schema=A;B", "?partitions=0", "?partitions=x", "?nearest=x", "?schema"]
)
def test_an_address_that_cannot_be_read_is_told_without_its_password(written: str) -> None:
    with pytest.raises(StoreError) as told:
        Address.of(f"postgresql://me:p4ss@host/db{written}")
    assert "p4ss" not in str(told.value)


def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith(("index.postgres", "psycopg"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(ExtraError, match=r"pip install 'pykala\[postgres\]'"):
        store_at("postgresql://me@host/db")


def test_a_build_that_is_killed_leaves_nothing_to_be_seen(
    database: Server, address: str, folder: Path
) -> None:
    generator = random.Random(24)
    old = [found(store_at(address), question) for question in QUESTIONS]
    (folder / "one.md").write_text("# Uusi\n\nkissa palasi\n", encoding="utf-8")
    program = (
        "import sys; from pathlib import Path; from index.building.build import build; "
        "from index.store.stores import store_at; from tests.support.toys.toy import ToyEncoder; "
        "print('begins', flush=True); build(store_at(sys.argv[1]), [Path(sys.argv[2])], ToyEncoder())"
    )
    for _ in range(3):
        with subprocess.Popen(
            [sys.executable, "-c", program, address, str(folder)], stdout=subprocess.PIPE, cwd=ROOT
        ) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == b"begins\n"
            time.sleep(generator.uniform(0.0, 0.1))
            process.send_signal(signal.SIGKILL)
        published = [found(store_at(address), question) for question in QUESTIONS]
        if published == old:
            assert list(store_at(address).problems()) == []
    until = time.monotonic() + 10
    while True:  # the server may take a moment to see that its client is gone
        try:
            build(store_at(address), [folder], ToyEncoder())
        except StoreError:
            assert time.monotonic() < until
            time.sleep(0.05)
        else:
            break
    assert Index.open(store_at(address)).document("one.md").title == "Uusi"
    assert list(store_at(address).problems()) == []
    numbers = database.execute(f"SELECT count(*) FROM {schema_of(address)}.generation")
    assert numbers[0][0] == 2
