"""The frame: what stands around the conversation in one language, and in it while it is empty."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from app.catalogue import Entry
from app.texts import LANGUAGE_NAMES, TEXTS
from app.texts.families import ADMIN, TOUR
from app.web.templates import html
from app.web.ways import Ways
from corpus.language import Language

_LATEST = 4
"""The newest meetings that are shown."""

VIEWS: Mapping[str, str] = {"ask": "ask_view", "tour": "tour_view"}
"""The views, in the order of their links, each with the name of the text that it is called by.

The first one stands at the page's own address, the others at ``?view=`` and their name; which one is in
sight is up to ``script/main.js`` and the style sheets.
"""


def header_html(language: Language) -> Markup:
    """The head of the page: its name, its views, and the switch of languages."""
    texts = TEXTS[language]
    views = {view: texts[name] for view, name in VIEWS.items()}
    return html("page/header.html", texts=texts, views=views, languages=LANGUAGE_NAMES)


def frame_html(language: Language) -> Markup:
    """All parts of the page that wait for no document, for the page's script to put in their places."""
    return html(
        "page/frame.html",
        texts=TEXTS[language],
        header=header_html(language),
        waiting=TOUR[language].waiting,
    )


def threshold_html(language: Language) -> Markup:
    """What stands until the page is there: the head, what is waited for in words, and a question box."""
    return html(
        "page/threshold.html",
        texts=TEXTS[language],
        header=header_html(language),
        frame=frame_html(language),
    )


def welcome_html(
    meetings: Sequence[Entry], language: Language, *, counting: bool = False, admin: bool = False
) -> Markup:
    """The place of the examples, the four newest of the meetings, and how to ask, folded.

    ``counting`` says that questions without an answer are counted, which is told there; ``admin`` that
    there is a way to the view of those who keep the archive.
    """
    return html(
        "page/welcome.html",
        texts=TEXTS[language],
        tour=TOUR[language],
        latest=meetings[:_LATEST],
        count=len(meetings),
        ways=Ways(),
        counting=counting,
        admin=ADMIN[language].title if admin else "",
    )
