"""Documents that are sent to the archive: kept in a folder of their own, and read as ``pykala add`` does."""

import logging
import re
import shutil
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

from app.library import Library
from corpus.errors import PykalaError
from corpus.parsers import readable

UPLOAD = "/admin-upload"
"""Where they are sent to."""

LARGEST_UPLOAD = 100_000_000
"""The bytes that may be sent at a time."""

MOST_FILES = 50

_LONGEST_NAME = 120
_UNFIT = re.compile(r"[^\w .,()+&-]")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class State:
    """What the last documents that were sent have become.

    While they are read, ``step`` is what is being done, ``done`` of ``total``; None where nothing is.
    ``added`` are their names, ``refused`` those that could not be read with the reason, in English;
    ``problem`` is why nothing was taken at all.
    """

    step: Literal["read", "encoded"] | None = None
    done: int = 0
    total: int = 0
    added: tuple[str, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    problem: str = ""


class Uploads:
    """Takes files and has them read, one sending after the other; several threads may ask.

    A file takes the place of one of its name. What cannot be read is not kept.
    """

    def __init__(self, library: Library, folder: Path) -> None:
        self._library, self._folder = library, folder
        self._lock = threading.Lock()
        self._state = State()

    @property
    def state(self) -> State:
        """What has become of what was sent last."""
        return self._state

    def take(self, files: Iterable[tuple[str, BinaryIO]]) -> bool:
        """Keep files and begin to read them; False where the last ones are still being read."""
        if not self._lock.acquire(blocking=False):
            return False
        try:
            self._state = State("read")
            names, refused = self._kept(files)
        except OSError as error:
            _log.warning("what was sent could not be kept: %s", error)
            self._state = State(problem=error.strerror or str(error))
            self._lock.release()
            return True
        threading.Thread(target=self._read, args=(names, refused), name="upload", daemon=True).start()
        return True

    def _kept(self, files: Iterable[tuple[str, BinaryIO]]) -> tuple[list[str], list[tuple[str, str]]]:
        """The names of the files that were written to the folder, and those of others with the reason."""
        names: list[str] = []
        refused: list[tuple[str, str]] = []
        self._folder.mkdir(parents=True, exist_ok=True)
        for given, file in files:
            name = file_name(given)
            if name is None:
                refused.append((given[:_LONGEST_NAME], f"give one of {', '.join(sorted(readable()))}"))
                continue
            part = self._folder / f".{name}.part"
            with part.open("wb") as kept:
                shutil.copyfileobj(file, kept)
            part.replace(self._folder / name)
            names.append(name)
        return names, refused

    def _read(self, names: list[str], refused: list[tuple[str, str]]) -> None:
        from index.building.change import add  # only this reads files

        try:
            state = State(refused=tuple(refused))
            if names:
                built = add(self._library.held_in, [self._folder], self._library.index.encoder, self._tell)
                bad = [(Path(each.path).name, each.reason) for each in built.skipped]
                state = State(
                    added=tuple(name for name in names if name not in dict(bad)),
                    refused=(*refused, *((name, reason) for name, reason in bad if name in names)),
                )
        except PykalaError as error:
            state = State(refused=tuple((name, str(error)) for name in names))
        except Exception as error:
            _log.exception("what was sent could not be read")
            state = State(problem=type(error).__name__)
        try:
            for name, _ in state.refused:
                if name in names:
                    (self._folder / name).unlink(missing_ok=True)
        except OSError as error:
            _log.warning("what cannot be read could not be removed: %s", error)
        self._state = state
        self._lock.release()

    def _tell(self, what: str, done: int, total: int) -> None:
        self._state = State("read" if what == "read" else "encoded", done, total)


def file_name(given: str) -> str | None:
    """The name that a sent file is kept under, without any folder; None where its kind is not read."""
    name = _UNFIT.sub("_", given.replace("\\", "/").rpartition("/")[2]).strip(" .")
    stem, dot, kind = name.rpartition(".")
    if not dot or not stem or f".{kind.lower()}" not in readable():
        return None
    return f"{stem[: _LONGEST_NAME - len(kind)]}.{kind}"
