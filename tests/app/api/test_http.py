"""The interface for programs: answers, documents and sections as JSON, and problems told in one form."""

import re
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from pydantic import TypeAdapter

from app.answer.answer import Answer
from app.answer.json_answer import AnswerJson, answer_json, to_json
from app.api.http import api
from app.api.models import Documents, Outline, ReadSection, Refused
from app.api.public import public
from corpus.errors import AwayStoreError, BusyStoreError, EmptyStoreError, QuestionError
from index.filters import Filter
from tests.support.documents import ODD, PARKS, make_document
from tests.support.library import FailingLibrary, MadeLibrary

QUESTION = "Hyväksyi jaosto suunnitelman?"
ANSWER = (
    "AnswerJson",
    "ItemJson",
    "MatterJson",
    "OutcomeJson",
    "PassageJson",
    "QuoteJson",
    "SectionJson",
    "Source",
    "VoteJson",
)
"""The schemas of what an answer is made of."""

DEEP = make_document("kansio/osa a.md", "Syvä", [("Syvä", "heading", None, ["Teksti on tässä."])])


class Broken(MadeLibrary):
    """A library that raises what it is told to."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self._error = error

    def ask(self, *_: Any, **__: Any) -> Answer:
        raise self._error


LIBRARY = FailingLibrary((PARKS, ODD, DEEP))
CLIENT = TestClient(api(LIBRARY))


def told(status: int, answered: Any) -> dict[str, Any]:
    """The problem that an answer tells, after a look at its form."""
    assert answered.status_code == status, answered.text
    found = answered.json()
    TypeAdapter(Refused).validate_python(found)
    error: dict[str, Any] = found["error"]
    return error


def test_an_answer_is_that_of_the_command_line() -> None:
    expected = public(answer_json(LIBRARY.ask(QUESTION, 2)))
    answered = CLIENT.get("/ask", params={"q": QUESTION, "top": 2})
    assert (answered.status_code, answered.headers["content-type"]) == (200, "application/json")
    assert answered.json() == expected
    assert CLIENT.post("/ask", json={"q": QUESTION, "top": 2}).json() == expected


def test_the_form_that_is_described_is_the_form_that_is_answered() -> None:
    for question in (QUESTION, "Uimahalli?", "What is the cost?"):
        TypeAdapter(AnswerJson).validate_json(CLIENT.get("/ask", params={"q": question}).content)
    TypeAdapter(Documents).validate_json(CLIENT.get("/documents").content)
    TypeAdapter(Outline).validate_json(CLIENT.get(f"/documents/{PARKS.id}").content)
    TypeAdapter(ReadSection).validate_json(CLIENT.get(f"/documents/{PARKS.id}/sections/1").content)


def test_filters_and_the_question_before() -> None:
    wanted = {
        "document": ODD.id,
        "body": "Puistojaosto",
        "from": "2025-01-31",
        "to": "2025-12-31",
        "item": "7",
        "part": "Päätös",
    }
    for answered in (
        CLIENT.get("/ask", params={"q": "Entä ruusuja?", "after": QUESTION, **wanted}),
        CLIENT.post("/ask", json={"q": "Entä ruusuja?", "after": QUESTION, **wanted}),
    ):
        assert answered.json()["after"] == QUESTION
        asked, _ = LIBRARY.asked[-1]
        assert asked == Filter(
            document=ODD.id,
            body="Puistojaosto",
            since=asked.since,
            until=asked.until,
            item="7",
            part="Päätös",
        )
        assert [str(asked.since), str(asked.until)] == ["2025-01-31", "2025-12-31"]


def test_documents_outline_and_section() -> None:
    listed = CLIENT.get("/documents").json()["documents"]
    assert [document["id"] for document in listed] == [DEEP.id, ODD.id, PARKS.id]
    assert [document["sections"] for document in listed] == [1, 2, 4]
    outline = CLIENT.get(f"/documents/{PARKS.id}").json()
    assert outline["document"]["title"] == "Puistojen hoito"
    assert [(s["number"], s["parent"], s["title"]) for s in outline["sections"]] == [
        (0, None, "§ 7 Puistojen hoito"),
        (1, 0, "Päätös"),
        (2, 0, "Perustelut"),
        (3, 2, "Kustannukset"),
    ]
    section = CLIENT.get(f"/documents/{PARKS.id}/sections/3").json()
    assert section["paragraphs"] == ["Hoito maksaa 40 000 euroa.\nSumma on <script>alert(1)</script>."]
    assert section["path"] == ["§ 7 Puistojen hoito", "Perustelut", "Kustannukset"]
    assert section["pages"] == [2, 2]
    assert section["citation"] == "§ 7 Puistojen hoito, Kustannukset, s. 2 (HEL 2025-000007, 4.3.2025)"


def test_an_answer_leads_to_its_section() -> None:
    best = CLIENT.get("/ask", params={"q": QUESTION}).json()["passages"][0]
    number, document = best["section"]["number"], best["document"]["id"]
    section = CLIENT.get(f"/documents/{document}/sections/{number}").json()
    assert best["text"] in section["paragraphs"]
    assert section["path"] == best["section"]["path"]


def test_ids_with_slashes_and_spaces() -> None:
    assert CLIENT.get("/documents/kansio/osa a.md").json()["document"]["id"] == DEEP.id
    assert CLIENT.get("/documents/kansio%2Fosa%20a.md/sections/0").json()["paragraphs"] == [
        "Teksti on tässä."
    ]


@pytest.mark.parametrize(
    ("params", "named"),
    [
        ({}, "q:"),
        ({"q": ""}, "q:"),
        ({"q": "a" * 10_001}, "q:"),
        ({"q": "x", "top": 0}, "top:"),
        ({"q": "x", "top": 101}, "top:"),
        ({"q": "x", "top": "many"}, "top:"),
        ({"q": "x", "from": "31.1.2025"}, "from:"),
        ({"q": "x", "question": "y"}, "question:"),
    ],
)
def test_requests_that_are_none(params: dict[str, Any], named: str) -> None:
    for answered in (CLIENT.get("/ask", params=params), CLIENT.post("/ask", json=params)):
        error = told(400, answered)
        assert (error["code"], named in error["message"]) == ("bad_request", True)


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"x"', b'{"q": 7}', b"\xff"])
def test_bodies_that_are_no_question(body: bytes) -> None:
    answered = CLIENT.post("/ask", content=body, headers={"content-type": "application/json"})
    assert told(400, answered)["code"] == "bad_request"


@pytest.mark.parametrize(
    "path",
    ["/documents/none.md", "/documents/none.md/sections/0", "/documents/puistot.md/sections/4", "/nothing",
     "/ask?q=x&document=none.md", "/docs", "/redoc"],
)  # fmt: skip
def test_what_is_not_there(path: str) -> None:
    assert told(404, CLIENT.get(path))["code"] == "not_found"


def test_section_numbers_are_numbers() -> None:
    for number in ("-1", "99999999999999999999"):
        assert told(404, CLIENT.get(f"/documents/{PARKS.id}/sections/{number}"))["code"] == "not_found"
    assert told(400, CLIENT.get(f"/documents/{PARKS.id}/sections/x"))["code"] == "bad_request"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_nothing_can_be_changed(method: str) -> None:
    for path in ("/ask", "/documents", f"/documents/{PARKS.id}"):
        assert told(405, CLIENT.request(method, path))["code"] == "method_not_allowed"


@pytest.mark.parametrize(
    ("error", "status", "code", "message"),
    [
        (QuestionError("the question is empty"), 400, "bad_question", "the question is empty"),
        (BusyStoreError("/home/secret: is written to"), 503, "busy", "documents are being indexed"),
        (AwayStoreError("/home/secret: is away"), 503, "away", "the database does not answer"),
        (EmptyStoreError("/home/secret: is empty"), 503, "nothing_indexed", "nothing is indexed yet"),
        (ZeroDivisionError("secret detail"), 500, "unexpected", "the server’s log tells what"),
    ],
)
def test_errors_are_told_in_one_form(error: Exception, status: int, code: str, message: str) -> None:
    answered = TestClient(api(Broken(error))).get("/ask", params={"q": "x"})
    found = told(status, answered)
    assert (found["code"], message in found["message"]) == (code, True)
    assert "secret" not in answered.text


def test_damage_is_told_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    found = told(500, CLIENT.get("/ask?q=hajalla"))
    assert found == {
        "code": "cannot_answer",
        "message": "the index cannot be read; the server’s log tells what is wrong",
    }
    assert "vectors.faiss: the file is cut <short>" in caplog.messages


@pytest.mark.parametrize("path", ["/ask?q=puistoja", "/documents", f"/documents/{PARKS.id}"])
def test_nothing_tells_where_the_server_keeps_its_files(path: str) -> None:
    client = TestClient(api(MadeLibrary([replace(PARKS, path="/srv/salainen/puistot.md")])))
    answered = client.get(path)
    assert answered.status_code == 200
    assert "salainen" not in answered.text
    assert '"path":"puistot.md"' in answered.text


def test_one_request_too_many_is_told_to_come_again() -> None:
    started, go_on = threading.Barrier(3), threading.Event()

    class Slow(MadeLibrary):
        def heads(self) -> Any:
            started.wait(10)
            go_on.wait(10)
            return super().heads()

    client = TestClient(api(Slow(), at_once=2))
    with ThreadPoolExecutor(2) as threads:
        waiting = [threads.submit(client.get, "/documents") for _ in range(2)]
        started.wait(10)
        refused = client.get("/documents")
        go_on.set()
        assert [answer.result(10).status_code for answer in waiting] == [200, 200]
    assert told(503, refused)["code"] == "busy"
    assert refused.headers["retry-after"] == "1"


def test_the_readme_tells_the_fields_of_an_answer() -> None:
    readme = (Path(__file__).parent.parent.parent.parent / "app" / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r'"(\w+)":', readme.partition("## JSON")[2].split("```")[1]))
    schemas = CLIENT.get("/openapi.json").json()["components"]["schemas"]
    others = ("Asked", "Decisions", "Documents", "ListedDocument", "Outline", "ListedSection", "ReadSection")
    assert sorted(schemas) == sorted((*ANSWER, *others, "Problem", "Refused"))
    assert named == {field for form in ANSWER for field in schemas[form]["properties"]}


def test_description_names_every_way_to_ask() -> None:
    described = CLIENT.get("/openapi.json").json()
    assert {(path, method) for path, ways in described["paths"].items() for method in ways} == {
        ("/ask", "get"),
        ("/ask", "post"),
        ("/decisions", "get"),
        ("/documents", "get"),
        ("/documents/{document_id}", "get"),
        ("/documents/{document_id}/sections/{number}", "get"),
    }
    fields = described["components"]["schemas"]["AnswerJson"]["properties"]
    assert list(fields) == list(to_json(LIBRARY.ask(QUESTION)))
    assert "http" not in str(described["paths"])
