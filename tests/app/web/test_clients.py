"""Clients: addresses of one network are one, and an address has one form."""

import pytest

from app.web.clients import address_of, canonical, client_of


@pytest.mark.parametrize(
    ("address", "client"),
    [
        ("10.0.0.5", "10.0.0.5"),
        ("::ffff:10.0.0.5", "10.0.0.5"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:0db8:1:2::1", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::1", "::1"),
        ("unix", "unix"),
    ],
)
def test_client(address: str, client: str) -> None:
    assert client_of({"client": (address, 50000)}) == client


def test_no_client() -> None:
    assert (client_of({}), address_of({"client": None})) == ("", "")


def test_an_address_is_written_in_one_way() -> None:
    assert [canonical(a) for a in ("2001:DB8::0:1", "::FFFF:1.2.3.4", "1.2.3.4", "x")] == [
        "2001:db8::1",
        "1.2.3.4",
        "1.2.3.4",
        "x",
    ]
