"""Fragments: what is sent once, what is sent packed, and what is said where one could not be made."""

import logging

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.testclient import TestClient

from app.texts import SWEDISH
from app.web.fragments import fragment, fragment_route
from tests.support.site.htmls import parsed


def piece(request: Request) -> Response:
    """As many times the letter as is asked for, of a status."""
    asked = request.query_params
    return fragment(request, "ä" * int(asked["size"]), int(asked.get("status", "200")))


CLIENT = TestClient(Starlette(routes=[fragment_route("/piece", piece)]))


def test_piece_is_sent_once() -> None:
    first = CLIENT.get("/piece?size=3")
    assert (first.text, first.headers["cache-control"]) == ("äää", "private, no-cache")
    mark = first.headers["etag"]
    again = CLIENT.get("/piece?size=3", headers={"if-none-match": f'W/"other", {mark}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", mark)
    assert CLIENT.get("/piece?size=4", headers={"if-none-match": mark}).status_code == 200


def test_piece_that_says_something_is_gone_is_sent_again() -> None:
    mark = CLIENT.get("/piece?size=3").headers["etag"]
    again = CLIENT.get("/piece?size=3&status=404", headers={"if-none-match": mark})
    assert (again.status_code, again.text) == (404, "äää")


@pytest.mark.parametrize(("size", "packed"), [(499, None), (500, "gzip")])
def test_piece_of_a_thousand_bytes_is_packed_where_the_browser_takes_that(
    size: int, packed: str | None
) -> None:
    found = CLIENT.get(f"/piece?size={size}", headers={"accept-encoding": "gzip"})
    assert (found.headers.get("content-encoding"), found.text) == (packed, "ä" * size)
    plain = CLIENT.get(f"/piece?size={size}", headers={"accept-encoding": "identity"})
    assert (plain.headers.get("content-encoding"), plain.text) == (None, "ä" * size)


def test_piece_that_could_not_be_made_is_told_in_the_language_that_is_asked_for(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.ERROR):
        failed = CLIENT.get("/piece?size=many&language=sv")
    assert (failed.status_code, parsed(failed.text).one("p").text) == (500, SWEDISH["unexpected"])
    assert "/piece could not be answered" in caplog.text
