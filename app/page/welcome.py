"""The welcome: what stands in an empty conversation, as HTML."""

from collections.abc import Sequence

from markupsafe import Markup

from app.answer.place import Place, query
from app.texts import MINUTES_EXAMPLES, REPORT_EXAMPLES, TEXTS, Example
from app.web.templates import html
from corpus.document import Document, full_title, main_language
from corpus.language import Language
from corpus.readers import shipped_reports

_MOST_LISTED = 5


def welcome_html(documents: Sequence[Document], language: Language) -> Markup:
    """What the page does, what it searches (the titles of five documents), and what one may ask."""
    listed = [
        {"address": query(Place(each.id)), "language": main_language(each), "title": full_title(each)}
        for each in documents[:_MOST_LISTED]
    ]
    return html(
        "page/welcome.html",
        texts=TEXTS[language],
        documents=listed,
        count=len(documents),
        examples=examples(documents),
    )


def examples(documents: Sequence[Document]) -> tuple[Example, ...]:
    """Questions to begin with, that these documents are likely to answer."""
    if not documents:
        return ()
    shipped = {path.name for path in shipped_reports()}
    return REPORT_EXAMPLES if shipped & {document.id for document in documents} else MINUTES_EXAMPLES
