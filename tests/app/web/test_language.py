"""In which language documents, titles and sections are said to be."""

from app.answer.place import Place
from app.page.conversation import conversation_html
from app.texts import ENGLISH
from app.texts.tour import TOUR
from app.tour.archive import archive_html
from app.tour.view import tour_html
from app.tour.walk import tour_of
from app.viewer.panel import reader_html
from app.web.language import lang
from tests.support.fakes import PARKS, make_document
from tests.support.htmls import Element, parsed

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


def test_an_element_says_its_language_where_it_is_another() -> None:
    assert (lang("sv", "fi"), lang("fi", "fi")) == (' lang="sv"', "")


def test_title_is_in_its_documents_language_wherever_it_stands() -> None:
    welcome = parsed(conversation_html([], [PARKS, SWEDISH], (), ENGLISH))
    assert [link.attributes["lang"] for link in welcome.all("a")] == ["fi", "sv"]
    choice = parsed(reader_html([PARKS, SWEDISH], PARKS, Place(PARKS.id), ENGLISH)).one("select")
    assert choice.attributes["lang"] == "fi"
    assert [option.attributes.get("lang") for option in choice.all("option")] == [None, "sv"]
    archive = parsed(archive_html([PARKS, SWEDISH], TOUR["en"]))
    titles = {b.attributes["data-document"]: said(b) for b in archive.all("button", class_="walk")}
    assert titles == {PARKS.id: {"fi"}, SWEDISH.id: {"sv"}}


def test_tour_of_a_swedish_document_is_swedish_but_for_what_the_page_says() -> None:
    shown = parsed(tour_html(tour_of(SWEDISH), TOUR["en"], alone=True))
    assert shown.one("h2").attributes["lang"] == "sv"
    assert {link.attributes["lang"] for link in shown.all("a", class_="source")} == {"sv"}
    assert said(shown) <= {"sv", "en"}
