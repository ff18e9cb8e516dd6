"""The form for feedback under an answer, as HTML, and what a visitor says with it."""

import datetime
import logging
from collections.abc import Callable, Sequence

from markupsafe import Markup

from app.answer.turn import Turn
from app.feedback.kept import LONGEST_REMARK, RATINGS, Feedback, feedback_on
from app.texts.families import FEEDBACK
from app.web.templates import html
from corpus.errors import PykalaError
from corpus.language import Language

_log = logging.getLogger(__name__)


def feedback_html(turn: Turn, language: Language) -> Markup:
    """The form under a turn's answer; empty where there is none. Each button says whether it is pressed.

    The remark is folded away until something was said; ``script/feedback.js`` opens it.
    """
    if turn.answer is None or not turn.id:
        return Markup()
    texts = FEEDBACK[language]
    ratings = [(rating, texts[rating]) for rating in RATINGS]
    return html("feedback/form.html", turn=turn.id, texts=texts, ratings=ratings, longest=LONGEST_REMARK)


def rated(
    keep: Callable[[Feedback], object], turns: Sequence[Turn], rating: str, remark: str, language: Language
) -> tuple[bool, str]:
    """Whether what is said of the only turn was kept, and that in words; ``keep`` keeps it.

    It is not kept where there is no turn, the turn has no answer (any more), the rating is none of ours, or
    ``keep`` raises an error.
    """
    texts = FEEDBACK[language]
    today = datetime.datetime.now(datetime.UTC).date()
    feedback = feedback_on(turns[0], rating, remark, today) if turns else None
    if feedback is None:
        return False, texts.failed
    try:
        keep(feedback)
    except PykalaError as error:
        _log.warning("%s", error)
        return False, texts.failed
    except Exception:
        _log.exception("feedback could not be kept")
        return False, texts.failed
    return True, texts.remark_kept if feedback.remark else texts.kept
