"""The accessibility statement as a page of its own, which works without any script."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from app.texts.families import STATEMENTS
from app.web.templates import html
from app.web.visitor import request_language
from corpus.language import Language

ADDRESS = "accessibility"
"""Where the statement stands, beside the page."""


def statement_route(contact: str) -> Route:
    """``accessibility``, with ``?language=sv`` in another language than the visitor's."""

    def statement(request: Request) -> Response:
        return HTMLResponse(statement_html(request_language(request), contact))

    return Route(f"/{ADDRESS}", statement)


def statement_html(language: Language, contact: str) -> str:
    """The statement in a language; without a contact it says that there is none.

    Addresses in it, of mail or of the web, are links.
    """
    statement = STATEMENTS[language]
    return html(
        "web/statement.html",
        language=language,
        title=f"{statement.title} – Pykälä",
        statement=statement,
        contact=contact,
        in_language=lambda code: f"?language={code}",
    )


def footer_html() -> str:
    """The page's foot with the link here, in three languages, of which the style sheet shows one."""
    return html("web/foot.html", address=ADDRESS, statements=STATEMENTS)
