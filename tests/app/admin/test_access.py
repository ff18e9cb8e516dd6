"""Who may see the view of those who keep the archive."""

from base64 import b64encode

import pytest

from app.site import Site
from app.web.hosts import Hosts
from tests.app.admin.made import served
from tests.support.library import MadeLibrary
from tests.support.site.asgi import get

LIBRARY = MadeLibrary()
PASSWORD = "arkisto-hoito-1"  # noqa: S105 - of a test


def basic(password: str) -> str:
    return f"Basic {b64encode(f'kuka:{password}'.encode()).decode()}"


def test_this_machine_needs_no_password_and_others_are_refused() -> None:
    own = served(LIBRARY)
    assert get(own, "/admin?language=en")[0] == 200
    for address in ("10.0.0.5", "nobody", "::ffff:10.0.0.5"):
        status, headers, page = get(own, "/admin?language=sv", client=address)
        assert (status, "www-authenticate" in headers) == (403, False)
        assert "Vyn är bara för dem som underhåller dokumenten" in page


@pytest.mark.parametrize("path", ["/admin", "/admin-feedback"])
def test_password_is_asked_for_and_opens(path: str) -> None:
    closed = served(LIBRARY, PASSWORD)
    status, headers, _ = get(closed, path)
    assert (status, headers["www-authenticate"]) == (401, 'Basic realm="pykala admin", charset="UTF-8"')
    assert get(closed, path, authorization=basic("väärä-sana"))[0] == 401
    assert get(closed, path, authorization=basic(PASSWORD), client="10.0.0.5")[0] == 200


def test_too_many_wrong_passwords_have_to_wait() -> None:
    closed = served(LIBRARY, PASSWORD)
    tried = [get(closed, "/admin", authorization=basic(f"väärä-{n}"))[0] for n in range(20)]
    assert tried[-1] == 429
    status, headers, _ = get(closed, "/admin", authorization=basic(PASSWORD))
    assert status == 429
    assert int(headers["retry-after"]) > 0


def test_a_page_for_others_has_no_view_without_a_password() -> None:
    assert Site().is_own
    for site in (
        Site(Hosts(frozenset({"kaupunki.example"}))),
        Site(prefix="/pykala"),
        Site(proxies=frozenset({"::1"})),
        Site(password=PASSWORD),
    ):
        assert (site.is_own, site.has_admin) == (False, False)
        assert Site(site.hosts, prefix=site.prefix, admin_password=PASSWORD).has_admin
