"""The head of the page: its name, its views, and the switch of languages."""

from collections.abc import Mapping
from html import escape

from app.texts import LANGUAGE_NAMES, LANGUAGES, TEXTS, Texts
from corpus.language import Language

VIEWS: Mapping[str, str] = {"ask": "ask_view", "tour": "tour_view"}
"""The views, in the order of their links, each with the name of the text that it is called by.

The first one stands at the page's own address, the others at ``?view=`` and their name; which one is in
sight is up to ``script/views.js`` and the style sheets.
"""


def header_html(language: Language) -> str:
    """The head in a language."""
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
        f"{_views_html(texts)}"
        f'<div class="languages" role="group" aria-label="{escape(texts.choose_language)}">{buttons}</div>'
        f'<p class="lost" role="alert">{escape(texts.lost)}</p>'
        "</header>"
    )


def _views_html(texts: Texts) -> str:
    """The links to the views, where there is more than one."""
    if len(VIEWS) < 2:
        return ""
    links = "".join(
        f'<li><a href="{"./" if name == "ask" else f"?view={name}"}" data-view="{name}">'
        f"{escape(getattr(texts, told))}</a></li>"
        for name, told in VIEWS.items()
    )
    return f'<nav class="views" aria-label="{escape(texts.views)}"><ul>{links}</ul></nav>'
