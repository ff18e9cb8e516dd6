"""The three steps that a first visit shows, as HTML."""

from html import escape

from app.texts.tour import TourTexts


def steps_html(texts: TourTexts) -> str:
    """How to ask, how to check the source, and what it means that nothing was found.

    It stands hidden; ``script/steps.js`` shows it to whoever has never closed it in this browser.
    """
    steps = "".join(
        f"<li><h3>{escape(title)}</h3><p>{escape(told)}</p></li>"
        for title, told in (texts.ask_step, texts.check_step, texts.nothing_step)
    )
    return (
        '<section class="steps" aria-labelledby="steps-title" hidden>'
        f'<h2 id="steps-title">{escape(texts.steps)}</h2><ol>{steps}</ol>'
        f'<button type="button" class="steps-done">{escape(texts.steps_done)}</button></section>'
    )
