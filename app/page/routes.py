"""The routes of the page: what its script asks for besides answers, and feedback that it brings."""

import datetime
from collections.abc import Callable
from json import JSONDecodeError
from typing import Annotated, TypeVar

from pydantic import BaseModel, Field, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from app.archive.meetings import Archive
from app.article.article import article_html
from app.article.feedback_form import rated
from app.article.history import restored
from app.article.memo import MEMO, memo
from app.library import Library
from app.page.filters import choices_of, filters_html
from app.page.frame import frame_html, welcome_html
from app.renewed import Renewed
from app.texts import TEXTS, preferred
from app.web.fragments import fragment, fragment_route, made
from app.web.visitor import request_language


class _Conversation(BaseModel):
    """Records of turns, and the language that they are wanted in."""

    records: list[object]
    language: str = ""


class _Memo(_Conversation):
    """The same for a file; ``offset`` is how many minutes the visitor's clock is before UTC."""

    offset: Annotated[int, Field(ge=-900, le=900)] = 0


class _Rated(BaseModel):
    """The record of a turn, and what is said of its answer."""

    record: object
    rating: str
    remark: str = ""
    language: str = ""


_Sent = TypeVar("_Sent", bound=BaseModel)


def page_routes(
    library: Library, archive: Renewed[Archive], *, counting: bool = False, admin: bool = False
) -> list[Route]:
    """All routes of the page, which keep nothing about a visitor.

    ``GET frame``, ``GET welcome`` and ``GET filters`` answer HTML in ``?language=``; the last two wait until
    the documents are open. ``POST conversation`` answers the articles of records, in their order, ``POST
    memo`` the same as a Word document.
    ``POST feedback`` answers ``{"kept": bool, "message": str}``. ``counting`` says that questions without an
    answer are counted, ``admin`` that visitors keep the archive.
    """
    # Where the documents cannot be had, the next question will tell.
    untold = "the documents could not be listed"
    choices = Renewed(lambda: made(library.heads, (), untold), choices_of)

    def frame(request: Request) -> Response:
        return fragment(request, frame_html(request_language(request)))

    def welcome(request: Request) -> Response:
        known = made(lambda: archive.current().meetings, (), untold)
        meetings, language = [row.entry for row in known], request_language(request)
        return fragment(request, welcome_html(meetings, language, counting=counting, admin=admin))

    def filters(request: Request) -> Response:
        return fragment(request, filters_html(choices.current(), TEXTS[request_language(request)]))

    def conversation(sent: _Conversation, _: str) -> Response:
        texts = TEXTS[preferred(sent.language, None)]
        return HTMLResponse(
            "".join(article_html(turn, texts) for turn in restored(sent.records, library.index))
        )

    def memo_file(sent: _Memo, root: str) -> Response:
        turns = restored(sent.records, library.index)
        clock = datetime.timezone(datetime.timedelta(minutes=sent.offset))
        return Response(memo(turns, TEXTS[preferred(sent.language, None)], root, clock), media_type=MEMO)

    def feedback(sent: _Rated, _: str) -> Response:
        language = preferred(sent.language, None)
        turns = restored([sent.record], library.index)
        kept, message = rated(library.rate, turns, sent.rating, sent.remark, language)
        return JSONResponse({"kept": kept, "message": message})

    return [
        fragment_route("/frame", frame),
        fragment_route("/welcome", welcome),
        fragment_route("/filters", filters),
        _posted("/conversation", _Conversation, conversation),
        _posted("/memo", _Memo, memo_file),
        _posted("/feedback", _Rated, feedback),
    ]


def _posted(path: str, model: type[_Sent], answer: Callable[[_Sent, str], Response]) -> Route:
    """The route of what is sent as JSON; 400 where it is not what it should be.

    ``answer`` is also given the address of the page.
    """

    async def post(request: Request) -> Response:
        try:
            sent = model.model_validate(await request.json())
        except (JSONDecodeError, UnicodeDecodeError, RecursionError, ValidationError):
            return Response(status_code=400)
        return await run_in_threadpool(answer, sent, str(request.base_url))

    return Route(path, post, methods=["POST"])
