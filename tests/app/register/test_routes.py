"""The register over HTTP: a page of its own, leaf by leaf, and as a file for spreadsheets."""

import csv
import datetime
from dataclasses import replace
from io import StringIO

from starlette.applications import Starlette
from starlette.testclient import TestClient

from app.register.routes import register_routes, wanted_of
from app.register.rows import COLUMNS, Wanted
from app.texts.families import REGISTER
from app.web.table import NEWEST, Order, order_asked
from tests.app.register.test_rows import NEW, OLD
from tests.support.documents import make_document
from tests.support.library import MadeLibrary
from tests.support.site.htmls import Element, parsed

FI = REGISTER["fi"]


def day(number: int) -> datetime.date:
    return datetime.date(2025, 1, 1) + datetime.timedelta(days=number)


def client(library: MadeLibrary | None = None) -> TestClient:
    routes = register_routes(library or MadeLibrary([NEW, OLD]))
    return TestClient(Starlette(routes=routes), headers={"accept-language": "fi"})


def shown(query: str = "", library: MadeLibrary | None = None) -> Element:
    page = client(library).get(f"/register{query}").text
    return parsed(page.split("<body>")[1].split("</body>")[0]).one("div", class_="register")


def cells(register: Element) -> list[list[str]]:
    return [[cell.text for cell in row.inside] for row in register.one("tbody").all("tr")]


def test_table_has_a_row_for_every_item_the_newest_first() -> None:
    register = shown()
    assert cells(register)[:2] == [
        [
            *("4.3.2025", "Puistojaosto", "§ 31", "Puiston aita", "Päätettiin ehdotuksen mukaisesti"),
            *("Jaosto päättää rakentaa puistoon uuden aidan.", ""),
        ],
        [
            *("4.3.2025", "Puistojaosto", "§ 32", "Kokouksen päättäminen"),
            *("Asiakirjasta ei käy yksiselitteisesti ilmi, mitä päätettiin", "", ""),
        ],
    ]
    assert [row[:3] for row in cells(register)[2:]] == [
        ["2.1.2024", "Aluejaosto", "§ 9"],
        ["2.1.2024", "Aluejaosto", "§ 10"],
    ]
    assert register.one("p", class_="count").text == "4 asiaa"
    link = register.all("a", class_="source")[0]
    assert link.attributes["href"].startswith("./?doc=aita.md&span=")
    assert link.attributes["title"] == "§ 31 Puiston aita, Päätösehdotus (Puistojaosto 4.3.2025)"


def test_form_keeps_what_was_chosen_and_the_links_keep_it_too() -> None:
    register = shown("?body=Aluejaosto&since=2024-01-01&sort=item&order=rising&search=aita")
    assert [row[2] for row in cells(register)] == ["§ 9"]
    chosen = [option for option in register.all("option") if "selected" in option.attributes]
    assert [option.text for option in chosen] == ["Aluejaosto"]
    fields = {e.attributes["name"]: e.attributes["value"] for e in register.all("input")}
    assert fields == {
        "since": "2024-01-01",
        "until": "",
        "case": "",
        "search": "aita",
        "language": "fi",
        "sort": "item",
        "order": "rising",
    }
    asked, own = "body=Aluejaosto&since=2024-01-01&search=aita", "&language=fi"
    heads = {head.text: head for head in register.one("thead").all("th")}
    assert heads[FI.item].attributes["aria-sort"] == "ascending"
    assert heads[FI.item].one("a").attributes["href"] == f"register?{asked}&sort=item&order=falling{own}"
    assert heads[FI.matter].one("a").attributes["href"] == f"register?{asked}&sort=matter&order=rising{own}"
    assert heads[FI.in_force].all("a") == []
    csv_link = register.one("p", class_="csv").one("a")
    assert csv_link.attributes["href"] == f"register.csv?{asked}&sort=item&order=rising{own}"


def test_every_field_has_a_label() -> None:
    register = shown()
    labels = {label.attributes["for"] for label in register.all("label")}
    fields = [
        e for e in register.below() if e.tag in {"input", "select"} and e.attributes.get("type") != "hidden"
    ]
    assert {field.attributes["id"] for field in fields} == labels
    ids = [e.attributes["id"] for e in register.below() if "id" in e.attributes]
    assert len(ids) == len(set(ids))


def test_pages_of_fifty() -> None:
    library = MadeLibrary([replace(NEW, id=f"{number:02}.md", date=day(number)) for number in range(60)])
    first, last = shown("", library), shown("?page=3", library)
    assert (len(cells(first)), len(cells(last))) == (50, 20)
    assert first.one("nav").one("span").text == "Sivu 1/3"
    assert [link.attributes["href"] for link in first.one("nav").all("a")] == [
        "register?sort=date&order=falling&page=2&language=fi"
    ]
    assert [link.attributes["rel"] for link in last.one("nav").all("a")] == ["prev"]
    assert cells(shown("?page=99", library)) == cells(last)
    assert len(cells(shown("?page=-1", library))) == 50


