"""The interface for programs: the same answers over HTTP, as JSON, read-only."""

import logging
import threading
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.responses import Response

from app.answer.answer import Answer
from app.answer.json_answer import AnswerJson, answer_json
from app.api.models import Asked, AskedDecisions, Documents, Outline, ReadSection, Refused
from app.api.public import public, refused
from app.api.reading import documents_of, find_document, outline_of, read_section
from app.library import Library
from app.register.decisions import Decisions, decisions_of
from app.web.errors import problem
from corpus.errors import PykalaError
from index.filters import Filter

AT_ONCE = 32
"""How many requests are answered at the same time; one more is told to come again."""

_ERRORS: dict[int | str, dict[str, Any]] = {
    "4XX": {"model": Refused, "description": "What was asked cannot be answered; `message` says why."},
    "5XX": {"model": Refused, "description": "The program is busy, or something in it is broken."},
}
_log = logging.getLogger(__name__)


def api(library: Library, at_once: int = AT_ONCE) -> FastAPI:
    """The interface as an application of its own, to be mounted; its description is at ``/openapi.json``."""
    served = FastAPI(
        title="Pykälä",
        summary="Ask reports and municipal minutes; every answer is a quote with its citation.",
        version="1",
        openapi_url="/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    places = threading.BoundedSemaphore(at_once)

    def answered(make: Callable[[], object]) -> Response:
        if not places.acquire(blocking=False):
            full = f"{at_once} requests are being answered; ask again in a moment"
            return problem(503, "busy", full, {"Retry-After": "1"})
        try:
            return JSONResponse(public(make()))
        except PykalaError as error:
            return problem(*refused(error))
        except Exception:
            _log.exception("a request could not be answered")
            return problem(500, "unexpected", "something went wrong; the server’s log tells what")
        finally:
            places.release()

    def asked(question: Asked) -> Response:
        return answered(lambda: answer_json(_answer(library, question)))

    @served.get("/ask", operation_id="ask", response_model=AnswerJson, responses=_ERRORS)
    def ask(question: Annotated[Asked, Query()]) -> Response:
        """Answer a question with the passages that answer it, each with its citation."""
        return asked(question)

    @served.post("/ask", operation_id="ask_by_body", response_model=AnswerJson, responses=_ERRORS)
    def ask_by_body(question: Asked) -> Response:
        """The same for a question that is sent as JSON."""
        return asked(question)

    @served.get("/documents", operation_id="documents", response_model=Documents, responses=_ERRORS)
    def documents() -> Response:
        """List all documents."""
        return answered(lambda: documents_of(library.heads()))

    @served.get("/decisions", operation_id="decisions", response_model=Decisions, responses=_ERRORS)
    def decisions(query: Annotated[AskedDecisions, Query()]) -> Response:
        """List items with what became of each and the text in force, the newest meeting first."""
        return answered(lambda: decisions_of(library.index, query.wanted(), query.start, query.most))

    @served.get(
        "/documents/{document_id:path}/sections/{number}",
        operation_id="section",
        response_model=ReadSection,
        responses=_ERRORS,
    )
    def section(document_id: str, number: int) -> Response:
        """Read a section, as its document has it; they are numbered from 0."""
        return answered(lambda: read_section(find_document(library.index, document_id), number))

    @served.get(
        "/documents/{document_id:path}", operation_id="outline", response_model=Outline, responses=_ERRORS
    )
    def outline(document_id: str) -> Response:
        """List a document's sections in reading order."""
        return answered(lambda: outline_of(find_document(library.index, document_id)))

    _tell_problems(served)
    return served


def _answer(library: Library, asked: Asked) -> Answer:
    wanted = Filter(
        document=find_document(library.index, asked.document).id if asked.document else None,
        body=asked.body or None,
        since=asked.since,
        until=asked.until,
        item=asked.item or None,
        part=asked.part or None,
    )
    return library.ask(asked.q, asked.top, wanted, before=asked.after or None)


def _tell_problems(served: FastAPI) -> None:
    """Tell what is wrong with a request itself in the same form as all else."""

    @served.exception_handler(RequestValidationError)
    def unfit(_: Request, error: RequestValidationError) -> Response:
        message = "; ".join(
            f"{'.'.join(str(part) for part in wrong['loc'][1:]) or 'body'}: {wrong['msg']}"
            for wrong in error.errors()
        )
        return problem(400, "bad_request", message)

    @served.exception_handler(HTTPException)
    def other(_: Request, error: HTTPException) -> Response:
        code = {404: "not_found", 405: "method_not_allowed"}.get(error.status_code, "bad_request")
        return problem(error.status_code, code, str(error.detail), error.headers)
