"""The chat as Gradio blocks: the question box, its button, the conversation, and empty parts around them.

Asking is all that Gradio's server does: the conversation calls it as a *server function*, a POST that comes
back as a promise of the page's script with one article. It is no event with an output. What an event brings
replaces what was there, two at once may come in either order, and one that is cut off leaves Gradio deaf
until the page is loaded anew; a promise is kept or broken, and whoever asked is told. Nothing about a visitor
is kept between two requests, so a page outlives the program that it came from.
"""

from typing import Any

import gradio as gr

from app.library import Library
from app.page.asking import Asking
from app.texts import FINNISH
from app.web.templates import html

_SESSIONS = 16
"""The visitors of whom Gradio keeps a copy of the page's parts, a tenth of a megabyte each; all need none."""


def build_page(library: Library, *, counting: bool = False) -> gr.Blocks:
    """The blocks, not yet served. ``static/script`` fills the parts, in the language of the visitor.

    ``counting`` says that questions without an answer are counted.
    """
    asking = Asking(library, counting=counting)

    def ask(sent: dict[str, Any]) -> str:
        return str(asking.article(sent))

    blocks = gr.Blocks(title="Pykälä", analytics_enabled=False, fill_width=True)
    blocks.state_session_capacity = _SESSIONS
    with blocks:
        _part("header")
        with gr.Row(elem_id="columns"):
            _part("tour")
            with gr.Column(elem_id="talk"):
                _part("talks")
                gr.HTML(
                    html("page/conversation.html"),
                    elem_id="conversation",
                    apply_default_css=False,
                    server_functions=[ask],
                    js_on_load="window.pykala.converse(server.ask)",
                )
                with gr.Column(elem_id="box"):
                    with gr.Row(elem_id="ask"):
                        gr.Textbox(
                            label=FINNISH.question,
                            placeholder=FINNISH.question_hint,
                            lines=1,
                            max_lines=6,
                            interactive=True,
                            elem_id="question",
                            scale=1,
                        )
                        gr.Button(FINNISH.send, variant="primary", elem_id="send", scale=0)
                    _part("filters")
                _part("welcome")
            _part("reader")
    return blocks


def _part(name: str) -> None:
    """A place on the page that the script fills."""
    gr.HTML('<div class="part"></div>', elem_id=name, apply_default_css=False, js_on_load=None)
