"""Serving the chat page: on this machine, to whoever opens its address, asking nothing of any other."""

import contextlib
import logging
import os
import signal
import socket
import threading
import webbrowser
from collections.abc import Callable, Iterator
from types import FrameType

from starlette.types import ASGIApp

from corpus.errors import AddressError

FIRST_PORT = 7860
"""The port that is tried first where none is asked for."""

OF_ONE = 64
"""The connections that one address may hold where no proxy brings them."""

_PORTS = 100

_log = logging.getLogger(__name__)


def serve(
    site: Callable[[], ASGIApp],
    warm: Callable[[], object],
    *,
    host: str = "127.0.0.1",
    port: int | None = None,
    open_browser: bool = False,
    ready: Callable[[str], object] | None = None,
    of_one: int | None = OF_ONE,
) -> None:
    """Serve a site until the process is told to stop.

    ``site`` makes the application, once the port is taken. ``port`` 0 takes any free one, None the first free
    one from 7860. ``ready`` is called with the page's address once it can be opened; ``warm`` makes ready
    what answers questions behind that, in a thread of its own. ``of_one`` are the connections that one
    address may hold, None where a proxy brings all of them.

    Raises:
        AddressError: the host or the port cannot be listened on.
        and what ``site`` raises.
    """
    listening = bind(host, port)
    application = site()
    import uvicorn  # after Gradio, which sets up what it needs of it

    from app.connections import Connections, most_connections

    address = page_address(host, listening.getsockname()[1])  # of the page without a proxy before it

    class Server(uvicorn.Server):
        def handle_exit(self, sig: int, frame: FrameType | None) -> None:
            # Every open page keeps a connection; that it is cut off at the end is no error.
            logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
            super().handle_exit(sig, frame)

    server = Server(
        uvicorn.Config(
            application,
            log_level="warning",
            timeout_graceful_shutdown=1,
            lifespan="on",
            proxy_headers=False,  # our own layer decides whether a proxy is believed
            server_header=False,
            http=Connections(most_connections(), of_one).protocol,  # type: ignore[arg-type]
            ws="none",
        )
    )
    threading.Thread(target=_warm, args=(warm,), name="warm", daemon=True).start()
    if ready is not None:
        ready(address)
    if open_browser:
        webbrowser.open(address)
    with listening, _told_to_stop(), contextlib.suppress(KeyboardInterrupt):
        server.run(sockets=[listening])


@contextlib.contextmanager
def _told_to_stop() -> Iterator[None]:
    """Take being told to stop for a good end: a server that has stopped sends itself the signal again."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


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


def _warm(warm: Callable[[], object]) -> None:
    try:
        warm()
    except Exception:
        # The first question meets the same error and tells it to the person who asks.
        _log.exception("the index could not be made ready")
