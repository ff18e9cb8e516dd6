"""Refusals: what is wrong with a request, told to a person as a page and to a program as JSON."""

import json
from collections.abc import Mapping
from typing import Literal

from starlette.requests import Request
from starlette.responses import Response

from app.texts.families import REFUSALS
from app.web.asgi import JSON, answer
from app.web.templates import html
from app.web.visitor import visitor_language, wants_page
from corpus.language import Language

Reason = Literal["two_names", "foreign_name", "foreign_page", "too_long", "nothing_here"]
"""What can be wrong; each is the name of a text in ``RefusalTexts``."""

_ERRORS: Mapping[Reason, tuple[int, str]] = {
    "two_names": (400, "bad_request"),
    "foreign_name": (421, "unknown_host"),
    "foreign_page": (403, "foreign_page"),
    "too_long": (413, "too_long"),
    "nothing_here": (404, "not_found"),
}
"""The status of each, and the code that programs know it by."""


def refusal(request: Request, reason: Reason, **put: object) -> Response:
    """An answer that says what is wrong, in the visitor's language; ``put`` is put into its text.

    A program that asks for no language is told in English, as by the interface for programs.
    """
    status, code = _ERRORS[reason]
    page = wants_page(request)
    language = visitor_language(request) if page or "accept-language" in request.headers else "en"
    title, message = (text.format(**put) for text in REFUSALS[language][reason])
    headers = {"content-language": language, "vary": "Accept, Accept-Language"}
    if page:
        home = f"{request.scope.get('root_path', '')}/" if reason == "nothing_here" else ""
        return answer(refusal_html(language, title, message, home), status, headers=headers)
    return problem(status, code, message, headers)


def problem(status: int, code: str, message: str, headers: Mapping[str, str] | None = None) -> Response:
    """What is wrong, for a program, in the form of the interface for programs."""
    told = json.dumps({"error": {"code": code, "message": message}}, ensure_ascii=False)
    return answer(told, status, JSON, headers)


def refusal_html(language: Language, title: str, message: str, home: str = "") -> str:
    """A page that tells what is wrong; ``home`` is the address that leads from it to the chat."""
    return html(
        "web/refusal.html",
        language=language,
        title=f"{title} – Pykälä",
        heading=title,
        message=message,
        home=home,
        to_the_page=REFUSALS[language].to_the_page,
    )
