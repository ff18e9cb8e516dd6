"""Word help as HTML: a rendering under each word, that can be switched off, skipped, and is never copied."""

import re
from collections.abc import Callable
from functools import lru_cache
from html import escape

from app.answer.answer import Answer, CitedPassage
from app.texts.wordhelp import WORDHELP, WordHelpTexts
from app.wordhelp.words import helped_words
from corpus.document import Document
from corpus.language import Language

_CLOSES = re.compile(r"[,.;:!?)\]”’»]+")

Inline = Callable[[str], str]
"""A stretch of a document's text as HTML."""


def help_for(answer: Answer, passage: CitedPassage, spoken: Language) -> Inline:
    """How the text of an answer's passage is written: with help in the language of the question.

    Where the question is in the passage's own language, the help is in that of the page, if it is another.
    """
    source = passage.language
    target = answer.language if answer.language != source else spoken
    looked_for = answer.looked_for or ()

    def written(text: str) -> str:
        return ruby_html(text, source, target, looked_for)

    return written


@lru_cache(maxsize=1 << 12)  # a conversation is drawn again with each question
def ruby_html(text: str, source: Language, target: Language, looked_for: tuple[str, ...] = ()) -> str:
    """A text with the rendering of each word below it, and the words that were searched with marked.

    A screen reader passes the renderings over. They come from the style sheet, so that copied text has none
    of them.
    """
    written, at = [], 0
    for word in helped_words(text, source, target, looked_for):
        written.append(escape(text[at : word.span.start]))
        inside = escape(word.span.of(text))
        if word.sought:
            inside = f'<span class="sought">{inside}</span>'
        at = word.span.end
        if word.rendering is not None:
            # What closes the word stays at it, where a rendering is wider than the word.
            closes = _CLOSES.match(text, at)
            if closes:
                inside, at = inside + escape(closes[0]), closes.end()
            told = f'data-word="{escape(word.rendering)}"'
            begins = "<wbr>" if text[: word.span.start][-1:].isspace() else ""
            inside = f'{begins}<ruby>{inside}<rt lang="{target}" aria-hidden="true" {told}></rt></ruby>'
        written.append(inside)
    written.append(escape(text[at:]))
    return "".join(written)


def help_switch_html(answer: Answer, spoken: Language) -> str:
    """The switch of an answer's word help, and what the help is; empty where there is nothing to help with.

    It says by ``data-help`` whether the help is on until somebody switches it: where the question is in
    another language than the best passage; by ``data-to`` which language it is in.
    """
    if not answer.passages:
        return ""
    source = answer.passages[0].language
    foreign = answer.language != source
    if not foreign and spoken == source:
        return ""
    texts = WORDHELP[spoken]
    note = f"{texts.note} {texts.sought}" if answer.looked_for and source == "fi" else texts.note
    on, target = ("on", answer.language) if foreign else ("off", spoken)
    return _switch_html(f'data-help="{on}" data-to="{target}"', note, texts)


def titles_switch_html(spoken: Language) -> str:
    """The switch of the word help of titles in another language than the page's, which is on at first."""
    texts = WORDHELP[spoken]
    return _switch_html(f'data-help="on" data-to="{spoken}"', texts.note, texts)


def reader_switch_html(document: Document, spoken: Language) -> str:
    """The switch of the word help of a document that is read, which the page's script shows and draws."""
    texts = WORDHELP[spoken]
    return _switch_html(f'data-of="{escape(document.digest[:12])}" hidden', texts.note, texts)


def _switch_html(attributes: str, note: str, texts: WordHelpTexts) -> str:
    return (
        f'<div class="wordhelp" {attributes}>'
        f'<button type="button" class="help-switch" aria-pressed="false">{escape(texts.switch)}</button>'
        f'<p class="help-note" hidden>{escape(note)}</p></div>'
    )
