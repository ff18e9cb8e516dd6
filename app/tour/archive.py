"""The tour of an archive: its documents by body and date, with what each holds, as HTML."""

from collections import defaultdict

from app.answer.citation import finnish_date
from app.catalogue import ON_A_PAGE, Catalogue, Entry, page_address
from app.texts import TEXTS
from app.texts.families import TourTexts
from app.web.templates import html

_UNFOLDED = 20
"""Up to so many documents they are all in sight; more are folded under their bodies."""

_MOST_LISTED = 400
"""Where the newest of all bodies are more than this, none is listed until it is asked for."""


def archive_html(catalogue: Catalogue, texts: TourTexts) -> str:
    """The documents by body (in the order of the alphabet), of each the 20 newest and the way to more."""
    bodies: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in catalogue:
        bodies[entry.body].append(entry)
    listed = sum(min(len(entries), ON_A_PAGE) for entries in bodies.values())
    shown = ON_A_PAGE if listed <= _MOST_LISTED else 0
    return html(
        "tour/archive.html",
        bodies={body: bodies[body] for body in sorted(bodies, key=lambda body: (not body, body.casefold()))},
        shown=shown,
        page_address=page_address,
        unfolded=len(catalogue) <= _UNFOLDED,
        spread=_spread(catalogue, texts),
        texts=TEXTS[texts.language],
        tour=texts,
    )


def _spread(catalogue: Catalogue, texts: TourTexts) -> str:
    """How many documents there are, and from when to when; empty where none tells its date."""
    dates = [entry.date for entry in catalogue if entry.date]
    if not dates:
        return ""
    return texts.spread.format(
        documents=len(catalogue), since=finnish_date(min(dates)), until=finnish_date(max(dates))
    )
