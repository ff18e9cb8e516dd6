"""What questions are tuned with: Finnish texts, the same in other languages, passages that answer."""

import lzma
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.language import Language

SHARES: Mapping[str, tuple[float, Mapping[str, int]]] = {
    "asked": (
        0.45,
        {
            "squad2_fi": 30_000,
            "tatoeba": 11_000,
            "dolly_fi": 6_500,
            "oasst_fi": 5_000,
            "nq_fi": 4_500,
            "xed_opensubtitles": 800,
        },
    ),
    "administrative": (
        0.33,
        {
            "ptv_finto": 13_000,
            "koski": 12_000,
            "yso_labels": 5_000,
            "lupapiste": 4_500,
            "l10n_evaka": 3_000,
            "l10n_koski": 2_500,
            "eusurvey": 1_500,
            "l10n_helsinki_yjdh": 900,
            "jod_ui": 800,
            "l10n_helsinki_paatokset": 160,
            "hel_yjdh": 150,
        },
    ),
    "law": (
        0.14,
        {
            "finlex_statutes": 7_000,
            "finlex_heading2sec": 6_000,
            "finlex_court_abstract": 2_500,
            "finlex_court_keywords_abstract": 1_500,
        },
    ),
    "other": (
        0.08,
        {
            "squad2_fi_par": 4_000,
            "finna_parallel_titles": 3_000,
            "ms_bc": 2_500,
            "ms_d365ops": 2_500,
            "ms_alchemy": 2_000,
            "l10n_mozilla": 800,
            "l10n_oskari": 600,
            "l10n_digitransit": 400,
            "mozilla_www": 370,
        },
    ),
}
"""Kinds of text with their share of the rows, and of each the sources, with the most that one may give."""

_LONGEST = 26  # words; a question is seldom longer
_ASKED_OF_A_PASSAGE = 5
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Row:
    """A text by language, Finnish always among them, and the Finnish passage that answers it, or none."""

    source: str
    texts: Mapping[Language, str]
    passage: str | None = None


def questions(asked: Path, passages: Path, rnd: random.Random) -> Iterator[Row]:
    """Questions with the passages that answer them, at most five of a passage.

    ``asked`` holds source, passage, Finnish and English question; ``passages`` number and text; with tabs.
    """
    text = {number: passage for number, passage, *_ in _lines(passages)}
    of: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for source, number, finnish, *english in _lines(asked):
        if number in text and _short(finnish):
            texts: dict[Language, str] = {"fi": finnish}
            if english and english[0]:
                texts["en"] = english[0]
            of[source, number].append(Row(source, texts, text[number]))
    for rows in of.values():
        yield from rnd.sample(rows, min(len(rows), _ASKED_OF_A_PASSAGE))


def headings(path: Path) -> Iterator[Row]:
    """Headings with their sections, from source, heading and text, tab-separated."""
    for source, heading, text, *_ in _lines(path):
        if _short(heading):
            yield Row(source, {"fi": heading}, text)


def translations(files: Mapping[Language, Path]) -> Iterator[Row]:
    """Texts with their translations, from source, foreign and Finnish text, tab-separated.

    What several files say of the same Finnish text of a source comes together. Pairs whose numbers differ
    are left out: they were put together wrongly.
    """
    found: dict[tuple[str, str], dict[Language, str]] = defaultdict(dict)
    for language, path in files.items():
        for source, foreign, finnish, *_ in _lines(path):
            if _short(foreign) and _short(finnish) and _numbers(foreign) == _numbers(finnish):
                found[source, finnish][language] = foreign
    for (source, finnish), foreign_texts in found.items():
        yield Row(source, {"fi": finnish, **foreign_texts})


def chosen(rows: Iterator[Row], count: int, rnd: random.Random) -> list[Row]:
    """So many rows, or all there are, by the shares above, in random order; questions go first.

    Of a source with more rows than it may give, those that end in a question mark are taken before others.
    """
    by_source: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_source[row.source].append(row)
    found: list[Row] = []
    for share, sources in SHARES.values():
        kind: list[Row] = []
        for source, most in sources.items():
            order = sorted(
                by_source[source], key=lambda row: (not row.texts["fi"].endswith("?"), rnd.random())
            )
            kind += order[:most]
        found += rnd.sample(kind, min(len(kind), round(share * count)))
    rnd.shuffle(found)
    return found


def _lines(path: Path) -> Iterator[Sequence[str]]:
    opened = lzma.open if path.suffix == ".xz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")


def _short(text: str) -> bool:
    return 0 < len(text.split()) <= _LONGEST


def _numbers(text: str) -> list[str]:
    return sorted(_NUMBER.findall(text))
