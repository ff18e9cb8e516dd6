"""The form for feedback under an answer, as HTML, and what comes of it."""

import secrets
from html import escape

from app.answer.turn import Turn
from app.feedback.kept import LONGEST_REMARK, RATINGS
from app.texts.feedback import FEEDBACK
from corpus.language import Language


def feedback_html(turn: Turn, language: Language) -> str:
    """The form under a turn's answer; empty where there is none. Each button says whether it is pressed.

    The remark is folded away until something was said; ``script/feedback.js`` opens it.
    """
    if turn.answer is None or not turn.id:
        return ""
    texts = FEEDBACK[language]
    buttons = "".join(
        f'<button type="button" data-rating="{rating}" aria-pressed="false">'
        f"{escape(getattr(texts, rating))}</button>"
        for rating in RATINGS
    )
    name = f"remark-{escape(turn.id)}"
    return (
        f'<fieldset class="feedback"><legend>{escape(texts.asked)}</legend>'
        f'<div class="ratings">{buttons}</div>'
        f'<div class="remark" hidden><label for="{name}">{escape(texts.remark)}</label>'
        f'<textarea id="{name}" rows="2" maxlength="{LONGEST_REMARK}"></textarea>'
        f'<button type="button" class="send-remark">{escape(texts.send)}</button>'
        f'<p class="private">{escape(texts.private)}</p></div><p class="told" hidden></p></fieldset>'
    )


def rated_html(turn_id: str, rating: str, remark: str, language: Language, *, failed: bool) -> str:
    """What the page's script is told of feedback on a turn: whether it was kept, in words.

    Told twice of the same, it differs, as only what changes is told.
    """
    texts = FEEDBACK[language]
    told = texts.failed if failed else texts.remark_kept if remark else texts.kept
    return (
        f'<p data-turn="{escape(turn_id)}" data-rating="{"" if failed else escape(rating)}" '
        f'data-told="{escape(told)}" data-once="{secrets.token_hex(4)}"></p>'
    )
