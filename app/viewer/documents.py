"""The documents that were searched for, a page of them as HTML."""

from app.catalogue import ON_A_PAGE, Catalogue, Purpose, found, page_address
from app.texts import TEXTS
from app.texts.families import TOUR
from app.web.templates import html
from corpus.language import Language


def documents_html(
    catalogue: Catalogue,
    language: Language,
    *,
    purpose: Purpose = "viewer",
    search: str = "",
    body: str | None = None,
    page: int = 1,
) -> str:
    """A page of the documents that hold the words of a search, of one body or of all; pages from 1.

    Items of a list. The last one leads to the next page, where there is one.
    """
    entries = found(catalogue, search, body)
    end = page * ON_A_PAGE
    return html(
        "viewer/documents.html",
        documents=entries[end - ON_A_PAGE : end],
        purpose=purpose,
        left=max(len(entries) - end, 0),
        more=page_address(language, purpose, page + 1, search, body) if len(entries) > end else "",
        texts=TEXTS[language],
        tour=TOUR[language],
    )
