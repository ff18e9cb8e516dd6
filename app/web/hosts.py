"""The guard: which names the page is asked by, and from which pages.

A foreign page in a browser of this machine can send requests to us. It cannot read what comes back, unless
it makes its own name point here (DNS rebinding): so only known names are answered. Nor shall it set off
anything: so what it sends is refused by its origin.
"""

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.web.asgi import App, Message, Receive, Send, asked_with, path_of
from app.web.errors import refuse

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
        return host in self.names or (self.addresses and _is_address(host))


class Guard:
    """The ASGI layer that refuses requests by a name that is not among the hosts, or of a foreign page.

    ``larger`` are the paths to which a request may bring more bytes than elsewhere, and how many.
    """

    def __init__(self, inner: App, hosts: Hosts, larger: Mapping[str, int] | None = None) -> None:
        self._inner, self._hosts, self._larger = inner, hosts, larger or {}

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] == "lifespan":
            await self._inner(scope, receive, send)
        elif scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})  # nothing here speaks it
        elif sum(name == b"host" for name, _ in scope["headers"]) > 1:
            await refuse(scope, send, "two_names")
        elif (name := host_name(_header(scope, b"host"))) not in self._hosts:
            await refuse(scope, send, "foreign_name", name=name[:_LONGEST_NAME])
        elif not _is_short(scope, most := self._larger.get(path_of(scope), LARGEST_BODY)):
            await refuse(scope, send, "too_long", most=most)
        elif _is_foreign(scope):
            await refuse(scope, send, "foreign_page")
        else:
            await self._inner(scope, receive, send)


def host_name(host: str) -> str:
    """The name in a Host header in lower case, without its port."""
    name = host.lower()
    return name[: name.index("]") + 1] if name.startswith("[") and "]" in name else name.split(":")[0]


def _is_short(scope: Message, most: int) -> bool:
    """Whether a request says of its body how long it is, and that is not more than so many bytes."""
    length = _header(scope, b"content-length")
    return (
        (length.isdecimal() and int(length) <= most)
        if length
        else (b"transfer-encoding" not in asked_with(scope))
    )


def _is_foreign(scope: Message) -> bool:
    """Whether a page of another site sends the request, by what browsers say of it (Fetch, 3.2 and 3.5)."""
    origin = _header(scope, b"origin")
    if origin and origin != f"{scope['scheme']}://{_header(scope, b'host')}":
        return True
    if _header(scope, b"sec-fetch-site") != "cross-site":
        return False
    followed = scope["method"] == "GET" and _header(scope, b"sec-fetch-mode") == "navigate"
    framed = _header(scope, b"sec-fetch-dest") not in {"", "document"}
    return not followed or framed or path_of(scope).startswith(_OURS_ALONE)


def _header(scope: Message, name: bytes) -> str:
    return asked_with(scope).get(name, b"").decode("latin-1")


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host.removeprefix("[").removesuffix("]"))
    except ValueError:
        return False
    return True
