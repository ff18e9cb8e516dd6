"""Refusals: what is wrong with a request, told to a person as a page and to a program as JSON."""

import json
from collections.abc import Mapping
from typing import Literal

from app.texts.refusals import REFUSALS
from app.web.asgi import HTML, JSON, Message, Send, asked_with, respond
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


async def refuse(scope: Message, send: Send, reason: Reason, **put: object) -> None:
    """Answer with what is wrong, in the visitor's language; ``put`` is what its text has to have put in.

    A program that asks for no language is told in English, as by the interface for programs.
    """
    status, code = _ERRORS[reason]
    page = wants_page(scope)
    language = visitor_language(scope) if page or b"accept-language" in asked_with(scope) else "en"
    title, message = (text.format(**put) for text in getattr(REFUSALS[language], reason))
    headers = [(b"content-language", language.encode("ascii")), (b"vary", b"Accept, Accept-Language")]
    if page:
        home = f"{scope.get('root_path', '')}/" if reason == "nothing_here" else ""
        await respond(send, status, HTML, refusal_html(language, title, message, home).encode(), headers)
    else:
        body = json.dumps({"error": {"code": code, "message": message}}, ensure_ascii=False)
        await respond(send, status, JSON, body.encode(), headers)


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
