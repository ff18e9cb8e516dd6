"""In which language documents, titles and sections are said to be."""

from app.catalogue import catalogue_of
from app.page.frame import welcome_html
from app.texts.families import TOUR
from app.tour.tour import tour_of
from app.tour.view import archive_html, tour_html
from index.heads import Heads
from tests.support.documents import PARKS, make_document
from tests.support.site.htmls import Element, parsed

SWEDISH = make_document(
    "möte.md",
    "Nämndens möte",
    [
        (
            "Beslut",
            "item",
            None,
            ["Nämnden beslutade att förslaget om parkerna godkänns i Stadens Parker."],
        ),
        ("Motivering", "part", 0, ["Parkerna har inte skötts på länge. Kommunen har Stadens Parker."]),
    ],
)


def said(element: Element) -> set[str]:
    """The languages that an element and those in it are said to be in."""
    return {each.attributes["lang"] for each in (element, *element.below()) if "lang" in each.attributes}


def test_title_is_in_its_documents_language_wherever_it_stands() -> None:
    welcome = parsed(welcome_html(catalogue_of(Heads.of([PARKS, SWEDISH])), "en"))
    assert [link.attributes["lang"] for link in welcome.all("a", class_="source")] == ["fi", "sv"]
    archive = parsed(archive_html(catalogue_of(Heads.of([PARKS, SWEDISH])), TOUR["en"]))
    titles = {b.attributes["data-document"]: said(b) for b in archive.all("button", class_="walk")}
    assert titles == {PARKS.id: {"fi"}, SWEDISH.id: {"sv"}}


def test_tour_of_a_swedish_document_is_swedish_but_for_what_the_page_says() -> None:
    shown = parsed(tour_html(tour_of(SWEDISH), TOUR["en"], "", alone=True))
    assert shown.one("h2").attributes["lang"] == "sv"
    assert {link.attributes["lang"] for link in shown.all("a", class_="source")} == {"sv"}
    assert said(shown) <= {"sv", "en"}
