"""Folders: the files in them that can be read, and what is passed over, with the reason."""

import os
import stat
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from corpus.archive import ARCHIVE, archive_of, packed
from corpus.errors import MissingFileError

_ADVICE = {
    **dict.fromkeys((".doc", ".odt", ".rtf"), "install LibreOffice, or save as .docx what is meant"),
    **dict.fromkeys((".7z", ".tar", ".gz"), "unpack what is meant to be read"),
    **dict.fromkeys((".eml", ".msg"), "save as files of their own what is meant to be read"),
}


@dataclass(frozen=True, slots=True)
class Passed:
    """A path that is passed over, as it was given and can be printed, and a sentence that says why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Found:
    """What stands under some paths: the files to be read, by where they really are, and what is not read."""

    files: dict[Path, Path]
    passed: tuple[Passed, ...]


def found(paths: Sequence[Path], kinds: Collection[str], exclude: Sequence[str] = ()) -> Found:
    """The files of some kinds under the paths, each once, in order; and what is passed over.

    An archive (``.zip``) is a folder, too. Files and folders whose name or path fits a pattern of ``exclude``
    (``*.txt``, ``drafts``, ``2019/*``) are left out in silence. Files of another kind are told together, once
    for each kind.

    Raises:
        MissingFileError: there is nothing at a path, or neither a file nor a folder.
    """
    files: dict[Path, Path] = {}
    passed: list[Passed] = []
    for root in paths:
        told: list[tuple[Path, str]] = []
        for file in walk(root, kinds, told):
            if not _is_left_out(file, root, exclude):
                files.setdefault(file.resolve(), file)
        others: dict[str, list[Path]] = {}
        for path, reason in told:
            if _is_left_out(path, root, exclude):
                continue
            if reason:
                passed.append(Passed(shown(path), f"{shown(path)}: {reason}"))
            else:
                others.setdefault(path.suffix.lower(), []).append(path)
        passed += [_told_together(root, *each) for each in sorted(others.items())]
    return Found(files, tuple(passed))


def _told_together(root: Path, kind: str, paths: Sequence[Path]) -> Passed:
    many = f"{len(paths)} files" if len(paths) > 1 else "1 file"
    first = f", the first {shown(paths[0].relative_to(root))}" if len(paths) > 1 else f", {paths[0].name}"
    named = f"of the kind “{kind}”" if kind else "without a suffix"
    read = "are not read" if len(paths) > 1 else "is not read"
    advice = f"; {_ADVICE[kind]}" if kind in _ADVICE else ""
    return Passed(shown(root), f"{shown(root)}: {many} {named} {read}{first}{advice}")


def _is_left_out(path: Path, root: Path, patterns: Sequence[str]) -> bool:
    """Whether a path below a root, or a folder between the two, fits a pattern by its name or its path."""
    inside = path.relative_to(root) if path != root else Path(path.name)
    ways = (inside, *inside.parents[:-1])
    return any(
        fnmatch(way.name, pattern) or fnmatch(way.as_posix(), pattern) for way in ways for pattern in patterns
    )


def walk(root: Path, kinds: Collection[str], told: list[tuple[Path, str]] | None = None) -> Iterator[Path]:
    """The files of some kinds (suffixes in small letters): the path itself if it is a file, else all below.

    Those below are in order of their names. Names that begin with a dot are passed over in silence; what
    else is passed over is added to ``told``, with the reason: files of other kinds, the reason empty, what
    is neither file nor folder, names that are not UTF-8, folders that may not be opened, links that lead
    out of the folder or to one that they stand in.

    Raises:
        MissingFileError: there is nothing at the path, or neither a file nor a folder.
    """
    kind = _kind(root)
    if kind == "folder":
        yield from _below(root, root.resolve(), frozenset(), kinds, [] if told is None else told)
    elif kind == "file" and root.suffix.lower() == ARCHIVE:
        yield from _packed(root, kinds, [] if told is None else told)
    elif kind == "file" or (kind == "nothing" and archive_of(root)):
        yield root
    elif kind == "nothing":
        raise MissingFileError(f"{shown(root)}: there is no such file or folder; check the path")
    else:
        raise MissingFileError(f"{shown(root)}: this is {kind}, neither a file nor a folder; check the path")


def shown(path: Path) -> str:
    r"""A path as it can be printed and written: what is not UTF-8 in it as ``\xe4``."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _kind(path: Path) -> str:
    """What stands at a path, links followed: ``file``, ``folder``, ``nothing``, or what else it is."""
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return "nothing"
    except (OSError, ValueError) as error:
        return f"what cannot be looked at ({getattr(error, 'strerror', None) or error})"
    if stat.S_ISREG(mode):
        return "file"
    if stat.S_ISDIR(mode):
        return "folder"
    return "a pipe" if stat.S_ISFIFO(mode) else "a socket" if stat.S_ISSOCK(mode) else "a device"


def _below(
    folder: Path, root: Path, above: frozenset[Path], kinds: Collection[str], told: list[tuple[Path, str]]
) -> Iterator[Path]:
    real = folder.resolve()
    try:
        paths = sorted(folder.iterdir())
    except OSError as error:
        told.append((folder, f"the folder cannot be opened ({error.strerror}); check its rights"))
        return
    for path in paths:
        if path.name.startswith("."):
            continue
        reason = _passed_over(path, root, above | {real})
        if reason:
            told.append((path, reason))
        elif _kind(path) == "folder":
            yield from _below(path, root, above | {real}, kinds, told)
        elif path.suffix.lower() == ARCHIVE:
            yield from _packed(path, kinds, told)
        elif path.suffix.lower() in kinds:
            yield path
        else:
            told.append((path, ""))


def _packed(archive: Path, kinds: Collection[str], told: list[tuple[Path, str]]) -> Iterator[Path]:
    for path in packed(archive, told):
        if path.suffix.lower() in kinds:
            yield path
        else:
            told.append((path, ""))


def _passed_over(path: Path, root: Path, above: frozenset[Path]) -> str:
    """Why a path in a folder is passed over whatever its suffix, or an empty text."""
    if shown(path) != str(path):
        return "the name is not UTF-8; rename it"
    kind = _kind(path)
    if kind not in {"file", "folder"}:
        link = path.is_symlink()
        return f"this is {'a link to ' * link}{kind}, neither a file nor a folder; leave it out"
    if path.is_symlink():
        real = path.resolve()
        if not real.is_relative_to(root):
            return f"this is a link out of the folder, to {shown(real)}; index that too if it is meant"
        if real in above:
            return "this is a link to a folder that it stands in"
    return ""
