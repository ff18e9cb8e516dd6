"""The archive over HTTP: its meetings page by page, one of them, and a case, without script."""

import datetime
from dataclasses import replace

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from app.archive.meetings import Wanted
from app.archive.routes import archive_routes, wanted_of
from app.texts import LANGUAGES
from app.texts.families import ARCHIVE
from tests.app.archive.made import kept
from tests.app.register.test_rows import CASED, NEW, OLD
from tests.support.documents import ODD
from tests.support.library import MadeLibrary
from tests.support.site.htmls import Element, parsed

FI = ARCHIVE["fi"]
LIBRARY = MadeLibrary([CASED, NEW, ODD, OLD])


def answered(address: str, library: MadeLibrary = LIBRARY, status: int = 200) -> str:
    client = TestClient(
        Starlette(routes=archive_routes(library, kept(library))),
        headers={"accept-language": "fi"},
    )
    answer = client.get(address)
    assert answer.status_code == status
    assert "<script" not in answer.text
    return answer.text


def shown(address: str, library: MadeLibrary = LIBRARY, status: int = 200) -> Element:
    page = answered(address, library, status)
    return parsed(page.split("<body>")[1].split("</body>")[0])


def cells(page: Element) -> list[list[str]]:
    return [[cell.text for cell in row.inside] for row in page.one("tbody").all("tr")]


def links(page: Element) -> dict[str, str]:
    return {link.text: link.attributes["href"] for link in page.all("a")}


def test_a_row_for_every_meeting_leads_to_its_page() -> None:
    page = shown("/archive")
    assert cells(page) == [
        ["4.3.2025", "Puistojaosto", "Ohje <b>lihavoitu</b> & muut", "0", "Markdown"],
        ["4.3.2025", "Puistojaosto", "Kokous", "2", "Markdown"],
        ["2.1.2024", "Aluejaosto", "Kokous", "2", "Markdown"],
        ["", "", "Kokous", "2", "Markdown"],
    ]
    assert [row.one("a").attributes["href"] for row in page.one("tbody").all("tr")] == [
        *(
            "meeting?doc=outo+%26+%3Ci%3E.md",
            "meeting?doc=aita.md",
            "meeting?doc=vanha.md",
            "meeting?doc=asia.md",
        )
    ]
    assert page.one("p", class_="count").text == "Yhteensä 4"
    assert [option.text for option in page.all("select")[1].all("option")] == [
        "Kaikki",
        "2025 (2)",
        "2024 (1)",
    ]


def test_meetings_are_narrowed_and_ordered_and_the_links_keep_it() -> None:
    page = shown("/archive?body=Puistojaosto&sort=items&order=falling&language=sv")
    assert [row[3] for row in cells(page)] == ["2", "0"]
    heads = links(page.one("thead"))
    kept = "body=Puistojaosto&sort"
    assert heads["Datum"] == f"archive?{kept}=date&order=falling&language=sv"
    assert heads["Ärenden"] == f"archive?{kept}=items&order=rising&language=sv"
    assert cells(page)[1][2] == "Ohje <b>lihavoitu</b> & muut"
    assert links(page)["Kokous"] == "meeting?doc=aita.md&language=sv"
    assert links(page)["Suomi"] == "archive?body=Puistojaosto&language=fi"


def test_meetings_of_an_archive_stand_on_leaves_of_fifty() -> None:
    days = [datetime.date(2025, 1, 1) + datetime.timedelta(days) for days in range(60)]
    library = MadeLibrary([replace(NEW, id=f"{day}.md", date=day) for day in days])
    first, last = shown("/archive", library), shown("/archive?page=2", library)
    assert (len(cells(first)), len(cells(last))) == (50, 10)
    assert first.one("a", rel="next").attributes["href"] == "archive?sort=date&order=falling&page=2"


def test_a_case_number_that_is_searched_for_leads_to_the_case() -> None:
    page = shown("/archive?search=HEL+2025-1")
    assert len(cells(page)) == 1
    assert links(page)["Asian HEL 2025-1 käsittelyt"] == "case?number=HEL+2025-1"
    assert links(page)[FI["in_titles"]] == "register?search=HEL+2025-1"


def test_nothing_that_fits_is_told() -> None:
    page = shown("/archive?search=satama")
    assert page.one("p", class_="none").text == FI["none"]
    assert page.all("table") == []


def test_a_meeting_tells_its_items_with_what_became_of_them() -> None:
    page = shown("/meeting?doc=aita.md")
    assert page.one("h1").text == "Kokous"
    assert cells(page) == [
        [
            *("§ 31", "Puiston aita", "Päätettiin ehdotuksen mukaisesti"),
            *("Jaosto päättää rakentaa puistoon uuden aidan.", ""),
        ],
        [
            "§ 32",
            "Kokouksen päättäminen",
            "Asiakirjasta ei käy yksiselitteisesti ilmi, mitä päätettiin",
            "",
            "",
        ],
    ]
    found = links(page)
    assert found["Puiston aita"].startswith("./?doc=aita.md&span=")
    assert found[FI["open"]] == "./?doc=aita.md"
    assert found["Avaa tiedosto (Markdown)"] == "original?doc=aita.md"
    assert found[FI["in_register"]] == "register?body=Puistojaosto&since=2025-03-04&until=2025-03-04"
    assert found[FI["same_body"]] == "archive?body=Puistojaosto"
    assert links(shown("/meeting?doc=asia.md"))["HEL 2025-1"] == "case?number=HEL+2025-1"


def test_a_document_without_items_tells_its_parts() -> None:
    page = shown("/meeting?doc=outo+%26+%3Ci%3E.md")
    assert page.one("h2").text == FI["no_items"]
    assert [link.text for link in page.all("ul")[-1].all("a")] == ["Merkit", "Sääntö"]
    assert links(page)["Merkit"].startswith("./?doc=outo+%26+%3Ci%3E.md&span=")


def test_a_case_tells_its_handlings() -> None:
    page = shown("/case?number=HEL+2025-1")
    assert page.one("h1").text == "Puiston aita"
    assert cells(page) == [
        [
            *("Ei päiväystä", "", "§ 9", "Puiston aita", "Päätettiin ehdotuksen mukaisesti"),
            "Jaosto päättää rakentaa puistoon uuden aidan.",
        ]
    ]
    assert links(page)["Ei päiväystä"] == "meeting?doc=asia.md"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_gone_is_told_in_each_language(language: str) -> None:
    texts = next(texts for code, texts in ARCHIVE.items() if code == language)
    gone = shown(f"/meeting?doc=muu.md&language={language}", status=404)
    assert gone.one("p", role="status").text == texts.gone_meeting
    gone = shown(f"/case?number=%3Ci%3E&language={language}", status=404)
    assert gone.one("p", role="status").text == texts.gone_case.format(case="<i>")


def test_what_a_query_wants() -> None:
    assert wanted_of({"body": "", "year": "20x4", "search": " "}) == Wanted()
    asked = {"body": "A", "year": "2024", "search": "x" * 300}
    assert wanted_of(asked) == Wanted("A", 2024, "x" * 200)
