"""The login page as HTML: one field and one button, in three languages, without any script."""

import math
from html import escape
from urllib.parse import parse_qsl, urlencode

from app.shell import ICON
from app.texts import LANGUAGE_NAMES, LANGUAGES, TEXTS
from index.language import Language

LANGUAGE_FIELD = "language"
"""The field of the query by which the page's language is chosen."""

_STYLE = """
:root { color-scheme: light dark; --ground: #fff; --ink: #1b1f24; --edge: #747d88; --accent: #0b5c8c;
  --on-accent: #fff; --wrong: #a8201a; }
@media (prefers-color-scheme: dark) { :root { --ground: #15181c; --ink: #e7eaee; --edge: #88929e;
  --accent: #7cc0ea; --on-accent: #0d1b26; --wrong: #ff9d94; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink);
  font: 1rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
main { max-width: 26rem; margin: 0 auto; padding: 4rem 1.25rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 0.5rem; }
label { display: block; font-weight: 600; margin: 1.5rem 0 0.25rem; }
input { width: 100%; font: inherit; color: inherit; background: none; padding: 0.6rem 0.75rem;
  border: 1px solid var(--edge); border-radius: 0.4rem; }
button { font: inherit; font-weight: 600; margin-top: 1rem; padding: 0.6rem 1.5rem; border: 0;
  border-radius: 0.4rem; background: var(--accent); color: var(--on-accent); cursor: pointer; }
a { color: var(--accent); } nav { margin-top: 2.5rem; display: flex; gap: 1.25rem; }
nav a, nav span { display: inline-block; padding: 0.25rem 0; min-height: 1.5rem; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.wrong { color: var(--wrong); font-weight: 600; }
"""


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
    return _page(language, texts.log_in_title, "", body)


def again_page(language: Language) -> str:
    """A page that asks for itself again, this time on its own behalf."""
    texts = TEXTS[language]
    link = f'<main><p><a href="">{escape(texts.log_in_title)}</a></p></main>'
    return _page(language, texts.log_in_title, '<meta http-equiv="refresh" content="0">', link)


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


def _page(language: Language, title: str, head: str, body: str) -> str:
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">{head}'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{escape(title)}</title><link rel="icon" href="{ICON}">'
        f"<style>{_STYLE}</style></head><body>{body}</body></html>"
    )
