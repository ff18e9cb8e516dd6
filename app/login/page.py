"""The login page as HTML: one field and one button, in three languages, without any script."""

import math
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qsl, urlencode

from app.texts import LANGUAGES, TEXTS
from app.texts.families import ADMIN as ADMIN_TEXTS
from app.web.templates import html
from corpus.language import Language

LANGUAGE_FIELD = "language"
"""The field of the query by which the page's language is chosen."""


@dataclass(frozen=True, slots=True)
class Door:
    """What a password opens: ``page`` is its address below the root, ``cookie`` that of a session.

    One logs in at ``log_in`` and out at ``log_out``.
    """

    page: Literal["", "admin"]
    cookie: str
    log_in: str
    log_out: str


MAIN = Door("", "pykala-session", "login", "logout")
"""To all that the server has."""

ADMIN = Door("admin", "pykala-admin", "admin-login", "admin-logout")
"""To the view of those who keep the archive."""


def login_page(
    language: Language, query: str, door: Door = MAIN, *, wrong: bool = False, wait: int = 0
) -> str:
    """The page that asks for the password; ``query`` is that of the address that the visitor wanted.

    ``wrong`` says that a wrong one was given, ``wait`` how many seconds there are to wait.
    """
    texts, admin = TEXTS[language], ADMIN_TEXTS[language]
    problem = texts.log_in_wrong if wrong else ""
    if wait:
        problem = texts.too_many_tries.format(minutes=math.ceil(wait / 60))
    _, wanted = chosen(query)
    fields = parse_qsl(wanted, keep_blank_values=True)
    at_main = door == MAIN
    return html(
        "web/login.html",
        language=language,
        title=texts.log_in_title if at_main else f"{admin.title} – Pykälä",
        heading=texts.log_in_title if at_main else admin.title,
        why=texts.log_in_why if at_main else admin.log_in_why,
        texts=texts,
        problem=problem,
        query=wanted if at_main else query,
        door=door,
        in_language=lambda code: f"./{door.page}?{urlencode([*fields, (LANGUAGE_FIELD, code)])}",
    )


def again_page(language: Language) -> str:
    """A page that asks for itself again, this time on its own behalf."""
    return html("web/again.html", language=language, title=TEXTS[language].log_in_title)


def chosen(query: str) -> tuple[Language | None, str]:
    """The language that a query chooses, None where it chooses none, and the query without that."""
    fields = parse_qsl(query, keep_blank_values=True)
    named = [value for name, value in fields if name == LANGUAGE_FIELD]
    language = next((code for code in LANGUAGES if code in named), None)
    return language, urlencode([pair for pair in fields if pair[0] != LANGUAGE_FIELD])
