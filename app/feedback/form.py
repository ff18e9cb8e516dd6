"""The form for feedback under an answer, as HTML."""

from markupsafe import Markup

from app.answer.turn import Turn
from app.feedback.kept import LONGEST_REMARK, RATINGS
from app.texts.feedback import FEEDBACK
from app.web.templates import html
from corpus.language import Language


def feedback_html(turn: Turn, language: Language) -> Markup:
    """The form under a turn's answer; empty where there is none. Each button says whether it is pressed.

    The remark is folded away until something was said; ``script/feedback.js`` opens it.
    """
    if turn.answer is None or not turn.id:
        return Markup()
    texts = FEEDBACK[language]
    ratings = [(rating, getattr(texts, rating)) for rating in RATINGS]
    return html("feedback/form.html", turn=turn.id, texts=texts, ratings=ratings, longest=LONGEST_REMARK)
