"""How a document was read, as HTML: words put together, what was taken out, headings by their looks."""

from collections import Counter

from app.texts import Texts
from app.web.templates import html
from corpus.document import Document, main_language
from corpus.text.treatment import treatment

_MOST = 40  # words that are named


def treated_html(document: Document, texts: Texts) -> str:
    """What reading did to a document, folded; empty where it did nothing that could be told.

    The words that were put together are told with how often, the most frequent first; what was taken out of
    the text by the section that it stands in, with a link.
    """
    told = treatment(document)
    words = Counter(span.of(document.text) for span in told.words)
    if not (words or told.taken_out or told.by_looks):
        return ""
    return html(
        "viewer/treated.html",
        count=len(told.words),
        words=[word for word, _ in words.most_common(_MOST)],
        more=max(len(words) - _MOST, 0),
        taken_out=[(at, document.sections[at].title) for at in told.taken_out],
        by_looks=told.by_looks,
        language=main_language(document),
        texts=texts,
    )
