"""The tour as HTML: decisions, sections, names and questions, with links that open the reader."""

import datetime
from dataclasses import replace
from urllib.parse import parse_qsl

from app.answer.place import find, parse
from app.catalogue import catalogue_of
from app.texts.families import TOUR
from app.tour.tour import decisions, tour_of
from app.tour.view import archive_html, questions_html, tour_html
from app.tour.wording.topic import Asking
from corpus.document import Document
from index.heads import Heads
from tests.support.documents import ODD, PARKS, make_document
from tests.support.site.htmls import Element, parsed

ENGLISH = TOUR["en"]
FINNISH = TOUR["fi"]
SWEDISH = TOUR["sv"]


def cited_text(document: Document, link: Element) -> str:
    place = parse(dict(parse_qsl(link.attributes["href"].removeprefix("?"))))
    assert place is not None
    span = find(document, place)
    assert span is not None
    return span.of(document.text)


def test_decisions_are_those_of_the_meeting_formal_ones_last() -> None:
    document = make_document(
        "a.md",
        "A",
        [
            ("Kokouksen laillisuus", "item", None, []),
            ("Päätös", "part", 0, ["Kokous todettiin lailliseksi."]),
            ("Puiston aita", "item", None, ["Aita on vanha."]),
            ("Päätösehdotus", "part", 2, ["Jaosto päättää rakentaa puistoon uuden aidan."]),
            ("Päätös", "part", 2, ["Jaosto hyväksyi ehdotuksen."]),
            ("Tekninen lautakunta, 14.12.2021, § 175", "part", 2, ["Aiempi vaihe."]),
            ("Päätös", "part", 5, ["Asia palautettiin."]),
            ("Keskustelu", "item", None, ["Keskusteltiin."]),
        ],
    )
    found = decisions(document)
    assert [(item, outcome.kind) for item, outcome in found] == [(2, "accepted"), (0, "accepted")]
    shown = parsed(tour_html(tour_of(document), FINNISH, "", alone=True)).one("ol", class_="decisions")
    assert [item.text for item in shown.inside] == [
        "§ 7 Puiston aitaPäätettiin ehdotuksen mukaisestiJaosto päättää rakentaa puistoon uuden aidan.",
        "§ 7 Kokouksen laillisuusPäätettiin ehdotuksen mukaisestiKokous todettiin lailliseksi.",
    ]
    assert cited_text(document, shown.all("a")[0]) == "Jaosto päättää rakentaa puistoon uuden aidan."


def test_tour_links_lead_to_what_they_name() -> None:
    page = parsed(tour_html(tour_of(PARKS), FINNISH, "", alone=True))
    texts = [cited_text(PARKS, link) for link in page.all("a", class_="source")]
    assert texts == [
        "Jaosto hyväksyi hoitosuunnitelman. Suunnitelma alkaa <b>keväällä</b> 2026.",
        "Asia koskee kaikkia puistoja.",
        "Jaosto hyväksyi hoitosuunnitelman.",
        "Perustelut",
        "Hoito maksaa 40 000 euroa.",
    ]
    assert page.one("p", class_="outcome").text == "Päätettiin ehdotuksen mukaisesti"


def test_headings_are_in_order_and_jumps_lead_to_them() -> None:
    page = parsed(tour_html(tour_of(PARKS), ENGLISH, questions_html(PARKS, None, ENGLISH), alone=False))
    names = [link.attributes["href"] for link in page.one("nav").all("a")]
    assert names == ["#tour-decisions", "#tour-sections", "#tour-questions"]
    assert [f"#{heading.attributes['id']}" for heading in page.all("h3")] == names
    assert page.one("button").text == ENGLISH["back"]
    assert ENGLISH.trying in page.text


