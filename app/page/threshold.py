"""The threshold: what stands until the page is there, and takes a question even then, as HTML."""

from html import escape

from app.page.head import header_html
from app.texts import TEXTS
from corpus.language import Language


def threshold_html(language: Language) -> str:
    """The head, what is being waited for in words, and a question box; ``script/threshold.js`` takes it away.

    It has the class of Gradio's own container, so that the style sheets hold for both.
    """
    texts = TEXTS[language]
    return (
        f'<div class="gradio-container threshold" data-kept="{escape(texts.asked_early)}" '
        f'data-long="{escape(texts.loading_long)}" data-ready="{escape(texts.ready)}">{header_html(language)}'
        f'<main class="waiting"><p class="arriving">{escape(texts.loading)}</p>'
        f'<form><div><label for="early">{escape(texts.question)}</label>'
        f'<textarea id="early" rows="1" placeholder="{escape(texts.question_hint)}"></textarea></div>'
        f"<button>{escape(texts.send)}</button></form></main></div>"
    )
