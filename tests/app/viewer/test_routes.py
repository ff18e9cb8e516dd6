"""The viewer over HTTP: the panel of a document and the search for another, in an archive of any size."""

from dataclasses import replace
from urllib.parse import quote

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from app.answer.place import Place, place_of, query
from app.catalogue import catalogue_of
from app.renewed import Renewed
from app.texts import ENGLISH, FINNISH, LANGUAGE_COOKIE, SWEDISH
from app.viewer.panel import missing_html, panel_html
from app.viewer.routes import viewer_routes
from corpus.document import Document
from corpus.minutes.outcomes.outcome import outcomes
from index.search import Index
from index.store.held.documents import HeldDocuments
from tests.support.documents import ODD, PARKS
from tests.support.library import MadeLibrary
from tests.support.site.htmls import Element, parsed

QUOTE = "Jaosto hyväksyi hoitosuunnitelman."
START = PARKS.text.index(QUOTE)
OUTCOMES = outcomes(PARKS)
PLACE = place_of(
    PARKS.id, replace(PARKS.sections[1].paragraphs[0], start=START, end=START + len(QUOTE)), QUOTE
)


def client(library: MadeLibrary) -> TestClient:
    routes = viewer_routes(library, Renewed(library.heads, catalogue_of))
    return TestClient(Starlette(routes=routes), headers={"accept-language": "fi"})


def items(html: str) -> list[Element]:
    return parsed(f"<ul>{html}</ul>").one("ul").inside


def test_panel_of_a_place_in_the_language_that_is_asked_for() -> None:
    asking = client(MadeLibrary())
    found = asking.get("/viewer" + query(PLACE))
    assert (found.status_code, found.text) == (200, panel_html(PARKS, PLACE, FINNISH, OUTCOMES, alone=False))
    found = asking.get("/viewer" + query(PLACE) + "&language=en")
    assert found.text == panel_html(PARKS, PLACE, ENGLISH, OUTCOMES, alone=False)
    asking.cookies.set(LANGUAGE_COOKIE, "sv")
    assert asking.get("/viewer" + query(PLACE)).text == panel_html(
        PARKS, PLACE, SWEDISH, OUTCOMES, alone=False
    )


def test_only_document_offers_no_other() -> None:
    found = client(MadeLibrary([PARKS])).get("/viewer?doc=puistot.md")
    assert found.text == panel_html(PARKS, Place(PARKS.id), FINNISH, OUTCOMES, alone=True)


def test_document_that_is_gone_is_told_and_others_can_be_searched_for() -> None:
    found = client(MadeLibrary()).get("/viewer?doc=poissa.md&span=1-2")
    assert found.status_code == 404
    gone = parsed(found.text)
    assert gone.one("p", class_="notice").text == FINNISH.gone_document
    assert gone.one("section").attributes["data-place"] == "?doc=poissa.md&span=1-2"
    assert len(gone.all("input", id="find-document")) == 1
    assert found.text.startswith(missing_html(Place("poissa.md"), FINNISH)[:20])


def test_no_document_is_nothing() -> None:
    found = client(MadeLibrary()).get("/viewer")
    assert (found.status_code, found.text) == (404, "")


def test_click_in_a_large_archive_looks_at_one_document(monkeypatch: pytest.MonkeyPatch) -> None:
    library = MadeLibrary([PARKS, *(replace(ODD, id=f"{number}.md") for number in range(100))])
    looked, read = [], HeldDocuments._read

    def noted(documents: HeldDocuments, number: int) -> Document:
        looked.append(number)
        return read(documents, number)

    monkeypatch.setattr(HeldDocuments, "_read", noted)
    found = client(library).get("/viewer" + query(PLACE), headers={"accept-encoding": "gzip"})
    assert (found.status_code, looked) == (200, [library.heads().number(PARKS.id)])
    assert parsed(found.text).one("mark").text == QUOTE
    assert int(found.headers["content-length"]) < len(found.content) < 4_000


def test_panel_that_the_browser_has_is_not_sent_again() -> None:
    asking = client(MadeLibrary())
    found = asking.get("/viewer" + query(PLACE))
    assert found.headers["cache-control"] == "private, no-cache"
    again = asking.get("/viewer" + query(PLACE), headers={"if-none-match": found.headers["etag"]})
    assert (again.status_code, again.text, again.headers["etag"]) == (304, "", found.headers["etag"])
    other = asking.get("/viewer?doc=puistot.md", headers={"if-none-match": found.headers["etag"]})
    assert other.status_code == 200


def test_documents_to_open_are_links() -> None:
    shown = items(client(MadeLibrary()).get("/documents?for=viewer&search=puistot").text)
    assert [item.text for item in shown] == ["§ 7 Puistojen hoito Puistojaosto · 4.3.2025"]
    link = shown[0].one("a")
    assert link.attributes == {"class": "document", "href": "?doc=puistot.md", "lang": "fi"}


def test_documents_to_search_in_are_buttons() -> None:
    shown = items(client(MadeLibrary()).get("/documents?for=filter").text)
    assert [item.one("button").attributes["data-document"] for item in shown] == [PARKS.id, ODD.id]
    assert shown[1].one("button").text == ODD.title


def test_documents_to_walk_through_are_as_in_the_tour() -> None:
    shown = items(client(MadeLibrary()).get("/documents?for=tour&search=puistot&body=Puistojaosto").text)
    assert [item.text for item in shown] == ["4.3.2025 § 7 Puistojen hoito yksi asia"]
    assert shown[0].one("button").attributes["data-document"] == PARKS.id


def test_none_is_told() -> None:
    shown = items(client(MadeLibrary()).get("/documents?search=satama&language=sv").text)
    assert [(item.attributes["class"], item.text) for item in shown] == [("none", SWEDISH["no_document"])]


def test_each_page_leads_to_the_next_until_all_are_listed() -> None:
    library = MadeLibrary([replace(PARKS, id=f"{number:02}.md") for number in range(45)])
    asking = client(library)
    address, seen, lefts = "/documents?search=hoito", [], []
    while address:
        shown = items(asking.get(address).text)
        seen += [item.one("a").attributes["href"] for item in shown if "class" not in item.attributes]
        more = [item.one("a") for item in shown if item.attributes.get("class") == "more"]
        address = f"/{more[0].attributes['href']}" if more else ""
        lefts += [link.text for link in more]
    assert seen == [f"?doc={number:02}.md" for number in reversed(range(45))]
    assert lefts == ["Näytä lisää (25)", "Näytä lisää (5)"]


@pytest.mark.parametrize("page", ["", "0", "-1", "x", "٣", "9" * 30])
def test_page_that_is_none_is_the_first(page: str) -> None:
    found = client(MadeLibrary()).get(f"/documents?page={quote(page)}")
    assert (found.status_code, len(items(found.text))) == (200, 2)


def test_what_fails_is_told_without_what_it_was() -> None:
    class Broken(MadeLibrary):
        @property
        def index(self) -> Index:
            raise ZeroDivisionError("secret detail")

    found = client(Broken()).get("/viewer?doc=a.md")
    assert (found.status_code, parsed(found.text).text) == (500, FINNISH["unexpected"])
