"""The accessibility statement as a page of its own, which works without any script."""

from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from app.texts import LANGUAGE_COOKIE, LANGUAGE_NAMES, LANGUAGES, TEXTS, preferred
from app.texts.statement import STATEMENTS
from app.web.plain_page import plain_page
from corpus.language import Language

ADDRESS = "accessibility"
"""Where the statement stands, beside the page."""


def statement_route(contact: str) -> Route:
    """``accessibility``, with ``?language=sv`` in another language than the visitor's."""

    def statement(request: Request) -> Response:
        chosen = request.query_params.get("language") or request.cookies.get(LANGUAGE_COOKIE)
        language = preferred(chosen, request.headers.get("accept-language"))
        return HTMLResponse(statement_html(language, contact))

    return Route(f"/{ADDRESS}", statement)


def statement_html(language: Language, contact: str) -> str:
    """The statement in a language; without a contact it says that there is none."""
    said = STATEMENTS[language]
    sections = "".join(
        f"<h2>{escape(heading)}</h2>" + "".join(f"<p>{escape(text)}</p>" for text in paragraphs)
        for heading, paragraphs in said.sections
    )
    told = (
        f'<p>{escape(said.contact)}</p><p class="contact">{escape(contact)}</p>'
        if contact
        else f"<p>{escape(said.no_contact)}</p>"
    )
    return plain_page(
        language,
        f"{said.title} – Pykälä",
        f'<main class="wide"><h1>{escape(said.title)}</h1><p>{escape(said.lead)}</p>{sections}'
        f'<h2>{escape(said.feedback)}</h2>{told}<p><a href="./">{escape(said.back)}</a></p>'
        f'<nav aria-label="{escape(TEXTS[language].choose_language)}">{_languages(language)}</nav></main>',
    )


def footer_html() -> str:
    """The page's foot with the link here, in three languages, of which the style sheet shows one."""
    names = "".join(f'<span lang="{code}">{escape(STATEMENTS[code].title)}</span>' for code in LANGUAGES)
    return f'<footer class="foot"><a href="{ADDRESS}">{names}</a></footer>'


def _languages(spoken: Language) -> str:
    return "".join(
        f'<span lang="{code}" aria-current="true">{LANGUAGE_NAMES[code]}</span>'
        if code == spoken
        else f'<a lang="{code}" hreflang="{code}" href="?language={code}">{LANGUAGE_NAMES[code]}</a>'
        for code in LANGUAGES
    )
