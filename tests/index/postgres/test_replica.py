"""A primary and its replica: who reads goes on where one is killed, who builds where the other took over."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from corpus.errors import AwayStoreError, StoreError
from index.building.build import build
from index.postgres import connections, dark
from index.postgres.address import Address
from index.search import Index
from index.store.stores import store_at
from scripts.measure.load.servers.server import Server, programs
from tests.index.postgres.test_contract import QUESTIONS, found
from tests.support.toys.toy import ToyEncoder

OPTIONS = ("fsync=off", "full_page_writes=off", "max_connections=30")


@pytest.fixture
def both() -> Iterator[tuple[Server, Server]]:
    """A primary and its replica, for a test that kills one."""
    with _started() as both:
        yield both


@pytest.fixture(scope="module")
def pair() -> Iterator[tuple[Server, Server]]:
    """A primary and its replica, for tests that leave them as they are."""
    with _started() as both:
        yield both


@contextmanager
def _started() -> Iterator[tuple[Server, Server]]:
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


def built(primary: Server, replica: Server, folder: Path) -> None:
    """What a folder holds, built into a primary, and there on its replica, too."""
    build(store_at(address(primary, replica, wanted="read-write")), [folder], ToyEncoder())
    ahead, behind = store_at(address(primary)), store_at(address(replica))
    until = time.monotonic() + 20
    while behind.publication() != ahead.publication():
        assert time.monotonic() < until
        time.sleep(0.02)


@pytest.mark.parametrize("which", [0, 1])
def test_a_server_that_goes_dark_costs_one_slow_answer(
    pair: tuple[Server, Server], folder: Path, which: int
) -> None:
    """Stopped, it takes connections and sends nothing: neither a closed socket nor an error tells of it."""
    built(*pair, folder)
    stopped, other = pair[which], pair[1 - which]
    store = store_at(address(stopped, other))
    index = Index.open(store, ToyEncoder())
    before = [index.search(question) for question in QUESTIONS]
    seen, contexts = store.publication(), list(index.generation.contexts)
    index = Index.open(store, ToyEncoder())
    index.search("talo")
    stopped.pause()
    try:
        took = []
        for number, question in enumerate(QUESTIONS):
            began = time.monotonic()
            assert index.search(question) == before[number]
            took.append(time.monotonic() - began)
        assert sum(one > 0.7 for one in took) <= 1
        assert max(took) < 2.5
        began = time.monotonic()
        assert store.publication() == seen
        assert list(Index.open(store, ToyEncoder()).generation.contexts) == contexts
        assert time.monotonic() - began < 2.5
    finally:
        stopped.resume()
        dark._dark.clear()
    assert [index.search(question) for question in QUESTIONS] == before


def test_a_server_that_is_slow_is_waited_for(
    pair: tuple[Server, Server], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    primary, replica = pair
    built(primary, replica, folder)
    monkeypatch.setattr(dark, "QUIET", 0.1)
    asked: list[tuple[str, str]] = []
    answers = dark.answers

    def noted(host: str, port: str) -> bool:
        asked.append((host, port))
        return answers(host, port)

    store = Address.of(address(primary, replica))
    reader = connections.connect_to_read(store)
    monkeypatch.setattr(dark, "answers", noted)
    assert reader.execute("SELECT 1 FROM pg_sleep(1)").fetchone() == (1,)
    assert 3 <= len(asked) <= 10
    assert set(asked) == {(str(primary.folder), "5432")}
    reader.close()


def test_where_all_are_dark_a_question_ends_in_time(
    pair: tuple[Server, Server], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(*pair, folder)
    indexes = [Index.open(store_at(place), ToyEncoder()) for place in (address(*pair), address(pair[0]))]
    monkeypatch.setattr(connections, "PATIENCE", 1.0)
    for server in pair:
        server.pause()
    try:
        for index in indexes:
            began = time.monotonic()
            with pytest.raises(AwayStoreError):
                index.search("kissa")
            assert time.monotonic() - began < 9
    finally:
        for server in pair:
            server.resume()
        dark._dark.clear()


def test_questions_go_on_when_the_primary_is_killed(both: tuple[Server, Server], folder: Path) -> None:
    primary, replica = both
    writing = store_at(address(primary, replica, wanted="read-write"))
    built(primary, replica, folder)
    behind = Index.open(store_at(address(replica)), ToyEncoder())
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
