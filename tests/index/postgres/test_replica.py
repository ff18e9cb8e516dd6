"""A primary and its replica: who reads goes on where one is killed, who builds where the other took over."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.errors import AwayStoreError, EmptyStoreError, StoreError
from index.building.build import build
from index.search import Index
from index.store.stores import store_at
from scripts.measure.load.server import Server, programs
from tests.index.postgres.test_contract import QUESTIONS, found
from tests.support.toys.toy import ToyEncoder

OPTIONS = ("fsync=off", "full_page_writes=off", "max_connections=30")


@pytest.fixture
def both() -> Iterator[tuple[Server, Server]]:
    folder = Path(tempfile.mkdtemp(prefix="pykala-pg-"))
    folder.chmod(0o755)
    held = programs(folder)
    primary, replica = (Server(folder / name, held, options=OPTIONS) for name in ("primary", "replica"))
    try:
        primary.make()
        primary.start()
        replica.copy(primary)
        replica.start()
        yield primary, replica
    finally:
        replica.stop()
        primary.stop()
        shutil.rmtree(folder, ignore_errors=True)


def address(*servers: Server, wanted: str = "any") -> str:
    hosts = ",".join(str(server.folder) for server in servers)
    return f"postgresql://postgres@/postgres?host={hosts}&target_session_attrs={wanted}"


def test_questions_go_on_when_the_primary_is_killed(both: tuple[Server, Server], folder: Path) -> None:
    primary, replica = both
    writing = store_at(address(primary, replica, wanted="read-write"))
    build(writing, [folder], ToyEncoder())
    until = time.monotonic() + 20
    while True:
        try:
            behind = Index.open(store_at(address(replica)), ToyEncoder())
            break
        except EmptyStoreError:
            assert time.monotonic() < until
            time.sleep(0.02)
    ahead = Index.open(store_at(address(primary, replica)), ToyEncoder())
    before = [ahead.search(question) for question in QUESTIONS]
    assert [behind.search(question) for question in QUESTIONS] == before
    with pytest.raises(StoreError, match="this server is a replica, which only answers"):
        build(store_at(address(replica)), [folder], ToyEncoder())

    primary.kill()
    assert [ahead.search(question) for question in QUESTIONS] == before
    assert [behind.search(question) for question in QUESTIONS] == before
    with pytest.raises(AwayStoreError):
        build(writing, [folder], ToyEncoder())

    replica.promote()
    (folder / "one.md").write_text("# Uusi\n\nkissa palasi\n", encoding="utf-8")
    build(writing, [folder], ToyEncoder())
    assert found(store_at(address(primary, replica)), "kissa").hits[0].passage.text == "kissa palasi"
    assert [ahead.search(question) for question in QUESTIONS] == before
