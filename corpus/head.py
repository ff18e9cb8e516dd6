"""Heads: what is known of a document without its text, for all that looks at many documents at once."""

import datetime
import re
from dataclasses import dataclass

from corpus.document import Document, Role, ancestors, main_language
from corpus.language import Language

_CALLED = re.compile(
    r"\b(?:(?P<agenda>esityslista|asialista|kokouskutsu|föredragningslista|ärendelista|kallelse|agenda)"
    r"|pöytäkirja(?:n?\s?ote)?\b|päätösluettelo|protokoll(?!sjuster|juster)|minutes)",
    re.IGNORECASE,
)
_BEGINNING = 400
"""The characters of a document that tell what it is."""

_DECIDED = frozenset({"decision", "handling", "vote"})


@dataclass(frozen=True, slots=True)
class ItemHead:
    """An item of a document: the index of its section, and what that says of it."""

    section: int
    item: str | None
    title: str
    case: str | None
    language: Language

    @property
    def full_title(self) -> str:
        """The title as a person reads it: ``§ 31 Tilannekatsaus``."""
        return f"{self.item} {self.title}".strip() if self.item else self.title


@dataclass(frozen=True, slots=True)
class Head:
    """What is known of a document without its text; the first fields are those of ``Document``.

    ``agenda`` says that it tells what is proposed to a meeting. ``language`` is what most of it is in;
    ``languages`` and ``roles`` are those of its sections, of which there are ``sections``, each once and
    sorted. ``scanned`` says that a machine read some of its pages, which are pictures; ``unread`` is how many
    such pages nobody has read. ``items`` are in reading order.
    """

    id: str
    path: str
    title: str
    digest: str
    item: str | None
    case: str | None
    body: str | None
    date: datetime.date | None
    agenda: bool
    language: Language
    languages: tuple[Language, ...]
    roles: tuple[Role, ...]
    sections: int
    scanned: bool
    unread: int
    items: tuple[ItemHead, ...]

    @property
    def full_title(self) -> str:
        """The title as a person reads it: led by its § where the document is of one item."""
        return self.items[0].full_title if len(self.items) == 1 else self.title

    @property
    def day(self) -> int:
        """The number of the day, to order by (proleptic Gregorian ordinal); 0 where there is none."""
        return self.date.toordinal() if self.date else 0


def head_of(document: Document) -> Head:
    """The head of a document."""
    return Head(
        id=document.id,
        path=document.path,
        title=document.title,
        digest=document.digest,
        item=document.item,
        case=document.case,
        body=document.body,
        date=document.date,
        agenda=is_agenda(document),
        language=main_language(document),
        languages=tuple(sorted({section.language for section in document.sections})),
        roles=tuple(sorted({section.role for section in document.sections if section.role})),
        sections=len(document.sections),
        scanned=any(page.scan == "read" for page in document.pages),
        unread=sum(page.scan == "unread" for page in document.pages),
        items=tuple(
            ItemHead(number, section.item, section.title, section.case, section.language)
            for number, section in enumerate(document.sections)
            if section.kind == "item"
        ),
    )


def is_agenda(document: Document) -> bool:
    """Whether a document tells what is proposed to a meeting, and not what it decided.

    It calls itself so before it names any minutes, or has proposals and no decision. What it tells of earlier
    meetings does not count.
    """
    sections = document.sections
    above = [(at, *ancestors(document, at)) for at in range(len(sections))]
    roles = {
        section.role
        for section, around in zip(sections, above, strict=True)
        if any(sections[at].kind == "item" for at in around)
        and all(sections[at].role != "history" for at in around)
    }
    if roles & _DECIDED:
        return False
    called = _CALLED.search(f"{document.title}\n{document.text[:_BEGINNING]}")
    return "proposal" in roles if called is None else called["agenda"] is not None
