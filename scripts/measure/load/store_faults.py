"""What becomes of a store when the disk fails: ``python -m scripts.measure.load.store_faults``.

Three things are done to a tiny store, again and again, and after each the store must answer as it did before
or as it should afterwards, or say what is wrong; no answer may be of another text.

- Every call of the system by which a publication changes the disk fails in turn; a write also stores less
  than it says, or other bytes than it was given.
- The program ends at each of these calls, and nothing that it would still do is done.
- A bit of each file is turned, at places all over it; the file is cut, made longer, emptied, taken away, or a
  folder stands in its place. Then the command that ``pykala doctor`` names is followed, and must mend it.
"""

import argparse
import contextlib
import errno
import json
import os
import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np
import numpy.typing as npt

from corpus.errors import PykalaError
from index.building import staying
from index.building.build import build
from index.building.change import mend
from index.search import Index
from index.store.check import mending, problems
from index.store.manifest import read_manifest
from scripts.measure.evaluate import commit

CALLS = ("mkdir", "write", "fsync", "rename", "replace", "open", "unlink", "rmdir")
"""The calls of the system, by their names in ``os``, that a publication makes."""

LIES = ("short", "altered")
"""What else can become of a write: the disk keeps less than it says, or other bytes."""

_RESULTS = Path(__file__).parents[2] / "results"
_QUESTIONS = ("kissa", "talo", "vene", "juna")
_OTHER = "# Koti\n\ntalo\n\n# Retki\n\nvene ja juna\n\n# Muu\n\njotain muuta\n\n# Loppu\n\njuna lähti\n"


