"""The guard: which names the page is asked by, and from which pages.

A foreign page in a browser of this machine can send requests to us. It cannot read what comes back, unless
it makes its own name point here (DNS rebinding): so only known names are answered. Nor shall it set off
anything: so what it sends is refused by its origin.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from app.web.asgi import path_of
from app.web.clients import ip_of
from app.web.errors import refusal

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
"""The names of a machine for itself, as a Host header has them."""

LARGEST_BODY = 1_000_000
"""The most bytes that a request may bring; the server keeps what it reads in memory."""

_LONGEST_NAME = 255
"""The characters of a host name that are told again; longer ones are none (RFC 1035, 2.3.4)."""

_OURS_ALONE = (
    *("/api/", "/mcp", "/viewer", "/tour", "/documents"),
    *("/frame", "/welcome", "/filters", "/conversation", "/feedback"),
)
"""What is for programs and for our own script: no link of another site leads there.

A link may lead to all else; but nothing at all is put into a page of another site, not even a picture, which
would tell that page by its being there which documents we have.
"""


@dataclass(frozen=True, slots=True)
class Hosts:
    """The host names that are answered, in lower case and without a port.

    ``addresses`` says that any bare IP address is, too: no name can be made to point at us by it.
    """

    names: frozenset[str] = field(default=LOOPBACK)
    addresses: bool = False

    def __contains__(self, host: str) -> bool:
        bare = host.removeprefix("[").removesuffix("]")
        return host in self.names or (self.addresses and ip_of(bare) is not None)


class Guard:
    """The ASGI layer that refuses requests by a name that is not among the hosts, or of a foreign page.

    ``larger`` are the paths to which a request may bring more bytes than elsewhere, and how many.
    """

    def __init__(self, inner: ASGIApp, hosts: Hosts, larger: Mapping[str, int] | None = None) -> None:
        self._inner, self._hosts, self._larger = inner, hosts, larger or {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] == "lifespan":
            await self._inner(scope, receive, send)
        elif scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})  # nothing here speaks it
        else:
            await (self._refusal(Request(scope)) or self._inner)(scope, receive, send)

    def _refusal(self, request: Request) -> Response | None:
        """What is wrong with a request; None where nothing is."""
        names = [host_name(host) for host in request.headers.getlist("host")] or [""]
        most = self._larger.get(path_of(request.scope), LARGEST_BODY)
        if len(names) > 1:
            return refusal(request, "two_names")
        if names[0] not in self._hosts:
            return refusal(request, "foreign_name", name=names[0][:_LONGEST_NAME])
        if not _is_short(request, most):
            return refusal(request, "too_long", most=most)
        return refusal(request, "foreign_page") if _is_foreign(request) else None


def host_name(host: str) -> str:
    """The name in a Host header in lower case, without its port."""
    name = host.lower()
    return name[: name.index("]") + 1] if name.startswith("[") and "]" in name else name.split(":")[0]


def _is_short(request: Request, most: int) -> bool:
    """Whether a request says of its body how long it is, and that is not more than so many bytes."""
    length = request.headers.get("content-length")
    if length:
        return length.isdecimal() and int(length) <= most
    return "transfer-encoding" not in request.headers


def _is_foreign(request: Request) -> bool:
    """Whether a page of another site sends the request, by what browsers say of it (Fetch, 3.2 and 3.5)."""
    told = request.headers.get
    if told("origin") and told("origin") != f"{request.scope['scheme']}://{told('host')}":
        return True
    if told("sec-fetch-site") != "cross-site":
        return False
    followed = request.method == "GET" and told("sec-fetch-mode") == "navigate"
    framed = told("sec-fetch-dest", "") not in {"", "document"}
    return not followed or framed or path_of(request.scope).startswith(_OURS_ALONE)
