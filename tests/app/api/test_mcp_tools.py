"""Tools for assistants: listed, called and refused, by the protocol's own client."""

import asyncio
import importlib.util
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from mcp.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client

from app.answer.json_answer import answer_json
from app.api.mcp_tools import Tools, assistant_server
from app.api.public import public
from app.api.reading import read_section
from corpus.errors import ExtraError
from tests.support.documents import ODD, PARKS
from tests.support.library import FailingLibrary

LIBRARY = FailingLibrary()
QUESTION = "Hyväksyi jaosto suunnitelman?"
ROOT = Path(__file__).parent.parent.parent.parent


def with_client(what: Callable[[Any], Awaitable[Any]], server: Any = None) -> Any:
    """What an assistant does that is connected to the tools."""

    async def connected() -> Any:
        async with Client(server or assistant_server(LIBRARY)) as client:
            return await what(client)

    return asyncio.run(connected())


def called(name: str, **arguments: Any) -> Any:
    return with_client(lambda client: client.call_tool(name, arguments))


def test_three_tools_that_only_read() -> None:
    listed = with_client(lambda client: client.list_tools()).tools
    assert [tool.name for tool in listed] == ["search", "get_section", "list_decisions"]
    for tool in listed:
        assert tool.description
        assert (tool.annotations.read_only_hint, tool.annotations.open_world_hint) == (True, False)
    search, get_section, list_decisions = (tool.input_schema for tool in listed)
    assert (search["required"], get_section["required"]) == (["question"], ["document", "number"])
    assert search["properties"]["top"]["maximum"] == 20
    assert (list_decisions.get("required", []), list_decisions["properties"]["most"]["maximum"]) == ([], 100)


def test_decisions_are_listed_with_their_outcomes() -> None:
    found = called("list_decisions", body="Puistojaosto").structured_content
    assert [(item["item"], item["date"]) for item in found["decisions"]] == [("§ 7", "2025-03-04")]


def test_search_returns_the_answer_of_the_command_line() -> None:
    found = called("search", question=QUESTION, top=2)
    assert not found.is_error
    assert found.structured_content == public(answer_json(LIBRARY.ask(QUESTION, 2)))
    assert "Jaosto hyväksyi hoitosuunnitelman." in found.content[0].text


def test_search_in_one_document_and_going_on() -> None:
    found = called("search", question="Entä ruusuja?", document=ODD.id, after=QUESTION).structured_content
    assert found["after"] == QUESTION
    assert {passage["document"]["id"] for passage in found["passages"]} == {ODD.id}


def test_get_section_reads_what_search_has_found() -> None:
    best = called("search", question=QUESTION, top=1).structured_content["passages"][0]
    section = called("get_section", document=best["document"]["id"], number=best["section"]["number"])
    assert section.structured_content == public(read_section(PARKS, 1))
    assert best["text"] in section.structured_content["paragraphs"]


@pytest.mark.parametrize(
    ("name", "arguments", "message"),
    [
        ("search", {"question": QUESTION, "document": "none.md"}, "there is no document “none.md”"),
        ("search", {"question": "hajalla"}, "the index cannot be read"),
        ("search", {"question": ""}, "question"),
        ("search", {"question": "x", "top": 21}, "top"),
        ("get_section", {"document": PARKS.id, "number": 4}, "there is no section 4"),
        ("get_section", {"document": PARKS.id, "number": -1}, "number"),
        ("delete", {}, "delete"),
    ],
)
def test_what_cannot_be_done_is_told_to_the_assistant(
    name: str, arguments: dict[str, Any], message: str
) -> None:
    found = called(name, **arguments)
    assert found.is_error
    assert message in found.content[0].text


def test_other_errors_are_kept_from_it() -> None:
    found = called("search", question="kaatuu")
    assert found.is_error
    assert "secret" not in found.content[0].text


def test_over_standard_input_and_output() -> None:
    script = (
        "from app.api.mcp_tools import serve_assistant; from tests.support.library import MadeLibrary; "
        "serve_assistant(MadeLibrary())"
    )
    parameters = StdioServerParameters(command=sys.executable, args=["-c", script], cwd=str(ROOT))
    found = with_client(
        lambda client: client.call_tool("search", {"question": QUESTION}), stdio_client(parameters)
    )
    assert found.structured_content == public(answer_json(LIBRARY.ask(QUESTION)))


def test_without_the_package_it_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(ExtraError, match=r"pip install 'pykala\[mcp\]'"):
        Tools(LIBRARY)