class TopicEncoder:
    """An encoder that counts topics, so that a tiny store is made in no time."""

    name, digest, width = "topics", "0" * 64, len(_QUESTIONS) + 1

    def encode_questions(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """A row for each text."""
        rows = [[*(float(text.lower().count(topic)) for topic in _QUESTIONS), 0.1] for text in texts]
        vectors = np.array(rows, np.float32).reshape(-1, self.width)
        lengths: npt.NDArray[np.float32] = np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors / lengths

    def encode_passages(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> npt.NDArray[np.float32]:
        """A row for each text."""
        if progress:
            progress(len(texts))
        return self.encode_questions(texts)


class Ended(BaseException):
    """The program ends here; nothing catches it."""


@dataclass
class Faults:
    """Counts the calls that are made of the system, and has one fail; as a context it takes their place.

    ``at`` is the number of the call that fails, from 0, None for none. ``how`` is ``error``, one of ``LIES``,
    or ``end``, after which every other call ends the program, too.
    """

    at: int | None = None
    how: str = "error"
    below: Path = Path()
    made: list[str] = field(default_factory=list)
    _stack: contextlib.ExitStack = field(default_factory=contextlib.ExitStack)

    def __enter__(self) -> "Faults":
        for name in CALLS:
            real = getattr(os, name)
            self._stack.enter_context(mock.patch.object(os, name, self._instead(name, real)))
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def _instead(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            if name == "open" and not given[1] & os.O_WRONLY:
                return real(*given, **named)
            number = len(self.made)
            self.made.append(name)
            if self.at is None or number < self.at or (number > self.at and self.how != "end"):
                return real(*given, **named)
            if self.how == "end":
                raise Ended
            if self.how == "error" or name != "write":
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            handle, data = given[0], bytes(given[1])
            if self.how == "short":
                real(handle, data[: len(data) // 2])
            else:
                real(handle, bytes([data[0] ^ 1]) + data[1:])
            return len(data)

        return call


@dataclass(frozen=True, slots=True)
class Tiny:
    """A folder with a tiny store, and the documents that it is made of before and after.

    Generations are written ``whole``, as those of small stores are, or else in parts.
    """

    folder: Path
    store: Path
    whole: bool

    @staticmethod
    def make(folder: Path, *, whole: bool) -> "Tiny":
        """Two documents, indexed twice, so that there is a generation before the published one.

        The first is changed between, so that in parts the published one has a part of its own, and one of
        both.
        """
        tiny = Tiny(folder, folder / "store", whole)
        for first in ("kissa istuu", "kissa maksoi 600 000 euroa"):
            tiny.write(f"# Eläimet\n\n{first}.\n")
            tiny.build()
        return tiny

    @property
    def documents(self) -> Path:
        """The folder of the documents."""
        return self.folder / "minutes"

    def write(self, first: str) -> None:
        """Write the documents, the first with this text."""
        self.documents.mkdir(parents=True, exist_ok=True)
        (self.documents / "a.md").write_text(first, encoding="utf-8")
        (self.documents / "b.md").write_text(_OTHER, encoding="utf-8")

    def answers(self) -> tuple[tuple[str, ...], ...] | None:
        """The texts that each question finds; None where the store says that it is damaged."""
        try:
            index = Index.open(self.store, TopicEncoder())
            return tuple(
                tuple(hit.passage.text for hit in index.search(question).hits) for question in _QUESTIONS
            )
        except PykalaError:
            return None

    def build(self) -> bool:
        """Index the documents; whether that was done without an error."""
        try:
            with mock.patch.object(staying, "WHOLE", staying.WHOLE if self.whole else 0):
                build(self.store, [self.documents], TopicEncoder())
        except PykalaError:
            return False
        return True

    @contextlib.contextmanager
    def copy(self) -> Iterator["Tiny"]:
        """A copy of it, which goes when the context ends."""
        with tempfile.TemporaryDirectory() as folder:
            shutil.copytree(self.folder, Path(folder) / "tiny")
            yield Tiny(Path(folder) / "tiny", Path(folder) / "tiny" / "store", self.whole)


def publications(tiny: Tiny, how: str, every: int = 1) -> Counter[str]:
    """Have each call of a publication, or every so many-th, fail in turn; what became of it, and how often.

    ``old`` and ``new`` are what the store answers afterwards; a build without an error must have left the
    new. ``again`` counts those after which the next build did not make it the new. All but these are wrong.
    """
    old = tiny.answers()
    found: Counter[str] = Counter()
    with tiny.copy() as whole:
        whole.write("# Eläimet\n\nkissa lähti.\n")
        with Faults() as counted:
            whole.build()
        new = whole.answers()
    calls = [number for number, call in enumerate(counted.made) if call == "write" or how not in LIES]
    for number in calls[::every]:
        with tiny.copy() as one:
            one.write("# Eläimet\n\nkissa lähti.\n")
            done = False
            with contextlib.suppress(Ended), Faults(number, how):
                done = one.build()
            answers = one.answers()
            state = "new" if answers == new else "old" if answers == old else "wrong"
            if done and state != "new":
                state = "wrong: certified"
            found[state] += 1
            if not one.build() or one.answers() != new or list(problems(one.store)):
                found["wrong: not mended by the next build"] += 1
    return found


def damages(content: bytes, flips: int, generator: random.Random) -> Iterator[tuple[str, bytes | None]]:
    """What can become of a file: its name, and the bytes then; None where there is no file any more."""
    for _ in range(flips if content else 0):
        at, bit = generator.randrange(len(content)), 1 << generator.randrange(8)
        yield "flipped", content[:at] + bytes([content[at] ^ bit]) + content[at + 1 :]
    yield "cut", content[: len(content) // 2]
    yield "longer", content + b"\0"
    yield "emptied", b""
    yield "garbage", b"x" * len(content)
    yield "gone", None
    yield "a folder", None


def damaged_files(tiny: Tiny, flips: int, every: int = 1) -> Counter[str]:
    """Damage each file of a store in turn, of all ways every so many-th; what became of it, and how often.

    ``same`` and ``before`` are stores that answered as they did, or as the generation before; ``told`` those
    that said what is wrong and answered nothing. Of all these, ``sound`` are those in which ``doctor`` finds
    nothing, and ``mended`` those that the command which it names made good.
    """
    generator = random.Random(1)
    now = tiny.answers()
    with tiny.copy() as earlier:
        current = (earlier.store / "current").read_text(encoding="ascii").strip()
        shutil.rmtree(earlier.store / "generations" / current)
        before = earlier.answers()
    named = read_manifest(tiny.store / "generations" / current).parts
    folders = [tiny.store / "generations" / current, *(tiny.store / "parts" / one.name for one in named)]
    inside = (path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file())
    files = [tiny.store / "current", *inside]
    found: Counter[str] = Counter()
    ways = [(path, *way) for path in files for way in damages(path.read_bytes(), flips, generator)]
    for path, kind, content in ways[::every]:
        with tiny.copy() as one:
            _damage(one.store / path.relative_to(tiny.store), kind, content)
            answers = one.answers()
            states = {now: "same", before: "before", None: "told"}
            found[states.get(answers, "wrong: answers")] += 1
            if not list(problems(one.store)):
                found["sound" if answers == now else "wrong: doctor missed it"] += 1
            elif _mended(one) and one.answers() == now and not list(problems(one.store)):
                found["mended"] += 1
            else:
                found[f"wrong: not mended: {path.name} {kind}"] += 1
    return found


def _damage(path: Path, kind: str, content: bytes | None) -> None:
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    elif kind == "a folder":
        path.mkdir()


def _mended(tiny: Tiny) -> bool:
    """Whether the command that ``doctor`` names could be followed."""
    if "doctor --mend" not in mending(tiny.store):
        return tiny.build()
    try:
        mend(tiny.store, TopicEncoder())
    except PykalaError:
        return False
    return True


def measured(flips: int) -> dict[str, dict[str, int]]:
    """All of it, by what was done."""
    with tempfile.TemporaryDirectory() as folder:
        tiny = Tiny.make(Path(folder) / "parts", whole=False)
        found = {f"a call: {how}": publications(tiny, how) for how in ("error", *LIES, "end")}
        found["a file"] = damaged_files(tiny, flips)
        found["a file of a small store"] = damaged_files(Tiny.make(Path(folder) / "whole", whole=True), flips)
    return {name: dict(sorted(counts.items())) for name, counts in found.items()}


def main() -> None:
    """Print and write what became of it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--flips", type=int, default=40, help="bits turned in each file (%(default)s)")
    parser.add_argument("--to", type=Path, default=_RESULTS / f"store-faults-{commit()}.json")
    arguments = parser.parse_args()
    found = measured(arguments.flips)
    for name, counts in found.items():
        print(f"{name}: {counts}")
    arguments.to.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
