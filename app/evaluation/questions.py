"""Questions with what is known of their answers: a file of JSON lines."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import QuestionsFileError
from corpus.language import LANGUAGES, Language
from index.filters import normal_item

_PLACE = {"document", "item", "section"}
_KNOWN = _PLACE | set("q language answer answerable also kind use note outcome wrong near collection".split())


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer stands; None and no sections leave open what they could say.

    ``document`` is an id, a path, or what an id begins with; ``item`` is written ``§ 31``; ``sections``
    are titles, any of which will do, as a title of a section above the passage will.
    """

    document: str | None = None
    item: str | None = None
    sections: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.document or self.item or self.sections)


@dataclass(frozen=True, slots=True)
class KnownQuestion:
    """A question, and what is known of its answer.

    ``places`` are where it stands, any of them right; ``answers`` are words that answer, any of them right.
    ``answerable`` is None where nobody has said whether the documents answer. ``line`` is that of the
    file, from 1, 0 where there is none.
    """

    text: str
    language: Language | None = None
    places: tuple[Place, ...] = ()
    answers: tuple[str, ...] = ()
    answerable: bool | None = None
    line: int = 0


def read_questions(path: Path) -> tuple[KnownQuestion, ...]:
    """The questions of a file of JSON lines (``app/README.md``), in order; empty lines are none.

    Raises:
        QuestionsFileError: it cannot be opened, holds no question, or has a line that is none.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise QuestionsFileError(f"{path}: cannot be opened ({error.strerror}); check the path") from None
    except UnicodeDecodeError:
        raise QuestionsFileError(f"{path}: not UTF-8; save it as UTF-8") from None
    questions = tuple(_questions(path, text.split("\n")))
    if not questions:
        raise QuestionsFileError(f'{path}: no question in it; write a line like {{"q": "…", "item": "§ 31"}}')
    return questions


def _questions(path: Path, lines: Iterable[str]) -> Iterator[KnownQuestion]:
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield _question(line, number)
            except ValueError as error:
                raise QuestionsFileError(f"{path}, line {number}: {error}") from None


def _question(line: str, number: int) -> KnownQuestion:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        raise ValueError('not JSON; write an object on one line, as {"q": "…", "item": "§ 31"}') from None
    if not isinstance(record, dict) or not _said(record.get("q")):
        raise ValueError('no text under “q”; write {"q": "…", "item": "§ 31"}')
    unknown = sorted(record.keys() - _KNOWN)
    if unknown:
        raise ValueError(f"no field is named “{unknown[0]}”; there are {', '.join(sorted(_KNOWN))}")
    language = record.get("language")
    if language is not None and language not in LANGUAGES:
        raise ValueError(f"the language is {_told(language)}; write one of {', '.join(LANGUAGES)}")
    answers = _texts(record, "answer")
    places = _places(record)
    answerable = record.get("answerable")
    if answerable is not None and not isinstance(answerable, bool):
        raise ValueError(f"“answerable” is {_told(answerable)}; write true or false")
    if answerable is False and (places or answers):
        raise ValueError("“answerable” is false, and yet it says what answers; leave out one of them")
    if answerable is None and (places or answers):
        answerable = True
    return KnownQuestion(record["q"], language, places, answers, answerable, number)


def _places(record: Mapping[str, Any]) -> tuple[Place, ...]:
    """The places of a record, its own first; those that say nothing are none."""
    also = record.get("also") or []
    if not isinstance(also, list) or not all(isinstance(other, dict) and other for other in also):
        raise ValueError(f"“also” is {_told(also)}; write a list of objects with document, item or section")
    for other in also:
        if other.keys() - _PLACE:
            raise ValueError(f"“also” has {_told(other)}; only document, item and section say a place")
    places = [_place(said) for said in (record, *also)]
    if also and not all(places):
        raise ValueError("“also” names other places than the question’s own; give that first")
    return tuple(place for place in places if place)


def _place(record: Mapping[str, Any]) -> Place:
    document = record.get("document")
    if document is not None and not _said(document):
        raise ValueError(f"“document” is {_told(document)}; write an id, a path, or how the id begins")
    item = record.get("item")
    if item is not None and not (_said(item) or (isinstance(item, int) and not isinstance(item, bool))):
        raise ValueError(f"“item” is {_told(item)}; write it as “§ 31” or 31")
    return Place(document, None if item is None else normal_item(str(item)), _texts(record, "section"))


def _texts(record: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """One text or several under a name; none where it is absent or null."""
    value = record.get(name)
    several = value if isinstance(value, list) else [] if value is None else [value]
    if not all(_said(text) for text in several):
        raise ValueError(
            f"“{name}” is {_told(value)}; write a text, or a list of texts any of which is right"
        )
    return tuple(several)


def _said(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _told(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:59]}…"
