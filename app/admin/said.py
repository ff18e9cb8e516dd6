"""What people said of answers with what became of it, and the questions that no answer was found to."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from app.answer.citation import finnish_date, joined
from app.feedback.kept import Feedback
from app.feedback.states import KNOWN, State
from app.feedback.unanswered import Unanswered
from app.texts import TEXTS
from app.texts.admin import ADMIN
from app.texts.feedback import FEEDBACK
from app.web.table import leaf_of, table_page
from app.web.visitor import day_of_field
from corpus.language import Language

_MOST_UNANSWERED = 100


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of one answer as a row shows it; ``address`` is empty where its document is gone."""

    key: str
    day: str
    rating: str
    question: str
    language: Language
    place: str
    address: str
    remark: str
    state: State


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
        lines=[_said(each, states, known, language) for each in leaf.rows],
        leaf=leaf,
        states=[(state, getattr(texts, state)) for state in KNOWN],
        counting=counting,
        log_out=TEXTS[language].log_out if leave else "",
        missed=[
            (each.question, each.count, finnish_date(day_of_field(each.day)))
            for each in missed[:_MOST_UNANSWERED]
        ],
        texts=texts,
    )


def _said(each: Feedback, states: Mapping[str, State], known: Collection[str], language: Language) -> Said:
    there = each.document in known and each.document is not None
    return Said(
        key=each.key,
        day=finnish_date(day_of_field(each.day)),
        rating=getattr(FEEDBACK[language], each.rating),
        question=each.question,
        language=each.language,
        place=joined(", ", each.item, each.section, each.document),
        address=f"./?{urlencode({'doc': each.document})}" if there else "",
        remark=each.remark,
        state=states.get(each.key, "new"),
    )
