"""Measuring: rankings, verdicts and quotes of one benchmark, a record for each language.

Records are JSON objects. Every one holds ``benchmark``, ``language`` and ``rows``, one for each question.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from app.answer.answer import answer_of, verdict
from app.evaluation.judge import says
from app.evaluation.measures import Estimate, auroc, estimate
from scripts.measure.benchmarks import LANGUAGES, Benchmark, Question
from scripts.measure.metrics import MEASURES, calibration_error, false_at_kept, paired_p, per_question
from scripts.measure.systems import ENCODERS, Opened

Record = dict[str, Any]

MAIN = str(MEASURES[0])
"""The measure that systems are compared by."""

BEST = "fused"
"""The product's own ranking, that the others are compared with."""

_DIGITS = 4


def rankings(benchmark: Benchmark, opened: Opened, systems: Sequence[str]) -> Iterator[Record]:
    """What each system reaches: each measure's mean and bounds, and ``p`` of the test against ``BEST``.

    A row is a question's id and, for each system, the rank of the first right label, 0 where it was not
    found.
    """
    chosen = [system for system in systems if not benchmark.encoders or system in ENCODERS]
    for language, asked in by_language(benchmark.questions):
        right = {question.id: question.right for question in asked if question.right}
        found = {system: {q.id: opened.ranked(system, q.text) for q in asked if q.right} for system in chosen}
        values = {system: per_question(found[system], right) for system in chosen}
        reached: dict[str, Record] = {}
        for system in chosen:
            reached[system] = {
                measure: _bounds(estimate(values[system][measure])) for measure in map(str, MEASURES)
            }
            if BEST in chosen and system != BEST:
                reached[system]["p"] = _rounded(paired_p(values[system][MAIN], values[BEST][MAIN]))
        yield {
            "benchmark": benchmark.name,
            "language": language,
            "passages": len(benchmark.collection.passages),
            "questions": len(right),
            "systems": reached,
            "rows": [
                [name, *(_rank(found[system][name], labels) for system in chosen)]
                for name, labels in right.items()
            ],
        }


def verdicts(benchmark: Benchmark, opened: Opened) -> Iterator[Record]:
    """How well confidence tells the questions that have an answer from those that have none.

    A row is a question's id, whether it can be answered, whether the first hit is right, the confidence,
    and the kind of a question without an answer.
    """
    for language, asked in by_language(benchmark.questions):
        rows: list[list[Any]] = []
        for question in asked:
            if question.answerable is not None:
                result = opened.search(question.text)
                right = question.answerable and _first_is_right(opened, question)
                told = (int(question.answerable), int(right), _rounded(result.confidence))
                rows.append([question.id, *told, question.kind or ""])
        if {row[1] for row in rows} == {0, 1}:
            yield told_apart(benchmark.name, language, rows)


def told_apart(benchmark: str, language: str, rows: Sequence[Sequence[Any]]) -> Record:
    """What rows of ``verdicts`` come to, some of each kind among them."""
    answerable = np.array([row[1] for row in rows], bool)
    outcomes = np.array([row[2] for row in rows], float)
    confidences = np.array([row[3] for row in rows], float)
    shown = [verdict(confidence) for confidence in confidences]
    kinds = {
        kind: np.array([row[3] for row in rows if row[4] == kind])
        for kind in sorted({row[4] for row in rows} - {""})
    }
    return {
        "benchmark": benchmark,
        "language": language,
        "auroc": _rounded(auroc(confidences[answerable], confidences[~answerable])),
        "auroc_by_kind": {
            kind: _rounded(auroc(confidences[answerable], values)) for kind, values in kinds.items()
        },
        "false_at_95_kept": _rounded(false_at_kept(confidences[answerable], confidences[~answerable])),
        "calibration_error": _rounded(calibration_error(confidences, outcomes)),
        "answerable": _counts(name for name, has in zip(shown, answerable, strict=True) if has),
        "unanswerable": _counts(name for name, has in zip(shown, answerable, strict=True) if not has),
        "rows": [list(row) for row in rows],
    }


def quotes(benchmark: Benchmark, opened: Opened) -> Iterator[Record]:
    """How often the quote that is shown holds the answer's words in their order.

    ``first_right`` counts first hits that are right, ``holds`` those of them whose passage holds the
    answer, ``quoted`` those whose quote does. A row is the id of a question whose first hit is right, and
    whether passage and quote hold the answer.
    """
    for language, asked in by_language(benchmark.questions):
        rows: list[list[Any]] = []
        for question in asked:
            if question.answer is not None and _first_is_right(opened, question):
                result = opened.search(question.text)
                first = replace(result, hits=result.hits[:1])
                best = answer_of(opened.index, question.text, first).passages[0]
                texts = (best.text, best.quote.of(best.text))
                rows.append([question.id, *(int(says(text, question.answer)) for text in texts)])
        if rows:
            yield {
                "benchmark": benchmark.name,
                "language": language,
                "first_right": len(rows),
                "holds": sum(row[1] for row in rows),
                "quoted": sum(row[2] for row in rows),
                "rows": rows,
            }


def by_language(questions: Sequence[Question]) -> Iterator[tuple[str, list[Question]]]:
    """The questions of each language that there are any in."""
    for language in LANGUAGES:
        asked = [question for question in questions if question.language == language]
        if asked:
            yield language, asked


def _first_is_right(opened: Opened, question: Question) -> bool:
    hits = opened.search(question.text).hits
    return bool(hits) and opened.collection.labels[opened.row(hits[0].passage)] in question.right


def _rank(labels: Sequence[str], right: frozenset[str]) -> int:
    return next((rank for rank, label in enumerate(labels, start=1) if label in right), 0)


def _counts(shown: Iterator[str]) -> dict[str, int]:
    names = list(shown)
    return {name: names.count(name) for name in ("found", "maybe", "not_found")}


def _rounded(value: float) -> float:
    return round(value, _DIGITS)


def _bounds(estimated: Estimate) -> list[float]:
    return [_rounded(value) for value in (estimated.mean, estimated.low, estimated.high)]
