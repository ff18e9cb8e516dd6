"""The accessibility statement as a page of its own, which works without any script."""

import re

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from app.texts.families import STATEMENTS
from app.web.templates import html
from app.web.visitor import request_language
from corpus.language import Language

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")

ADDRESS = "accessibility"
"""Where the statement stands, beside the page."""


def statement_route(contact: str) -> Route:
    """``accessibility``, with ``?language=sv`` in another language than the visitor's."""

    def statement(request: Request) -> Response:
        return HTMLResponse(statement_html(request_language(request), contact))

    return Route(f"/{ADDRESS}", statement)


def statement_html(language: Language, contact: str) -> str:
    """The statement in a language; without a contact it says that there is none."""
    statement = STATEMENTS[language]
    return html(
        "web/statement.html",
        language=language,
        title=f"{statement.title} – Pykälä",
        statement=statement,
        contact=_linked(contact),
        in_language=lambda code: f"?language={code}",
    )


def _linked(contact: str) -> tuple[str, str, str]:
    """A contact cut around its first e-mail address, which may be empty."""
    found = _MAIL.search(contact)
    if found is None:
        return contact, "", ""
    return contact[: found.start()], found[0], contact[found.end() :]


def footer_html() -> str:
    """The page's foot with the link here, in three languages, of which the style sheet shows one."""
    return html("web/foot.html", address=ADDRESS, statements=STATEMENTS)
