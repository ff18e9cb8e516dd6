"""Reading files: what is read, and what each damaged or wrong file is told."""

import hashlib
from pathlib import Path

import pytest

from corpus.document import Span
from corpus.errors import (
    BinaryFileError,
    DamagedFileError,
    EmptyFileError,
    EncodingError,
    FormatError,
    MissingFileError,
    ReadError,
)
from corpus.folder import walk
from corpus.parsers import PARSERS
from corpus.readers import document_here, read


def written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def refused(path: Path, error: type[ReadError]) -> str:
    with pytest.raises(error) as caught:
        read(path)
    assert type(caught.value) is error
    return str(caught.value)


def test_a_document_knows_its_file(tmp_path: Path) -> None:
    path = written(tmp_path, "päätös.md", b"# Tausta\n\nKissa.\n")
    document = read(path)
    assert (document.id, document.path, document.title) == ("päätös.md", str(path), "Tausta")
    assert document.digest == hashlib.sha256(b"# Tausta\n\nKissa.\n").hexdigest()
    assert read(path, "toinen").id == "toinen"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("lf.md", "# Tausta\n\nKissa\\\nja häntä.\n".encode()),
        ("crlf.md", "# Tausta\r\n\r\nKissa\\\r\nja häntä.\r\n".encode()),
        ("cr.md", "# Tausta\r\rKissa\\\rja häntä.\r".encode()),
        ("bom.md", "\ufeff# Tausta\n\nKissa\\\nja häntä.\n".encode()),
        ("UPPER.MD", "# Tausta\n\nKissa\\\nja häntä.".encode()),
        ("long.markdown", "# Tausta\n\nKissa\\\nja häntä.".encode()),
    ],
)
def test_marks_of_byte_order_and_line_ends_make_no_difference(tmp_path: Path, name: str, data: bytes) -> None:
    document = read(written(tmp_path, name, data))
    assert [section.title for section in document.sections] == ["Tausta"]
    assert [span.of(document.text) for span in document.sections[0].paragraphs] == ["Kissa\nja häntä."]


def test_a_byte_order_mark_counts_as_a_character_of_the_source(tmp_path: Path) -> None:
    document = read(written(tmp_path, "a.txt", "\ufeffKissa".encode()))
    assert document.text == "Kissa"
    assert document.source_map.source_spans(Span(0, 5)) == (Span(1, 6),)


def test_missing_file(tmp_path: Path) -> None:
    path = tmp_path / "ei.md"
    assert refused(path, MissingFileError) == f"{path}: there is no such file; check the path"


def test_missing_file_of_unknown_kind(tmp_path: Path) -> None:
    path = tmp_path / "ei.xyz"
    assert refused(path, MissingFileError) == f"{path}: there is no such file; check the path"


def test_folder(tmp_path: Path) -> None:
    assert refused(tmp_path, MissingFileError) == f"{tmp_path}: this is a folder; give one of its files"


def test_link_to_itself(tmp_path: Path) -> None:
    path = tmp_path / "oma.md"
    path.symlink_to(path)
    assert refused(path, MissingFileError).startswith(f"{path}: the file cannot be opened (")


def test_file_without_rights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def shut(self: Path, mode: str) -> None:
        raise PermissionError(13, f"Permission denied for {mode}", str(self))

    path = written(tmp_path, "a.md", b"Kissa")
    monkeypatch.setattr(Path, "open", shut)
    assert (
        refused(path, MissingFileError)
        == f"{path}: the file cannot be opened (Permission denied for rb); check its rights"
    )


