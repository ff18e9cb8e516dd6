"""What reading makes of files that are damaged: tracebacks, seconds, memory.

``python -m scripts.measure.documents.fuzz_reading FOLDER`` takes the files below a folder, of each kind
as many, and reads ``--files`` mutations of them: bytes changed, cut out, put in, moved; a stretch
repeated up to some thousand times; marks of markup repeated; another file's bytes in between; in a DOCX or
ODT also inside its parts. What is read is written as a record and cut into passages too. The same ``--seed``
gives the same files.

A file does well that is read or refused with a reason, in the limits. Counted are

- tracebacks: errors that are no ``ReadError``, and those that no reader foresaw, each with its text;
- the most seconds of processor time that a file took, and the files that took more than 20;
- the most memory that this process or one that it started took.

The figures go to ``--to`` too, by default ``scripts/results/fuzz-COMMIT.json``; with ``--keep FOLDER`` the
files that did not do well are written there. With ``--state FILE`` what became of each file is written
there at once, and the same command, after an end too soon, goes on with the next one at the same commit.
"""

import argparse
import json
import random
import re
import resource
import tempfile
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from corpus.errors import ReadError
from corpus.parsers import PARSERS
from corpus.process.workers import end_workers
from corpus.readers import read
from corpus.records import to_record
from index.passages import split
from scripts.measure.evaluate import commit
from scripts.measure.spent import processor_seconds

