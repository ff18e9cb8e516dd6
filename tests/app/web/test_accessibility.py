"""The accessibility statement: the same in three languages, with the contact of whoever offers the page."""

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from app.texts import LANGUAGE_COOKIE, LANGUAGES
from app.texts.families import STATEMENTS
from app.web.accessibility import footer_html, statement_html, statement_route
from corpus.language import Language
from tests.support.site.htmls import Element, parsed


def body(html: str) -> Element:
    return parsed(html.split("<body>")[1].split("</body>", maxsplit=1)[0])


def test_statement_says_the_same_in_every_language() -> None:
    shapes = [[len(texts) for _, texts in STATEMENTS[code]["sections"]] for code in LANGUAGES]
    assert shapes[0] == shapes[1] == shapes[2]
    said = [{text for _, texts in STATEMENTS[code]["sections"] for text in texts} for code in LANGUAGES]
    assert not said[0] & said[1]
    assert not said[0] & said[2]
    assert not said[1] & said[2]


@pytest.mark.parametrize("language", LANGUAGES)
def test_contact_is_the_one_that_was_given(language: Language) -> None:
    said = STATEMENTS[language]
    shown = body(statement_html(language, "saavutettavuus@kunta.example & <puhelin>"))
    assert said["contact"] in shown.text
    assert "saavutettavuus@kunta.example & <puhelin>" in shown.text
    assert said["no_contact"] not in shown.text
    assert (
        shown.one("p", class_="contact").one("a").attributes["href"] == "mailto:saavutettavuus@kunta.example"
    )
    assert said["no_contact"] in statement_html(language, "")
    page = body(statement_html(language, "https://kunta.example/palaute")).one("p", class_="contact").one("a")
    assert page.attributes["href"] == "https://kunta.example/palaute"
    phone = body(statement_html(language, "puhelin 06 123 4567")).one("p", class_="contact")
    assert (phone.text, phone.all("a")) == ("puhelin 06 123 4567", [])


def test_headings_go_down_one_by_one() -> None:
    shown = body(statement_html("fi", ""))
    assert [h.tag for h in shown.below() if h.tag in {"h1", "h2", "h3"}] == ["h1", *["h2"] * 5]


def test_statement_speaks_the_visitors_language_or_the_one_asked_for() -> None:
    client = TestClient(Starlette(routes=[statement_route("")]), headers={"accept-language": "sv"})
    assert f"<h1>{STATEMENTS['sv'].title}" in client.get("/accessibility").text
    assert f"<h1>{STATEMENTS['en'].title}" in client.get("/accessibility?language=en").text
    assert f"<h1>{STATEMENTS['sv'].title}" in client.get("/accessibility?language=<b>").text
    client.cookies.set(LANGUAGE_COOKIE, "fi")
    assert f"<h1>{STATEMENTS['fi'].title}" in client.get("/accessibility").text


def test_foot_of_the_page_leads_there_in_three_languages() -> None:
    link = parsed(footer_html()).one("a")
    assert link.attributes["href"] == "accessibility"
    assert [(s.attributes["lang"], s.text) for s in link.all("span")] == [
        (code, STATEMENTS[code].title) for code in LANGUAGES
    ]
