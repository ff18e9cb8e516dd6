"""Serving the chat page: on this machine, to whoever opens its address, asking nothing of any other."""

import contextlib
import logging
import os
import socket
import threading
import webbrowser
from collections.abc import Callable
from types import FrameType
from typing import TYPE_CHECKING

from app.shell import App, Shell
from corpus.errors import AddressError

if TYPE_CHECKING:
    from app.page import Library

FIRST_PORT = 7860
"""The port that is tried first where none is asked for."""

_PORTS = 100
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_QUIET = {"GRADIO_ANALYTICS_ENABLED": "False", "HF_HUB_OFFLINE": "1", "HF_HUB_DISABLE_TELEMETRY": "1"}

_log = logging.getLogger(__name__)


def serve(
    library: "Library",
    *,
    host: str = "127.0.0.1",
    port: int | None = None,
    open_browser: bool = False,
    ready: Callable[[str], object] | None = None,
) -> None:
    """Serve the page until the process is told to stop.

    ``port`` 0 takes any free one, None the first free one from 7860. ``ready`` is called with the page's
    address once it can be opened; the encoder is loaded behind that, in a thread of its own.

    Raises:
        AddressError: the host or the port cannot be listened on.
    """
    listening = bind(host, port)
    application = web_application(library, host)
    import uvicorn  # after Gradio, which sets up what it needs of it

    address = page_address(host, listening.getsockname()[1])

    class Server(uvicorn.Server):
        def handle_exit(self, sig: int, frame: FrameType | None) -> None:
            # Every open page keeps a connection; that it is cut off at the end is no error.
            logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
            super().handle_exit(sig, frame)

    server = Server(
        uvicorn.Config(application, log_level="warning", timeout_graceful_shutdown=1, lifespan="on")
    )
    threading.Thread(target=_warm, args=(library,), name="warm", daemon=True).start()
    if ready is not None:
        ready(address)
    if open_browser:
        webbrowser.open(address)
    with listening, contextlib.suppress(KeyboardInterrupt):
        server.run(sockets=[listening])


def web_application(library: "Library", host: str = "127.0.0.1") -> App:
    """The page as an ASGI application; on a loopback host it answers only requests that name one."""
    for name, value in _QUIET.items():
        os.environ.setdefault(name, value)
    import gradio as gr  # takes seconds, so only whoever serves imports it
    from fastapi import FastAPI

    from app.chat import build_page

    outer = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    gr.mount_gradio_app(
        outer,
        build_page(library),
        path="/",
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        show_error=False,
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
        theme=gr.themes.Base(
            font=[
                "system-ui",
                "-apple-system",
                "Segoe UI",
                "Roboto",
                "Helvetica Neue",
                "Arial",
                "sans-serif",
            ],
            font_mono=["ui-monospace", "Menlo", "Consolas", "monospace"],
        ),
    )
    return Shell(outer, frozenset({"127.0.0.1", "localhost", "[::1]"}) if host in _LOOPBACK else None)


def bind(host: str, port: int | None) -> socket.socket:
    """A socket that listens on a host, at the port or at the first free one from 7860.

    Raises:
        AddressError: the host is not one of this machine, or the port is taken.
    """
    tried = range(FIRST_PORT, FIRST_PORT + _PORTS) if port is None else (port,)
    reason = ""
    for number in tried:
        try:
            return _listen(host, number)
        except OSError as error:
            reason = error.strerror or str(error)
    ports = f"{tried[0]}" if len(tried) == 1 else f"{tried[0]} to {tried[-1]}"
    raise AddressError(
        f"{host}, port {ports}: cannot be listened on ({reason}); give another one with --host or --port"
    )


def page_address(host: str, port: int) -> str:
    """The address at which a browser on this machine opens the page of a server on a host and port."""
    if host in {"0.0.0.0", "::"}:  # noqa: S104 - named, not listened on
        host = "127.0.0.1"
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _listen(host: str, port: int) -> socket.socket:
    family, kind, protocol, _, address = socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )[0]
    listening = socket.socket(family, kind, protocol)
    try:
        if os.name == "posix":
            # Elsewhere the option would let two servers share a port.
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(128)
    except OSError:
        listening.close()
        raise
    return listening


def _warm(library: "Library") -> None:
    try:
        library.warm()
    except Exception:
        # The first question meets the same error and tells it to the person who asks.
        _log.exception("the index could not be made ready")
