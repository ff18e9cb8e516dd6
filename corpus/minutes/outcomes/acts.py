"""The acts of an item that count: the sections of its proposal and of its decision, and their sentences."""

import re
from dataclasses import dataclass

from corpus.document import Document, Span
from corpus.minutes.handlings import Handling
from corpus.minutes.labels import PRESENTER
from corpus.minutes.outcomes.formulas import sentences


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or a paragraph: the index of its section, its span in the document's text, its words."""

    section: int
    span: Span
    text: str


def acts(document: Document, own: Handling) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The sections of the proposal and of the decision that count.

    Of several decisions the last counts, with the last proposal before it; where the decision stands before
    all proposals, the first does, with the first proposal behind it.
    """
    decisions = [run for run in runs(document, own.decisions) if _has_text(document, run)]
    proposals = [run for run in runs(document, own.proposals) if _has_text(document, run)]
    if not decisions:
        return (proposals[-1] if proposals else ()), ()
    if not proposals:
        return (), decisions[-1]
    if decisions[0] < proposals[0]:
        return proposals[0], decisions[0]
    before = [run for run in proposals if run < decisions[-1]]
    return before[-1], decisions[-1]


_REMARK = re.compile(r"Esteellisyy|Pöytäkirjamerkint|Äänestysluettel|Jäv|Protokollsanteckning")


def runs(document: Document, sections: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Sections as runs: one with all that lies below it, but for who was disqualified and other remarks."""
    runs: list[list[int]] = []
    for at in sections:
        if _REMARK.match(document.sections[at].title):
            continue
        if runs and document.sections[at].parent in runs[-1]:
            runs[-1].append(at)
        else:
            runs.append([at])
    return [tuple(run) for run in runs]


def _has_text(document: Document, run: tuple[int, ...]) -> bool:
    return any(document.sections[at].paragraphs for at in run)


def sentences_of(document: Document, run: tuple[int, ...]) -> list[Sentence]:
    """The sentences of some sections, in order."""
    return [
        Sentence(at, span, span.of(document.text))
        for at in run
        for paragraph in document.sections[at].paragraphs
        for span in sentences(document.text, paragraph.start, paragraph.end)
    ]


_PRESENTER = re.compile(
    r"(?:Esittelijä|Föredragande)\s*:?\s*[^,:\n]{3,60},\s*(?:[\wåäöÅÄÖ-]+\s+){0,5}?[\wåäö-]*"
    r"(?:johtaja|päällikkö|insinööri|tarkastaja|sihteeri|rehtori|arkkitehti|pormestari|puheenjohtaja|direktör|chef|mästare)\b\s*"
)
_LED_BY = re.compile(rf"{PRESENTER.pattern.removesuffix(':?')}:\s+(?=\S)")
_BESIDE = re.compile(
    r"(?:Esittelijä|Valmistelij|Lisätie|Föredragande|Beredare|Tilläggsuppgifter|Liit(?:e|teet)\b)"
)


def proposed_of(document: Document, run: tuple[int, ...]) -> list[Sentence]:
    """The paragraphs of a proposal, without who presents it."""
    found = []
    for at in run:
        for paragraph in document.sections[at].paragraphs:
            text = paragraph.of(document.text)
            led = _PRESENTER.match(text) or _LED_BY.match(text)
            start = paragraph.start + (led.end() if led else 0)
            if PRESENTER.fullmatch(text):
                continue
            if start >= paragraph.end or (led is None and _BESIDE.match(text)):
                continue
            span = Span(start, paragraph.end)
            found.append(Sentence(at, span, span.of(document.text)))
    return found
