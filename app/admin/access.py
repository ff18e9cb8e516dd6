"""Who may see the view: whoever has its password, or sits at this machine where it needs none."""

import hashlib
import hmac
import ipaddress

from starlette.requests import Request
from starlette.responses import Response

from app.login.login import Tries, password_of
from app.texts.admin import ADMIN
from app.web.clients import address_of, client_of
from app.web.errors import refusal_html
from app.web.visitor import request_language

_ASK = {"www-authenticate": 'Basic realm="pykala admin", charset="UTF-8"'}


class Access:
    """Asks for the password, which a browser does by itself (RFC 7617); any name goes with it.

    Without a password only this machine is let in.
    """

    def __init__(self, password: str | None) -> None:
        self._password = None if password is None else _hashed(password)
        self._tries = Tries()

    def refusal(self, request: Request) -> Response | None:
        """What a request is answered that may not see the view; None where it may."""
        if self._password is None:
            return None if _is_here(address_of(request.scope)) else _refused(request, 403)
        client = client_of(request.scope)
        given = request.headers.get("authorization")
        if given is None:
            return _refused(request, 401)
        wait = self._tries.wait(client)
        if wait:
            return _refused(request, 429, {"retry-after": str(wait)})
        if hmac.compare_digest(_hashed(password_of(given.encode("latin-1"))), self._password):
            return None
        self._tries.add(client)
        return _refused(request, 401)


def _is_here(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def _refused(request: Request, status: int, headers: dict[str, str] | None = None) -> Response:
    texts, language = ADMIN[request_language(request)], request_language(request)
    page = refusal_html(language, texts.title, texts.closed, "./")
    told = {**(headers or {}), **(_ASK if status == 401 else {})}
    return Response(page, status, told, media_type="text/html; charset=utf-8")


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
