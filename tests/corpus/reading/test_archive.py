"""Archives: the files in a .zip are read as if it were a folder, and nothing in it harms."""

import stat
import zipfile
from pathlib import Path

import pytest

from corpus import archive
from corpus.archive import archive_of, contents, packed, unpacked
from corpus.errors import DamagedFileError, EncryptedFileError, FormatError, MissingFileError, ReadError
from corpus.folder import found
from corpus.readers import read, source_file

KINDS = frozenset({".md", ".txt"})


def made(path: Path, **files: str) -> Path:
    """An archive of texts by name, ``b__c`` for ``b/c``, each with the suffix ``.md`` where it has none."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, text in files.items():
            opened.writestr(f"{name.replace('__', '/')}.md", text)
    return path


def told(path: Path) -> list[tuple[str, str]]:
    reasons: list[tuple[Path, str]] = []
    assert list(packed(path, reasons)) == []
    return [(str(each.relative_to(path.parent)), reason) for each, reason in reasons]


def one(path: Path, name: str | zipfile.ZipInfo, text: bytes = b"Kissa") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr(name, text)
    return path


def test_the_files_of_an_archive_are_read_where_they_stand_in_it(tmp_path: Path) -> None:
    made(tmp_path / "Kokoukset.ZIP", b="# Koira\n\nHau.", a__c="# Kissa\n\nMau.")
    files = list(found([tmp_path], KINDS).files.values())
    assert files == [tmp_path / "Kokoukset.ZIP" / "a" / "c.md", tmp_path / "Kokoukset.ZIP" / "b.md"]
    document = read(files[0])
    assert (document.id, document.path, document.title) == ("c.md", str(files[0]), "Kissa")
    assert document.text == "Kissa\n\nMau."
    assert source_file(files[0]).data == contents(files[0]) == b"# Kissa\n\nMau."


def test_an_archive_and_a_file_in_it_can_be_named(tmp_path: Path) -> None:
    path = made(tmp_path / "a.zip", b="Kissa", c="Koira")
    assert list(found([path], KINDS).files) == [path / "b.md", path / "c.md"]
    assert list(found([path / "c.md"], KINDS).files) == [path / "c.md"]
    assert list(found([path], KINDS, ["b.*"]).files) == [path / "c.md"]
    with pytest.raises(FormatError):
        source_file(path)
    with pytest.raises(FormatError):
        source_file(path / "c.png")


def test_files_of_other_kinds_are_told_together(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as opened:
        for name in ("kuva.png", "x/kuva.png", "b.md", ".piilossa.md", "__MACOSX/b.md", "x/"):
            opened.writestr(name, "Kissa")
    here = found([path], KINDS)
    assert list(here.files) == [path / "b.md"]
    assert [each.reason for each in here.passed] == [
        f"{path}: 2 files of the kind “.png” are not read, the first kuva.png"
    ]


@pytest.mark.parametrize(
    "name", ["../a.md", "a/../../b.md", "/etc/a.md", "C:/a.md", "a\\..\\b.md", "a//b.md", "./a.md"]
)
def test_a_name_that_leads_out_of_the_archive_is_told(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.zip"
    entry = zipfile.ZipInfo("x")
    entry.filename = name
    one(path, entry)
    [(where, reason)] = told(path)
    assert where.startswith("a.zip/")
    assert reason == "the name leads out of the archive; leave the file out"


def test_what_harms_or_is_locked_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("linkki.md")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr(link, "/etc/passwd")
        opened.writestr("sisempi.zip", b"PK")
        opened.writestr("pommi.md", b"a" * 2_000_000)
        opened.writestr("pitkä.md", b"a" * 1_000_000)
        opened.writestr("rivi\n.md", b"a")
        opened.writestr("pakattu.md", b"a", zipfile.ZIP_LZMA)
    reasons: list[tuple[Path, str]] = []
    assert list(packed(path, reasons)) == [path / "pitkä.md"]
    size = zipfile.ZipFile(path).getinfo("pommi.md").compress_size
    assert [(str(each.relative_to(path)), reason) for each, reason in reasons] == [
        ("linkki.md", "this is a link; pack the file itself"),
        (
            "pakattu.md",
            "the file is packed in a way that is not read; pack it anew",
        ),
        ("pommi.md", f"the file unpacks to 2000000 bytes of {size}"),
        ("rivi�.md", "the name cannot be printed; rename the file"),
        ("sisempi.zip", "this is an archive in an archive; unpack it"),
    ]
    with pytest.raises(DamagedFileError, match="unpacks to 2000000"):
        source_file(path / "pommi.md")


def test_a_file_that_is_locked_is_told(tmp_path: Path) -> None:
    path = made(tmp_path / "a.zip", b="Kissa")
    data = bytearray(path.read_bytes())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    path.write_bytes(data)
    assert told(path) == [("a.zip/b.md", "the file is locked with a password; pack it without one")]
    with pytest.raises(EncryptedFileError):
        unpacked(path / "b.md")


def test_two_files_of_one_name_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as opened:
        opened.writestr("a.md", "Kissa")
        with pytest.warns(UserWarning, match="Duplicate"):
            opened.writestr("a.md", "Koira")
    reasons: list[tuple[Path, str]] = []
    assert list(packed(path, reasons)) == [path / "a.md"]
    assert reasons == [(path / "a.md", "another file of this name stands in the archive")]


@pytest.mark.parametrize(("bound", "value"), [("_MOST", 1), ("_LARGEST", 8), ("_DIRECTORY", 60)])
def test_an_archive_with_more_than_documents_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bound: str, value: int
) -> None:
    monkeypatch.setattr(archive, bound, value)
    path = made(tmp_path / "a.zip", b="Kissa", c="Koira")
    [(where, reason)] = told(path)
    assert where == "a.zip"
    assert reason.endswith("; unpack what is meant")
    assert "archive has" in reason
    assert list(found([tmp_path], KINDS).files) == []


@pytest.mark.parametrize("damage", [b"", b"PK", b"kissa", b"PK\x05\x06"])
def test_a_damaged_archive_is_told(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "a.zip").write_bytes(damage)
    [(where, reason)] = told(tmp_path / "a.zip")
    assert (where, reason[:30]) == ("a.zip", "the archive cannot be read (Fi")
    with pytest.raises(DamagedFileError):
        unpacked(tmp_path / "a.zip" / "b.md")


def test_a_damaged_file_in_an_archive_is_told(tmp_path: Path) -> None:
    path = made(tmp_path / "a.zip", b="Kissa istuu matolla " * 50)
    data = bytearray(path.read_bytes())
    at = data.index(b"b.md") + 4
    data[at : at + 8] = b"\xff" * 8
    path.write_bytes(data)
    with pytest.raises(DamagedFileError, match="cannot be unpacked"):
        source_file(path / "b.md")


def test_every_byte_of_an_archive_may_be_damaged(tmp_path: Path) -> None:
    good = made(tmp_path / "a.zip", b="Kissa istuu", c__d="Koira").read_bytes()
    outcomes: set[bytes | type] = set()
    for at in range(len(good)):
        path = tmp_path / f"{at}.zip"
        path.write_bytes(good[:at] + bytes([good[at] ^ 0xFF]) + good[at + 1 :])
        for each in found([path], KINDS).files:
            try:
                outcomes.add(source_file(each).data)
            except ReadError as error:
                outcomes.add(type(error))
        path.unlink()
    assert outcomes == {b"Kissa istuu", b"Koira", DamagedFileError}


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    path = made(tmp_path / "a.zip", b="Kissa")
    with pytest.raises(MissingFileError, match="no such file in the archive"):
        source_file(path / "c.md")
    (tmp_path / "d.zip").mkdir()
    assert archive_of(tmp_path / "d.zip" / "a.md") is None
    with pytest.raises(MissingFileError):
        unpacked(tmp_path / "d.zip" / "a.md")
    with pytest.raises(MissingFileError, match="put it back"):
        contents(tmp_path / "poissa.md")


def test_an_archive_that_changes_is_opened_anew(tmp_path: Path) -> None:
    path = made(tmp_path / "a.zip", b="Kissa")
    assert unpacked(path / "b.md") == b"Kissa"
    path.unlink()
    made(path, b="Koira istuu")
    assert unpacked(path / "b.md") == b"Koira istuu"


def test_an_archive_is_opened_once_for_all_of_its_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = made(tmp_path / "a.zip", **{f"a{number}": "Kissa" for number in range(30)})
    count = 0

    class Counted(zipfile.ZipFile):
        def __init__(self, file: Path) -> None:
            nonlocal count
            count += 1
            super().__init__(file)

    monkeypatch.setattr(zipfile, "ZipFile", Counted)
    files = found([path], KINDS).files
    assert sum(len(source_file(each).data) for each in files) == 150
    assert count == 1
