"""The view of those who keep the archive over HTTP: pages without script, but for how far a sending is."""

import logging
from collections.abc import Awaitable, Callable
from functools import cache

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from app.admin.access import Access
from app.admin.documents import documents_html
from app.admin.said import said_html
from app.admin.uploads import MOST_FILES, UPLOAD, Uploads
from app.catalogue import Catalogue
from app.feedback.kept import STATES, feedback_file, set_state
from app.library import Library
from app.renewed import Renewed
from app.texts.families import ADMIN
from app.web.table import one_of
from app.web.templates import html
from app.web.visitor import request_language
from corpus.doubts import doubts
from corpus.errors import FeedbackError

_log = logging.getLogger(__name__)

Endpoint = Callable[[Request], Awaitable[Response]]


def admin_routes(
    library: Library,
    catalogue: Renewed[Catalogue],
    access: Access,
    uploads: Uploads | None,
    *,
    counting: bool,
) -> list[Route]:
    """``admin``, ``admin-feedback`` and, where documents may be sent, ``admin-upload``.

    Whoever may not see them is told so by ``access``.
    """
    file, leave = feedback_file(library.held_in.folder), bool(access.routes)
    # What looks wrong in the document of an id is found out when it is asked for.
    all_doubts = Renewed(
        lambda: library.index, lambda index: (index, cache(lambda name: doubts(index.document(name))))
    )

    def shown(request: Request) -> Response:
        index, doubted = all_doubts.current()
        entries = tuple(entry for entry in catalogue.current() if index.head(entry.id))
        state, changes = uploads.state if uploads else None, library.held_in.changes()
        return HTMLResponse(documents_html(request, entries, index, doubted, changes, state, leave=leave))

    def said(request: Request) -> Response:
        return HTMLResponse(said_html(request, library, counting=counting, leave=leave))

    async def documents(request: Request) -> Response:
        return await run_in_threadpool(shown, request)

    async def feedback(request: Request) -> Response:
        if request.method == "POST":
            form = await request.form(max_files=0)
            state = one_of(STATES, str(form.get("state")))
            if state is not None:
                await run_in_threadpool(set_state, file, str(form.get("key")), state)
            return _back(request, "admin-feedback")
        return await run_in_threadpool(said, request)

    async def upload(request: Request) -> Response:
        if uploads is None:
            return HTMLResponse(status_code=404)
        if request.method == "POST":
            async with request.form(max_files=MOST_FILES, max_fields=10) as form:
                files = [
                    (each.filename, each.file)
                    for each in form.getlist("files")
                    if isinstance(each, UploadFile) and each.filename
                ]
                if files:
                    await run_in_threadpool(uploads.take, files)
            return _back(request, "admin")
        return HTMLResponse(
            html("admin/state.html", state=uploads.state, texts=ADMIN[request_language(request)])
        )

    def guarded(answer: Endpoint) -> Endpoint:
        async def answered(request: Request) -> Response:
            refusal = access.refusal(request)
            try:
                return refusal if refusal is not None else await answer(request)
            except FeedbackError as error:
                _log.warning("%s", error)
                return HTMLResponse(html("web/failed.html", texts=ADMIN[request_language(request)]), 500)

        return answered

    both = ["GET", "POST"]
    routes = [
        *access.routes,
        Route("/admin", guarded(documents)),
        Route("/admin-feedback", guarded(feedback), methods=both),
    ]
    return routes if uploads is None else [*routes, Route(UPLOAD, guarded(upload), methods=both)]


def _back(request: Request, page: str) -> Response:
    """Back to a page, in the language that it was in."""
    return RedirectResponse(f"{page}?language={request_language(request)}", 303)
