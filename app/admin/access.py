"""Who may see the view: whoever has its password, or sits at this machine where it needs none."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.login.gate import Gate
from app.login.page import ADMIN as DOOR
from app.texts.families import ADMIN
from app.web.asgi import answer, path_of
from app.web.clients import address_of, ip_of
from app.web.errors import refusal_html
from app.web.visitor import request_language


class Access:
    """Asks for the password on a page of its own; without a password only this machine is let in."""

    def __init__(self, password: str | None) -> None:
        self._gate = None if password is None else Gate(password, DOOR)

    @property
    def routes(self) -> list[Route]:
        """The ways in and out, where there is a password."""
        gate = self._gate
        if gate is None:
            return []

        async def way(request: Request) -> Response:
            return await gate.way(request, path_of(request.scope)[1:])

        return [Route(f"/{path}", way, methods=["GET", "POST"]) for path in (DOOR.log_in, DOOR.log_out)]

    def refusal(self, request: Request) -> Response | None:
        """What a request is answered that may not see the view; None where it may."""
        if self._gate is None:
            address = ip_of(address_of(request.scope))
            return None if address is not None and address.is_loopback else _closed(request)
        if self._gate.is_open(request):
            return None
        programs = "authorization" in request.headers
        return self._gate.refusal(request) if programs else self._gate.ask(request)


def _closed(request: Request) -> Response:
    language = request_language(request)
    texts = ADMIN[language]
    return answer(refusal_html(language, texts.title, texts.closed, "./"), 403)
