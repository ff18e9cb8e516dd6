"""Cards: a conversation as HTML, turn by turn.

Pure functions, here and in the modules that draw a card's parts. All text of documents and of people goes
through ``html.escape``; none of it is markup.
"""

from collections.abc import Sequence
from html import escape

from app.answer.turn import Problem, Turn
from app.feedback.form import feedback_html
from app.page.answer_card import answer_html
from app.page.copying import copy_button, markdown, quote_text
from app.page.filters import in_words
from app.page.history import record
from app.page.passage_card import line
from app.page.welcome import welcome_html
from app.texts import Example, Texts, verdict
from corpus.document import Document
from index.filters import Filter


def conversation_html(
    turns: Sequence[Turn], documents: Sequence[Document] | None, examples: Sequence[Example], texts: Texts
) -> str:
    """The whole conversation, with the welcome while nothing has been asked.

    ``documents`` is None while they are being opened. ``data-said`` is what the page's script tells a
    screen reader: what came of the last question, in one sentence.
    """
    tools = _tools_html(turns, texts)
    welcome = "" if any(turn.question for turn in turns) else welcome_html(documents, examples, texts)
    body = welcome + "".join(turn_html(turn, number, texts) for number, turn in enumerate(turns, start=1))
    return (
        f'<section class="conversation" aria-label="{escape(texts.conversation)}" '
        f'data-turns="{len(turns)}" data-said="{escape(announcement(turns, texts))}">{body}{tools}</section>'
    )


def announcement(turns: Sequence[Turn], texts: Texts) -> str:
    """What a screen reader is told of the last turn: the verdict, the quote and its citation."""
    if not turns:
        return ""
    turn = turns[-1]
    if turn.problem is not None:
        return " ".join(filter(None, (_problem(turn.problem, texts), turn.explanation)))
    if turn.answer is None:
        return texts.searching
    told = verdict(texts, turn.answer.verdict)
    if turn.answer.verdict == "not_found" or not turn.answer.passages:
        return f"{told}."
    best = turn.answer.passages[0]
    return f"{told}: {line(best.quote.of(best.text))} {texts.source} {best.citation}"


def turn_html(turn: Turn, number: int, texts: Texts) -> str:
    """A question with its answer."""
    if turn.problem is not None:
        explanation = f'<p lang="en">{escape(turn.explanation)}</p>' if turn.explanation else ""
        told = f"<p>{escape(_problem(turn.problem, texts))}</p>"
        body = f'<div class="problem">{told}{explanation}{_again_html(turn, texts)}</div>'
    elif turn.answer is None:
        body = f'<p class="searching">{escape(texts.searching)}</p>'
    else:
        told = _limited_html(turn.wanted, texts)
        body = told + answer_html(turn.answer, turn.searched, texts) + _after_html(turn, texts)
        body += feedback_html(turn, texts.language)
    asked = ""
    if turn.question:
        language = f' lang="{turn.answer.language}"' if turn.answer else ""
        asked = (
            f'<h2 class="asked" id="question-{number}" tabindex="-1"><span class="unseen">'
            f'{escape(texts.asked)} </span><span dir="auto"{language}>{escape(turn.question)}</span></h2>'
        )
    kept = f' data-record="{escape(record(turn))}"' if turn.answer and turn.id else ""
    return f'<article class="turn" data-turn="{escape(turn.id)}"{kept}>{asked}{body}</article>'


def _tools_html(turns: Sequence[Turn], texts: Texts) -> str:
    """What can be done with the whole conversation, once there is an answer in it."""
    if not any(turn.answer for turn in turns):
        return ""
    return (
        f'<div class="tools">{copy_button(markdown(turns, texts), texts.copy_all, texts)}'
        f'<button type="button" class="print">{escape(texts.print_all)}</button>'
        f'<button type="button" class="clear" data-done="{escape(texts.cleared)}">'
        f"{escape(texts.clear)}</button><p>{escape(texts.kept_here)}</p></div>"
    )


def _again_html(turn: Turn, texts: Texts) -> str:
    """The question to be asked again, where its answer is gone."""
    if turn.problem != "changed":
        return ""
    return (
        f'<p><button type="button" class="again" data-question="{escape(turn.question)}">'
        f"{escape(texts.ask_again)}</button></p>"
    )


def _after_html(turn: Turn, texts: Texts) -> str:
    """What can be done with an answer, at its end."""
    if turn.answer is None or turn.answer.verdict == "not_found" or not turn.answer.passages:
        return ""
    copy = copy_button(quote_text(turn.answer.passages[0]), texts.copy_quote, texts)
    return f'<div class="after">{copy}</div>'


def _limited_html(wanted: Filter, texts: Texts) -> str:
    if not wanted:
        return ""
    return f'<p class="limited">{escape(texts.limited.format(what=in_words(wanted)))}</p>'


def _problem(problem: Problem, texts: Texts) -> str:
    told: str = getattr(texts, problem)
    return told
