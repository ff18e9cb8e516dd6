"""Tables: results as text for a terminal, and as the Markdown of the README."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from app.evaluation.measures import Values
from scripts.measure.benchmarks import LANGUAGES
from scripts.measure.measuring import BEST, MAIN, Record
from scripts.measure.metrics import MEASURES, paired_p

_ALMOST = 0.05
_COLUMNS = {
    "bm25-words": "BM25, words",
    "bm25-snowball": "BM25, Snowball",
    "bm25-4grams": "BM25, 4-grams",
    "minilm": "all-MiniLM-L6-v2",
    "lexical": "lexical side",
    "dense": "dense side",
    "fused": "both",
}
_LANGUAGES = {"fi": "Finnish", "en": "English", "sv": "Swedish"}
_BENCHMARKS = {
    "squad": "SQuAD dev",
    "nq": "NQ dev",
    "report": "the report that ships, right section",
    "minutes/report": "twelve minutes, right item",
    "minutes-pdf/report": "the same from PDF, right item",
    "headings": "twelve minutes, title to its item",
    "headings-pdf": "the same from PDF, title to its item",
}

_ALL = ("report", "minutes/tune", "minutes/report")
_QUOTED = (
    ("first passages in the right place that hold the answer", "holds", "first_right", _ALL),
    ("the quote answers, of right first passages that do", "quoted", "holds", _ALL),
    ("the same, the half of the minutes that ranking was not tuned on", "quoted", "holds", _ALL[2:]),
)
_KINDS = {
    "elsewhere": "answers told from questions of elsewhere (AUROC)",
    "near": "answers told from questions that share the minutes’ words (AUROC)",
}


def plain(results: Record) -> Iterator[str]:
    """The lines of all tables of a result."""
    for record in results["rankings"]:
        yield (
            f"{record['benchmark']} {record['language']}: "
            f"{record['questions']} questions, {record['passages']} passages"
        )
        yield f"  {'':16}{MAIN:>6}{'95 %':>16}" + "".join(f"{m!s:>11}" for m in MEASURES[1:]) + f"{'p':>9}"
        for system, reached in record["systems"].items():
            mean, low, high = reached[MAIN]
            rest = "".join(f"{reached[str(measure)][0]:11.3f}" for measure in MEASURES[1:])
            p = f"{reached['p']:9.4f}" if "p" in reached else ""
            yield f"  {system:16}{mean:6.3f}  [{low:.3f}, {high:.3f}]{rest}{p}"
    for record in results["verdicts"]:
        yield (
            f"{record['benchmark']} {record['language']}: AUROC {record['auroc']:.3f}"
            f"{''.join(f' ({kind} {value:.3f})' for kind, value in record['auroc_by_kind'].items())}, "
            f"false at 95 % kept {record['false_at_95_kept']:.3f}, "
            f"calibration error {record['calibration_error']:.3f}; found/maybe/not found: "
            f"{_counts(record['answerable'])} where there is an answer, "
            f"{_counts(record['unanswerable'])} where there is none"
        )
    for record in results["quotes"]:
        yield (
            f"{record['benchmark']} {record['language']}: of {record['first_right']} right first hits "
            f"{record['holds']} hold the answer and {record['quoted']} quote it"
        )


def rankings_table(results: Record, static: Record) -> Iterator[str]:
    """The lines of the README's first table: each system's mean reciprocal rank, the product's in bold.

    The last column is the product's with the encoder ``static``.
    """
    systems = [system for system in _COLUMNS if system in results["systems"]]
    fast = {(r["benchmark"], r["language"]): _mean(r, BEST) for r in static["rankings"]}
    names = [*(_COLUMNS[system] for system in systems), f"{_COLUMNS[BEST]}, `static`"]
    yield "| benchmark | questions | " + " | ".join(names) + " |"
    yield "|---|---|" + "---|" * len(names)
    for record in results["rankings"]:
        if record["benchmark"] in _BENCHMARKS:
            other = fast.get((record["benchmark"], record["language"]), "")
            cells = " | ".join([*(_cell(record, system) for system in systems), other])
            name, language = _BENCHMARKS[record["benchmark"]], _LANGUAGES[record["language"]]
            yield f"| {name}, {language} | {record['questions']} | {cells} |"


def answers_table(results: Record) -> Iterator[str]:
    """The lines of the README's second table: how often the quote answers, and what is told apart."""
    quotes = {(record["benchmark"], record["language"]): record for record in results["quotes"]}
    told = {r["language"]: r for r in results["verdicts"] if r["benchmark"] == "documents"}
    by_kind = {language: told.get(language, {}).get("auroc_by_kind", {}) for language in LANGUAGES}
    yield "| report and minutes | " + " | ".join(_LANGUAGES[language] for language in LANGUAGES) + " |"
    yield "|---|" + "---|" * len(LANGUAGES)
    for label, part, whole, benchmarks in _QUOTED:
        cells = [
            _share([quotes.get((name, language)) for name in benchmarks], part, whole)
            for language in LANGUAGES
        ]
        yield f"| {label} | " + " | ".join(cells) + " |"
    for kind, label in _KINDS.items():
        cells = [_two_digits(by_kind[language].get(kind)) for language in LANGUAGES]
        yield f"| {label} | " + " | ".join(cells) + " |"
    cells = [_two_digits(told.get(language, {}).get("calibration_error")) for language in LANGUAGES]
    yield "| calibration error | " + " | ".join(cells) + " |"


def _two_digits(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _share(records: Sequence[Record | None], part: str, whole: str) -> str:
    some, of = (sum(record[name] for record in records if record) for name in (part, whole))
    return f"{some} of {of}" if of else ""


def compared(new: Record, old: Record) -> Iterator[str]:
    """A line for each system and language that both results hold: the means and the paired test.

    The means are of the questions that both have asked.
    """
    before = {(record["benchmark"], record["language"]): record for record in old["rankings"]}
    for record in new["rankings"]:
        other = before.get((record["benchmark"], record["language"]))
        for system in record["systems"]:
            if other is None or system not in other["systems"]:
                continue
            now, then = _reciprocal(record, system), _reciprocal(other, system)
            both = [name for name in now if name in then]
            first = np.array([then[name] for name in both])
            second = np.array([now[name] for name in both])
            yield f"{record['benchmark']:20} {record['language']} {system:16}" + _change(first, second)


def _change(first: Values, second: Values) -> str:
    if not len(first):
        return "no question in common"
    p = paired_p(first, second)
    mark = " *" if p < _ALMOST else ""
    return f"{first.mean():.3f} → {second.mean():.3f} ({second.mean() - first.mean():+.3f}, p {p:.4f}){mark}"


def _reciprocal(record: Record, system: str) -> dict[str, float]:
    """Each question's reciprocal rank."""
    at = list(record["systems"]).index(system) + 1
    return {row[0]: 1 / row[at] if row[at] else 0.0 for row in record["rows"]}


def _cell(record: Record, system: str) -> str:
    mean = _mean(record, system)
    return f"**{mean}**" if mean and system == BEST else mean


def _mean(record: Record, system: str) -> str:
    return f"{record['systems'][system][MAIN][0]:.2f}" if system in record["systems"] else ""


def _counts(shown: dict[str, Any]) -> str:
    return "/".join(str(count) for count in shown.values())
