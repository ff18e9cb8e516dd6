"""Asking: a question as the page sends it, and the article that it gets back."""

import datetime
import logging
import re
import secrets
from collections.abc import Mapping

from markupsafe import Markup
from pydantic import BaseModel

from app.answer.courtesy import courtesy_of
from app.answer.turn import Turn
from app.article.article import article_html
from app.library import Library
from app.page.filters import filter_of
from app.page.relevant import relevant
from app.texts import TEXTS, preferred
from app.web.turns import refused
from corpus.errors import PykalaError, QuestionError
from index.filters import ANYWHERE, Filter, documents_fit

_FOLDERS = re.compile(r"(?<![\w/.:])(?:[A-Za-z]:)?[/\\](?:[^\s/\\:;,()“”]+[/\\])*(?=[^\s/\\])")
"""The folders of an absolute path."""

_log = logging.getLogger(__name__)


class Asked(BaseModel):
    """What the page's script sends with a question.

    ``after`` is the question that this one may go on from; ``plain`` says that what the question itself says
    of where its answer stands is a word like any other; ``filters`` are the form's fields.
    """

    question: str
    after: str | None = None
    plain: bool = False
    filters: Mapping[str, str] = {}
    language: str = ""


class Asking:
    """Answers the questions of all visitors; several threads may ask (``app/web/turns.py`` says how many).

    ``counting`` says that questions which no answer is found to are counted.
    """

    def __init__(self, library: Library, *, counting: bool = False) -> None:
        self._library, self._counting = library, counting

    def article(self, sent: Mapping[str, object]) -> Markup:
        """The article of a question, in the language of the page.

        Raises:
            pydantic.ValidationError: what was sent is no question of the page.
        """
        asked = Asked.model_validate(sent)
        turn = self.turn(asked.question, filter_of(asked.filters), plain=asked.plain, after=asked.after)
        return article_html(turn, TEXTS[preferred(asked.language, None)])

    def turn(
        self, question: str, wanted: Filter = ANYWHERE, *, plain: bool = False, after: str | None = None
    ) -> Turn:
        """A question with its answer, or with the problem that it met; a courtesy is not searched."""
        question, key = question.strip(), secrets.token_hex(8)
        courtesy = courtesy_of(question)
        if courtesy is not None or not question:
            return Turn(question, problem=None if courtesy else "empty_question", courtesy=courtesy, id=key)
        if refused.get():
            return Turn(question, problem="busy", wanted=wanted, id=key)
        try:
            heads = self._library.heads()  # others may be published meanwhile
            found = self._library.ask(question, wanted=wanted, hinting=not plain, before=after or None)
            if self._counting and found.verdict == "not_found":
                self._count(question)
            searched = int(documents_fit(heads, wanted).sum())
            return Turn(question, relevant(found), searched=searched, wanted=wanted, at=_now(), id=key)
        except QuestionError:
            return Turn(question, problem="unfit_question", wanted=wanted, id=key)
        except PykalaError as error:
            _log.warning("%s", error)
            told = without_folders(str(error), str(self._library.held_in))
            return Turn(question, problem="cannot_answer", explanation=told, wanted=wanted, id=key)
        except Exception:
            _log.exception("a question could not be answered")
            return Turn(question, problem="unexpected", wanted=wanted, id=key)

    def _count(self, question: str) -> None:
        try:
            self._library.miss(question)
        except PykalaError as error:
            _log.warning("%s", error)


def without_folders(text: str, store: str) -> str:
    """A message without the folders of the files that it names, which are the server's own matter.

    A path below the store goes to its last part, and so does any other without a blank in it.
    """
    return _FOLDERS.sub("", text.replace(store, "/index"))


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC).replace(microsecond=0)
