"""The table of contents of an open document, as HTML."""

from collections import defaultdict
from dataclasses import dataclass

from app.answer.place import query, section_place
from app.texts import Texts
from app.web.templates import html
from corpus.document import Document, item_title, main_language
from corpus.language import Language


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: a section by its index, the address of its place, and the entries below it."""

    section: int
    address: str
    title: str
    language: Language
    below: "tuple[Entry, ...]"


def contents_html(document: Document, current: int | None, texts: Texts) -> str:
    """The table of contents: nested lists of links to the sections, one of them said to be read now."""
    below: defaultdict[int | None, list[int]] = defaultdict(list)
    for number, section in enumerate(document.sections):
        below[section.parent].append(number)

    def entries(parent: int | None) -> tuple[Entry, ...]:
        return tuple(
            Entry(
                number,
                query(section_place(document, number)),
                item_title(document.sections[number]),
                document.sections[number].language,
                entries(number),
            )
            for number in below.get(parent, ())
        )

    return html(
        "viewer/contents.html",
        entries=entries(None),
        current=current,
        language=main_language(document),
        texts=texts,
    )
