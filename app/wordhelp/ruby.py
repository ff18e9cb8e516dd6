"""Word help as HTML: a rendering under each word, that can be switched off, skipped, and is never copied."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from app.answer.answer import Answer, CitedPassage
from app.texts.wordhelp import WORDHELP
from app.web.templates import html
from app.wordhelp.renderings import helped_words
from corpus.document import Document
from corpus.language import Language

_CLOSES = re.compile(r"[,.;:!?)\]”’»]+")

Inline = Callable[[str], str]
"""A stretch of a document's text as HTML."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A helped word with the text before it; ``closes`` is what closes the word and stays at it.

    ``breaks`` says that a line may break before the word.
    """

    before: str
    word: str
    closes: str
    rendering: str | None
    sought: bool
    breaks: bool


def help_for(answer: Answer, passage: CitedPassage, language: Language) -> Inline:
    """How the text of an answer's passage is written: with help in the language of the question.

    Where the question is in the passage's own language, the help is in that of the page, if it is another.
    """
    source = passage.language
    target = answer.language if answer.language != source else language
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
    pieces, at = [], 0
    for word in helped_words(text, source, target, looked_for):
        # What closes the word stays at it, where a rendering is wider than the word.
        closes = _CLOSES.match(text, word.span.end) if word.rendering is not None else None
        pieces.append(
            _Piece(
                before=text[at : word.span.start],
                word=word.span.of(text),
                closes=closes[0] if closes else "",
                rendering=word.rendering,
                sought=word.sought,
                breaks=text[: word.span.start][-1:].isspace(),
            )
        )
        at = closes.end() if closes else word.span.end
    return html("wordhelp/ruby.html", pieces=pieces, rest=text[at:], target=target)


def help_switch_html(answer: Answer, language: Language) -> str:
    """The switch of an answer's word help, and what the help is; empty where there is nothing to help with.

    The help is on until somebody switches it where the question is in another language than the best
    passage, and is in that language, else in that of the page.
    """
    if not answer.passages:
        return ""
    source = answer.passages[0].language
    foreign = answer.language != source
    if not foreign and language == source:
        return ""
    data = {"help": "on", "to": answer.language} if foreign else {"help": "off", "to": language}
    return _switch_html(data, language, sought=bool(answer.looked_for) and source == "fi")


def titles_switch_html(language: Language) -> str:
    """The switch of the word help of titles in another language than the page's, which is on at first."""
    return _switch_html({"help": "on", "to": language}, language)


def viewer_switch_html(document: Document, language: Language) -> str:
    """The switch of the word help of an open document, which the page's script shows and draws."""
    return _switch_html({"of": document.digest[:12]}, language, hidden=True)


def _switch_html(
    data: Mapping[str, str], language: Language, *, sought: bool = False, hidden: bool = False
) -> str:
    texts = WORDHELP[language]
    note = f"{texts.note} {texts.sought}" if sought else texts.note
    return html("wordhelp/switch.html", data=data, hidden=hidden, texts=texts, note=note)
