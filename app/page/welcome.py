"""The welcome: what stands below the question box while nothing has been asked, as HTML."""

from collections.abc import Sequence

from markupsafe import Markup

from app.catalogue import Entry
from app.texts import TEXTS
from app.texts.admin import ADMIN
from app.texts.families import TOUR
from app.web.templates import html
from app.web.ways import Ways
from corpus.language import Language

_LATEST = 4


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
