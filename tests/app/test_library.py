"""The library: it follows what its store publishes, and answers while it does."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app import library as library_module
from app.library import Library
from corpus.errors import AwayStoreError, DamagedStoreError
from corpus.readers import shipped_reports
from index.building import build as build_module
from index.building import gather
from index.encoders import Encoder
from index.extractor import Extractor
from index.search import Index
from index.store.store import generation_folder, published
from tests.support.documents import ODD, PARKS
from tests.support.library import publish_documents
from tests.support.stores import held
from tests.support.toys.toy import ToyEncoder

CHANGED = replace(PARKS, title="Toinen otsikko")


def ids(library: Library) -> list[str]:
    return list(library.heads().ids)


def generation(library: Library) -> str:
    return library.index.generation.name


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every call look at what is published."""
    monkeypatch.setattr(library_module, "_EVERY", 0.0)


@pytest.mark.usefixtures("at_once")
def test_opens_anew_what_is_published_next(tmp_path: Path) -> None:
    first = publish_documents(tmp_path, [PARKS])
    library = Library(tmp_path, ToyEncoder())
    heads = library.heads()
    assert (generation(library), ids(library)) == (first, [PARKS.id])
    assert library.heads() is heads  # nothing is published: the same object, which others keep by
    second = publish_documents(tmp_path, [PARKS, ODD])
    assert (generation(library), ids(library)) == (second, [ODD.id, PARKS.id])
    third = publish_documents(tmp_path, [CHANGED])
    assert library.index.document(PARKS.id).title == "Toinen otsikko"
    assert len({first, second, third}) == 3


@pytest.mark.usefixtures("at_once")
def test_the_encoder_is_loaded_once_for_all_generations(tmp_path: Path) -> None:
    publish_documents(tmp_path, [PARKS])
    library = Library(tmp_path, "toy")
    encoder = ToyEncoder()
    library.index._encoder = encoder  # as the first question would have loaded it
    publish_documents(tmp_path, [PARKS, ODD])
    assert library.ask("ruusuja").passages[0].source.id == ODD.id
    assert library.index.encoder is encoder


def test_looks_no_more_than_twice_a_second(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr("app.library.time.monotonic", lambda: now)
    publish_documents(tmp_path, [PARKS])
    library = Library(tmp_path, ToyEncoder())
    publish_documents(tmp_path, [ODD])
    now = 100.49
    assert ids(library) == [PARKS.id]
    now = 100.5
    assert ids(library) == [ODD.id]


@pytest.mark.usefixtures("at_once")
def test_keeps_answering_while_another_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish_documents(tmp_path, [PARKS])
    library = Library(tmp_path, ToyEncoder())
    publish_documents(tmp_path, [ODD])
    opening, go_on = threading.Event(), threading.Event()
    opened = Index.open

    def slow(store: Path, encoder: Encoder | str | None, extractor: Extractor | bool) -> Index:
        opening.set()
        assert go_on.wait(30)
        return opened(store, encoder, extractor)

    monkeypatch.setattr(Index, "open", slow)
    with ThreadPoolExecutor(1) as threads:
        newer = threads.submit(ids, library)
        assert opening.wait(30)
        assert ids(library) == [PARKS.id]
        assert library.ask("puistoja").passages[0].source.id == PARKS.id
        go_on.set()
        assert newer.result(30) == [ODD.id]
    assert ids(library) == [ODD.id]


@pytest.mark.usefixtures("at_once")
def test_what_cannot_be_opened_is_told_once_and_passed_over(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    publish_documents(tmp_path, [PARKS])
    library = Library(tmp_path, ToyEncoder())
    damaged = publish_documents(tmp_path, [ODD])
    file = generation_folder(tmp_path, damaged) / "passages.npy"
    file.write_bytes(file.read_bytes()[:-1])
    assert [ids(library) for _ in range(3)] == [[PARKS.id]] * 3
    (line,) = [record.getMessage() for record in caplog.records if record.name == "app.library"]
    assert line.startswith(f"answers stay as they were: {file}: ")
    publish_documents(tmp_path, [PARKS, ODD])
    assert ids(library) == [ODD.id, PARKS.id]


@pytest.mark.usefixtures("at_once")
def test_what_cannot_be_opened_while_the_server_is_away_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_documents(tmp_path, [PARKS])
    library = Library(tmp_path, ToyEncoder())
    publish_documents(tmp_path, [ODD])

    def away(*_: object) -> Index:
        raise AwayStoreError("the server went away just now")

    with monkeypatch.context() as patch:
        patch.setattr(Index, "open", away)
        assert ids(library) == [PARKS.id]
    assert ids(library) == [ODD.id]


def test_damage_at_the_start_is_told_and_the_index_before_answers(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    publish_documents(tmp_path, [PARKS])
    name = publish_documents(tmp_path, [ODD])
    assert published(tmp_path) == name
    file = held(tmp_path, "dense.faiss")
    file.write_bytes(file.read_bytes()[:-1] + b"x")
    assert ids(Library(tmp_path, ToyEncoder())) == [PARKS.id]
    (line,) = [record.getMessage() for record in caplog.records if record.name == "app.library"]
    assert line.startswith(f"{file}: not the bytes that were written; mend the index with “pykala doctor")


def test_damage_at_the_start_is_an_error(tmp_path: Path) -> None:
    name = publish_documents(tmp_path, [PARKS])
    (generation_folder(tmp_path, name) / "manifest.json").unlink()
    with pytest.raises(DamagedStoreError, match=r"manifest\.json: the file is missing"):
        Library(tmp_path, ToyEncoder())


def test_indexes_the_report_that_ships_into_an_empty_store_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[list[Path]] = []
    gathered = gather.gathered

    def reading(paths: list[Path], *more: Any, **named: Any) -> object:
        read.append(paths)
        return gathered(paths, *more, **named)

    monkeypatch.setattr(build_module, "gathered", reading)
    library = Library(tmp_path, ToyEncoder())
    assert read == []  # opening builds nothing
    with ThreadPoolExecutor(4) as threads:
        (report,) = shipped_reports()
        assert list(threads.map(ids, [library] * 8)) == [[report.name]] * 8
    assert read == [shipped_reports()]
    assert generation(Library(tmp_path, ToyEncoder())) == generation(library) == published(tmp_path)


def test_builds_nothing_where_another_process_has_published_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = Library(tmp_path, ToyEncoder())  # the store is still empty
    meanwhile = publish_documents(tmp_path, [ODD])
    monkeypatch.setattr(build_module, "gathered", lambda *_: pytest.fail("the report was read"))
    assert (ids(library), generation(library)) == ([ODD.id], meanwhile)
