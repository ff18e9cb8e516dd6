"""The chat page: questions and answers, with the document beside them.

Gradio carries the events; what is shown is built by ``app.page`` and what it calls. Each visitor has a
session of their own, kept in the server's memory and seen by nobody else.
"""

import time
from collections.abc import Callable, Iterator
from typing import Any

import gradio as gr

from app.cards import conversation_html
from app.head import header_html
from app.limits import sent_filter
from app.page import Library, Page
from app.place import Place, parse, parse_query
from app.texts import LANGUAGE_COOKIE, TEXTS, preferred
from app.texts.tour import TOUR
from app.tour.steps import steps_html
from app.tour.tours import Tours
from app.turns import Turns, going_on_from
from index.language import Language

_LIMITED = "(_, ...rest) => [window.pykala.limiting?.() ?? '', ...rest]"
"""Puts the form's fields, as they stand, in place of an event's first input: they come with the question,
in one request, as of two the later may arrive first."""

_Walked = tuple[str, Language]
"""The document whose tour is shown, and in which language."""


def build_page(library: Library) -> gr.Blocks:
    """The page as Gradio blocks, not yet served; its style and script lie in ``style/`` and ``script/``."""
    page = Page(library)
    talk, reading, greeting = _dated(page.talk), _dated(page.reading), _dated(conversation_html)
    blocks = gr.Blocks(title="Pykälä", analytics_enabled=False, fill_width=True)
    with blocks:
        # Three states, each written by events of one kind: two events at once lose nothing.
        language, turns, place = gr.State(None), gr.State(()), gr.State(None)
        # Not drawn: the form's fields, as they stand when an event is sent (``_LIMITED``).
        fields = gr.Textbox("", visible=False)
        header = gr.HTML(header_html("fi"), elem_id="header", **_html("header"))
        with gr.Row(elem_id="columns"):
            tour = _tour()
            steps, conversation, limits, box, send = _talk()
            reader = gr.HTML("", elem_id="reader", **_html("reader"))

        def asked(
            limited: str, earlier: Turns, chosen: Language | None, question: str, request: gr.Request
        ) -> Iterator[tuple[Turns, str, str]]:
            question = question if isinstance(question, str) else ""
            for now in page.ask(earlier, question, sent_filter(limited), before=going_on_from(earlier)):
                yield now, talk(now, _spoken(chosen, request)), ""

        def example(
            limited: str, earlier: Turns, chosen: Language | None, event: gr.EventData, request: gr.Request
        ) -> Iterator[tuple[Turns, str, str]]:
            question, after = _field(event, "question"), _field(event, "after") or None
            wanted, plain = sent_filter(limited), bool(_field(event, "plain"))
            for now in page.ask(earlier, question, wanted, hinting=not plain, before=after):
                yield now, talk(now, _spoken(chosen, request)), ""

        def restore(
            before: Turns, chosen: Language | None, event: gr.EventData, request: gr.Request
        ) -> tuple[Turns, str]:
            now = page.restore(before, _field(event, "kept"))
            return now, talk(now, _spoken(chosen, request))

        def clear(chosen: Language | None, request: gr.Request) -> tuple[Turns, str]:
            return (), talk((), _spoken(chosen, request))

        def limiting(limited: str, chosen: Language) -> str:
            return page.limiting(sent_filter(limited), chosen)

        def read(
            chosen: Language | None, event: gr.EventData, request: gr.Request
        ) -> tuple[Place | None, str]:
            opened = parse_query(_field(event, "place"))
            return opened, reading(opened, _spoken(chosen, request))

        def visit(kept: Turns, request: gr.Request) -> tuple[Any, ...]:
            spoken = _spoken(None, request)
            # A conversation that was restored meanwhile is not drawn over.
            opening = gr.skip() if kept else greeting((), None, (), TEXTS[spoken])
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
        asking = {**talking, "js": _LIMITED}
        gr.on([box.submit, send.click], asked, [fields, turns, language, box], told, **asking)
        conversation.submit(example, [fields, turns, language], told, **asking)
        conversation.restore(restore, [turns, language], told[:2], **talking)
        conversation.clear(clear, language, told[:2], **talking)
        _rating(page, conversation, [turns, language], free)
        for component in (conversation, reader):
            component.select(read, language, [place, reader], **finding)
        framed = [language, header, box, send]
        changes = (
            blocks.load(visit, turns, [*framed, place, conversation], **free).then(wait, **free),
            header.select(speak, None, framed, **free),
        )
        for changed in changes:
            changed.then(talk, [turns, language], conversation, **talking)
            changed.then(reading, [place, language], reader, **finding)
            changed.then(limiting, [fields, language], limits, js=_LIMITED, **free)
        _guide(Tours(library), tour, steps, language, changes, free)
    return blocks


