"""The tour as HTML: decisions, sections, names and questions, with links that open the reader."""

import datetime
from dataclasses import replace
from urllib.parse import parse_qsl

from app.answer.answer import Answer
from app.answer.place import find, parse
from app.catalogue import Catalogues, catalogue_of
from app.texts.tour import ENGLISH, FINNISH, SWEDISH, TOUR
from app.tour.archive import archive_html
from app.tour.asking import Asking
from app.tour.decisions import decisions
from app.tour.questions import questions_html
from app.tour.routes import ARCHIVE, Tours
from app.tour.tour import tour_of
from app.tour.view import steps_html, tour_html
from corpus.document import Document
from tests.support.fakes import ODD, PARKS, FakeLibrary, make_document
from tests.support.htmls import Element, parsed


def cited_text(document: Document, link: Element) -> str:
    place = parse(dict(parse_qsl(link.attributes["href"].removeprefix("?"))))
    assert place is not None
    span = find(document, place)
    assert span is not None
    return span.of(document.text)


def test_decisions_say_who_decided_what_and_when() -> None:
    document = make_document(
        "a.md",
        "A",
        [
            ("Puiston aita", "item", None, ["Aita on vanha."]),
            ("Päätös", "part", 0, ["Lautakunta hyväksyi ehdotuksen. Pöytäkirjamerkintä: ei muuta."]),
            ("Tekninen lautakunta, 14.12.2021, § 175", "part", 0, ["Aiempi vaihe."]),
            ("Päätös", "part", 2, ["Asia palautettiin."]),
            ("Päätös", "heading", None, ["Tämä ei kuulu asiaan."]),
        ],
    )
    found = decisions(document)
    assert [(d.item, d.section, d.body, d.date, d.number, d.sentence.of(document.text)) for d in found] == [
        (0, 1, "Puistojaosto", datetime.date(2025, 3, 4), "§ 7", "Lautakunta hyväksyi ehdotuksen."),
        (0, 3, "Tekninen lautakunta", datetime.date(2021, 12, 14), "§ 175", "Asia palautettiin."),
    ]


def test_tour_links_lead_to_what_they_name() -> None:
    page = parsed(tour_html(tour_of(PARKS), FINNISH, "", alone=True))
    texts = [cited_text(PARKS, link) for link in page.all("a", class_="source")]
    assert texts == [
        "Jaosto hyväksyi hoitosuunnitelman.",
        "Asia koskee kaikkia puistoja.",
        "Jaosto hyväksyi hoitosuunnitelman.",
        "Perustelut",
        "Hoito maksaa 40 000 euroa.",
    ]
    assert page.all("p", class_="who")[0].text == "Päättäjä: Puistojaosto, 4.3.2025"


def test_headings_are_in_order_and_jumps_lead_to_them() -> None:
    page = parsed(tour_html(tour_of(PARKS), ENGLISH, questions_html(PARKS, None, ENGLISH), alone=False))
    names = [link.attributes["href"] for link in page.one("nav").all("a")]
    assert names == ["#tour-decisions", "#tour-sections", "#tour-questions"]
    assert [f"#{heading.attributes['id']}" for heading in page.all("h3")] == names
    assert page.one("button").text == ENGLISH.back
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
    page = parsed(archive_html(catalogue_of([older, PARKS, other, plain]), FINNISH))
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
    assert "open" not in parsed(archive_html(catalogue_of(many), FINNISH)).one("details").attributes
    few = parsed(archive_html(catalogue_of(many[:20]), FINNISH))
    assert "open" in few.one("details").attributes
    assert few.all("search") == []


def test_large_archive_can_be_searched() -> None:
    many = [replace(PARKS, id=f"{n}.md") for n in range(21)]
    search = parsed(archive_html(catalogue_of(many), FINNISH)).one("search")
    assert search.one("label").attributes["for"] == search.one("input").attributes["id"] == "find-tour"
    assert search.one("ul").attributes["data-from"] == "documents?for=tour&language=fi"


