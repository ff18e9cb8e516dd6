"""What the extractor changes, and what it makes needless: answers with one part of the search changed.

    python -m scripts.measure.answers.extracting STORE [--set index.extractor.reading.CERTAIN_WEIGHT=0.2 ...]

STORE is an index, by the encoder ``base``, of the report that ships and of the twelve meetings that
``tests/data`` asks about. For each variant: the share of questions whose first passage holds the answer,
whose quote holds it, and whose first passage stands in the right item, of those that may be tuned on and
of those held back. Without ``--set`` all variants are measured, and the result is kept in
``scripts/results``; with it, only the search with those numbers. Readings and vectors are kept in the cache.
"""

import argparse
import importlib
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.answer.answer import answer
from app.evaluation.judge import says
from index.encoders import load_encoder
from index.extractor import Extractor, load_extractor
from index.search import Index
from scripts.measure.answers.kept_extractor import KeptExtractor
from scripts.measure.evaluate import commit
from scripts.train.vectors import KeptEncoder, add_cache

VARIANTS: Mapping[str, Mapping[str, float]] = {
    "search alone": {},
    "with the extractor": {},
    "… order by the search": {"index.extractor.reading.CERTAIN_WEIGHT": 0.0},
    "… quote without the reading": {"index.quote.READ_WEIGHT": 0.0},
    "… quote by the reading": {"index.quote.READ_WEIGHT": 100.0},
    "… without cues": {"index.ranking.KIND_WEIGHT": 0.0, "index.quote.KIND_WEIGHT": 0.0},
    "… without shares of sentences": {"index.ranking.SENTENCE_WEIGHT": 0.0},
}
"""What is measured: numbers of the search by their names, each put for the one that stands there."""

_ROOT = Path(__file__).parents[3]
_DATA = _ROOT / "tests" / "data"
_RESULTS = _ROOT / "scripts" / "results"
_TUNED = frozenset({"tune", "calibrate"})


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the words that answer it and where they stand; ``held`` back from tuning or not."""

    text: str
    answers: tuple[str, ...]
    places: tuple[tuple[str, str], ...]
    held: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """Whether the first passage holds the answer, its quote does, and it stands in the right item."""

    passage: bool
    quote: bool
    item: bool


def questions() -> Iterator[Asked]:
    """All questions with an answer that the report and the meetings are asked; the report's are held back."""
    for name in ("minutes_questions", "report_questions", "near_answerable"):
        for line in (_DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if "answer" in row and row.get("collection", "minutes") in {"minutes", "report"}:
                answers = row["answer"] if isinstance(row["answer"], list) else [row["answer"]]
                places = [(p.get("document", ""), p.get("item", "")) for p in (row, *row.get("also", ()))]
                yield Asked(row["q"], tuple(answers), tuple(places), row.get("use") not in _TUNED)


def judged(index: Index, asked: Asked) -> Judged:
    """What comes of a question."""
    passages = answer(index, asked.text).passages
    if not passages:
        return Judged(passage=False, quote=False, item=False)
    best = passages[0]
    quote = best.quote.of(best.text)
    return Judged(
        passage=any(says(best.text, one) for one in asked.answers),
        quote=any(says(quote, one) for one in asked.answers),
        item=any(best.source.id.startswith(d) and i in {"", best.item} for d, i in asked.places),
    )


@contextmanager
def numbers(changed: Mapping[str, float]) -> Iterator[None]:
    """Numbers of modules, by their full names, are others for as long as the context lasts."""
    before = {}
    for name, value in changed.items():
        module, key = _split(name)
        before[name] = getattr(module, key)
        setattr(module, key, type(before[name])(value))
    try:
        yield
    finally:
        for name, value in before.items():
            module, key = _split(name)
            setattr(module, key, value)


def _split(name: str) -> tuple[Any, str]:
    module, _, key = name.rpartition(".")
    return importlib.import_module(module), key


def measured(
    index: Index, extractor: Extractor | None, changed: Mapping[str, float], asked: Sequence[Asked]
) -> dict[str, Any]:
    """The shares that a variant reaches, of the questions to tune on and of those held back."""
    index.extractor = extractor
    with numbers(changed):
        found = [judged(index, one) for one in asked]
    shares = {}
    for use in ("tune", "held"):
        rows = [row for row, one in zip(found, asked, strict=True) if one.held == (use == "held")]
        shares[use] = {
            "questions": len(rows),
            "passage": round(sum(row.passage for row in rows) / len(rows), 4),
            "quote": round(sum(row.quote for row in rows) / len(rows), 4),
            "item": round(sum(row.item for row in rows) / len(rows), 4),
        }
    return shares


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure as the arguments say; the exit status."""
    parser = argparse.ArgumentParser(
        prog="extracting", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("store", type=Path, metavar="STORE")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=NUMBER")
    add_cache(parser, "readings and vectors")
    given = parser.parse_args(arguments)
    changed = {name: float(value) for name, value in (pair.split("=") for pair in given.set)}
    encoder = KeptEncoder(load_encoder("base"), given.cache)
    extractor = KeptExtractor(load_extractor(), given.cache)
    index = Index.open(given.store, encoder, extractor=False)
    asked = list(questions())
    variants = {"with those numbers": changed} if changed else VARIANTS
    reached = {}
    for name, values in variants.items():
        reader = None if name == "search alone" else extractor
        reached[name] = measured(index, reader, values, asked)
        print(json.dumps({name: reached[name]}, ensure_ascii=False), flush=True)
        encoder.save()
    if not changed:
        result = {"commit": commit(), "extractor": extractor.digest, "variants": reached}
        path = _RESULTS / f"extracting-{commit()}.json"
        path.write_text(json.dumps(result, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
