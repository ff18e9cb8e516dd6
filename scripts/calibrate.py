"""Fit the calibration of an encoder: what a cosine and a coverage say of whether a passage answers.

    python -m scripts.calibrate --squad squad_dev.jsonl.xz --nq nq_dev.jsonl.xz

A logistic regression over what ``Index.search`` gathers for each question. Answered are SQuAD's
questions whose own passage comes first, unless they are known to have no answer. Not answered are
SQuAD's questions asked of NQ's passages, strangers there, and SQuAD's questions that share the words of
a passage and ask what it does not say: these weigh less, since no measure of likeness can tell them, and
at full weight they would have every answer called uncertain. In each language answers and others count
the same together. Neither the report nor any minutes are used.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import platformdirs

from app.measures import auroc, false_at_kept
from index.confidence import Calibration, Evidence, confidence
from index.encoder import load_encoder
from index.language import LANGUAGES, Language
from scripts import benchmarks
from scripts.benchmarks import Question
from scripts.systems import Opened
from scripts.vectors import KeptEncoder

ADVERSARIAL = 0.2
"""The weight of a question that shares its passage's words and has no answer there; others weigh 1."""

_DIGITS = 4
_MODELS = Path(__file__).parent.parent / "index" / "models"


@dataclass(frozen=True, slots=True)
class Example:
    """What spoke for the first hit of a question, whether it was an answer, and how much that weighs.

    ``kind`` is ``answered``, ``adversarial`` or ``stranger``.
    """

    kind: str
    language: Language
    evidence: Evidence

    @property
    def weight(self) -> float:
        """How much the example counts."""
        return ADVERSARIAL if self.kind == "adversarial" else 1.0


def own(opened: Opened, questions: Iterable[Question]) -> Iterator[Example]:
    """The examples of questions asked of their own passages; one that finds another passage is none."""
    for question in questions:
        result = opened.index.search(question.text, 1)
        if result.evidence is None:
            continue
        first = opened.collection.labels[opened.row(result.hits[0].passage)]
        if question.answerable is False:
            yield Example("adversarial", result.language, result.evidence)
        elif first in question.right:
            yield Example("answered", result.language, result.evidence)


def strangers(opened: Opened, questions: Iterable[Question]) -> Iterator[Example]:
    """The examples of questions asked of passages that have nothing to do with them."""
    for question in questions:
        result = opened.index.search(question.text, 1)
        if result.evidence is not None:
            yield Example("stranger", result.language, result.evidence)


def fit(examples: Sequence[Example]) -> Calibration:
    """The calibration that a logistic regression gives; each language must have answers and others."""
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    features = np.array(
        [
            (
                e.evidence.cosine,
                e.evidence.coverage,
                *(float(e.language == language) for language in LANGUAGES),
            )
            for e in examples
        ]
    )
    # Cosines crowd: in their own scale a regression would take their small spread for a small effect.
    means, scales = features[:, :2].mean(axis=0), features[:, :2].std(axis=0)
    features[:, :2] = (features[:, :2] - means) / scales
    model = LogisticRegression(C=10.0, fit_intercept=False, max_iter=1000)
    model.fit(features, [e.kind == "answered" for e in examples], sample_weight=_weights(examples))
    slopes, biases = model.coef_[0, :2] / scales, model.coef_[0, 2:]
    shift = float(slopes @ means)
    return Calibration(
        cosine=float(slopes[0]),
        coverage=float(slopes[1]),
        bias={language: float(bias) - shift for language, bias in zip(LANGUAGES, biases, strict=True)},
    )


def _weights(examples: Sequence[Example]) -> list[float]:
    """The examples' weights, so that in each language answers and others weigh the same together."""
    totals: defaultdict[tuple[Language, bool], float] = defaultdict(float)
    for example in examples:
        totals[example.language, example.kind == "answered"] += example.weight
    return [e.weight / totals[e.language, e.kind == "answered"] * len(examples) for e in examples]


def described(examples: Sequence[Example], calibration: Calibration) -> Iterator[str]:
    """For each language how well the calibration tells the examples apart, a line each."""
    for language in LANGUAGES:
        of = {
            kind: np.array(
                [
                    confidence(e.evidence, language, calibration)
                    for e in examples
                    if (e.kind, e.language) == (kind, language)
                ]
            )
            for kind in ("answered", "stranger", "adversarial")
        }
        if all(len(values) for values in of.values()):
            yield (
                f"{language}: {', '.join(f'{len(values)} {kind}' for kind, values in of.items())}; "
                f"AUROC against strangers {auroc(of['answered'], of['stranger']):.3f} "
                f"(false at 95 % kept {false_at_kept(of['answered'], of['stranger']):.3f}), "
                f"against adversarial ones {auroc(of['answered'], of['adversarial']):.3f}; "
                f"90 % of the answered lie above {np.quantile(of['answered'], 0.1):.2f}, "
                f"90 % of the strangers below {np.quantile(of['stranger'], 0.9):.2f}"
            )


def record(calibration: Calibration, encoder: str) -> dict[str, Any]:
    """The JSON object that ``load_calibration`` reads, with the digest of the encoder it was made for."""
    return {
        "cosine": round(calibration.cosine, _DIGITS),
        "coverage": round(calibration.coverage, _DIGITS),
        "bias": {language: round(value, _DIGITS) for language, value in calibration.bias.items()},
        "encoder": encoder,
    }


def main() -> None:
    """Read the arguments, gather, fit, write and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--squad", type=Path, required=True, metavar="FILE")
    parser.add_argument("--nq", type=Path, required=True, metavar="FILE")
    parser.add_argument("--questions", type=int, default=1500, metavar="N", help="of each language")
    parser.add_argument("--encoder", default="base", help="name or folder (default: %(default)s)")
    parser.add_argument(
        "--cache",
        type=Path,
        default=Path(platformdirs.user_cache_dir("pykala", appauthor=False)),
        metavar="DIR",
        help="folder for vectors (default: %(default)s)",
    )
    parser.add_argument("--out", type=Path, metavar="FILE", help="default: beside the encoder's weights")
    args = parser.parse_args()
    encoder = KeptEncoder(load_encoder(args.encoder), args.cache)
    squad = benchmarks.squad(args.squad, args.questions)
    examples = list(own(Opened(squad.collection, encoder), squad.questions))
    examples += strangers(Opened(benchmarks.nq(args.nq).collection, encoder), squad.questions[::2])
    encoder.save()
    calibration = fit(examples)
    out = args.out or _MODELS / args.encoder / "calibration.json"
    out.write_text(json.dumps(record(calibration, encoder.digest), indent=2) + "\n", encoding="utf-8")
    print("\n".join(described(examples, calibration)))
    print(f"{out}: {calibration}")


if __name__ == "__main__":
    main()
