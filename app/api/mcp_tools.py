"""Tools for assistants, by the Model Context Protocol: searching, and reading a section. They only read.

What they need comes with ``pykala[mcp]``; nothing else here imports it.
"""

import importlib.util
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import date
from importlib.metadata import version
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field

from app.answer.json_answer import answer_json
from app.api.public import public, refused
from app.api.reading import find_document, read_section
from app.library import Library
from app.register.decisions import decisions_of
from app.register.rows import Wanted
from corpus.errors import ExtraError, PykalaError
from corpus.minutes.outcomes.wording import OutcomeKind
from index.filters import Filter

if TYPE_CHECKING:
    from mcp.server import MCPServer
    from starlette.routing import BaseRoute

_INSTRUCTIONS = (
    "Pykälä holds reports and municipal minutes, most of them in Finnish. Search with a whole question in "
    "Finnish, Swedish or English. Quote what it returns word for word, with its citation; with the verdict "
    "not_found the passages are the closest, but no answer."
)
_MOST = 20
_LONGEST = 10_000
_MOST_DECISIONS = 100


class Tools:
    """The tools of a library as part of a site: routes for ``/mcp``, and what runs behind them.

    Each request stands for itself. Who may ask is decided by the layers around the site.

    Raises:
        ExtraError: the protocol's package is not installed.
    """

    def __init__(self, library: Library) -> None:
        self._server = assistant_server(library)
        from mcp.server.transport_security import TransportSecuritySettings

        # The guard around the site knows the allowed hosts; a second list would only disagree with it.
        guarded = TransportSecuritySettings(enable_dns_rebinding_protection=False)
        self._application = self._server.streamable_http_app(
            streamable_http_path="/mcp", json_response=True, stateless_http=True, transport_security=guarded
        )

    @property
    def routes(self) -> "list[BaseRoute]":
        """The routes to put into a site."""
        return list(self._application.routes)

    def running(self) -> AbstractAsyncContextManager[None]:
        """What has to be entered as long as the site is served, once."""
        return self._server.session_manager.run()


def serve_assistant(library: Library) -> None:
    """Serve the tools to one assistant, over standard input and output, until it goes away.

    Raises:
        ExtraError: the protocol's package is not installed.
    """
    assistant_server(library).run("stdio")


def assistant_server(library: Library) -> "MCPServer[Any]":
    """A server with the two tools, not yet reachable by anyone.

    Raises:
        ExtraError: the protocol's package is not installed.
    """
    if importlib.util.find_spec("mcp") is None:
        raise ExtraError(
            "tools for assistants need the package mcp; install it with: pip install 'pykala[mcp]'"
        )
    import anyio.to_thread
    from mcp.server import MCPServer
    from mcp.server.mcpserver.exceptions import ToolError
    from mcp_types import ToolAnnotations

    server: MCPServer[Any] = MCPServer(
        "pykala", title="Pykälä", instructions=_INSTRUCTIONS, version=version("pykala"), log_level="WARNING"
    )
    reading = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)

    async def answered(make: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        try:
            return await anyio.to_thread.run_sync(make)
        except PykalaError as error:
            raise ToolError(refused(error)[2]) from None

    @server.tool(title="Search the minutes", annotations=reading)
    async def search(
        question: Annotated[str, Field(min_length=1, max_length=_LONGEST, description="A whole question.")],
        top: Annotated[int, Field(ge=1, le=_MOST, description="How many passages at most.")] = 5,
        document: Annotated[str | None, Field(description="Only this document, by its id.")] = None,
        after: Annotated[
            str | None, Field(description="The question before, if this one goes on from it.")
        ] = None,
    ) -> dict[str, Any]:
        """Find the passages that answer a question, each with its best sentence and its citation."""

        def make() -> dict[str, Any]:
            only = find_document(library.index, document).id if document else None
            answer = library.ask(question, top, Filter(document=only), before=after or None)
            found: dict[str, Any] = public(answer_json(answer))
            return found

        return await answered(make)

    @server.tool(title="Read a section", annotations=reading)
    async def get_section(
        document: Annotated[str, Field(description="The document’s id, as search returns it.")],
        number: Annotated[int, Field(ge=0, description="The section’s number, as search returns it.")],
    ) -> dict[str, Any]:
        """Read a whole section of a document, paragraph by paragraph, with its citation."""
        return await answered(lambda: public(read_section(find_document(library.index, document), number)))

    @server.tool(title="List decisions", annotations=reading)
    async def list_decisions(
        body: Annotated[str | None, Field(description="Only decisions of this body.")] = None,
        since: Annotated[date | None, Field(description="Only meetings of this date or later.")] = None,
        until: Annotated[date | None, Field(description="Only meetings of this date or earlier.")] = None,
        outcome: Annotated[OutcomeKind | None, Field(description="Only items with this outcome.")] = None,
        case: Annotated[str | None, Field(description="Only items of this case number.")] = None,
        start: Annotated[int, Field(ge=0, description="How many of them are passed over.")] = 0,
        most: Annotated[int, Field(ge=1, le=_MOST_DECISIONS, description="How many at most.")] = 20,
    ) -> dict[str, Any]:
        """List items with what became of each and the text in force, the newest meeting first."""
        wanted = Wanted(body, since, until, outcome, case)
        return await answered(lambda: public(decisions_of(library.index, wanted, start, most)))

    return server
