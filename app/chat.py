"""The chat page: questions and answers, with the document beside them.

Gradio carries the events; what is shown is built by ``app.cards`` and ``app.reader``. Each visitor has a
session of their own, kept in the server's memory and seen by nobody else.
"""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any, Protocol
from urllib.parse import parse_qsl

import gradio as gr

from app.answer import Answer
from app.cards import Turn, conversation_html
from app.place import Place, parse
from app.reader import missing_html, reader_html
from app.reports import shipped_reports
from app.texts import (
    LANGUAGE_COOKIE,
    LANGUAGE_NAMES,
    LANGUAGES,
    MINUTES_EXAMPLES,
    REPORT_EXAMPLES,
    TEXTS,
    Example,
    Texts,
    preferred,
)
from corpus.document import Document
from corpus.errors import PykalaError, QuestionError
from index.language import Language

_log = logging.getLogger(__name__)


class Library(Protocol):
    """What the page asks: an index that may still have to be built or loaded."""

    def ask(self, question: str, top: int = 5) -> Answer:
        """The answer to a question; raises an error of the tree."""

    def documents(self) -> Sequence[Document]:
        """All documents that are searched."""

    def warm(self) -> None:
        """Load what the first question would load."""


@dataclass(frozen=True, slots=True)
class Session:
    """What one visitor sees: the language of the page, the conversation, the place being read."""

    language: Language = "fi"
    turns: tuple[Turn, ...] = ()
    place: Place | None = None

    @property
    def texts(self) -> Texts:
        """The texts of the session's language."""
        return TEXTS[self.language]