def _talk() -> tuple[gr.HTML, gr.HTML, gr.HTML, gr.Textbox, gr.Button]:
    """The view of the conversation: steps, turns, what limits the search, the question box and its button."""
    with gr.Column(elem_id="talk"):
        steps = gr.HTML("", elem_id="steps", **_html("steps"))
        conversation = gr.HTML("", elem_id="conversation", **_html("conversation", "restore", "rate"))
        limits = gr.HTML("", elem_id="limits", **_html("limits"))
        with gr.Row(elem_id="ask"):
            box = gr.Textbox(lines=1, max_lines=6, elem_id="question", scale=1, **_box("fi"))
            send = gr.Button(TEXTS["fi"].send, variant="primary", elem_id="send", scale=0)
    return steps, conversation, limits, box, send


def _rating(page: Page, conversation: gr.HTML, asked: list[gr.State], how: dict[str, Any]) -> None:
    """Bind what is said of an answer: it is kept, and the page's script told of it."""
    rated = gr.HTML("", elem_id="rated", **_html("rated"))

    def rate(earlier: Turns, chosen: Language | None, event: gr.EventData, request: gr.Request) -> str:
        turn, rating, remark = (_field(event, name) for name in ("turn", "rating", "remark"))
        return page.rate(earlier, turn, rating, remark, _spoken(chosen, request))

    conversation.rate(rate, asked, rated, trigger_mode="multiple", **how)


def _tour() -> tuple[gr.HTML, gr.HTML]:
    """The view of the tour: what is walked through, and the questions below it."""
    with gr.Column(elem_id="tour"):
        return (
            gr.HTML("", elem_id="walk", **_html("tour")),
            gr.HTML("", elem_id="asking", **_html("asking")),
        )


def _guide(
    tours: Tours,
    parts: tuple[gr.HTML, gr.HTML],
    steps: gr.HTML,
    language: gr.State,
    changes: tuple[Any, Any],
    how: dict[str, Any],
) -> None:
    """Bind what a newcomer is shown: three steps, the tour that is chosen, both anew in another language.

    ``changes`` are the events of a visit's beginning and of another language.
    """
    walked = gr.State(None)

    def walk(event: gr.EventData) -> Iterator[tuple[_Walked, str]]:
        # The language is the browser's own, which may be here before the visit has been told of.
        chosen = _field(event, "document"), preferred(_field(event, "language"), None)
        for shown in tours.walk(*chosen):
            yield chosen, _moment(shown)

    def walk_again(chosen: _Walked | None, spoken: Language) -> Iterator[tuple[_Walked | None, str]]:
        if chosen is None:
            yield None, ""
            return
        for shown in tours.walk(chosen[0], spoken):
            yield (chosen[0], spoken), _moment(shown)

    def ask(chosen: _Walked | None) -> Iterator[str]:
        for shown in tours.ask(*chosen) if chosen is not None else ("",):
            yield _moment(shown)

    # Two events: drawn again with its questions, a tour would lose its focus and what was unfolded in it.
    # What is chosen while another is on its way is walked through, and asked for its questions, after that.
    latest = {**how, "trigger_mode": "always_last"}
    parts[0].select(walk, None, [walked, parts[0]], **latest).then(ask, walked, parts[1], **latest)
    visited, spoke = changes
    for changed in (visited, spoke):
        changed.then(lambda spoken: steps_html(TOUR[spoken]), language, steps, **how)
    again = spoke.then(walk_again, [walked, language], [walked, parts[0]], **how)
    again.then(ask, walked, parts[1], **latest)


_BEGUN = time.time_ns() - time.monotonic_ns()


def _dated(draw: Callable[..., str]) -> Callable[..., str]:
    """What draws HTML, with its moment."""
    return lambda *shown: _moment(draw(*shown))


def _moment(html: str) -> str:
    """HTML with the moment in microseconds: two drawings may reach the browser in any order."""
    return f'<div data-drawn="{(_BEGUN + time.monotonic_ns()) // 1000}">{html}</div>'


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
