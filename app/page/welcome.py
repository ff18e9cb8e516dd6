"""The welcome: what stands in an empty conversation, as HTML."""

from collections.abc import Sequence
from html import escape

from app.answer.place import Place, query
from app.texts import Example, Texts
from corpus.document import Document, full_title, main_language


def welcome_html(documents: Sequence[Document] | None, examples: Sequence[Example], texts: Texts) -> str:
    """What stands in an empty conversation: what the page does, what it searches, what one may ask."""
    return (
        '<div class="welcome">'
        f"<h2>{escape(texts.welcome)}</h2>"
        f'<p class="lead">{escape(texts.promise)}</p>'
        f"<p>{escape(texts.privacy)}</p>"
        f"{_documents_html(documents, texts)}"
        f"{_examples_html(examples, texts)}"
        "</div>"
    )


_MOST_LISTED = 5


def _documents_html(documents: Sequence[Document] | None, texts: Texts) -> str:
    if documents is None:
        return f'<p class="opening">{escape(texts.opening)}</p>'
    count = len(documents)
    if not count:
        return ""
    told = texts.one_document if count == 1 else texts.documents.format(count=count)
    links = "".join(
        f'<li><a class="source" href="{escape(query(Place(document.id)))}" lang="{main_language(document)}">'
        f"{escape(full_title(document))}</a></li>"
        for document in documents[:_MOST_LISTED]
    )
    rest = "<li>…</li>" if count > _MOST_LISTED else ""
    return f'<p>{escape(told)}</p><ul class="documents">{links}{rest}</ul>'


def _examples_html(examples: Sequence[Example], texts: Texts) -> str:
    if not examples:
        return ""
    buttons = "".join(
        f'<li><button type="button" class="example" lang="{example.language}" '
        f'data-question="{escape(example.question)}">{escape(example.question)}</button></li>'
        for example in examples
    )
    return f'<h3>{escape(texts.examples)}</h3><ul class="examples">{buttons}</ul>'
