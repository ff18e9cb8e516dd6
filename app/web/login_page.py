"""The login page as HTML: one field and one button, in three languages, without any script."""

import math
from html import escape
from urllib.parse import parse_qsl, urlencode

from app.texts import LANGUAGE_NAMES, LANGUAGES, TEXTS
from app.web.plain_page import plain_page
from corpus.language import Language

LANGUAGE_FIELD = "language"
"""The field of the query by which the page's language is chosen."""


def login_page(language: Language, query: str, *, wrong: bool = False, wait: int = 0) -> str:
    """The page that asks for the password; ``query`` is that of the address that the visitor wanted.

    ``wrong`` says that a wrong one was given, ``wait`` how many seconds there are to wait.
    """
    texts = TEXTS[language]
    problem = (
        texts.too_many_tries.format(minutes=math.ceil(wait / 60))
        if wait
        else texts.log_in_wrong
        if wrong
        else ""
    )
    told = f'<p class="wrong" id="wrong" role="alert">{escape(problem)}</p>' if problem else ""
    about = ' aria-invalid="true" aria-describedby="wrong"' if problem else ""
    body = (
        f"<main><h1>{escape(texts.log_in_title)}</h1><p>{escape(texts.log_in_why)}</p>{told}"
        f'<form method="post" action="login"><label for="password">{escape(texts.log_in_field)}</label>'
        f'<input type="password" id="password" name="password" autocomplete="current-password" required '
        f'autofocus{about}><input type="hidden" name="query" value="{escape(query)}">'
        f'<button type="submit">{escape(texts.log_in)}</button></form>'
        f'<nav aria-label="{escape(texts.choose_language)}">{_languages(language, query)}</nav></main>'
    )
    return plain_page(language, texts.log_in_title, body)


def again_page(language: Language) -> str:
    """A page that asks for itself again, this time on its own behalf."""
    texts = TEXTS[language]
    link = f'<main><p><a href="">{escape(texts.log_in_title)}</a></p></main>'
    return plain_page(language, texts.log_in_title, link, '<meta http-equiv="refresh" content="0">')


def chosen(query: str) -> tuple[Language | None, str]:
    """The language that a query chooses, None where it chooses none, and the query without that."""
    fields = parse_qsl(query, keep_blank_values=True)
    named = [value for name, value in fields if name == LANGUAGE_FIELD]
    language = next((code for code in LANGUAGES if code in named), None)
    return language, urlencode([pair for pair in fields if pair[0] != LANGUAGE_FIELD])


def _languages(spoken: Language, query: str) -> str:
    fields = parse_qsl(query, keep_blank_values=True)
    return "".join(
        f'<span lang="{code}" aria-current="true">{LANGUAGE_NAMES[code]}</span>'
        if code == spoken
        else f'<a lang="{code}" hreflang="{code}" '
        f'href="./?{escape(urlencode([*fields, (LANGUAGE_FIELD, code)]))}">{LANGUAGE_NAMES[code]}</a>'
        for code in LANGUAGES
    )