def test_what_documents_say_is_no_markup() -> None:
    odd = Asking('<b>Mitä?</b> & "muuta"', 0)
    page = parsed(tour_html(tour_of(ODD), SWEDISH, questions_html(ODD, (odd,), SWEDISH), alone=True))
    assert page.one("h2").text == ODD.title
    assert page.one("button").attributes["data-question"] == odd.question
    assert page.tags() <= set("div h2 h3 h4 p a nav ul ol li section button span details summary".split())


def test_long_documents_fold_what_lies_below() -> None:
    parts = [("Luku", "heading", None, ["Tekstiä on."]), *[("Osa", "heading", 0, ["Sanoja on."])] * 40]
    page = parsed(tour_html(tour_of(make_document("a.md", "A", parts)), FINNISH, "", alone=True))  # type: ignore[arg-type]
    assert page.one("details").one("summary").text == "40 alempaa osaa"
    assert len(page.one("details").all("li")) == 40


def test_questions_are_told_of_while_there_are_none() -> None:
    assert FINNISH.trying in questions_html(PARKS, None, FINNISH)
    assert FINNISH.no_questions in questions_html(PARKS, (), FINNISH)
    assert FINNISH.tried_failed in questions_html(PARKS, (), FINNISH, failed=True)


def test_archive_lists_meetings_by_body_and_date() -> None:
    older = replace(PARKS, id="vanha.md", date=datetime.date(2024, 1, 2))
    other = replace(PARKS, id="muu.md", body="Aluejaosto", date=None)
    plain = replace(ODD, body=None)
    page = parsed(archive_html(catalogue_of(Heads.of([older, PARKS, other, plain])), FINNISH))
    assert [group.one("summary").text for group in page.all("details")] == [
        "Aluejaosto yksi kokous",
        "Puistojaosto 2 kokousta",
        "Muut asiakirjat",
    ]
    assert [button.attributes["data-document"] for button in page.all("button")] == [
        "muu.md",
        "puistot.md",
        "vanha.md",
        ODD.id,
    ]
    assert [item.text for item in page.all("li")][:2] == [
        "ei päiväystä § 7 Puistojen hoito yksi asia",
        "4.3.2025 § 7 Puistojen hoito yksi asia",
    ]
    assert "4 asiakirjaa, 2.1.2024–4.3.2025" in page.text


def test_large_archive_is_folded() -> None:
    many = [replace(PARKS, id=f"{n}.md") for n in range(21)]
    assert "open" not in parsed(archive_html(catalogue_of(Heads.of(many)), FINNISH)).one("details").attributes
    few = parsed(archive_html(catalogue_of(Heads.of(many[:20])), FINNISH))
    assert "open" in few.one("details").attributes
    assert few.all("search") == []


def test_large_archive_can_be_searched() -> None:
    many = [replace(PARKS, id=f"{n}.md") for n in range(21)]
    search = parsed(archive_html(catalogue_of(Heads.of(many)), FINNISH)).one("search")
    assert search.one("label").attributes["for"] == search.one("input").attributes["id"] == "find-tour"
    assert search.one("ul").attributes["data-from"] == "documents?for=tour&language=fi"


def test_title_in_another_language_is_said_to_be() -> None:
    asking = (
        Asking("What was decided about “Puistojen hoito”?", 1, "Puistojen hoito"),
        Asking("What was decided under § 7?", 1),
    )
    page = parsed(questions_html(PARKS, asking, ENGLISH))
    first, second = page.all("button", class_="example")
    assert first.text == asking[0].question == first.attributes["data-question"]
    assert first.one("span").text == "Puistojen hoito"
    assert first.one("span").attributes["lang"] == "fi"
    assert (second.text, second.all("span")) == (asking[1].question, [])


def test_title_in_the_language_of_the_page_is_not_told_apart() -> None:
    asking = (Asking("Mitä asiassa ”Puistojen hoito” päätettiin?", 1, "Puistojen hoito"),)
    page = parsed(questions_html(PARKS, asking, FINNISH))
    assert page.one("button", class_="example").text == asking[0].question
    assert not page.one("button", class_="example").all("span")
