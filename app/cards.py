"""Cards: a conversation as HTML, each answer with its quote, its passage and its citation.

Pure functions. All text of documents and of people goes through ``html.escape``; none of it is markup.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

from app.answer import Answer, CitedPassage
from app.limits import in_words
from app.place import Place, place_of, query
from app.texts import Example, Texts, verdict
from corpus.document import Document, Span, full_title
from index.filters import ANYWHERE, Filter

_ICONS = {
    "found": '<path d="M5 12.5l4.5 4.5L19 7.5"/>',
    "maybe": '<path d="M8.5 9a3.5 3.5 0 1 1 5 3.2c-1 .5-1.5 1-1.5 2.3M12 18.2v.3"/>',
    "not_found": '<path d="M6 12h12"/>',
}
Problem = Literal["empty_question", "unfit_question", "cannot_answer", "unexpected"]
"""Why a question has no answer; each is the name of a text in ``Texts``."""

_BREAK = re.compile(r"\n{2,}")


@dataclass(frozen=True, slots=True)
class Turn:
    """A question, and what came of it: an answer, a problem told in words, or nothing yet.

    ``explanation`` is what the program adds to a problem, in English; ``searched`` is the number of
    documents that were searched, ``wanted`` what the search was limited to. The question is empty only
    where that is the problem.
    """

    question: str
    answer: Answer | None = None
    problem: Problem | None = None
    explanation: str | None = None
    searched: int = 0
    wanted: Filter = ANYWHERE


def conversation_html(
    turns: Sequence[Turn], documents: Sequence[Document] | None, examples: Sequence[Example], texts: Texts
) -> str:
    """The whole conversation, with the welcome while nothing has been asked.

    ``documents`` is None while they are being opened. The first element tells a screen reader what came
    of the last question, in one sentence.
    """
    said = f'<p class="unseen" role="status">{escape(announcement(turns, texts))}</p>'
    welcome = "" if any(turn.question for turn in turns) else welcome_html(documents, examples, texts)
    body = welcome + "".join(turn_html(turn, number, texts) for number, turn in enumerate(turns, start=1))
    return (
        f'{said}<section class="conversation" aria-label="{escape(texts.conversation)}" '
        f'data-turns="{len(turns)}">{body}</section>'
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
    return f"{told}: {_line(best.quote.of(best.text))} {texts.source} {best.citation}"


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
        f'<li><a class="source" href="{escape(query(Place(document.id)))}" lang="fi">'
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


def turn_html(turn: Turn, number: int, texts: Texts) -> str:
    """A question with its answer."""
    if turn.problem is not None:
        explanation = f'<p lang="en">{escape(turn.explanation)}</p>' if turn.explanation else ""
        body = f'<div class="problem"><p>{escape(_problem(turn.problem, texts))}</p>{explanation}</div>'
    elif turn.answer is None:
        body = f'<p class="searching">{escape(texts.searching)}</p>'
    else:
        body = _limited_html(turn.wanted, texts) + answer_html(turn.answer, turn.searched, texts)
    asked = ""
    if turn.question:
        language = f' lang="{turn.answer.language}"' if turn.answer else ""
        asked = (
            f'<h2 class="asked" id="question-{number}" tabindex="-1"><span class="unseen">'
            f'{escape(texts.asked)} </span><span dir="auto"{language}>{escape(turn.question)}</span></h2>'
        )
    return f'<article class="turn">{asked}{body}</article>'


def answer_html(answer: Answer, searched: int, texts: Texts) -> str:
    """An answer: the verdict, the quote with its citation, its passage, and further passages folded.

    Where nothing was found: what was searched, how to ask otherwise, and the closest passages, said to
    be no answer.
    """
    verdict_line = (
        f'<p class="verdict {answer.verdict}"><svg viewBox="0 0 24 24" aria-hidden="true">'
        f"{_ICONS[answer.verdict]}</svg><span>{escape(verdict(texts, answer.verdict))}</span></p>"
    )
    words = f'<p class="looked">{_looked_for(answer.looked_for, texts)}</p>' if answer.looked_for else ""
    words += _hint_html(answer, texts)
    if answer.verdict == "not_found" or not answer.passages:
        return verdict_line + words + _not_found_html(answer, searched, texts)
    best, others = answer.passages[0], answer.passages[1:]
    return verdict_line + words + _best_html(best, texts) + _others_html(others, texts)


def _limited_html(wanted: Filter, texts: Texts) -> str:
    if not wanted:
        return ""
    return f'<p class="limited">{escape(texts.limited.format(what=in_words(wanted)))}</p>'


def _hint_html(answer: Answer, texts: Texts) -> str:
    """What the question itself said of where its answer stands, with a button to search without that."""
    if not answer.hinted:
        return ""
    return (
        f'<p class="hinted">{escape(texts.hinted.format(what=in_words(answer.hinted)))} '
        f'<button type="button" class="unhint" data-plain="1" data-question="{escape(answer.question)}">'
        f"{escape(texts.unhint)}</button></p>"
    )


def _looked_for(words: Sequence[str], texts: Texts) -> str:
    """The Finnish words of a question, said to be Finnish."""
    before, after = texts.looked_for.split("{words}")
    return f'{escape(before)}<span lang="fi">{escape(", ".join(words))}</span>{escape(after)}'


def _best_html(passage: CitedPassage, texts: Texts) -> str:
    quote = passage.quote.of(passage.text)
    whole = "" if quote.strip() == passage.text.strip() else passage_html(passage)
    return (
        f'<blockquote class="quote" lang="fi"><p>{escape(_line(quote))}</p></blockquote>'
        f"{citation_html(passage, texts)}{whole}"
    )


def _others_html(passages: Sequence[CitedPassage], texts: Texts) -> str:
    if not passages:
        return ""
    told = texts.one_more if len(passages) == 1 else texts.more.format(count=len(passages))
    items = "".join(f"<li>{passage_html(p)}{citation_html(p, texts)}</li>" for p in passages)
    return f'<details class="more"><summary>{escape(told)}</summary><ol>{items}</ol></details>'


def _not_found_html(answer: Answer, searched: int, texts: Texts) -> str:
    told = texts.searched_one if searched == 1 else texts.searched.format(count=searched)
    advice = "".join(f"<li>{escape(line)}</li>" for line in texts.advice)
    closest = ""
    if answer.passages:
        items = "".join(
            f'<li><p lang="fi">{escape(_line(p.quote.of(p.text)))}</p>{citation_html(p, texts)}</li>'
            for p in answer.passages[:3]
        )
        closest = f'<h3>{escape(texts.closest)}</h3><ol class="closest">{items}</ol>'
    return (
        f"<p>{escape(told)}</p><h3>{escape(texts.ask_otherwise)}</h3>"
        f'<ul class="advice">{advice}</ul>{closest}'
    )


def passage_html(passage: CitedPassage) -> str:
    """A passage's text, paragraph by paragraph, with its quote marked."""
    return (
        '<div class="passage" lang="fi">'
        + "".join(
            f"<p>{_marked(passage.text, span, passage.quote)}</p>" for span in _paragraphs(passage.text)
        )
        + "</div>"
    )