@pytest.mark.parametrize(("name", "kind"), [("a.xyz", ".xyz"), ("a", "without suffix"), ("a.md.gz", ".gz")])
def test_unknown_kind(tmp_path: Path, name: str, kind: str) -> None:
    path = written(tmp_path, name, b"Kissa")
    kinds = ", ".join(sorted(PARSERS))
    assert (
        refused(path, FormatError) == f"{path}: files of the kind “{kind}” are not read; give one of {kinds}"
    )


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
@pytest.mark.parametrize("data", [b"", b" \n\t\r\n\f\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\r\n"])
def test_empty_and_blank(tmp_path: Path, name: str, data: bytes) -> None:
    path = written(tmp_path, name, data)
    assert (
        refused(path, EmptyFileError)
        == f"{path}: the file is empty; leave it out or give the file that was meant"
    )


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("comment.md", b"<!-- image -->\n"),
        ("marks.md", b"---\n\n#\n\n***\n"),
        ("unseen.md", "\u200b\u00ad\n".encode()),
        ("unseen.txt", "\u200b\u00ad\n".encode()),
    ],
)
def test_marks_without_text(tmp_path: Path, name: str, data: bytes) -> None:
    path = written(tmp_path, name, data)
    assert (
        refused(path, EmptyFileError)
        == f"{path}: the file holds no text; leave it out or give the file that was meant"
    )


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16(tmp_path: Path, encoding: str) -> None:
    mark = "" if encoding == "utf-16" else "\ufeff"
    path = written(tmp_path, "a.md", f"{mark}Päätös".encode(encoding))
    assert (
        refused(path, EncodingError)
        == f"{path}: the file is UTF-16, not UTF-8; save it as UTF-8 and try again"
    )


def test_latin_1(tmp_path: Path) -> None:
    path = written(tmp_path, "a.md", "Päätös".encode("latin-1"))
    assert (
        refused(path, EncodingError)
        == f"{path}: byte 1 is 0xe4, which is not UTF-8 there; save the file as UTF-8 and try again"
    )


def test_cut_inside_a_character(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", "Pää".encode()[:-1])
    assert (
        refused(path, EncodingError)
        == f"{path}: byte 3 is 0xc3, which is not UTF-8 there; save the file as UTF-8 and try again"
    )


@pytest.mark.parametrize(
    ("data", "at", "value"),
    [(b"a\x00b", 1, "00"), (b"%PDF-1.7\n\x01", 9, "01"), (b"\x89PNG\r\n\x1a\n", 6, "1a")],
)
def test_binary(tmp_path: Path, data: bytes, at: int, value: str) -> None:
    path = written(tmp_path, "a.md", data)
    assert refused(path, BinaryFileError) == (
        f"{path}: byte {at} is 0x{value}, which no text holds; the file is not text, or is damaged"
    )


def test_walk_gives_a_file_itself_and_a_folders_files_by_name(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("c.md", "a.txt", "b/z.MD", "b/kuva.png", ".salainen.md", ".git/x.md"):
        (tmp_path / name).write_bytes(b"Kissa")
    assert [str(path.relative_to(tmp_path)) for path in walk(tmp_path, PARSERS)] == [
        "a.txt",
        "b/z.MD",
        "c.md",
    ]
    assert list(walk(tmp_path / "b" / "kuva.png", PARSERS)) == [tmp_path / "b" / "kuva.png"]


def test_walk_of_nothing(tmp_path: Path) -> None:
    path = tmp_path / "ei"
    with pytest.raises(MissingFileError) as caught:
        list(walk(path, PARSERS))
    assert str(caught.value) == f"{path}: there is no such file or folder; check the path"


def test_walk_goes_into_a_folder_that_links_to_itself_once(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "ylos").symlink_to(tmp_path)
    (tmp_path / "b" / "a.md").write_bytes(b"Kissa")
    assert list(walk(tmp_path, PARSERS)) == [tmp_path / "b" / "a.md"]


def test_a_document_that_takes_too_much_memory_is_told_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise MemoryError

    monkeypatch.setitem(PARSERS, ".txt", full)
    path = tmp_path / "suuri.txt"
    with pytest.raises(DamagedFileError) as told:
        document_here(path, b"Kissa", "1", "suuri.txt")
    assert str(told.value) == (
        f"{path}: reading the file takes more memory than a document should (a gibibyte); split it, and give "
        "its parts"
    )
