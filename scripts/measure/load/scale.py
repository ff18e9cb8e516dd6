"""Measure an archive of many passages: time to index, to open and to ask, memory, size on disk.

    python -m scripts.measure.load.scale FILE --passages 100000
    python -m scripts.measure.load.scale --changing STORE FOLDER
    python -m scripts.measure.load.scale --table

FILE is JSON lines, packed with xz or not, a document each: ``{"id", "title", "sections": [{"heading",
"text"}]}``. Its first documents, as many as make so many passages, are written as Markdown files and
indexed. With ``--changing``, STORE is an index that was made of FOLDER before, and all but its making is
measured; the result is a file ``changing-COMMIT.json``. Figures are told as
``scripts/measure/load/benchmark.py`` tells them.
"""

import argparse
import json
import lzma
import math
import statistics
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.answer.answer import answer
from app.evaluation.questions import read_questions
from index.passages import MOST_WORDS
from index.search import Index
from index.store.manifest import read_manifest
from index.store.store import generation_folder
from scripts.measure.evaluate import commit, write
from scripts.measure.load.benchmark import Speed, command, here, machine, newest, recorded, table

_ROOT = Path(__file__).parents[3]
_RESULTS = _ROOT / "scripts" / "results"
_QUESTIONS = _ROOT / "tests" / "data" / "report_questions.jsonl"


@dataclass(frozen=True, slots=True)
class Size:
    """How large an archive is: its documents, passages and characters, and the megabytes of its index."""

    documents: int
    passages: int
    characters: int
    megabytes: int


def write_documents(source: Path, folder: Path, passages: int) -> int:
    """Write documents as Markdown until they have about so many passages; how many were written.

    Raises:
        ValueError: the source has fewer.
    """
    written = 0
    for document in first_documents(source, passages):
        (folder / f"{document['id']}.md").write_text(markdown(document), encoding="utf-8")
        written += 1
    return written


def first_documents(source: Path, passages: int) -> Iterator[dict[str, Any]]:
    """The first documents of a source, as many as make about so many passages.

    Raises:
        ValueError: all of them make fewer.
    """
    made = 0
    with (lzma.open if source.suffix == ".xz" else open)(source, "rt", encoding="utf-8") as file:
        for line in file:
            if made >= passages:
                return
            document = json.loads(line)
            # Above sections that are a § each, the title is a passage of its own.
            made += 1 + sum(_passages_of(section["text"]) for section in document["sections"])
            yield document
    if made < passages:
        raise ValueError(f"{source}: makes {made} passages, where {passages} were asked for")


def markdown(document: dict[str, Any]) -> str:
    """A document as Markdown: its title, and below it its sections with their headings."""
    sections = (f"## {section['heading']}\n\n{section['text']}\n" for section in document["sections"])
    return f"# {document['title']}\n\n" + "\n".join(sections)


def speeds(store: Path, documents: Path, encoder: str = "static") -> Iterator[Speed]:
    """What is measured, one after another, on a store that is made of a folder of documents."""
    indexing = ["index", str(documents), "--encoder", encoder, "--store", str(store)]
    yield command("`pykala index`", indexing, times=1)
    yield from changing(store, documents, encoder)


def changing(store: Path, documents: Path, encoder: str = "static") -> Iterator[Speed]:
    """What is measured on a store that was made of a folder before; a document is added to it."""
    at = ["--store", str(store)]
    asked = [question.text for question in read_questions(_QUESTIONS)]
    indexing = ["index", str(documents), "--encoder", encoder, *at]
    yield command("`pykala index` again, nothing changed", indexing, times=1)
    one = documents.with_name("one.md")
    one.write_text("# Uusi asia\n\n## Päätös\n\nLautakunta päätti rakentaa uuden sillan.\n", encoding="utf-8")
    yield command("`pykala add`, one document more", ["add", str(one), *at], times=1)
    yield command("`pykala ask`, cold", ["ask", asked[0], *at])
    yield here("opening the index", lambda: Index.open(store))
    index = Index.open(store)
    index.warm()
    yield here("the first question", lambda: answer(index, asked[0]), times=1)
    each = [here("", lambda text=text: answer(index, text), times=1) for text in asked]  # type: ignore[misc]
    yield replace(_at(each, 0.5), what="a warm question, median")
    yield replace(_at(each, 0.95), what="a warm question, 95th percentile")


def size(store: Path) -> Size:
    """How large the published index of a store is."""
    generation = Index.open(store).generation
    folder = generation_folder(store, generation.name)
    folders = [folder, *(store / "parts" / part.name for part in read_manifest(folder).parts)]
    held = sum(path.stat().st_size for one in folders for path in one.rglob("*") if path.is_file())
    characters = sum(len(document.text) for document in generation.documents)
    return Size(len(generation.heads), len(generation.places), characters, round(held / 1e6))


def scale_table(result: dict[str, Any]) -> Iterator[str]:
    """The lines of the README's table, after how large the archive was."""
    of = result["scale"]
    yield (
        f"{of['documents']:,} documents, {of['passages']:,} passages, {of['characters'] / 1e6:.0f} million "
        f"characters, {of['megabytes']:,} MB of index:"
    )
    yield ""
    yield from table(result)


def _at(each: list[Speed], share: float) -> Speed:
    """The speed below which so large a share of all is, time and processor time each for itself."""
    cut = max(math.ceil(share * 100) - 1, 0)
    seconds, processor = (
        statistics.quantiles((getattr(one, name) for one in each), n=100, method="inclusive")[cut]
        for name in ("seconds", "processor")
    )
    return Speed("", seconds, processor)


def _passages_of(text: str) -> int:
    return max(math.ceil(len(text.split()) / MOST_WORDS), 1)


def main() -> None:
    """Read the arguments, measure, print and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("documents", type=Path, nargs="?", metavar="FILE", help="documents as JSON lines")
    parser.add_argument("--changing", type=Path, nargs=2, metavar=("STORE", "FOLDER"))
    parser.add_argument("--passages", type=int, default=100_000, help="default: %(default)s")
    parser.add_argument("--encoder", default="static", help="name or folder (default: %(default)s)")
    parser.add_argument("--out", type=Path, metavar="FILE", help="default: in scripts/results")
    parser.add_argument("--table", action="store_true", help="print the README's table of the newest result")
    args = parser.parse_args()
    if args.table:
        print("\n".join(scale_table(newest(_RESULTS, "scale"))))
        return
    if args.documents is None and args.changing is None:
        parser.error("a FILE of documents is needed")
    made = datetime.now(UTC).isoformat(timespec="seconds")
    result: dict[str, Any] = {"commit": commit(), "made": made, "machine": machine(), "encoder": args.encoder}
    if args.changing:
        made_before, of = args.changing
        result["speeds"] = recorded(changing(made_before, of, args.encoder))
        result["scale"] = asdict(size(made_before))
        print("\n".join(scale_table(result)))
        write(result, args.out or _RESULTS / f"changing-{result['commit']}.json")
        return
    with tempfile.TemporaryDirectory() as name:
        folder, store = Path(name) / "documents", Path(name) / "store"
        folder.mkdir()
        write_documents(args.documents, folder, args.passages)
        result["speeds"] = recorded(speeds(store, folder, args.encoder))
        result["scale"] = asdict(size(store))
    print("\n".join(scale_table(result)))
    write(result, args.out or _RESULTS / f"scale-{result['commit']}.json")


if __name__ == "__main__":
    main()
