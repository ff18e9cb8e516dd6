"""A proxy before us: the path prefix that it serves the page at, and the name that it was asked by."""

from urllib.parse import quote

from starlette.types import ASGIApp, Receive, Scope, Send

from app.web.asgi import moved
from app.web.clients import address_of

THIS_MACHINE = frozenset({"127.0.0.1", "::1"})
"""The addresses of a proxy on the same machine."""

_FORWARDED = (b"forwarded", b"x-forwarded-", b"x-real-ip")
"""How the names of headers begin by which proxies tell of a request."""


class Proxied:
    """The ASGI layer that tells the others what a request was before a proxy passed it on.

    ``prefix`` is the path that the page lies at, ``/pykala``, or empty; whether the proxy takes it off is
    all the same. Only of a proxy at one of the ``trusted`` addresses are the headers believed,
    X-Forwarded-Host, -Proto and the last address of -For; they go no further, so that nothing behind us
    believes them either.
    """

    def __init__(self, inner: ASGIApp, prefix: str = "", *, trusted: frozenset[str] = frozenset()) -> None:
        self._inner, self._prefix, self._trusted = inner, prefix, trusted

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on as it was sent to the proxy."""
        if scope["type"] != "http":
            await self._inner(scope, receive, send)
            return
        path = scope["path"]
        if self._prefix and path == self._prefix:
            query = scope.get("query_string", b"").decode("latin-1")
            await moved(f"{self._prefix}/{query and '?' + query}", 308)(scope, receive, send)
            return
        if not path.startswith(f"{self._prefix}/"):
            path = self._prefix + path
        headers = [(name, value) for name, value in scope["headers"] if not name.startswith(_FORWARDED)]
        changed = {
            "path": path,
            "raw_path": quote(path).encode("ascii"),
            "root_path": self._prefix,
            "headers": headers,
        }
        if address_of(scope) in self._trusted:
            asked = dict(scope["headers"])  # of a header that is given twice the last: the proxy's own
            host, scheme = (_first(asked.get(b"x-forwarded-" + name, b"")) for name in (b"host", b"proto"))
            if host:
                changed["headers"] = [(b"host", host), *(pair for pair in headers if pair[0] != b"host")]
            if scheme in {b"http", b"https"}:
                changed["scheme"] = scheme.decode("ascii")
            came_from = asked.get(b"x-forwarded-for", b"").rpartition(b",")[2].strip()
            if came_from:
                changed["client"] = (came_from.decode("latin-1"), 0)
        await self._inner({**scope, **changed}, receive, send)


def _first(value: bytes) -> bytes:
    """The first of several values: what the outermost of several proxies was asked."""
    return value.partition(b",")[0].strip()
