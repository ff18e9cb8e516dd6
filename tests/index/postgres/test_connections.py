"""Connections for reading: how many there are, when work is done again, whom they do not believe."""

import gc
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import psycopg
import pytest

from corpus.errors import AwayStoreError, GoneGenerationError, StoreError
from index.building.build import build
from index.postgres import connections
from index.postgres.address import Address
from index.postgres.connections import Connection, Connections
from index.postgres.held import passages
from index.postgres.opening import published_manifest
from index.search import Index
from index.store.stores import store_at
from tests.index.postgres.test_contract import QUESTIONS
from tests.support.database import Server
from tests.support.toys.toy import ToyEncoder


@pytest.fixture
def address(database: Server, folder: Path) -> str:
    made = database.address()
    build(store_at(made), [folder], ToyEncoder())
    return made


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Connection]:
    """The connections that are opened from now on."""
    made: list[Connection] = []
    connect = connections.connect

    def noted(address: Address, patience: float, *, also_dark: bool) -> Connection:
        made.append(connect(address, patience, also_dark=also_dark))
        return made[-1]

    monkeypatch.setattr(connections, "connect", noted)
    return made


def one(connection: Connection) -> int:
    found = connection.execute("SELECT 1").fetchone()
    return int(found[0]) if found else 0


def test_many_threads_share_few_connections(
    address: str, opened: list[Connection], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "MOST", 2)
    index = Index.open(store_at(address), ToyEncoder())
    alone = [index.search(question) for question in QUESTIONS]
    opened.clear()
    crowded = Index.open(store_at(address), ToyEncoder())
    with ThreadPoolExecutor(12) as threads:
        assert list(threads.map(crowded.search, QUESTIONS * 4)) == alone * 4
    assert len(opened) - 1 in (1, 2)  # one looked for what is published


def test_who_waits_too_long_for_a_connection_is_told(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "MOST", 1)
    shared, going, go = Connections(Address.of(address), 1), threading.Event(), threading.Event()

    def long(connection: Connection) -> int:
        going.set()
        go.wait(10)
        return one(connection)

    with ThreadPoolExecutor(1) as threads:
        first = threads.submit(shared.run, long)
        going.wait(10)
        with pytest.raises(AwayStoreError, match="all 1 connections of this program were busy"):
            shared.run(one, 0.05)
        go.set()
        assert first.result() == 1
    assert shared.run(one, 0.05) == 1


@pytest.mark.parametrize(
    "error", [psycopg.errors.SerializationFailure, psycopg.errors.AdminShutdown, psycopg.InterfaceError]
)
def test_work_that_a_server_breaks_off_is_done_again(address: str, error: type[psycopg.Error]) -> None:
    """A replica breaks a query off that is in the way of what it has to take over from the primary."""
    times: list[float] = []

    def broken_off(connection: Connection) -> int:
        times.append(time.monotonic())
        if len(times) < 4:
            raise error("canceling statement due to conflict with recovery")
        return one(connection)

    assert Connections(Address.of(address), 1).run(broken_off) == 1
    first, second, third = (later - sooner for sooner, later in pairwise(times))
    assert 0.025 <= first < 0.5
    assert second >= 0.05
    assert third >= 0.1


def test_what_no_server_can_do_is_told_at_once(address: str) -> None:
    times: list[float] = []

    def wrong(connection: Connection) -> None:
        times.append(1)
        connection.execute("SELECT 1 / 0")

    with pytest.raises(StoreError, match="division by zero"):
        Connections(Address.of(address), 1).run(wrong)
    assert times == [1]


def test_a_conflict_on_one_connection_leaves_the_others_open(address: str, opened: list[Connection]) -> None:
    shared = Connections(Address.of(address), 1)
    with ThreadPoolExecutor(2) as threads:
        both = threading.Barrier(2)

        def together(connection: Connection) -> int:
            both.wait(10)
            return one(connection)

        assert [one.result() for one in [threads.submit(shared.run, together) for _ in range(2)]] == [1, 1]
    failed: list[Connection] = []

    def conflict(connection: Connection) -> int:
        if not failed:
            failed.append(connection)
            raise psycopg.errors.SerializationFailure
        return one(connection)

    assert shared.run(conflict) == 1
    assert [connection.closed for connection in opened] == [connection is failed[0] for connection in opened]


def test_a_server_that_has_another_generation_of_that_number_is_not_believed(
    database: Server, address: str
) -> None:
    """A replica that was behind and became the primary gives the same number to what is built next."""
    index = Index.open(store_at(address), ToyEncoder())
    index.search("juna")
    seen = store_at(address).publication()
    schema = Address.of(address).schema
    database.execute(f"UPDATE {schema}.generation SET name = 'another'")
    database.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'pykala'"
    )
    with pytest.raises(GoneGenerationError, match=f"generation {index.generation.name} is not there"):
        index.search("kissa")
    assert store_at(address).publication() != seen


def test_a_manifest_is_found_where_nothing_is_published(database: Server) -> None:
    assert Connections(Address.of(database.address()), -1).run(published_manifest) is None


def test_a_context_that_was_pushed_out_comes_alone_and_those_of_a_walk_together(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a crowd, each fetched 64 passages again for each that another had pushed out."""
    contexts, fetched = Index.open(store_at(address), ToyEncoder()).generation.contexts, []
    fetch = passages.Passages._fetched

    def counted(self: passages.Passages, digests: list[bytes]) -> object:
        fetched.append(len(digests))
        return fetch(self, digests)

    monkeypatch.setattr(passages.Passages, "_fetched", counted)
    with monkeypatch.context() as patch:
        patch.setattr(passages, "_KEPT", 0)
        some = [contexts[row] for row in (4, 2, 4)]
    assert fetched == [1, 1, 1]
    walked = list(contexts)
    assert [walked[4], walked[2], walked[4]] == some
    assert fetched == [1, 1, 1, 1, 5]


def test_an_index_that_nothing_needs_lets_go_of_its_connections_at_once(
    address: str, opened: list[Connection]
) -> None:
    index = Index.open(store_at(address), ToyEncoder())
    for question in QUESTIONS:
        index.search(question)
    assert index.document("one.md").title == "Elot"
    gc.disable()
    try:
        del index
        assert [connection.closed for connection in opened] == [True] * len(opened)
    finally:
        gc.enable()
