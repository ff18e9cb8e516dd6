"""What people said of answers with what became of it, and the questions that no answer was found to."""

from collections.abc import Collection, Mapping, Sequence

from app.feedback.kept import Feedback
from app.feedback.states import KNOWN, State
from app.feedback.unanswered import Unanswered
from app.texts import TEXTS
from app.texts.admin import ADMIN
from app.texts.families import FEEDBACK
from app.web.table import leaf_of, table_page
from corpus.language import Language

_MOST_UNANSWERED = 100


def said_html(
    feedback: Sequence[Feedback],
    states: Mapping[str, State],
    missed: Sequence[Unanswered],
    known: Collection[str],
    language: Language,
    page: int,
    *,
    counting: bool,
    leave: bool = False,
) -> str:
    """A leaf of what was said, the newest first; ``known`` are the ids of the documents that there are.

    ``counting`` says that questions without an answer are counted: these are shown, too. ``leave`` says that
    one logs in to the view, and may log out.
    """
    texts = ADMIN[language]
    newest = sorted(feedback, key=lambda each: each.day, reverse=True)
    leaf = leaf_of(newest, page, lambda number: f"admin-feedback?language={language}&page={number}")
    return table_page(
        "admin/said.html",
        language,
        texts.said,
        "admin",
        lambda code: f"admin-feedback?language={code}",
        leaf=leaf,
        known=known,
        states=states,
        all_states=KNOWN,
        rating_texts=FEEDBACK[language],
        counting=counting,
        log_out=TEXTS[language].log_out if leave else "",
        missed=missed[:_MOST_UNANSWERED],
        texts=texts,
    )
