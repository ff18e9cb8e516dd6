"""The tour over HTTP: of the archive and of a document, and the questions of a document."""

from dataclasses import replace

from starlette.applications import Starlette
from starlette.testclient import TestClient

from app.answer.answer import Answer
from app.answer.place import Place, place_of, query
from app.catalogue import catalogue_of
from app.renewed import Renewed
from app.texts import TEXTS
from app.texts.families import TOUR
from app.tour.routes import tour_routes
from app.tour.view import examples_html
from app.tour.wording.topic import Asking
from corpus.document import Span
from tests.support.documents import ODD, PARKS
from tests.support.library import ListedLibrary, MadeLibrary
from tests.support.site.htmls import parsed

ENGLISH = TOUR["en"]
FINNISH = TOUR["fi"]
SWEDISH = TOUR["sv"]


def client(library: MadeLibrary) -> TestClient:
    routes = tour_routes(library, Renewed(library.heads, catalogue_of))
    return TestClient(Starlette(routes=routes), headers={"accept-language": "fi"})


def test_tour_of_the_archive_and_of_a_document() -> None:
    asking = client(MadeLibrary())
    assert parsed(asking.get("/tour").text).one("h2").text == FINNISH["archive"]
    tour = parsed(asking.get("/tour", params={"document": ODD.id, "language": "en"}).text)
    assert tour.one("div", class_="tour").attributes["data-document"] == ODD.id
    assert tour.one("button", class_="tour-back").text == ENGLISH["back"]


def test_tour_that_the_browser_has_is_not_sent_again() -> None:
    asking = client(MadeLibrary())
    mark = asking.get("/tour").headers["etag"]
    assert asking.get("/tour", headers={"if-none-match": mark}).status_code == 304


def test_document_that_is_gone_is_told() -> None:
    gone = client(MadeLibrary()).get("/tour?document=poissa.md&language=sv")
    assert (gone.status_code, parsed(gone.text).text) == (404, SWEDISH.gone)


def test_questions_come_by_themselves_once_they_are_tried() -> None:
    library = MadeLibrary()
    asking = client(library)
    asking.get("/tour?document=puistot.md")
    assert library.asked == []
    found = parsed(asking.get("/tour/questions?document=puistot.md").text)
    assert found.one("section").attributes["aria-labelledby"] == "tour-questions"
    assert found.one("button").attributes["data-question"] == "Mitä asiassa ”Puistojen hoito” päätettiin?"
    tried = len(library.asked)
    asking.get("/tour/questions?document=puistot.md")
    assert len(library.asked) == tried
    assert asking.get("/tour/questions").text == ""


class BrokenLibrary(MadeLibrary):
    """A library whose search is broken."""

    def ask(self, question: str, *limits: object, **more: object) -> Answer:
        raise ZeroDivisionError(f"secret detail of {question}, {limits}, {more}")


def test_tours_and_questions_are_forgotten_with_their_documents() -> None:
    library = MadeLibrary([PARKS])
    asking = client(library)
    asking.get("/tour/questions")
    tried = len(library.asked)
    library.hold([replace(PARKS, text=PARKS.text.replace("40", "50"))])
    assert "50 000 euroa" in asking.get("/tour").text
    asking.get("/tour/questions")
    assert len(library.asked) == 2 * tried


def test_only_document_is_the_archive() -> None:
    asking = client(MadeLibrary([PARKS]))
    shown = parsed(asking.get("/tour").text)
    assert shown.one("h2").text == "§ 7 Puistojen hoito"
    assert shown.all("button", class_="tour-back") == []
    assert shown.one("div", class_="tour-questions").text == FINNISH["questions"] + FINNISH.trying
    assert asking.get("/tour/questions").text == asking.get("/tour/questions?document=puistot.md").text


def test_search_that_fails_is_told() -> None:
    shown = client(BrokenLibrary()).get("/tour/questions?document=puistot.md")
    assert (shown.status_code, parsed(shown.text).one("p").text) == (200, FINNISH.tried_failed)


def test_library_without_documents_has_an_empty_list() -> None:
    page = parsed(client(MadeLibrary([])).get("/tour").text)
    assert page.one("h2").text == FINNISH["archive"]
    assert page.all("button") == []


def test_archive_of_ten_thousand_lists_the_newest_of_each_body() -> None:
    documents = [
        replace(PARKS, id=f"{number:05}.md", body=f"Jaosto {number % 12}") for number in range(10_000)
    ]
    archive = parsed(client(ListedLibrary(documents)).get("/tour").text)
    groups = archive.all("details")
    assert [len(group.all("button")) for group in groups] == [20] * 12
    assert groups[0].one("summary").text == "Jaosto 0 834 kokousta"
    more = groups[0].one("li", class_="more").one("a")
    assert more.text == "Näytä lisää (814)"
    assert more.attributes["href"] == "documents?for=tour&language=fi&search=&page=2&body=Jaosto+0"


def test_archive_of_many_bodies_lists_documents_when_they_are_asked_for() -> None:
    documents = [replace(PARKS, id=f"{number:04}.md", body=f"Jaosto {number % 300}") for number in range(900)]
    groups = parsed(client(ListedLibrary(documents)).get("/tour").text).all("details")
    assert (len(groups), groups[0].all("button")) == (300, [])
    assert groups[0].one("a").attributes["href"].endswith("page=1&body=Jaosto+0")


def test_examples_are_answered_once_they_are_tried_and_not_tried_again() -> None:
    library = MadeLibrary()
    asking = client(library)
    shown = parsed(asking.get("/tour/examples?language=en").text)
    assert shown.one("h3").text == TEXTS["en"].examples
    assert shown.all("button")[0].attributes["class"] == "example"
    tried = len(library.asked)
    asking.get("/tour/examples?language=en")
    assert len(library.asked) == tried > 0
    assert client(BrokenLibrary()).get("/tour/examples").text == ""


def test_examples_of_another_language_are_said_to_be_in_it() -> None:
    shown = parsed(
        examples_html(
            (
                ("sv", ((PARKS, Asking("Vad beslöts?", 1)),)),
                ("fi", ((PARKS, Asking("Mitä päätettiin?", 1)),)),
            ),
            "Fråga till exempel",
        )
    )
    assert [(button.text, button.attributes["lang"]) for button in shown.all("button")] == [
        ("Vad beslöts?", "sv"),
        ("Mitä päätettiin?", "fi"),
    ]
    assert shown.one("h3").text == "Fråga till exempel"


def test_following_questions_of_a_place() -> None:
    library = MadeLibrary()
    asking, quote = client(library), "Asia koskee kaikkia puistoja."
    start = PARKS.text.index(quote)
    place = query(place_of(PARKS.id, Span(start, start + len(quote)), quote))
    shown = parsed(asking.get(f"/tour/next{place}&language=sv&asked=x").text)
    assert shown.one("h3").text == TEXTS["sv"].following
    assert 0 < len(shown.all("button")) <= 3
    tried = len(library.asked)
    asking.get(f"/tour/next{place}&language=sv&asked=y")
    assert len(library.asked) == tried
    for nowhere in ("", "?doc=poissa.md&span=1-9", query(Place(ODD.id, Span(0, 4))), query(Place(PARKS.id))):
        assert asking.get(f"/tour/next{nowhere}").text == ""
    assert client(BrokenLibrary()).get(f"/tour/next{place}").text == ""