class CountingLibrary(FakeLibrary):
    """A library whose search is broken where ``broken`` is set."""

    broken = False

    def ask(self, question: str, *limits: object, **more: object) -> Answer:
        if self.broken:
            raise ZeroDivisionError("secret detail")
        return super().ask(question, *limits, **more)  # type: ignore[arg-type]


def tours_of(library: FakeLibrary) -> Tours:
    return Tours(library, Catalogues(library))


def test_tour_is_shown_before_its_questions_are_tried_and_kept_after() -> None:
    library = CountingLibrary([PARKS])
    tours = tours_of(library)
    shown, known = tours.tour(ARCHIVE, "fi")
    assert known
    assert parsed(shown).one("h2").text == "§ 7 Puistojen hoito"
    assert parsed(shown).one("div", class_="tour-questions").text == FINNISH.questions + FINNISH.trying
    assert library.asked == []
    tried = tours.questions(ARCHIVE, "fi")
    assert parsed(tried).one("button").text == "Mistä asiassa ”Puistojen hoito” on kyse?"
    asked = len(library.asked)
    assert tours.questions(PARKS.id, "fi") == tried
    assert len(library.asked) == asked


def test_tours_are_forgotten_with_their_documents() -> None:
    library = CountingLibrary([PARKS])
    tours = tours_of(library)
    tours.questions(PARKS.id, "fi")
    asked = len(library.asked)
    library._documents = (replace(PARKS, text=PARKS.text.replace("40", "50")),)
    assert "50 000 euroa" in tours.tour(PARKS.id, "fi")[0]
    tours.questions(PARKS.id, "fi")
    assert len(library.asked) == 2 * asked


def test_archive_of_several_documents_is_a_list_that_asks_nothing() -> None:
    library = CountingLibrary()
    tours = tours_of(library)
    assert len(parsed(tours.tour(ARCHIVE, "fi")[0]).all("button", class_="walk")) == 2
    assert tours.questions(ARCHIVE, "fi") == ""
    assert library.asked == []


def test_document_that_is_gone_and_search_that_fails_are_told() -> None:
    library = CountingLibrary()
    tours = tours_of(library)
    shown, known = tours.tour("poissa.md", "fi")
    assert (parsed(shown).text, known) == (FINNISH.gone, False)
    library.broken = True
    last = tours.questions(PARKS.id, "fi")
    assert FINNISH.tried_failed in last
    assert "secret" not in last


def test_library_without_documents_has_an_empty_list() -> None:
    page = parsed(tours_of(CountingLibrary([])).tour(ARCHIVE, "fi")[0])
    assert page.one("h2").text == FINNISH.archive
    assert page.all("button") == []


def test_steps_stand_hidden_in_every_language() -> None:
    for language, texts in TOUR.items():
        steps = parsed(steps_html(texts)).one("section")
        assert "hidden" in steps.attributes
        assert [heading.text for heading in steps.all("h3")] == [
            texts.ask_step[0],
            texts.check_step[0],
            texts.nothing_step[0],
        ]
        assert texts.language == language


def test_title_in_another_language_is_said_to_be_and_helped_with() -> None:
    asking = (
        Asking("What was decided about “Puistojen hoito”?", 1, "Puistojen hoito"),
        Asking("What was decided under § 7?", 1),
    )
    page = parsed(questions_html(PARKS, asking, ENGLISH))
    first, second = page.all("button", class_="example")
    assert first.text == asking[0].question == first.attributes["data-question"]
    assert first.one("span").text == "Puistojen hoito"
    assert first.one("span").attributes["lang"] == "fi"
    assert {rt.attributes["lang"] for rt in first.all("rt")} == {"en"}
    assert (second.text, second.all("span")) == (asking[1].question, [])
    assert page.one("div", class_="wordhelp").attributes["data-help"] == "on"


def test_title_in_the_language_of_the_page_needs_no_help() -> None:
    asking = (Asking("Mitä asiassa ”Puistojen hoito” päätettiin?", 1, "Puistojen hoito"),)
    page = parsed(questions_html(PARKS, asking, FINNISH))
    assert page.one("button", class_="example").text == asking[0].question
    assert not page.all("rt")
    assert not page.all("div", class_="wordhelp")
