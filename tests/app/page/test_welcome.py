"""The welcome: what stands in an empty conversation."""

from app.page.welcome import examples, welcome_html
from app.texts import LANGUAGES, MINUTES_EXAMPLES, REPORT_EXAMPLES, TEXTS
from tests.support.documents import ODD, PARKS, make_document
from tests.support.htmls import parsed

REPORT = make_document("helsinki-elinkeinojaosto-2024-12-02-31.md", "R", [("R", "item", None, ["T."])])


def test_welcome_names_the_documents_and_offers_questions() -> None:
    shown = parsed(welcome_html([PARKS, ODD], "fi"))
    links = shown.all("a")
    assert [link.text for link in links] == ["§ 7 Puistojen hoito", "Ohje <b>lihavoitu</b> & muut"]
    assert links[1].attributes["href"] == "?doc=outo+%26+%3Ci%3E.md"
    assert "Haettavana on 2 asiakirjaa:" in shown.text
    buttons = shown.all("button")
    assert [(b.attributes["lang"], b.attributes["data-question"], b.text) for b in buttons] == [
        (example.language, example.question, example.question) for example in MINUTES_EXAMPLES
    ]


def test_welcome_of_one_document_and_of_none() -> None:
    assert "Haettavana on yksi asiakirja:" in parsed(welcome_html([ODD], "fi")).text
    for language in LANGUAGES:
        shown = parsed(welcome_html([], language))
        assert shown.one("h2").text == TEXTS[language].welcome
        assert shown.all("a") == shown.all("button") == []


def test_long_list_of_documents_is_cut() -> None:
    shown = parsed(welcome_html([PARKS] * 7, "fi"))
    assert len(shown.all("a")) == 5
    assert shown.one("ul", class_="documents").inside[-1].text == "…"
    assert shown.all("p")[-1].text == "Haettavana on 7 asiakirjaa:"


def test_examples_fit_the_documents() -> None:
    assert examples([]) == ()
    assert examples([ODD]) == MINUTES_EXAMPLES
    assert examples([ODD, REPORT]) == REPORT_EXAMPLES
