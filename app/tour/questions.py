"""The questions of a document's tour, as HTML."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.texts import TEXTS
from app.texts.tour import TourTexts
from app.tour.asking import Asking
from app.tour.examples import Examples, Tried
from app.tour.view import where
from app.web.templates import html
from corpus.document import Document
from corpus.language import Language


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question as it is shown: the title that it quotes with what stands around it, and its section.

    ``language`` is that of the section.
    """

    text: str
    before: str
    title: str
    after: str
    place: str
    language: Language


def questions_html(
    document: Document, questions: Sequence[Asking] | None, texts: TourTexts, *, failed: bool = False
) -> str:
    """The last part of a tour: what can be asked.

    ``questions`` is None while they are being tried; ``failed`` says that they could not be.
    """
    views = [question_view(document, asking) for asking in questions or ()]
    note = texts.tried_failed if failed else texts.trying if questions is None else texts.no_questions
    return html(
        "tour/questions.html",
        questions=views,
        note=note,
        texts=texts,
    )


def examples_html(tried: Examples, language: Language) -> str:
    """Questions to begin with as a list with its heading, each in its own language; empty without any."""
    return _listed(tried, TEXTS[language].examples)


def following_html(tried: Tried, language: Language) -> str:
    """Questions to go on with as a list with its heading; empty without any."""
    return _listed(((language, tried),), TEXTS[language].following)


def _listed(tried: Examples, heading: str) -> str:
    views = [
        (question_view(document, asking), language) for language, its in tried for document, asking in its
    ]
    return html("tour/examples.html", questions=views, heading=heading)


def question_view(document: Document, asking: Asking) -> QuestionView:
    """A question; a title that it quotes is said to be in its own language."""
    language = document.sections[asking.section].language
    before, title, after = asking.question, "", ""
    if asking.quoted:
        before, title, after = asking.question.partition(asking.quoted)
    return QuestionView(asking.question, before, title, after, where(document, asking.section), language)
