"""Fit the calibration of an encoder: what the evidence of a search says of whether the passage answers.

    python -m scripts.measure.answers.calibrate --squad squad_dev.jsonl.xz --nq nq_dev.jsonl.xz --minutes DIR

A logistic regression over what ``Index.search`` gathers for each question. Every collection is cut into
halves, whose passages come from the same articles and meetings: a question is asked of the half that
holds its passage, and of the other, where all that is left speaks of the same and does not answer. So
strangers are made that share the words of what they are asked of, in any number and language. Questions
are asked of the other collection too, where they are strangers from elsewhere; of small collections, the
passages of an article or two; and SQuAD's adversarial questions, which ask of a passage what it does not
say, weigh less, since no measure of likeness can tell them. A question that finds another passage than
its own where its own is there tells nothing. In each collection and language answers and others count
the same together. Of the questions on the minutes only the half to tune with is used, of the report's none.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from app.evaluation.measures import auroc
from corpus.language import LANGUAGES, Language
from index.confidence import FEATURES, Calibration, Evidence, confidence
from index.encoders import Encoder, load_encoder
from scripts.measure import benchmarks
from scripts.measure.benchmarks import Benchmark, Collection, Question
from scripts.measure.metrics import false_at_kept
from scripts.measure.systems import Opened
from scripts.train.vectors import KeptEncoder, add_cache

ADVERSARIAL = 0.2
"""The weight of a question that shares its passage's words and has no answer there; others weigh 1."""

KINDS = ("near", "elsewhere", "adversarial")
"""The kinds of questions without an answer: in the same collection, in another, of the same passage."""

_BLOCK = 40
_STRENGTH = 1.0
_DIGITS = 4
_MODELS = Path(__file__).parents[3] / "index" / "models"
_QUESTIONS = Path(__file__).parents[3] / "tests" / "data" / "minutes_questions.jsonl"


@dataclass(frozen=True, slots=True)
class Example:
    """What spoke for the first hit of a question, where it was asked, and whether it was an answer.

    ``kind`` is ``answered`` or one of ``KINDS``.
    """

    kind: str
    language: Language
    evidence: Evidence
    collection: str

    @property
    def weight(self) -> float:
        """How much the example counts."""
        return ADVERSARIAL if self.kind == "adversarial" else 1.0


def halves(collection: Collection) -> tuple[Collection, Collection]:
    """A collection cut in two: of its labels, in their order, every other one."""
    numbers = {label: number for number, label in enumerate(dict.fromkeys(collection.labels))}
    first, second = (
        _part(collection, [row for row, label in enumerate(collection.labels) if numbers[label] % 2 == side])
        for side in (0, 1)
    )
    return first, second


def blocks(collection: Collection, size: int = _BLOCK) -> list[Collection]:
    """A collection cut into parts of so many passages that follow one another, the last one smaller."""
    return [
        _part(collection, range(start, min(start + size, len(collection.labels))))
        for start in range(0, len(collection.labels), size)
    ]


def asked(name: str, opened: Opened, questions: Iterable[Question], stranger: str) -> Iterator[Example]:
    """The examples of questions asked of a collection, which may hold their passages or not.

    ``stranger`` is the kind of a question that nobody has called otherwise and that has no passage there.
    """
    labels = set(opened.collection.labels)
    for question in questions:
        result = opened.index.search(question.text, 1)
        if result.evidence is None:
            continue
        kind = "answered"
        if not question.right & labels:
            kind = question.kind or stranger
        elif question.answerable is False:
            kind = "adversarial"
        elif opened.collection.labels[opened.row(result.hits[0].passage)] not in question.right:
            continue
        yield Example(kind, result.language, result.evidence, name)


