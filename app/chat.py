"""The chat page: questions and answers, with the document beside them.

Gradio carries the events; what is shown is built by ``app.cards`` and ``app.reader``. Each visitor has a
session of their own, kept in the server's memory and seen by nobody else.
"""

import logging
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any, Protocol
from urllib.parse import parse_qsl

import gradio as gr

from app.answer import Answer
from app.cards import Turn, conversation_html
from app.limits import FIELDS, filter_of, limits_html
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
    preferred,
)
from corpus.document import Document
from corpus.errors import PykalaError, QuestionError
from index.filters import ANYWHERE, Filter
from index.language import Language

_log = logging.getLogger(__name__)


class Library(Protocol):
    """What the page asks: an index that may still have to be built or loaded."""

    def ask(
        self, question: str, top: int = 5, wanted: Filter | None = None, *, hinting: bool = True
    ) -> Answer:
        """The answer to a question, as ``app.answer.answer`` gives it; raises an error of the tree."""

    def documents(self) -> Sequence[Document]:
        """All documents that are searched."""

    def warm(self) -> None:
        """Load what the first question would load."""


Turns = tuple[Turn, ...]


class Page:
    """What the page does with each event: what a visitor has in, HTML out."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def ask(
        self, turns: Turns, question: str, wanted: Filter = ANYWHERE, *, hinting: bool = True
    ) -> Iterator[Turns]:
        """The turns with the question asked, then with its answer or what was wrong with it."""
        asked = question.strip()
        earlier = tuple(turn for turn in turns if turn.question)
        if not asked:
            yield (*earlier, Turn("", problem="empty_question"))
            return
        yield (*earlier, Turn(asked))
        yield (*earlier, self._turn(asked, wanted, hinting=hinting))

    def _turn(self, question: str, wanted: Filter, *, hinting: bool) -> Turn:
        try:
            found = self._library.ask(question, wanted=wanted, hinting=hinting)
            return Turn(question, found, searched=len(self._library.documents()), wanted=wanted)
        except QuestionError:
            return Turn(question, problem="unfit_question")
        except PykalaError as error:
            return Turn(question, problem="cannot_answer", explanation=str(error))
        except Exception:
            _log.exception("a question could not be answered")
            return Turn(question, problem="unexpected")

    def talk(self, turns: Turns, language: Language) -> str:
        """The conversation as HTML; an empty one waits for the documents that its welcome names."""
        asked = any(turn.question for turn in turns)
        documents = () if asked else self.documents()
        return conversation_html(turns, documents, examples(documents), TEXTS[language])

    def limiting(self, wanted: Filter, language: Language) -> str:
        """The form that narrows the search, as HTML."""
        return limits_html(self.documents(), wanted, TEXTS[language])

    def reading(self, place: Place | None, language: Language) -> str:
        """The reading panel as HTML, empty where nothing is being read."""
        if place is None:
            return ""
        documents = self.documents()
        for document in documents:
            if document.id == place.document_id:
                return reader_html(documents, document, place, TEXTS[language])
        return missing_html(documents, place, TEXTS[language])

    def documents(self) -> Sequence[Document]:
        """All documents; none where they cannot be had, which the next question will tell."""
        try:
            return self._library.documents()
        except Exception:
            _log.exception("the documents could not be listed")
            return ()


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
    """The page as Gradio blocks, not yet served; its style and script lie in ``style/`` and ``script/``."""
    page = Page(library)
    blocks = gr.Blocks(title="Pykälä", analytics_enabled=False, fill_width=True)
    with blocks:
        # Four states, each written by events of one kind: two events at once lose nothing.
        language, turns, place = gr.State("fi"), gr.State(()), gr.State(None)
        wanted = gr.State(ANYWHERE)
        header = gr.HTML(header_html("fi"), elem_id="header", **_html("header"))
        with gr.Row(elem_id="columns"):
            with gr.Column(elem_id="talk"):
                conversation = gr.HTML("", elem_id="conversation", **_html("conversation"))
                limits = gr.HTML("", elem_id="limits", **_html("limits"))
                with gr.Row(elem_id="ask"):
                    box = gr.Textbox(lines=1, max_lines=6, elem_id="question", scale=1, **_box("fi"))
                    send = gr.Button(TEXTS["fi"].send, variant="primary", elem_id="send", scale=0)
            reader = gr.HTML("", elem_id="reader", **_html("reader"))

        def asked(
            before: Turns, spoken: Language, limited: Filter, question: str, *, hinting: bool = True
        ) -> Iterator[tuple[Turns, str, str]]:
            question = question if isinstance(question, str) else ""
            for now in page.ask(before, question, limited, hinting=hinting):
                yield now, page.talk(now, spoken), ""

        def example(
            before: Turns, spoken: Language, limited: Filter, event: gr.EventData
        ) -> Iterator[tuple[Turns, str, str]]:
            plain = bool(_field(event, "plain"))
            yield from asked(before, spoken, limited, _field(event, "question"), hinting=not plain)

        def limit(event: gr.EventData) -> Filter:
            return filter_of({name: _field(event, name) for name in FIELDS})

        def read(spoken: Language, event: gr.EventData) -> tuple[Place | None, str]:
            opened = place_from(_field(event, "place"))
            return opened, page.reading(opened, spoken)

        def visit(request: gr.Request) -> tuple[Any, ...]:
            cookie, accepted = request.cookies.get(LANGUAGE_COOKIE), request.headers.get("accept-language")
            spoken = preferred(cookie, accepted)
            opening = conversation_html((), None, (), TEXTS[spoken])
            return (*frame(spoken), parse(dict(request.query_params)), opening)

        def wait() -> None:
            page.documents()

        def speak(event: gr.EventData) -> tuple[Any, ...]:
            return frame(preferred(_field(event, "language"), None))

        def frame(spoken: Language) -> tuple[Any, ...]:
            return spoken, header_html(spoken), gr.update(**_box(spoken)), TEXTS[spoken].send

        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        # One at a time, what is drawn last is drawn from the latest state.
        talking = {**quiet, "concurrency_id": "talk", "concurrency_limit": 1}
        finding = {**quiet, "concurrency_id": "read", "concurrency_limit": 1}
        free = {**quiet, "concurrency_limit": None}
        told = [turns, conversation, box]
        gr.on([box.submit, send.click], asked, [turns, language, wanted, box], told, **talking)
        conversation.submit(example, [turns, language, wanted], told, **talking)
        # In line and each by itself, so that the next question is limited as the form says.
        limits.select(limit, None, wanted, trigger_mode="multiple", **talking)
        for component in (conversation, reader):
            component.select(read, language, [place, reader], **finding)
        framed = [language, header, box, send]
        for changed in (
            blocks.load(visit, None, [*framed, place, conversation], **free).then(wait, **free),
            header.select(speak, None, framed, **free),
        ):
            changed.then(page.talk, [turns, language], conversation, **talking)
            changed.then(page.reading, [place, language], reader, **finding)
            changed.then(page.limiting, [wanted, language], limits, **free)
    return blocks


def _html(part: str) -> dict[str, Any]:
    """How a part of the page is made: as it is written, its events bound by ``script/page.js``."""
    return {"apply_default_css": False, "js_on_load": f"pykala.{part}(element, trigger, watch);"}


def _box(language: Language) -> dict[str, Any]:
    texts = TEXTS[language]
    return {"label": texts.question, "placeholder": texts.question_hint}


def _field(event: gr.EventData, name: str) -> str:
    """A text that the page's script sent with an event; whatever else came is taken for none."""
    data = event._data
    value = data.get(name) if isinstance(data, dict) else None
    return value if isinstance(value, str) else ""
