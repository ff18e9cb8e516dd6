"""What people said of answers with what became of it, and the questions that no answer was found to."""

from starlette.requests import Request

from app.feedback.kept import STATES, feedback_file, kept, states, unanswered
from app.library import Library
from app.texts.families import ADMIN, FEEDBACK
from app.web.table import leaf_of, table_page
from app.web.visitor import request_language

_MOST_UNANSWERED = 100


def said_html(request: Request, library: Library, *, counting: bool, leave: bool) -> str:
    """A leaf of what was said, the newest first.

    ``counting`` says that questions without an answer are counted: these are shown, too. ``leave`` says that
    one logs in to the view, and may log out.

    Raises:
        FeedbackError: the file of feedback is damaged.
    """
    file, language = feedback_file(library.held_in.folder), request_language(request)
    newest = sorted(kept(file), key=lambda each: each.day, reverse=True)
    return table_page(
        request,
        "admin/said.html",
        ADMIN[language].said,
        "admin",
        lambda code: f"admin-feedback?language={code}",
        leaf=leaf_of(request, newest, lambda number: f"admin-feedback?language={language}&page={number}"),
        known=set(library.heads().ids),
        states=states(file),
        all_states=STATES,
        rating_texts=FEEDBACK[language],
        counting=counting,
        missed=unanswered(file)[:_MOST_UNANSWERED] if counting else (),
        leave=leave,
        texts=ADMIN[language],
    )
