"""Fit how sure an answer of ``base`` is, by near strangers: ``calibration.json``, ``calibration_read.json``.

    python -m scripts.measure.answers.calibrate_near STORE [STORE ...] [--extractor]

The second is for where the extractor reads the first passages.

Each STORE is an index by the encoder ``base``. It is asked those questions of ``tests/data`` that ask about
one of its documents: some that it answers, and near strangers, in its documents' words, that it does not; and
every fifth of those that the other stores answer, which are strangers from far. A logistic regression is
fitted on the questions to tune and to calibrate with, and scaled so that of these no more are called wrongly
than ``FALSE`` and ``REFUSED`` say; what it comes to on those held back is printed, and
kept in ``scripts/results``. What is fitted is whether the quote that is shown holds the answer.
"""

import argparse
import json
import math
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from app.answer.answer import FOUND, MAYBE, answer_of, verdict
from app.evaluation.judge import says
from app.evaluation.measures import auroc
from index.confidence import PLAIN, READ, Calibration, confidence
from index.encoders import load_encoder
from index.extractor import load_extractor
from index.result import Result
from index.search import Index
from scripts.measure.answers.calibrate import Example, fit, record
from scripts.measure.answers.kept_extractor import KeptExtractor
from scripts.measure.evaluate import commit
from scripts.train.vectors import KeptEncoder, add_cache

FOUND_OUT = ("cosine", "crowd", "sentence", "unnamed", "length", "lead")
READ_OUT = ("certain", "answerable")
"""The evidence that is weighed, of the search and of reading: what is left out changed nothing."""

FALSE = 0.0375
"""The share of near strangers that may be called found: three of eighty, so that of all others no more than a
tenth are, with a confidence of 95 % (Clopper and Pearson 1934)."""

REFUSED = 0.04
"""The share of answered questions that may be called not found."""

_ROOT = Path(__file__).parents[3]
_DATA = _ROOT / "tests" / "data"
_FILES = ("near_strangers", "near_answerable", "minutes_questions", "report_questions", "outcome_questions")
_TUNED = frozenset({"tune", "calibrate"})
_FAR = 5


@dataclass(frozen=True, slots=True)
class Told:
    """What was told of a question: its evidence, what it was to this index, and whether it was held back.

    ``example`` is ``answered`` where the quote that is shown holds the answer. ``asked`` is ``answered``
    where the index answers it, else the kind of stranger that it is.
    """

    example: Example
    asked: str
    held: bool