class Page:
    """What the page does with each event: sessions in, sessions and HTML out."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def conversation(self, session: Session, documents: Sequence[Document] | None) -> str:
        """The conversation of a session as HTML; ``documents`` is None while they are being opened."""
        return conversation_html(session.turns, documents, examples(documents or ()), session.texts)

    def reading(self, session: Session) -> str:
        """The reading panel of a session as HTML, empty where nothing is being read."""
        place = session.place
        if place is None:
            return ""
        documents = self._documents()
        for document in documents:
            if document.id == place.document_id:
                return reader_html(documents, document, place, session.texts)
        return missing_html(documents, place, session.texts)

    def ask(self, session: Session, question: str) -> Iterator[Session]:
        """The session with the question asked, then with its answer or what was wrong with it."""
        asked = question.strip()
        earlier = tuple(turn for turn in session.turns if turn.question)
        if not asked:
            yield replace(session, turns=(*earlier, Turn("", problem="empty_question")))
            return
        yield replace(session, turns=(*earlier, Turn(asked)))
        yield replace(session, turns=(*earlier, self._turn(asked)))

    def _turn(self, question: str) -> Turn:
        try:
            return Turn(question, self._library.ask(question), searched=len(self._library.documents()))
        except QuestionError:
            return Turn(question, problem="unfit_question")
        except PykalaError as error:
            return Turn(question, problem="cannot_answer", explanation=str(error))
        except Exception:
            _log.exception("a question could not be answered")
            return Turn(question, problem="unexpected")

    def _documents(self) -> Sequence[Document]:
        """All documents; none where the index cannot be read, which the next question will tell."""
        try:
            return self._library.documents()
        except PykalaError:
            _log.exception("the documents could not be listed")
            return ()

    def opened(self, session: Session) -> str:
        """The conversation once the documents that its welcome names are there, waiting if need be."""
        asked = any(turn.question for turn in session.turns)
        return self.conversation(session, () if asked else self._documents())


def examples(documents: Sequence[Document]) -> tuple[Example, ...]:
    """Questions to begin with, that these documents are likely to answer."""
    if not documents:
        return ()
    shipped = {path.name for path in shipped_reports()}
    return REPORT_EXAMPLES if shipped & {document.id for document in documents} else MINUTES_EXAMPLES


def header_html(language: Language) -> str:
    """The head of the page: its name, what it is for, and the switch of languages."""
    texts = TEXTS[language]
    buttons = "".join(
        f'<button type="button" lang="{code}" data-language="{code}" '
        f'aria-pressed="{"true" if code == language else "false"}">{LANGUAGE_NAMES[code]}</button>'
        for code in LANGUAGES
    )
    return (
        f'<header class="head" data-language="{language}" data-title="{escape(texts.page_title)}">'
        f'<a class="skip" href="#question">{escape(texts.skip)}</a>'
        f'<h1><span class="sign" aria-hidden="true">§</span> Pykälä</h1>'
        f'<p class="tagline">{escape(texts.tagline)}</p>'
        f'<div class="languages" role="group" aria-label="{escape(texts.choose_language)}">{buttons}</div>'
        f'<p class="lost" role="alert">{escape(texts.lost)}</p>'
        "</header>"
    )


def place_from(query: str) -> Place | None:
    """The place that the query of an address names, with or without its question mark."""
    return parse(dict(parse_qsl(query.removeprefix("?"))))


def build_page(library: Library) -> gr.Blocks:
    """The page as Gradio blocks, not yet served; its style and script are in ``page.css`` and ``page.js``."""
    page = Page(library)
    blocks = gr.Blocks(title="Pykälä", analytics_enabled=False, fill_width=True)
    with blocks:
        session = gr.State(Session())
        header = gr.HTML(
            header_html("fi"), apply_default_css=False, js_on_load=_script("header"), elem_id="header"
        )
        with gr.Row(elem_id="columns"):
            with gr.Column(elem_id="talk"):
                conversation = gr.HTML(
                    "", apply_default_css=False, js_on_load=_script("conversation"), elem_id="conversation"
                )
                with gr.Row(elem_id="ask"):
                    box = gr.Textbox(lines=1, max_lines=6, elem_id="question", scale=1, **_box(TEXTS["fi"]))
                    send = gr.Button(TEXTS["fi"].send, variant="primary", elem_id="send", scale=0)
            reader = gr.HTML("", apply_default_css=False, js_on_load=_script("reader"), elem_id="reader")

        def asked(now: Session, question: str) -> Iterator[tuple[Session, str, str]]:
            for then in page.ask(now, question if isinstance(question, str) else ""):
                yield then, page.opened(then), ""

        def example(now: Session, event: gr.EventData) -> Iterator[tuple[Session, str, str]]:
            yield from asked(now, _field(event, "question"))

        def read(now: Session, event: gr.EventData) -> tuple[Session, str]:
            then = replace(now, place=place_from(_field(event, "place")))
            return then, page.reading(then)

        def speak(now: Session, event: gr.EventData) -> tuple[Any, ...]:
            then = replace(now, language=preferred(_field(event, "language"), None))
            return (then, *chrome(then), page.opened(then), page.reading(then))

        def chrome(now: Session) -> tuple[str, Any, Any]:
            texts = now.texts
            return header_html(now.language), gr.update(**_box(texts)), gr.update(value=texts.send)

        def visit(now: Session, request: gr.Request) -> Iterator[tuple[Any, ...]]:
            language = preferred(request.cookies.get(LANGUAGE_COOKIE), request.headers.get("accept-language"))
            then = replace(now, language=language, place=parse(dict(request.query_params)))
            yield (then, *chrome(then), page.conversation(then, None), gr.skip())
            yield (then, *chrome(then), page.opened(then), page.reading(then))

        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        # One question at a time: a session must hold the turn before when the next is asked.
        asking = {"concurrency_id": "ask", "concurrency_limit": 1, **quiet}
        told = [session, conversation, box]
        gr.on([box.submit, send.click], asked, [session, box], told, **asking)
        conversation.submit(example, session, told, **asking)
        for component in (conversation, reader):
            component.select(read, session, [session, reader], concurrency_limit=None, **quiet)
        everything = [session, header, box, send, conversation, reader]
        header.select(speak, session, everything, concurrency_limit=None, **quiet)
        blocks.load(visit, session, everything, concurrency_limit=None, **quiet)
    return blocks


def _script(part: str) -> str:
    return f"pykala.{part}(element, trigger, watch);"


def _box(texts: Texts) -> dict[str, Any]:
    return {"label": texts.question, "placeholder": texts.question_hint}


def _field(event: gr.EventData, name: str) -> str:
    """A text that the page's script sent with an event; whatever else came is taken for none."""
    data = event._data
    value = data.get(name) if isinstance(data, dict) else None
    return value if isinstance(value, str) else ""
