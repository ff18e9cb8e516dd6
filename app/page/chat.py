"""The chat page: questions and answers, with the document beside them.

Gradio carries the events; ``app.page.conversation_events`` builds what is shown. Each visitor has a
session of their own, kept in the server's memory and seen by nobody else.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from html import escape
from typing import Any
from urllib.parse import parse_qsl

import gradio as gr

from app.answer.place import parse
from app.answer.turn import Turns, going_on_from
from app.page.conversation import conversation_html
from app.page.conversation_events import Library, Page
from app.page.filters import sent_filter
from app.page.head import header_html
from app.texts import LANGUAGE_COOKIE, TEXTS, preferred
from app.texts.tour import TOUR
from app.tour.steps import steps_html
from app.tour.tours import Tours
from corpus.language import Language


def build_page(library: Library) -> gr.Blocks:
    """The page as Gradio blocks, not yet served; its style and script lie in ``style/`` and ``script/``."""
    page = Page(library)
    talk, greeting = _dated(page.talk), _dated(conversation_html)
    blocks = gr.Blocks(title="Pykälä", analytics_enabled=False, fill_width=True)
    with blocks:
        # Two states, each written by events of one kind: two events at once lose nothing.
        language, turns = gr.State(None), gr.State(())
        # Not drawn: what the page's script sends with an event (``_sending``).
        sent = gr.Textbox("", visible=False)
        header = gr.HTML(header_html("fi"), elem_id="header", **_html("header"))
        with gr.Row(elem_id="columns"):
            tour = _tour()
            steps, conversation, limits, box, send = _talk()
            reader = gr.HTML("", elem_id="reader", **_html("reader"))

        def ask(
            limited: str, earlier: Turns, chosen: Language | None, event: gr.EventData, request: gr.Request
        ) -> Iterator[tuple[Turns, str]]:
            question, wanted = _field(event, "question"), sent_filter(limited)
            written, plain = bool(_field(event, "written")), bool(_field(event, "plain"))
            after = going_on_from(earlier) if written else _field(event, "after") or None
            for now in page.ask(earlier, question, wanted, hinting=not plain, before=after):
                yield now, talk(now, _spoken(chosen, request))

        def restore(
            before: Turns, chosen: Language | None, event: gr.EventData, request: gr.Request
        ) -> tuple[Turns, str]:
            now = page.restore(before, _field(event, "kept"))
            return now, talk(now, _spoken(chosen, request))

        def clear(chosen: Language | None, request: gr.Request) -> tuple[Turns, str]:
            return (), talk((), _spoken(chosen, request))

        def read(asked: str) -> str:
            fields = _fields(asked)
            return _answering(asked, page.reading(parse(fields), _language(fields)))

        def visit(kept: Turns, request: gr.Request) -> tuple[Any, ...]:
            spoken = _spoken(None, request)
            # A conversation that was restored meanwhile is not drawn over.
            opening = gr.skip() if kept else greeting((), None, (), TEXTS[spoken])
            return (*frame(spoken), opening)

        def wait() -> None:
            page.documents()

        def speak(asked: str) -> tuple[Any, ...]:
            return frame(_language(_fields(asked)))

        def frame(spoken: Language) -> tuple[Any, ...]:
            return spoken, header_html(spoken), gr.update(**_box(spoken)), TEXTS[spoken].send

        # What comes while the same is on its way is done after that, with what is wanted then.
        quiet: dict[str, Any] = {
            "show_progress": "hidden",
            "api_visibility": "private",
            "trigger_mode": "always_last",
        }
        # One at a time, what is drawn last is drawn from the latest state.
        talking = {**quiet, "concurrency_id": "talk", "concurrency_limit": 1}
        free = {**quiet, "concurrency_limit": None}
        told = [turns, conversation]
        asking = {**talking, "trigger_mode": "multiple", "js": _sending("limiting")}
        conversation.submit(ask, [sent, turns, language], told, **asking)
        conversation.restore(restore, [turns, language], told, **talking)
        conversation.clear(clear, language, told, **talking)
        _rating(page, conversation, [turns, language], free)
        reader.select(read, sent, reader, js=_sending("reading"), **free)
        framed = [language, header, box, send]
        changes = (
            blocks.load(visit, turns, [*framed, conversation], **free).then(wait, **free),
            header.select(speak, sent, framed, js=_sending("speaking"), **free),
        )
        for changed in changes:
            changed.then(talk, [turns, language], conversation, **talking)
            changed.then(page.limiting, language, limits, **free)
            changed.then(lambda spoken: steps_html(TOUR[spoken]), language, steps, **free)
        _guide(Tours(library), tour, sent, free)
    return blocks


def _talk() -> tuple[gr.HTML, gr.HTML, gr.HTML, gr.Textbox, gr.Button]:
    """The view of the conversation: steps, turns, what limits the search, the question box and its button."""
    with gr.Column(elem_id="talk"):
        steps = gr.HTML("", elem_id="steps", **_html("steps"))
        conversation = gr.HTML("", elem_id="conversation", **_html("conversation", "restore", "rate"))
        limits = gr.HTML("", elem_id="limits", **_html("limits"))
        with gr.Row(elem_id="ask"):
            box = gr.Textbox(
                lines=1, max_lines=6, interactive=True, elem_id="question", scale=1, **_box("fi")
            )
            send = gr.Button(TEXTS["fi"].send, variant="primary", elem_id="send", scale=0)
    return steps, conversation, limits, box, send


def _rating(page: Page, conversation: gr.HTML, asked: list[gr.State], how: dict[str, Any]) -> None:
    """Bind what is said of an answer: it is kept, and the page's script told of it."""
    rated = gr.HTML("", elem_id="rated", **_html("rated"))

    def rate(earlier: Turns, chosen: Language | None, event: gr.EventData, request: gr.Request) -> str:
        turn, rating, remark = (_field(event, name) for name in ("turn", "rating", "remark"))
        return page.rate(earlier, turn, rating, remark, _spoken(chosen, request))

    conversation.rate(rate, asked, rated, **{**how, "trigger_mode": "multiple"})


