"""The three steps that a first visit shows, as HTML."""

from app.texts.tour import TourTexts
from app.web.templates import html


def steps_html(texts: TourTexts) -> str:
    """How to ask, how to check the source, and what it means that nothing was found.

    It stands hidden; the page's script shows it to whoever has never closed it in this browser.
    """
    steps = (texts.ask_step, texts.check_step, texts.nothing_step)
    return html("tour/steps.html", steps=steps, texts=texts)
