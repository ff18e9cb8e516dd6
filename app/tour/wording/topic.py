"""Topics: a Finnish title as a question names it, *uimahallin pääpiirustusten hyväksymisestä*.

Only titles whose last word is of a kind that is always inflected alike, and whose other words stay as they
are: genitives before it. Of any other title there is no topic, and a question quotes it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from string import Formatter

from app.tour.wording.capitals import Capitals
from corpus.document import Document, Section

_HEADS = (
    (r"minen", "mise"),  # uudistaminen
    (r"inti", "inni"),  # arviointi
    (r"nta", "nna"),  # hankinta
    (r"ntä", "nnä"),
    (r"nto", "nno"),  # lausunto
    (r"ntö", "nnö"),
    (r"([tmnd][uy])s", r"\1kse"),  # sopimus, avustus, selvitys
    (r"(au|äy)s", r"\1kse"),  # vuokraus, määräys
    (r"(o|ö)s", r"\1kse"),  # päätös, muutos
    (r"(ma|mä|ely|elu|ilu|io|iö|taksa|maksu|kaava)", r"\1"),  # suunnitelma, järjestely, arvio
    (r"tti", "ti"),  # raportti
    (r"kauppa", "kaupa"),
)
"""How the last word ends, and what stands before the ending of the case (*-sta*) in its place."""

_WORD = r"[^\W\d_]+(?:-[^\W\d_]+)*"
_TAIL = r"(?: \d{4}(?:[-–]\d{4})?| \d{1,2}\.\d{1,2}\.\d{4} alkaen)?"
_TITLE = re.compile(rf"((?:(?:{_WORD}(?<!ne)n|ja|sekä) )*{_WORD})({_TAIL})")
_BACK, _FRONT = re.compile("[aou]"), re.compile("[äöy]")
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Asking:
    """A question, and the section of a document, by its index, that it is asked of.

    ``quoted`` is the part of it that is a title of the document, as it is written there; empty without one.
    """

    question: str
    section: int
    quoted: str = ""


def is_plain(title: str) -> bool:
    """Whether a title reads as a person would say it: words alone, of which the last could be inflected."""
    return _TITLE.fullmatch(title) is not None


def topic_of(document: Document, section: Section) -> str | None:
    """What a question is about that asks of an item: ``rakennusjärjestyksen uudistamisesta``."""
    subject = subject_of(document, section)
    cut = _TITLE.fullmatch(subject or "")
    if cut is None:
        return None
    named, tail = cut[1], cut[2]
    for ending, stem in _HEADS:
        found = re.search(rf"{ending}$", named)
        if found:
            return f"{named[: found.start()]}{found.expand(stem)}{_case(named)}{tail}"
    return None


def subject_of(document: Document, section: Section) -> str | None:
    """The same as what a question asks of: ``rakennusjärjestyksen uudistaminen``."""
    title = section.title
    found = _TITLE.fullmatch(title)
    if found is None or section.language != "fi" or len(title) > _LONGEST:
        return None
    if not any(re.search(rf"{ending}$", found[1]) for ending, _ in _HEADS):
        return None
    first = re.match(r"[^\W\d_]+", title)
    if first is None or title[1:2].isupper():
        return None
    common = title.islower() or Capitals.of(document).is_common(first[0])
    if common is None:
        return None
    return title[0].lower() + title[1:] if common else title


def _case(subject: str) -> str:
    """``sta`` or ``stä``, by the vowels of the last part of the last word."""
    word = re.split(r"[\s-]", subject)[-1]
    back, front = ([found.start() for found in vowels.finditer(word)] for vowels in (_BACK, _FRONT))
    return "sta" if max(back, default=-1) > max(front, default=-1) else "stä"


def titled(patterns: Sequence[str], document: Document, number: int) -> Asking | None:
    """The first question by a pattern that needs no more than an item's title; None where there is none."""
    section = document.sections[number]
    for pattern in patterns:
        needs = needs_of(pattern)
        if not needs or not needs <= {"title", "topic", "subject"}:
            continue
        put = {"title": section.title, "topic": "", "subject": ""}
        if needs != {"title"}:
            put["topic"] = topic_of(document, section) or ""
            put["subject"] = subject_of(document, section) or ""
        if all(put[name] for name in needs):
            return Asking(pattern.format(**put), number, section.title if "title" in needs else "")
    return None


def needs_of(pattern: str) -> frozenset[str]:
    """What a pattern has to have put in."""
    return frozenset(name for _, name, _, _ in Formatter().parse(pattern) if name)