def _tour() -> tuple[gr.HTML, gr.HTML]:
    """The view of the tour: what is walked through, and the questions below it."""
    with gr.Column(elem_id="tour"):
        return (
            gr.HTML("", elem_id="walk", **_html("tour")),
            gr.HTML("", elem_id="asking", **_html("asking")),
        )


def _guide(tours: Tours, parts: tuple[gr.HTML, gr.HTML], sent: gr.Textbox, how: dict[str, Any]) -> None:
    """Bind the tour: what is walked through, then the questions that were tried."""

    def walk(asked: str) -> Iterator[str]:
        fields = _fields(asked)
        for shown in tours.walk(fields.get("document", ""), _language(fields)):
            yield _answering(asked, shown)

    def ask(asked: str) -> Iterator[str]:
        fields = _fields(asked)
        for shown in tours.ask(fields.get("document", ""), _language(fields)):
            yield _answering(asked, shown)

    # Two events: drawn again with its questions, a tour would lose its focus and what was unfolded in it.
    walking = {**how, "js": _sending("walking")}
    parts[0].select(walk, sent, parts[0], **walking).then(ask, sent, parts[1], **walking)


_BEGUN = time.time_ns() - time.monotonic_ns()


def _dated(draw: Callable[..., str]) -> Callable[..., str]:
    """What draws HTML, with its moment."""
    return lambda *shown: _moment(draw(*shown))


def _moment(html: str) -> str:
    """HTML with the moment in microseconds: drawings of two kinds may reach the browser in any order."""
    return f'<div data-drawn="{(_BEGUN + time.monotonic_ns()) // 1000}">{html}</div>'


def _answering(asked: str, html: str) -> str:
    """HTML with what was asked for: the page's script can tell whether that is still wanted."""
    return f'<div data-asked="{escape(asked)}">{html}</div>'


def _sending(name: str) -> str:
    """The script that puts what the page wants to say in place of an event's first input.

    It is asked for when the event is sent, and comes in the same request: the latest counts.
    """
    return f"(_, ...rest) => [window.pykala.{name}?.() ?? '', ...rest]"


def _fields(sent: str) -> dict[str, str]:
    """The fields of a query that the page's script sent."""
    return dict(parse_qsl(sent))


def _language(fields: Mapping[str, str]) -> Language:
    """The language of the page as the browser shows it; the server may have been started anew."""
    return preferred(fields.get("language"), None)


def _html(part: str, *events: str) -> dict[str, Any]:
    """How a part of the page is made: as it is written, its events bound by its own file in ``script/``.

    Gradio knows an event of our own by its name's standing in what is called when the part is there.
    """
    called = f"pykala.{part}(element, trigger, watch, props); // {', '.join(map(repr, events))}"
    return {"apply_default_css": False, "js_on_load": called}


def _box(language: Language) -> dict[str, Any]:
    texts = TEXTS[language]
    return {"label": texts.question, "placeholder": texts.question_hint}


def _spoken(chosen: Language | None, request: gr.Request) -> Language:
    """The language of a visitor: what this session knows, and where it is new, what the browser says.

    A session is new to a program that was started anew while its page stayed open.
    """
    cookie, accepted = request.cookies.get(LANGUAGE_COOKIE), request.headers.get("accept-language")
    return chosen or preferred(cookie, accepted)


def _field(event: gr.EventData, name: str) -> str:
    """A text that the page's script sent with an event; whatever else came is taken for none."""
    data = event._data
    value = data.get(name) if isinstance(data, dict) else None
    return value if isinstance(value, str) else ""