def examples(
    squad: Benchmark, nq: Benchmark, minutes: Benchmark | None, encoder: Encoder
) -> Iterator[Example]:
    """All examples: of both halves of each collection, of the other one, and of small parts of SQuAD."""
    sides = {
        benchmark.name: [Opened(half, encoder) for half in halves(benchmark.collection)]
        for benchmark in (squad, nq, minutes)
        if benchmark
    }
    for benchmark, other in ((squad, nq), (nq, squad)):
        for half, opposite in zip(sides[benchmark.name], sides[other.name], strict=True):
            yield from asked(benchmark.name, half, benchmark.questions, "near")
            yield from asked(benchmark.name, opposite, benchmark.questions[::4], "elsewhere")
    if minutes:
        whole = Opened(minutes.collection, encoder)
        for part in (whole, *sides[minutes.name]):
            yield from asked(minutes.name, part, minutes.questions, "near")
        yield from asked(minutes.name, whole, squad.questions[::20], "elsewhere")
    parts = [[Opened(half, encoder) for half in halves(block)] for block in blocks(squad.collection)]
    where = {label: at for at, block in enumerate(blocks(squad.collection)) for label in block.labels}
    for question in squad.questions[::2]:
        at = where[next(iter(question.right))]
        for part in parts[at]:
            yield from asked("small", part, [question], "near")
        yield from asked("small", parts[(at + len(parts) // 2) % len(parts)][0], [question], "elsewhere")


def fit(found: Sequence[Example], features: Sequence[str] = FEATURES) -> Calibration:
    """The calibration that a logistic regression gives; each language must have answers and others."""
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    values = np.array([[getattr(e.evidence, name) for name in features] for e in found])
    languages = np.array([[float(e.language == language) for language in LANGUAGES] for e in found])
    # Cosines crowd: in their own scale a regression would take their small spread for a small effect.
    means, scales = values.mean(axis=0), values.std(axis=0)
    scales[scales < 1e-9] = 1.0  # one that never varies
    model = LogisticRegression(C=_STRENGTH, fit_intercept=False, max_iter=1000)
    columns = np.hstack([(values - means) / scales, languages])
    model.fit(columns, [e.kind == "answered" for e in found], sample_weight=_weights(found))
    slopes, biases = model.coef_[0, : len(features)] / scales, model.coef_[0, len(features) :]
    shift = float(slopes @ means)
    return Calibration(
        weights={name: float(slope) for name, slope in zip(features, slopes, strict=True)},
        bias={language: float(bias) - shift for language, bias in zip(LANGUAGES, biases, strict=True)},
    )


def _weights(found: Sequence[Example]) -> list[float]:
    """The examples' weights: in each collection and language answers and others weigh the same together.

    A collection and language weighs as the square root of its examples, so that a small one is heard.
    """
    totals: defaultdict[tuple[str, Language, bool], float] = defaultdict(float)
    counts: defaultdict[tuple[str, Language], int] = defaultdict(int)
    for example in found:
        totals[example.collection, example.language, example.kind == "answered"] += example.weight
        counts[example.collection, example.language] += 1
    return [
        e.weight
        / totals[e.collection, e.language, e.kind == "answered"]
        * counts[e.collection, e.language] ** 0.5
        * 10
        for e in found
    ]


def described(found: Sequence[Example], calibration: Calibration) -> Iterator[str]:
    """For each collection and language how well the calibration tells the examples apart, a line each."""
    for collection in dict.fromkeys(example.collection for example in found):
        for language in LANGUAGES:
            of = {
                kind: np.array(
                    [
                        confidence(e.evidence, language, calibration)
                        for e in found
                        if (e.collection, e.kind, e.language) == (collection, kind, language)
                    ]
                )
                for kind in ("answered", *KINDS)
            }
            answered = of.pop("answered")
            if len(answered) and any(map(len, of.values())):
                yield f"{collection} {language}: {len(answered)} answered; " + "; ".join(
                    f"{len(values)} {kind}, AUROC {auroc(answered, values):.3f}, "
                    f"false at 95 % kept {false_at_kept(answered, values):.3f}"
                    for kind, values in of.items()
                    if len(values)
                )


def record(calibration: Calibration, encoder: str) -> dict[str, Any]:
    """The JSON object that ``load_calibration`` reads, with the digest of the encoder it was made for."""
    return {
        "weights": {name: round(value, _DIGITS) for name, value in calibration.weights.items()},
        "bias": {language: round(value, _DIGITS) for language, value in calibration.bias.items()},
        "encoder": encoder,
    }


def _part(collection: Collection, rows: Iterable[int]) -> Collection:
    chosen = list(rows)
    return Collection(
        collection.name,
        tuple(collection.passages[row] for row in chosen),
        tuple(collection.labels[row] for row in chosen),
        collection.documents,
    )


def main() -> None:
    """Read the arguments, gather, fit, write and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--squad", type=Path, required=True, metavar="FILE")
    parser.add_argument("--nq", type=Path, required=True, metavar="FILE")
    parser.add_argument("--minutes", type=Path, metavar="FOLDER", help="the minutes that are asked about")
    parser.add_argument("--questions", type=int, default=150, metavar="N", help="of each language")
    parser.add_argument("--encoder", default="base", help="name or folder (default: %(default)s)")
    add_cache(parser)
    parser.add_argument("--out", type=Path, metavar="FILE", help="default: beside the encoder's weights")
    args = parser.parse_args()
    encoder = KeptEncoder(load_encoder(args.encoder), args.cache)
    minutes = benchmarks.minutes(args.minutes, _QUESTIONS)[0] if args.minutes else None
    squad = benchmarks.squad(args.squad, args.questions)
    found = list(examples(squad, benchmarks.nq(args.nq, args.questions), minutes, encoder))
    encoder.save()
    calibration = fit(found)
    out = args.out or _MODELS / args.encoder / "calibration.json"
    out.write_text(json.dumps(record(calibration, encoder.digest), indent=2) + "\n", encoding="utf-8")
    print("\n".join(described(found, calibration)))
    print(f"{out}: {calibration}")


if __name__ == "__main__":
    main()