def test_long_text_in_force_is_folded_at_a_word() -> None:
    long = "Jaosto päättää " + "rakentaa aidan " * 20 + "loppuun."
    document = make_document("aita.md", "Kokous", [("Aita", "item", None, []), ("Päätös", "part", 0, [long])])
    fold = shown("", MadeLibrary([document])).one("details")
    summary, rest = fold.one("summary").text, fold.one("p").text
    assert f"{summary.removesuffix('…')} {rest}" == long
    assert len(summary) <= 161


def test_item_in_two_forms_is_one_row_with_the_way_to_the_other() -> None:
    library = MadeLibrary([NEW, replace(NEW, id="aita.pdf", path="/tmp/aita.pdf")])
    register = shown("", library)
    assert [row[2] for row in cells(register)] == ["§ 31", "§ 32"]
    also = register.all("span", class_="also")
    assert [each.text for each in also] == ["Myös: PDF", "Myös: PDF"]
    assert also[1].one("a").attributes["href"].startswith("./?doc=aita.pdf&span=")
    found = list(csv.reader(StringIO(client(library).get("/register.csv").text), delimiter=";"))
    assert [row[-1] for row in found] == ["Asiakirja", "aita.md", "aita.md"]


def test_nothing_that_fits_is_told() -> None:
    register = shown("?search=satama")
    assert register.one("p", class_="none").text == FI["none"]
    assert register.all("table") == []


def test_person_gets_a_page_of_its_own_without_script() -> None:
    page = client().get("/register?body=Aluejaosto&language=sv")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert '<html lang="sv">' in page.text
    assert "<title>Beslutsförteckning – Pykälä</title>" in page.text
    assert "<script" not in page.text
    body = parsed(page.text.split("<body>")[1].split("</body>")[0])
    assert body.one("main").all("a", class_="source")[0].attributes["href"].startswith("./?doc=vanha.md")
    languages = [link.attributes["href"] for link in body.all("a") if "hreflang" in link.attributes]
    assert languages == ["register?body=Aluejaosto&language=fi", "register?body=Aluejaosto&language=en"]


def test_all_that_is_wanted_as_a_file() -> None:
    found = client().get("/register.csv?body=Puistojaosto&language=en")
    assert found.headers["content-type"] == "text/csv; charset=utf-8"
    assert found.headers["content-disposition"] == 'attachment; filename="register-of-decisions.csv"'
    assert found.content.startswith(b"\xef\xbb\xbf")
    head, first, second = csv.reader(StringIO(found.content.decode("utf-8-sig")), delimiter=";")
    assert head == [
        *("Date", "Body", "Section", "Item", "Case number", "Outcome", "Votes for", "Votes against"),
        *("Blank votes", "Text in force", "Citation", "Document"),
    ]
    assert first == [
        *("2025-03-04", "Puistojaosto", "§ 31", "Puiston aita", "", "Decided as proposed", "", "", ""),
        "Jaosto päättää rakentaa puistoon uuden aidan.",
        *("§ 31 Puiston aita, Päätösehdotus (Puistojaosto 4.3.2025)", "aita.md"),
    ]
    assert second[2:4] == ["§ 32", "Kokouksen päättäminen"]


def test_cell_that_would_be_a_formula_is_text() -> None:
    evil = replace(NEW, body="=1+2", sections=(replace(NEW.sections[0], title="@SUM(A1)"), *NEW.sections[1:]))
    rows = list(csv.reader(StringIO(client(MadeLibrary([evil])).get("/register.csv").text), delimiter=";"))
    assert rows[1][1:4] == ["'=1+2", "§ 31", "'@SUM(A1)"]


def test_what_a_query_wants() -> None:
    assert wanted_of({}) == Wanted()
    assert (
        wanted_of({"body": "", "since": "eilen", "until": "2025-02-30", "outcome": "won", "case": " "})
        == Wanted()
    )
    assert wanted_of(
        {"body": "A", "since": "2025-01-02", "outcome": "tabled", "case": "HEL 1 ", "search": "x" * 300}
    ) == Wanted("A", datetime.date(2025, 1, 2), None, "tabled", "HEL 1", "x" * 200)
    queries: list[dict[str, str]] = [{}, {"sort": "x", "order": "rising"}, {"sort": "case"}]
    assert [order_asked(asked, COLUMNS) for asked in queries] == [
        NEWEST,
        NEWEST,
        Order("case", falling=False),
    ]
