"""What a visitor says of an answer, taken in."""

import datetime
import logging
from collections.abc import Callable, Sequence

from app.answer.turn import Turn
from app.feedback.kept import Feedback, feedback_on
from app.texts.feedback import FEEDBACK
from corpus.errors import PykalaError
from corpus.language import Language

_log = logging.getLogger(__name__)


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
