"""What an evaluation comes to: as a table with the questions that failed, and as JSON."""

from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from app.evaluation.judge import Failure, Figures, Judged
from app.evaluation.measures import Estimate
from corpus.language import Language

_LANGUAGES: dict[Language | None, str] = {None: "all", "fi": "Finnish", "sv": "Swedish", "en": "English"}
_ESTIMATES = {
    "reciprocal_rank": ("ranked", "reciprocal rank"),
    "first": ("ranked", "right place first"),
    "within_three": ("ranked", "right place within three"),
    "quoted": ("quotable", "quote holds the answer"),
    "kept": ("answerable", "answered, not called “not found”"),
    "turned_away": ("unanswerable", "called “not found”, rightly"),
    "auroc": ("unanswerable", "AUROC of the two"),
}
"""Each estimate of ``Figures`` with the count of questions it rests on and what it is called."""

_FAILURES: dict[Failure, str] = {
    "missing": "the right place is not among the hits",
    "late": "the right place is number {rank}",
    "quote": "the quote does not hold the answer",
    "refused": "called “not found”, though there is an answer",
    "claimed": "called “found”, though there is no answer",
}
_DIGITS = 4


def show_evaluation(out: Console, figures: Sequence[Figures], judged: Sequence[Judged], path: Path) -> None:
    """Print the figures, a column for each language, and the questions that failed with the reason."""
    table = Table(box=None, pad_edge=False)
    table.add_column("", no_wrap=True)
    for of in figures:
        table.add_column(f"{_LANGUAGES[of.language]} ({of.questions})", justify="right", no_wrap=True)
    for name, (count, label) in _ESTIMATES.items():
        cells = [_cell(getattr(of, name), getattr(of, count)) for of in figures]
        if any(cells):
            table.add_row(label, *cells)
    out.print(table)
    unknown = sum(one.rank is None and one.question.answerable is None for one in judged)
    if unknown:
        out.print(Text(f"of {unknown} nothing is known but the question", "yellow"))
    failed = [one for one in judged if one.failures]
    out.print(Text(f"\n{len(failed)} of {len(judged)} failed{':' if failed else ''}", "bold"))
    for one in failed:
        reasons = "; ".join(_FAILURES[failure].format(rank=one.rank) for failure in one.failures)
        out.print()
        out.print(Text.assemble((f"{path}, line {one.question.line}: ", "dim"), one.question.text))
        out.print(Text(f"   {reasons}", "yellow"))
        if one.citation:
            out.print(Text.assemble("   first hit: ", (one.citation, "cyan")))


def evaluation_json(figures: Sequence[Figures], judged: Sequence[Judged]) -> dict[str, Any]:
    """The figures and a row for each question as a JSON object; an estimate is its mean, low and high."""
    return {
        "figures": [{field.name: _plain(getattr(of, field.name)) for field in fields(of)} for of in figures],
        "questions": [
            {
                "line": one.question.line,
                "question": one.question.text,
                "language": one.language,
                "rank": one.rank,
                "quoted": one.quoted,
                "verdict": one.verdict,
                "confidence": round(one.confidence, _DIGITS),
                "citation": one.citation,
                "failures": list(one.failures),
            }
            for one in judged
        ],
    }


def _cell(value: Estimate | None, count: int) -> str:
    return "" if value is None else f"{value.mean:.2f} [{value.low:.2f}, {value.high:.2f}] of {count}"


def _plain(value: object) -> object:
    if isinstance(value, Estimate):
        return [round(part, _DIGITS) for part in (value.mean, value.low, value.high)]
    return value
