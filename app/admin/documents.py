"""The documents with what reading thought of each, what came and went when, and the form to send some."""

from collections.abc import Callable, Sequence

from app.admin.uploads import State
from app.answer.citation import finnish_date
from app.catalogue import Catalogue, Entry
from app.register.forms import form_name
from app.texts import TEXTS
from app.texts.admin import ADMIN, AdminTexts, doubt_text
from app.web.table import leaf_of, table_page
from app.web.visitor import day_of_field
from corpus.document import Document
from corpus.doubts import Doubt
from corpus.head import head_of
from corpus.language import Language
from corpus.parsers import readable
from index.store.history import Change

Line = tuple[Document, Entry, str, Sequence[tuple[Doubt, str]]]
"""A document with its entry, its form and what looks wrong in it, in words."""

_MOST_CHANGES = 20
_MOST_READ = 200
"""Up to so many documents it is told in how many of them something looks wrong."""

_MOST_NAMED = 5


def documents_html(
    catalogue: Catalogue,
    read: Callable[[str], Document],
    doubted: Callable[[str], Sequence[Doubt]],
    changes: Sequence[Change],
    language: Language,
    page: int,
    *,
    doubtful: bool,
    state: State | None,
    leave: bool = False,
) -> str:
    """A leaf of the documents, the newest first; with ``doubtful`` only those that something looks wrong in.

    ``read`` gives the document of an id, ``doubted`` tells what looks wrong in it, which takes some 10 ms: in
    a large archive it is asked of those in sight alone. ``state`` is that of what was sent, None where
    nothing may be. ``leave`` says that one logs in to the view, and may log out.
    """
    texts = ADMIN[language]
    known = doubtful or len(catalogue) <= _MOST_READ
    wrong = tuple(entry for entry in catalogue if doubted(entry.id)) if known else ()

    def address(code: Language, number: int = 1, *, only: bool = doubtful) -> str:
        more = ("&doubtful=1" if only else "") + (f"&page={number}" if number > 1 else "")
        return f"admin?language={code}{more}"

    leaf = leaf_of(wrong if doubtful else catalogue, page, lambda number: address(language, number))
    return table_page(
        "admin/documents.html",
        language,
        texts.title,
        "admin",
        address,
        lines=[_line(read(entry.id), entry, doubted(entry.id), language) for entry in leaf.rows],
        leaf=leaf,
        count=len(catalogue),
        wrong=len(wrong) if known else None,
        doubtful=doubtful,
        everything=address(language, only=False),
        only=address(language, only=True),
        changes=[_change(change, texts) for change in changes[:_MOST_CHANGES]],
        kinds=",".join(sorted(readable())),
        state=state,
        log_out=TEXTS[language].log_out if leave else "",
        texts=texts,
    )


def _line(document: Document, entry: Entry, doubts: Sequence[Doubt], language: Language) -> Line:
    told = [(doubt, doubt_text(doubt, language)) for doubt in doubts]
    return document, entry, form_name(head_of(document), language), told


def _change(change: Change, texts: AdminTexts) -> tuple[str, Sequence[tuple[str, str]]]:
    """The day of a change, and what came, was changed and went, each by its first names."""
    day = finnish_date(day_of_field(change.at[:10]))
    told = zip(
        (texts.added, texts.changed, texts.removed),
        (change.added, change.changed, change.removed),
        change.counts,
        strict=True,
    )
    return day, [
        (text.format(count=count), ", ".join(names[:_MOST_NAMED]) + (", …" if count > _MOST_NAMED else ""))
        for text, names, count in told
        if count
    ]
