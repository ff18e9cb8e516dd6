"""Folders: what is read in them, and what is passed over and told."""

import os
from pathlib import Path

import pytest

from corpus.errors import MissingFileError
from corpus.folder import found, shown, walk
from corpus.readers import read

KINDS = frozenset({".md", ".txt"})


def told(root: Path, *exclude: str) -> list[str]:
    """What is told of a folder, its own path left out."""
    return [passed.reason.replace(str(root), "ROOT") for passed in found([root], KINDS, exclude).passed]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in" / "b").mkdir(parents=True)
    for name in ("a.md", "b/c.txt"):
        (tmp_path / "in" / name).write_text("Kissa")
    return tmp_path / "in"


def test_a_folder_of_nothing_but_documents_tells_nothing(folder: Path) -> None:
    (folder / ".piilossa").write_text("")
    files = found([folder, folder / "a.md"], KINDS)
    assert list(files.files.values()) == [folder / "a.md", folder / "b" / "c.txt"]
    assert files.passed == ()


def test_files_of_other_kinds_are_told_once_for_each_kind(folder: Path) -> None:
    for name in ("z.png", "b/y.PNG", "LUEMINUT", "b/taulukko.xlsx"):
        (folder / name).write_text("")
    assert told(folder) == [
        "ROOT: 1 file without a suffix is not read, LUEMINUT",
        "ROOT: 2 files of the kind “.png” are not read, the first b/y.PNG",
        "ROOT: 1 file of the kind “.xlsx” is not read, taulukko.xlsx",
    ]
    assert told(folder, "*.png", "b", "LUE*") == []


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("vanha.doc", "install LibreOffice, or save as .docx what is meant"),
        ("paketti.7z", "unpack what is meant to be read"),
        ("viesti.msg", "save as files of their own what is meant to be read"),
    ],
)
def test_what_is_to_be_done_with_a_kind_is_told(folder: Path, name: str, advice: str) -> None:
    (folder / name).write_text("")
    kind = Path(name).suffix
    assert told(folder) == [f"ROOT: 1 file of the kind “{kind}” is not read, {name}; {advice}"]


def test_a_pipe_is_passed_over(folder: Path) -> None:
    os.mkfifo(folder / "putki.md")
    assert told(folder) == ["ROOT/putki.md: this is a pipe, neither a file nor a folder; leave it out"]
    for reading in (read, lambda path: list(walk(path, KINDS))):
        with pytest.raises(MissingFileError):
            reading(folder / "putki.md")


def test_links_that_lead_out_are_not_followed(folder: Path) -> None:
    (folder.parent / "salaista.md").write_text("Salaista")
    (folder / "d.md").symlink_to(folder.parent / "salaista.md")
    (folder / "laite.md").symlink_to("/dev/zero")
    (folder / "toinen.md").symlink_to(folder / "a.md")
    (folder / "ulos").symlink_to(folder.parent)
    (folder / "ei.md").symlink_to(folder / "mihinkään")
    under = found([folder], KINDS)
    assert list(under.files.values()) == [folder / "a.md", folder / "b" / "c.txt"]
    assert told(folder) == [
        f"ROOT/d.md: this is a link out of the folder, to {folder.parent}/salaista.md; "
        "index that too if it is meant",
        "ROOT/ei.md: this is a link to nothing, neither a file nor a folder; leave it out",
        "ROOT/laite.md: this is a link to a device, neither a file nor a folder; leave it out",
        f"ROOT/ulos: this is a link out of the folder, to {folder.parent}; index that too if it is meant",
    ]


def test_a_folder_that_links_to_itself(folder: Path) -> None:
    (folder / "b" / "ylos").symlink_to(folder)
    assert told(folder) == ["ROOT/b/ylos: this is a link to a folder that it stands in"]


def test_a_name_that_is_not_utf_8(folder: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(folder / "p") + b"\xe4.md"))
    path.write_text("Kissa")
    assert shown(path) == f"{folder}/p\\xe4.md"
    assert told(folder) == ["ROOT/p\\xe4.md: the name is not UTF-8; rename it"]
    with pytest.raises(MissingFileError) as caught:
        read(path)
    assert str(caught.value) == f"{folder}/p\\xe4.md: the name is not UTF-8; rename the file"


def test_a_folder_without_rights(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.iterdir

    def shut(self: Path) -> object:
        if self.name == "b":
            raise PermissionError(13, "Permission denied", str(self))
        return real(self)

    monkeypatch.setattr(Path, "iterdir", shut)
    assert told(folder) == ["ROOT/b: the folder cannot be opened (Permission denied); check its rights"]
    assert list(found([folder], KINDS).files.values()) == [folder / "a.md"]
