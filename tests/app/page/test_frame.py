"""The frame: the head, the tools and the articles that the script makes, in each language."""

import pytest

from app.page.frame import frame_html, header_html, threshold_html
from app.texts import LANGUAGES, TEXTS
from corpus.language import Language
from tests.support.site.htmls import parsed


@pytest.mark.parametrize("language", LANGUAGES)
def test_head_shows_which_language_is_chosen(language: Language) -> None:
    head = parsed(header_html(language)).one("header")
    assert head.attributes["data-language"] == language
    assert head.attributes["data-title"] == TEXTS[language].page_title
    assert [b.attributes["lang"] for b in head.all("button", aria_pressed="true")] == [language]
    assert [b.text for b in head.all("button")] == ["Suomi", "Svenska", "English"]
    assert head.one("h1").text == "§ Pykälä"
    views = [(link.attributes["href"], link.text) for link in head.one("nav").all("a")]
    texts = TEXTS[language]
    assert views == [
        ("./", texts["ask_view"]),
        ("?view=tour", texts["tour_view"]),
        ("archive", texts["archive"]),
        ("register", texts["register"]),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_frame_holds_all_that_waits_for_no_document(language: Language) -> None:
    frame, texts = parsed(frame_html(language)), TEXTS[language]
    parts = [part.attributes["data-part"] for part in frame.inside if "data-part" in part.attributes]
    assert parts == ["header", "tour", "greeting", "welcome", "talks", "tools"]
    assert frame.one("div", data_part="header").one("header").attributes["data-language"] == language
    assert frame.one("div", data_part="greeting").one("h2").text == texts["welcome"]
    tools = [button.text for button in frame.one("div", data_part="tools").all("button")]
    assert tools == [
        texts["new_conversation"],
        texts["copy_all"],
        texts["save_memo"],
        texts["save_all"],
        texts["print_all"],
        texts["clear"],
    ]
    talks = frame.one("div", data_part="talks")
    assert talks.one("summary").attributes["data-told"] == texts["conversations"]
    assert talks.one("p").text == f"{texts['cleared']} {texts['undo']}"
    assert [each.attributes.get("hidden") for each in (talks.one("details"), talks.one("p"))] == ["", ""]
    pending, unsent = frame.all("article")
    assert pending.one("p", class_="searching").text == pending.attributes["data-said"] == texts["searching"]
    assert unsent.one("div", class_="problem").all("p")[0].text == texts["unsent"]
    assert unsent.one("button").text == texts["ask_again"]
    box = next(each for each in frame.inside if "data-box" in each.attributes).attributes
    assert (box["data-label"], box["data-send"]) == (texts.question, texts.send)


@pytest.mark.parametrize("language", LANGUAGES)
def test_threshold_takes_a_question_before_the_page_is_there(language: Language) -> None:
    html, texts = threshold_html(language), TEXTS[language]
    assert f"<p>{texts['needs_script']}</p></noscript>" in html
    assert f'<template id="frame">{frame_html(language)}</template>' in html
    before = parsed(html.partition("<template")[0])
    assert before.one("label").text == texts.question
    assert before.one("p", class_="arriving").text == texts["loading"]
    assert before.one("textarea").attributes["placeholder"] == texts.question_hint


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_takes_a_question_stands_before_the_box_to_write_it_in(language: Language) -> None:
    html = threshold_html(language)  # else what is sent between the two is lost
    assert html.index('document.addEventListener("submit"') < html.index("<form>")
    assert html.index('document.addEventListener("keydown"') < html.index("<form>")
