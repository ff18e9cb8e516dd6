"""Questions to ask of a document, made from its own headings and sentences, each tried before it is shown.

A question is shown only if the search, asked it as it stands, finds its section first and calls the answer
found: what a newcomer clicks on works.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import get_args

from app.answer.answer import Answer
from app.answer.citation import finnish_date
from app.texts.families import ASKING, AskingTexts
from app.tour.names import Name
from app.tour.tour import Tour
from app.tour.wording.shapes import shaped_questions
from app.tour.wording.topic import Asking, needs_of, titled
from corpus.document import Document, Role, Section, ancestors
from corpus.language import Language
from corpus.minutes.grammar import is_history, is_routine
from corpus.minutes.handlings import number_of_item
from corpus.minutes.vocabulary import role_of
from index.words.sentences import sentences
from index.words.stopwords import SMALL_WORDS

MOST_SHOWN = 12
"""The questions of a document that are shown at most."""

MOST_TRIED = 36
"""The questions that are tried at most: each costs a search."""

_ASKED = frozenset(vars(ASKING["fi"])) & frozenset(get_args(Role))
_SHORTEST_HEADING = 12
_LONGEST_HEADING = 90
_MONTHS = "tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu".split()
_MONTH = re.compile(rf"\b({'|'.join(_MONTHS)})kuussa (\d{{4}})\b", re.IGNORECASE)
_SEASONS = ("talvella", "keväällä", "kesällä", "syksyllä")
_SEASON = re.compile(rf"\b({'|'.join(_SEASONS)}) (\d{{4}})\b", re.IGNORECASE)
_ROLE = re.compile(r",\s+([a-zåäö]{3,})")
_LONGEST_TITLE = 80
_DULL = re.compile(
    r"ilmoitusas|tiedoksi|viranhaltija|seuraava kokous|muut |anmälningsärende|tjänsteinnehavar|följande möte|"
    r"övriga ",
    re.IGNORECASE,
)
"""Items that stand in every meeting, and nobody new asks for."""

_QUOTED = re.compile(r"\W*[\"”“]|\d+\s*§|§")
"""How a heading begins that is quoted from a rule or from other minutes."""

Ask = Callable[[str], Answer]
"""A question to the answer that the page gives to it."""


def questions_of(tour: Tour, language: Language, ask: Ask, *, alone: bool) -> tuple[Asking, ...]:
    """The questions that a document answers, in the order of its sections: at most one for each, 12 in all.

    ``alone`` says that there is no other document, so that a § needs no date. Raises what ``ask`` raises.
    """
    shown: dict[int, Asking] = {}
    asked: set[str] = set()
    for asking in _in_turn(tour, ASKING[language], alone=alone):
        if len(shown) == MOST_SHOWN or len(asked) == MOST_TRIED:
            break
        if asking.section in shown or asking.question in asked:
            continue
        asked.add(asking.question)
        if is_found(tour.document, asking.section, ask(asking.question)):
            shown[asking.section] = asking
    return tuple(shown[section] for section in sorted(shown))


def is_found(document: Document, section: int, answer: Answer) -> bool:
    """Whether an answer is found, and its first passage stands in a section or one below it."""
    if answer.verdict != "found" or not answer.passages:
        return False
    best = answer.passages[0]
    return best.source.id == document.id and section in {best.section, *ancestors(document, best.section)}


def _in_turn(tour: Tour, texts: AskingTexts, *, alone: bool) -> list[Asking]:
    """The questions so that their kinds take turns: no document is asked twenty times who decided."""
    used: Counter[str] = Counter()
    ranked = []
    for number in tour.sentences:
        for asking, kind in _askings(tour, number, texts, alone=alone):
            ranked.append((used[kind], asking))
            used[kind] += _STEPS.get(kind, _STEP)
    return [asking for _, asking in sorted(ranked, key=lambda pair: pair[0])]


_STEPS = {"shape": 1, "decision": 2, "about": 2, "heading": 2}
_STEP = 6
"""How far the next question of a kind stands behind: those of some kinds are all alike."""


def _askings(tour: Tour, number: int, texts: AskingTexts, *, alone: bool) -> Iterator[tuple[Asking, str]]:
    """What may be asked of a section, the tellingest first, each with its kind."""
    document = tour.document
    section = document.sections[number]
    above = [document.sections[at] for at in (number, *ancestors(document, number))]
    if not section.paragraphs or any(is_routine(each.title) or is_dull(each) for each in above):
        return
    role = role_of(section.title)
    kind = role if role in _ASKED else None
    if kind is not None:
        for asking in _of_part(document, number, texts[kind], alone=alone):
            yield asking, kind
    if kind in {None, "competence"}:
        for question, shape in _of_text(tour, number, texts):
            yield Asking(question, number), shape
    if section.kind == "item" and len(section.title) <= _LONGEST_HEADING:
        asked = titled(texts.about, document, number)
        if asked is not None:
            yield asked, "about"
    if section.kind == "heading" and tells(section.title):
        yield Asking(texts.heading.format(heading=section.title), number, section.title), "heading"


def is_dull(section: Section) -> bool:
    """Whether a section is an item that stands in every meeting."""
    return section.kind == "item" and _DULL.match(section.title) is not None


def _of_text(tour: Tour, number: int, texts: AskingTexts) -> Iterator[tuple[str, str]]:
    """What may be asked of a section by its sentences: by their shape, the times they tell, and people."""
    document = tour.document
    lines = [
        sentence.of(paragraph.of(document.text))
        for paragraph in document.sections[number].paragraphs
        for sentence in sentences(paragraph.of(document.text))
    ]
    if texts.language == document.sections[number].language == "fi":
        for sentence in lines:
            for question in shaped_questions(sentence, tour.capitals):
                yield question, "shape"
    for sentence in lines:
        for when in _times(sentence, texts):
            yield texts.happened.format(when=when), "time"
    for name in tour.names:
        if _is_person(document, name) and any(place == number for place, _ in name.places):
            yield texts.who.format(name=name.text), "who"


def _of_part(document: Document, number: int, patterns: Sequence[str], *, alone: bool) -> Iterator[Asking]:
    """The questions that a part of minutes answers; none by its § of what an earlier meeting said."""
    above = (number, *ancestors(document, number))
    at = number_of_item(document, number)
    item = None if at is None else document.sections[at]
    earlier = any(is_history(document.sections[each].title) for each in above)
    for pattern in patterns:
        needs = needs_of(pattern)
        if needs and (item is None or earlier):
            continue
        if item and at is not None and needs & {"title", "topic", "subject"}:
            asked = titled([pattern], document, at) if 0 < len(item.title) <= _LONGEST_TITLE else None
            if asked is not None:
                yield replace(asked, section=number)
            continue
        if ("body" in needs and document.body is None) or ("item" in needs and item and item.item is None):
            continue
        name = item_name(document, item, alone=alone) if item else ""
        yield Asking(pattern.format(item=name, body=small(document.body or "")), number)


def small(body: str) -> str:
    """A body as it stands within a sentence: *tekninen lautakunta*."""
    return body[:1].lower() + body[1:]


def item_name(document: Document, section: Section, *, alone: bool) -> str:
    """An item as a question names it: ``§ 31 (2.12.2024)``, without the day where it is alone."""
    date = finnish_date(document.date)
    return f"{section.item} ({date})" if date and not alone else str(section.item)


def tells(heading: str) -> bool:
    """Whether a heading tells what stands below it, and does not only announce it (*Vastuuhenkilöt:*)."""
    return (
        _SHORTEST_HEADING <= len(heading) <= _LONGEST_HEADING
        and not heading.endswith(":")
        and not _QUOTED.match(heading)
        and not is_history(heading)
        and " " in heading
    )


def _times(sentence: str, texts: AskingTexts) -> Iterator[str]:
    """The times that a sentence tells of, as a question of a language has them."""
    for found in _MONTH.finditer(sentence):
        month = texts.months[_MONTHS.index(found[1].lower())]
        yield texts.in_month.format(month=month, year=found[2])
    for found in _SEASON.finditer(sentence):
        season = texts.seasons[_SEASONS.index(found[1].lower())]
        yield texts.in_season.format(season=season, year=found[2])


def _is_person(document: Document, name: Name) -> bool:
    """Whether a name is followed by what somebody is (*Laura Uuttu-Deschryvere, … päällikkö*)."""
    return (
        name.kind == "name"
        and len(name.text.split()) == 2
        and any(
            span.of(document.text) == name.text
            and (role := _ROLE.match(document.text, span.end))
            and role[1] not in SMALL_WORDS["fi"]
            for _, span in name.places
        )
    )
