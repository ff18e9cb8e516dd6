"""A proxy before the site: prefixes, and whose headers are believed."""

from typing import Any

import pytest

from app.web.proxy import THIS_MACHINE, Proxied
from tests.support.site.asgi import get

SEEN: list[Any] = []


async def inner(scope: Any, _receive: Any, send: Any) -> None:
    SEEN.append(scope)
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b""})


FORWARDED: dict[str, Any] = {
    "x_forwarded_host": "city.example, inner.example",
    "x_forwarded_proto": "https",
    "x_forwarded_for": "203.0.113.9, 198.51.100.7",
    "x_forwarded_prefix": "/elsewhere",
    "forwarded": "host=evil.example",
}


def seen(application: Proxied, path: str, **headers: Any) -> tuple[Any, dict[bytes, bytes]]:
    """What stands behind the layer is asked, and the headers that it gets."""
    assert get(application, path, **headers)[0] == 200
    return SEEN[-1], dict(SEEN[-1]["headers"])


@pytest.mark.parametrize("path", ["/pykala/api/ask", "/api/ask"])
def test_whether_the_proxy_takes_the_prefix_off_is_all_the_same(path: str) -> None:
    scope, _ = seen(Proxied(inner, "/pykala"), path)
    assert (scope["path"], scope["root_path"]) == ("/pykala/api/ask", "/pykala")
    assert scope["raw_path"] == b"/pykala/api/ask"


def test_a_path_that_only_begins_like_the_prefix_lies_below_it() -> None:
    scope, _ = seen(Proxied(inner, "/pykala"), "/pykala-2")
    assert scope["path"] == "/pykala/pykala-2"


def test_prefix_without_its_slash_is_sent_to_the_page() -> None:
    status, headers, _ = get(Proxied(inner, "/a/b"), "/a/b?doc=x")
    assert (status, headers["location"]) == (308, "/a/b/?doc=x")


def test_a_proxy_that_is_believed() -> None:
    scope, headers = seen(Proxied(inner, trusted=THIS_MACHINE), "/", **FORWARDED)
    assert (scope["scheme"], scope["client"][0]) == ("https", "198.51.100.7")
    assert headers == {b"host": b"city.example"}


def test_a_proxy_that_is_not_believed() -> None:
    scope, headers = seen(Proxied(inner), "/", **FORWARDED)
    assert (scope["scheme"], scope["client"][0]) == ("http", "127.0.0.1")
    assert headers == {b"host": b"127.0.0.1:7860"}


def test_headers_that_say_nothing_change_nothing() -> None:
    nothing: dict[str, Any] = {"x_forwarded_host": "", "x_forwarded_proto": "gopher", "x_forwarded_for": " "}
    scope, headers = seen(Proxied(inner, trusted=THIS_MACHINE), "/", **nothing)
    assert (scope["scheme"], scope["client"][0]) == ("http", "127.0.0.1")
    assert headers == {b"host": b"127.0.0.1:7860"}
