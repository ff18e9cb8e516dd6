"""What the page does with each event: what a visitor has in, HTML out."""

import datetime
import logging
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from app.answer.answer import Answer, CitedPassage
from app.answer.matters import Matter
from app.answer.place import Place
from app.answer.turn import Turn, Turns
from app.feedback.form import rated_html
from app.feedback.kept import Feedback, feedback_on
from app.page.conversation import conversation_html
from app.page.filters import limits_html
from app.page.history import MOST_TURNS, restored
from app.texts import MINUTES_EXAMPLES, REPORT_EXAMPLES, TEXTS, Example
from app.viewer.panel import missing_html, reader_html
from corpus.document import Document, Span
from corpus.errors import PykalaError, QuestionError
from corpus.language import Language
from corpus.readers import shipped_reports
from index.filters import ANYWHERE, Filter

_log = logging.getLogger(__name__)


class Library(Protocol):
    """What the page asks: an index that may still have to be built or loaded."""

    def ask(
        self,
        question: str,
        top: int = 5,
        wanted: Filter | None = None,
        *,
        hinting: bool = True,
        before: str | None = None,
    ) -> Answer:
        """The answer to a question, as ``app.answer.answer.answer`` gives it; raises an error of the tree."""

    def documents(self) -> Sequence[Document]:
        """All documents that are searched."""

    def document(self, document_id: str) -> Document:
        """The document of an id; raises UnknownDocumentError."""

    def recall(self, place: Place, quote: Span, twins: Sequence[Place] = ()) -> CitedPassage | None:
        """The passage that stands at a place, with a quote at a span of it; None where it is gone.

        ``twins`` are the places of that document where the same text stood; those that are gone are left out.
        """

    def matters(self, passages: Sequence[CitedPassage]) -> tuple[Matter, ...]:
        """The cases that passages, in the order of their ranks, tell of in several meetings."""

    def rate(self, feedback: Feedback) -> None:
        """Keep what was said of an answer; raises an error of the tree."""

    def warm(self) -> None:
        """Load what the first question would load."""


class Page:
    """The events of a page that asks a library."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def ask(
        self,
        turns: Turns,
        question: str,
        wanted: Filter = ANYWHERE,
        *,
        hinting: bool = True,
        before: str | None = None,
    ) -> Iterator[Turns]:
        """The turns with the question asked, then with its answer or what was wrong with it.

        ``before`` is the question that this one may go on from.
        """
        asked = question.strip()
        earlier = tuple(turn for turn in turns if turn.question)[1 - MOST_TURNS :]
        turn = Turn(asked, wanted=wanted, id=secrets.token_hex(8))
        if not asked:
            yield (*earlier, replace(turn, problem="empty_question"))
            return
        yield (*earlier, turn)
        yield (*earlier, self._answered(turn, hinting=hinting, before=before))

    def _answered(self, turn: Turn, *, hinting: bool, before: str | None) -> Turn:
        try:
            found = self._library.ask(turn.question, wanted=turn.wanted, hinting=hinting, before=before)
            return replace(turn, answer=found, searched=len(self._library.documents()))
        except QuestionError:
            return replace(turn, problem="unfit_question")
        except PykalaError as error:
            return replace(turn, problem="cannot_answer", explanation=str(error))
        except Exception:
            _log.exception("a question could not be answered")
            return replace(turn, problem="unexpected")

    def rate(self, turns: Turns, turn_id: str, rating: str, remark: str, language: Language) -> str:
        """What the page's script is told when something was said of an answer; empty where nothing was.

        An answer that is not known fails: the program may have been started anew.
        """
        turn = next((turn for turn in turns if turn.id == turn_id), None)
        if turn is None:
            return rated_html(turn_id, rating, "", language, failed=True)
        feedback = feedback_on(turn, rating, remark, datetime.datetime.now(datetime.UTC).date())
        if feedback is None:
            return ""
        failed = False
        try:
            self._library.rate(feedback)
        except PykalaError as error:
            _log.warning("%s", error)
            failed = True
        except Exception:
            _log.exception("feedback could not be kept")
            failed = True
        return rated_html(turn_id, rating, feedback.remark, language, failed=failed)

    def restore(self, turns: Turns, kept: str) -> Turns:
        """The turns that a browser kept (``app.page.history``), before those it has not yet kept."""
        try:
            earlier = restored(kept, self._library)
        except Exception:
            _log.exception("a conversation could not be restored")
            return turns
        known = {turn.id for turn in turns}
        return (*(turn for turn in earlier if turn.id not in known), *turns)[-MOST_TURNS:]

    def talk(self, turns: Turns, language: Language) -> str:
        """The conversation as HTML; an empty one waits for the documents that its welcome names."""
        asked = any(turn.question for turn in turns)
        documents = () if asked else self.documents()
        return conversation_html(turns, documents, examples(documents), TEXTS[language])

    def limiting(self, language: Language) -> str:
        """The form that narrows the search, as HTML."""
        return limits_html(self.documents(), TEXTS[language])

    def reading(self, place: Place | None, language: Language) -> str:
        """The reading panel as HTML, empty where nothing is being read."""
        if place is None:
            return ""
        documents = self.documents()
        for document in documents:
            if document.id == place.document_id:
                return reader_html(documents, document, place, TEXTS[language])
        return missing_html(documents, place, TEXTS[language])

    def documents(self) -> Sequence[Document]:
        """All documents; none where they cannot be had, which the next question will tell."""
        try:
            return self._library.documents()
        except Exception:
            _log.exception("the documents could not be listed")
            return ()


def examples(documents: Sequence[Document]) -> tuple[Example, ...]:
    """Questions to begin with, that these documents are likely to answer."""
    if not documents:
        return ()
    shipped = {path.name for path in shipped_reports()}
    return REPORT_EXAMPLES if shipped & {document.id for document in documents} else MINUTES_EXAMPLES