_RESULTS = Path(__file__).parents[2] / "results"
_SECONDS = 20.0
_LARGEST = 1 << 21  # bytes of a mutation
_TOGETHER = 100
_MARKS = (
    "<b>|<div>|<table><td>|<span>|</p>|<!--|-->|&nbsp;|&#xD800;|<meta charset=undefined>|[|](|![|*|_|~~|`|"
    "# |> |- |1. |---|\n\n|\\|a |§ 1 |§|HEL 2024-0|1.1.2024 |Päätös\n\n|a-\n|data:image/png;base64,AAAA|\x00|"
    "\ufeff|\u00ad|\ud7ff|A@|www.|(1)|<w:p>|<w:tbl><w:tr><w:tc>|</w:p>|w:val=|<w:br/>|/Kids|obj|endobj|"
    "stream|/Length|\r|\f| |\t|9|A|ä"
).split("|")
_AROUND = (
    (b"text:section", b"text:list", b"text:span", b"table:table", b"draw:frame"),
    (b"w:sdt", b"w:sdtContent", b"w:r", b"w:tbl", b"w:ins"),
)
_VALUES = (b"", b"kissa", b"-1", b"0", b"8", b"99999999999999999999", b"\xc2\xb2", b"Heading1", b"decimal")


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of a mutation: its number, its kind, ``read``, ``refused`` or what went wrong.

    ``seconds`` are of processor time. ``own`` and ``others`` are the most memory, in megabytes, that the
    process that reads has taken so far, and one that it started.
    """

    number: int
    kind: str
    outcome: str
    seconds: float
    own: int
    others: int


def main() -> None:
    """Prints and writes the figures of mutations of the files of a folder."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--state", type=Path)
    parser.add_argument("--to", type=Path, default=_RESULTS / f"fuzz-{commit()}.json")
    arguments = parser.parse_args()
    paths = sorted(path for path in arguments.folder.rglob("*") if path.suffix.lower() in PARSERS)
    tried = list(tries(paths, arguments.files, arguments.seed, arguments.keep, arguments.state))
    figures = {"seed": arguments.seed, **measured(tried)}
    print(json.dumps(figures, indent=2, ensure_ascii=False))
    arguments.to.parent.mkdir(exist_ok=True)
    arguments.to.write_text(json.dumps(figures, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def tried_before(state: Path | None, run: str) -> dict[int, Tried]:
    """What the lines of a file of ``run`` say of mutations, by their numbers; none where there is no file."""
    if not (state and state.exists()):
        return {}
    found: dict[int, Tried] = {}
    for line in state.read_text(encoding="utf-8").splitlines():
        with suppress(ValueError):  # where the last run ended the line is cut off
            entry = json.loads(line)
            if entry["run"] == run:
                found[entry["tried"]["number"]] = Tried(**entry["tried"])
    return found


def tries(
    paths: Sequence[Path], files: int, seed: int, keep: Path | None = None, state: Path | None = None
) -> Iterator[Tried]:
    """What becomes of so many mutations of some files, of each kind in its turn; kept in a file, if given."""
    run = f"{commit()} {seed}"
    before = tried_before(state, run)
    kinds: dict[str, list[bytes]] = defaultdict(list)
    for path in paths:
        kinds[path.suffix.lower()].append(path.read_bytes())
    every = [data for datas in kinds.values() for data in datas]
    with tempfile.TemporaryDirectory() as folder:
        for number in range(files):
            if number in before:
                yield before[number]
                continue
            kind = sorted(kinds)[number % len(kinds)]
            chance = random.Random(f"{seed}.{number}")
            data = mutation(chance.choice(kinds[kind]), every, chance)
            path = Path(folder) / f"{seed}-{number}{kind}"
            path.write_bytes(data)
            outcome, seconds = _tried(path)
            path.unlink()
            if number % _TOGETHER == _TOGETHER - 1:
                end_workers()  # only of processes that have ended it is told how much memory they took
            own, others = (
                resource.getrusage(who).ru_maxrss // 1024
                for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
            )
            tried = Tried(number, kind, outcome, seconds, own, others)
            if state:
                with state.open("a", encoding="utf-8") as file:
                    line = {"run": run, "tried": asdict(tried)}
                    file.write("\n" + json.dumps(line, ensure_ascii=False))
            if keep and (not _well(tried) or seconds > _SECONDS):
                keep.mkdir(parents=True, exist_ok=True)
                (keep / path.name).write_bytes(data)
            yield tried


def _well(tried: Tried) -> bool:
    return tried.outcome in {"read", "refused"}


def measured(tried: Sequence[Tried]) -> dict[str, Any]:
    """The figures of what became of mutations: all together, and by kind."""
    kinds = {kind: [one for one in tried if one.kind == kind] for kind in sorted({one.kind for one in tried})}
    return {
        "files": len(tried),
        "tracebacks": sum(not _well(one) for one in tried),
        "slower_than_20_s": sum(one.seconds > _SECONDS for one in tried),
        "slowest_seconds": round(max(one.seconds for one in tried), 1),
        "megabytes": {"own": max(one.own for one in tried), "others": max(one.others for one in tried)},
        "kinds": {
            kind: {
                **{name: sum(one.outcome == name for one in ones) for name in ("read", "refused")},
                "slowest": round(max(one.seconds for one in ones), 1),
            }
            for kind, ones in kinds.items()
        },
        "wrong": dict(Counter(one.outcome for one in tried if not _well(one)).most_common()),
    }


def _tried(path: Path) -> tuple[str, float]:
    """What became of a file, and the seconds of processor time that it took here and in other processes."""
    start = processor_seconds()
    try:
        document = read(path)
        json.dumps(to_record(document), ensure_ascii=False).encode("utf-8")
        split(document)
        outcome = "read"
    except ReadError as error:
        unforeseen = "the file cannot be read (" in str(error)
        outcome = str(error).removeprefix(str(path)) if unforeseen else "refused"
    except Exception as error:
        outcome = f"{path.suffix}: {error!r}"
    return outcome, processor_seconds() - start


def mutation(data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    """A file's bytes with one to six changes; of a packed file, often with changes inside it."""
    packed = data.startswith(b"PK") and chance.random() < 0.8
    changed = _repacked(data, others, chance) if packed else data
    for _ in range(0 if packed else chance.randint(1, 6)):
        changed = _changed(changed, others, chance)[:_LARGEST]
    return changed


def _repacked(data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    """A packed file with changes in one of its parts of XML."""
    found = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as before, zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as after:
        names = before.namelist()
        texts = [name for name in names if name.endswith(".xml")]
        body = [name for name in texts if name in {"word/document.xml", "content.xml"}]
        chosen = chance.choice(body if chance.random() < 0.6 else texts)
        for name in names:
            part = before.read(name)
            for _ in range(chance.randint(1, 4) if name == chosen else 0):
                foul = chance.random() < 0.1
                part = _changed(part, others, chance) if foul else _changed_xml(part, chance)
            after.writestr(name, part[: 4 * _LARGEST])
    flag = chance.choice((None,) * 8 + (b"\x01\x00\x08\x00", b"\x00\x00\x63\x00"))
    return found.getvalue().replace(b"\x00\x00\x08\x00", flag) if flag else found.getvalue()


def _changed_xml(part: bytes, chance: random.Random) -> bytes:
    """A part of XML with a change that leaves it well-formed: of an attribute, or elements many times."""
    attributes = list(re.finditer(rb'(?<==")[^"]*(?=")', part))
    elements = list(
        re.finditer(
            rb"<(w:(?:p|r|tr|tc|style|lvl|num)|text:(?:p|h|span|list|list-item)|table:table-(?:row|cell)|"
            rb"style:style)(?:\s[^<>]*[^/])?>.*?</\1>",
            part,
            re.DOTALL,
        )
    )
    if attributes and (not elements or chance.random() < 0.4):
        found = chance.choice(attributes)
        return part[: found.start()] + chance.choice(_VALUES) + part[found.end() :]
    if not elements:
        return part
    found = chance.choice(elements)
    if chance.random() < 0.3:
        name, depth = (
            chance.choice(_AROUND[found[1].split(b":")[0] == b"w"]),
            chance.choice((2, 200, 5000)),
        )
        new = (b"<" + name + b">") * depth + found[0] + (b"</" + name + b">") * depth
    else:
        new = found[0] * chance.choice((2, 100, 5000))
    return part[: found.start()] + new + part[found.end() :]


def _changed(data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    """Bytes with one change."""
    start = chance.randrange(len(data) + 1)
    end = min(start + chance.choice((1, 4, 20, 200, 5000)), len(data))
    before, inside, after = data[:start], data[start:end], data[end:]
    mark = chance.choice(_MARKS).encode("utf-8", "surrogatepass")
    other = chance.choice(others)
    at = chance.randrange(len(other) + 1)
    times = chance.choice((2, 50, 3000)) if len(inside) < 5000 else 20
    flipped = bytearray(data)
    for _ in range(chance.choice((1, 10, 100)) if data else 0):
        flipped[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return chance.choice(
        (
            before + chance.randbytes(len(inside)) + after,
            before + after,
            before,
            before + inside * times + after,
            before + mark * chance.choice((1, 3, 1000, 30_000)) + after,
            before + other[at : at + 2000] + after,
            after + inside + before,
            bytes(flipped),
        )
    )


if __name__ == "__main__":
    main()
