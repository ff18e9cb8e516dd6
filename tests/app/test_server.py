"""Serving: sockets and addresses."""

import pytest

from app.server import bind, page_address
from corpus.errors import AddressError


def test_port_that_is_given_is_taken() -> None:
    with bind("127.0.0.1", 0) as listening:
        host, port = listening.getsockname()
        assert host == "127.0.0.1"
        with pytest.raises(AddressError, match=rf"^127\.0\.0\.1, port {port}: cannot be listened on"):
            bind("127.0.0.1", port)


def test_first_free_port_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    with bind("127.0.0.1", 0) as taken:
        first = taken.getsockname()[1]
        monkeypatch.setattr("app.server.FIRST_PORT", first)
        with bind("127.0.0.1", None) as listening:
            assert first < listening.getsockname()[1] < first + 100


def test_host_of_another_machine() -> None:
    with pytest.raises(AddressError, match="give another one with --host or --port"):
        bind("192.0.2.1", 0)


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:7861/"),
        ("pykala.example", "http://pykala.example:7861/"),
        ("::1", "http://[::1]:7861/"),
        ("0.0.0.0", "http://127.0.0.1:7861/"),  # noqa: S104
        ("::", "http://127.0.0.1:7861/"),
    ],
)
def test_address_that_a_browser_opens(host: str, address: str) -> None:
    assert page_address(host, 7861) == address
