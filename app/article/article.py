"""A turn of the conversation as HTML: a question with its answer, or with what was wrong."""

from markupsafe import Markup

from app.answer.citation import joined
from app.answer.place import query
from app.answer.turn import Turn
from app.article.answer_card import answer_html, searched_text
from app.article.copying import markdown, quote_text, quoted
from app.article.feedback_form import feedback_html
from app.article.history import record
from app.article.limited import in_words
from app.texts import TEXTS, Texts
from app.web.templates import html
from corpus.document import one_line


def article_html(turn: Turn, texts: Texts) -> Markup:
    """The article of a turn.

    It carries what the browser does with it: ``data-record`` is what history keeps, ``data-markdown`` what is
    copied, ``data-said`` what a screen reader is told, empty where there is nothing of the kind.
    """
    answer, limited = turn.answer, bool(turn.wanted)
    found = answer is not None and answer.verdict != "not_found" and answer.passages
    return html(
        "page/article.html",
        turn=turn,
        texts=texts,
        record=record(turn),
        markdown=markdown(turn, texts),
        said=announcement(turn, texts),
        limited=in_words(turn.wanted, texts.language),
        searched=searched_text(turn.searched, texts, limited=limited) if turn.searched else "",
        reply=reply_of(turn),
        problem=texts[turn.problem] if turn.problem else None,
        answer=answer_html(answer, turn.searched, texts, limited=limited) if answer else None,
        quote=quote_text(answer.passages[0]) if answer and found else None,
        link=query(quoted(answer.passages[0], "").place) if answer and found else "",
        feedback=feedback_html(turn, texts.language),
    )


def announcement(turn: Turn, texts: Texts) -> str:
    """What a screen reader is told of a turn: the verdict, the quote and its citation."""
    if turn.problem is not None:
        return joined(" ", texts[turn.problem], turn.explanation)
    if turn.courtesy is not None:
        return reply_of(turn) or ""
    if turn.answer is None:
        return ""
    name = texts[turn.answer.verdict]
    if turn.answer.verdict == "not_found" or not turn.answer.passages:
        return f"{name}."
    best = turn.answer.passages[0]
    return f"{name}: {one_line(best.quote.of(best.text))} {texts.source} {best.citation}"


def reply_of(turn: Turn) -> str | None:
    """What is given back to a courtesy, in the language that it was said in: what one may ask."""
    if turn.courtesy is None:
        return None
    texts = TEXTS[turn.courtesy.language]
    return texts.greeting if turn.courtesy.kind == "greeting" else texts.thanks