def rows() -> list[dict[str, Any]]:
    """All questions of which it is known which document they ask about."""
    found = []
    for name in _FILES:
        for line in (_DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if name == "report_questions":
                row |= {"document": "helsinki-elinkeinojaosto-2024-12-02-31", "use": "held"}
                if "section" not in row:
                    row = {**row, "near": row["document"], "answerable": False}
            row["about"] = row.get("near") or row.get("document")
            if row["about"]:
                found.append(row)
    return found


def told(index: Index, name: str, asked: Sequence[Mapping[str, Any]], kind: str | None) -> Iterator[Told]:
    """What an index tells of questions; ``kind`` is that of all of them, None where each has its own."""
    for row in asked:
        result = index.search(row["q"], 5)
        if result.evidence is None:
            continue
        of = kind or ("answered" if row.get("answerable", True) else "near")
        example = Example(
            "answered" if of == "answered" and _quoted(index, row, result) else "near",
            result.language,
            result.evidence,
            name,
        )
        yield Told(example, of, row.get("use") not in _TUNED)


def _quoted(index: Index, row: Mapping[str, Any], result: Result) -> bool:
    """Whether the quote that is shown first holds the answer."""
    best = answer_of(index, row["q"], result).passages[0]
    answers = [row["answer"]] if isinstance(row["answer"], str) else row["answer"]
    return any(says(best.quote.of(best.text), one) for one in answers)


def scaled(calibration: Calibration, found: Sequence[Told]) -> Calibration:
    """The calibration with its odds stretched and shifted, so that the verdicts are as wrong as they may be.

    *Found* then begins where that share of the near strangers lies above, *maybe* where that share of the
    answered lies below; where these cross, only the first holds.
    """
    sure = [confidence(t.example.evidence, t.example.language, calibration) for t in found]
    odds = np.log(sure) - np.log1p(-np.array(sure))
    near = np.array([t.asked == "near" for t in found])
    high = float(np.quantile(odds[near], 1 - FALSE))
    low = float(np.quantile(odds[[t.asked == "answered" for t in found]], REFUSED))
    step = math.log(MAYBE / (1 - MAYBE)) - math.log(FOUND / (1 - FOUND))
    stretch = step / (low - high) if low < high else 1.0
    return Calibration(
        weights={name: stretch * weight for name, weight in calibration.weights.items()},
        bias={language: stretch * (bias - high) for language, bias in calibration.bias.items()},
    )


def reached(found: Sequence[Told], calibration: Calibration) -> dict[str, Any]:
    """How well questions are told apart, and what they are called."""
    sure = [confidence(t.example.evidence, t.example.language, calibration) for t in found]
    answered = np.array([c for c, t in zip(sure, found, strict=True) if t.asked == "answered"])
    quoted = [
        t.example.kind == "answered"
        for c, t in zip(sure, found, strict=True)
        if t.asked == "answered" and verdict(c) == "found"
    ]
    result: dict[str, Any] = {"answered": _called(answered)}
    result["answered"]["quoted_where_found"] = round(sum(quoted) / max(len(quoted), 1), 3)
    for kind in ("near", "elsewhere"):
        others = np.array([c for c, t in zip(sure, found, strict=True) if t.asked == kind])
        if len(others) and len(answered):
            result[kind] = _called(others) | {"auroc": round(auroc(answered, others), 3)}
    return result


def _called(sure: Sequence[float] | np.ndarray[Any, np.dtype[np.float64]]) -> dict[str, Any]:
    names = [verdict(float(one)) for one in sure]
    return {"questions": len(names)} | {
        name: round(names.count(name) / max(len(names), 1), 3) for name in ("found", "maybe", "not_found")
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Gather, fit, write and print as the arguments say; the exit status."""
    parser = argparse.ArgumentParser(
        prog="calibrate_near", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("stores", type=Path, nargs="+", metavar="STORE")
    add_cache(parser, "readings and vectors")
    parser.add_argument("--extractor", action="store_true", help="have the first passages read")
    given = parser.parse_args(arguments)
    encoder = KeptEncoder(load_encoder("base"), given.cache)
    extractor = KeptExtractor(load_extractor(), given.cache) if given.extractor else None
    found: list[Told] = []
    for number, store in enumerate(given.stores):
        index = Index.open(store, encoder, extractor or False)
        ids = list(index.heads.ids)
        own = [row for row in rows() if any(name.startswith(row["about"]) for name in ids)]
        far = [row for row in rows() if row not in own and row.get("answerable", True)][::_FAR]
        found += told(index, f"{number}", own, None)
        found += told(index, f"{number}", far, "elsewhere")
        encoder.save()
    fitted = [t.example for t in found if not t.held]
    names = FOUND_OUT + READ_OUT if extractor else FOUND_OUT
    calibration = scaled(fit(fitted, names), [t for t in found if not t.held])
    values = record(calibration, encoder.digest) | ({"extractor": extractor.digest} if extractor else {})
    out = _ROOT / "index" / "models" / "base" / (READ if extractor else PLAIN)
    out.write_text(json.dumps(values, indent=2) + "\n", encoding="utf-8")
    result = {
        "commit": commit(),
        "extractor": extractor.digest if extractor else None,
        "fitted": len(fitted),
        "tuned": reached([t for t in found if not t.held], calibration),
        "held": reached([t for t in found if t.held], calibration),
    }
    path = _ROOT / "scripts" / "results" / f"calibration-near-{'read-' if extractor else ''}{commit()}.json"
    path.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