def _paragraphs(text: str) -> list[Span]:
    """The spans of a text's paragraphs, which empty lines part."""
    spans: list[Span] = []
    start = 0
    for found in _BREAK.finditer(text):
        spans.append(Span(start, found.start()))
        start = found.end()
    spans.append(Span(start, len(text)))
    return [span for span in spans if len(span)]


def _marked(text: str, span: Span, mark: Span) -> str:
    """A stretch of a text as HTML, with what it shares with another span marked."""
    start, end = max(span.start, mark.start), min(span.end, mark.end)
    if start >= end:
        return escape(span.of(text))
    before, marked, after = text[span.start : start], text[start:end], text[end : span.end]
    return f"{escape(before)}<mark>{escape(marked)}</mark>{escape(after)}"


def citation_html(passage: CitedPassage, texts: Texts) -> str:
    """A passage's citation, a link to its quote; where else its text stands, its matter was handled."""
    start = passage.span.start
    quote = Span(start + passage.quote.start, start + passage.quote.end)
    address = query(place_of(passage.source.id, quote, passage.quote.of(passage.text)))
    link = (
        f'<p class="citation"><span class="unseen">{escape(texts.source)} </span>'
        f'<a class="source" href="{escape(address)}" lang="fi">{escape(passage.citation)}</a></p>'
    )
    return (
        link
        + _elsewhere_html(texts.also_at, passage.also_at)
        + _elsewhere_html(texts.same_matter, passage.same_matter)
    )


def _elsewhere_html(told: str, citations: Sequence[str]) -> str:
    """Other places to look at, after what they have to do with this one."""
    if not citations:
        return ""
    items = "".join(f'<li lang="fi">{escape(citation)}</li>' for citation in citations)
    return f'<div class="elsewhere"><p>{escape(told)}</p><ul>{items}</ul></div>'


def _problem(problem: Problem, texts: Texts) -> str:
    told: str = getattr(texts, problem)
    return told


def _line(text: str) -> str:
    """A text in one line."""
    return " ".join(text.split())
