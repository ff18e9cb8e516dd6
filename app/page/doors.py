"""The doors of Gradio's server: those that the page needs are open, all others are shut."""

import atexit
import os
import re
import shutil
import tempfile

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from app.web.asgi import JSON, path_of
from app.web.errors import refusal

_OPEN = re.compile(
    r"/|/theme\.css|/favicon\.ico|/(assets|static)(/[\w~-][\w.~-]*)+|/gradio_api/(app_id|component_server)/?"
)
"""The page, the files that it is made of, and what it asks; questions go through the last one."""


class Doors:
    """The ASGI layer around Gradio's server. No files go in or out, nothing is run or sent on."""

    def __init__(self, inner: ASGIApp) -> None:
        self._inner = inner

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or say that there is nothing."""
        if scope["type"] == "http" and not _is_open(request := Request(scope)):
            await refusal(request, "nothing_here")(scope, receive, send)
        else:
            await self._inner(scope, receive, send)


def _is_open(request: Request) -> bool:
    """Whether the page may ask this; what is sent is JSON, for Gradio makes files of all else."""
    kind = request.headers.get("content-type", JSON).partition(";")[0].strip().lower()
    return _OPEN.fullmatch(path_of(request.scope) or "/") is not None and kind == JSON


def keep_to_itself() -> None:
    """Give Gradio a temporary folder that no other user may open, and that goes with this process."""
    if "GRADIO_TEMP_DIR" not in os.environ:
        folder = tempfile.mkdtemp(prefix="pykala-")
        os.environ["GRADIO_TEMP_DIR"] = folder
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
