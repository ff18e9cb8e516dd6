"""Processes that last: the same documents as are read here, errors in their turn, nothing left running."""

import os
from pathlib import Path

import pytest

from corpus.errors import EmptyFileError, ReadError
from corpus.process import lasting
from corpus.process.lasting import Reader, beside_each_other
from corpus.readers import SourceFile, document_of, read, source_file


@pytest.fixture
def reader() -> Reader:
    return Reader()


def written(folder: Path, name: str, text: str) -> SourceFile:
    (folder / name).write_text(text, encoding="utf-8")
    return source_file(folder / name)


def test_a_document_is_the_one_that_is_read_here(tmp_path: Path, reader: Reader) -> None:
    for name, text in (("a.md", "# Äiti\n\nkissa\n"), ("b.txt", "koira\n\nvene\n"), ("c.html", "<p>talo")):
        assert document_of(written(tmp_path, name, text), name, reader=reader) == read(tmp_path / name)
    reader.close()


def test_an_error_is_that_of_the_file_and_the_next_is_read(tmp_path: Path, reader: Reader) -> None:
    empty, whole = written(tmp_path, "a.md", "\n \n"), written(tmp_path, "b.md", "kissa\n")
    with pytest.raises(EmptyFileError, match=r"a\.md: the file is empty"):
        document_of(empty, "a.md", reader=reader)
    assert document_of(whole, "b.md", reader=reader).text == "kissa"
    reader.close()


def test_a_process_that_has_ended_costs_no_document(tmp_path: Path, reader: Reader) -> None:
    reader.close()
    assert reader.line(tmp_path / "a.md", b"kissa\n", "0", "a.md") is None
    assert document_of(written(tmp_path, "a.md", "kissa\n"), "a.md", reader=reader).text == "kissa"


def test_all_come_in_their_order_and_an_error_in_its_turn() -> None:
    seen: set[int] = set()

    def work(item: int, reader: Reader) -> int:
        seen.add(id(reader))
        if item == 50:
            raise ReadError("fifty")
        return 2 * item

    found = beside_each_other(range(100), work, 2)
    assert [next(found) for _ in range(50)] == list(range(0, 100, 2))
    with pytest.raises(ReadError, match="fifty"):
        next(found)
    assert len(seen) == 2


def test_who_stops_asking_leaves_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    readers: list[Reader] = []

    class Counted(Reader):
        def __init__(self) -> None:
            super().__init__()
            readers.append(self)

    monkeypatch.setattr(lasting, "Reader", Counted)
    found = beside_each_other(range(1000), lambda item, _: item, 2)
    assert next(found) == 0
    found.close()  # type: ignore[attr-defined]
    for reader in readers:
        with pytest.raises(ProcessLookupError):
            os.kill(reader._process.pid, 0)
