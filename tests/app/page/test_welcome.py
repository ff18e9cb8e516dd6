"""The welcome: what stands below the question box while nothing has been asked."""

from dataclasses import replace

import pytest

from app.catalogue import catalogue_of
from app.page.frame import welcome_html
from app.texts import FINNISH, LANGUAGES, TEXTS
from app.texts.families import TOUR
from corpus.language import Language
from index.heads import Heads
from tests.support.documents import ODD, PARKS
from tests.support.site.htmls import parsed

MEETING = replace(PARKS, id="kokous.md", sections=PARKS.sections * 2)
"""A meeting of two items."""


def test_newest_documents_lead_to_themselves_and_to_all_of_them() -> None:
    shown = parsed(welcome_html(catalogue_of(Heads.of([PARKS, ODD])), "fi")).one("div", class_="latest")
    assert shown.one("h3").text == FINNISH["latest"]
    links = shown.all("a", class_="source")
    assert [link.text for link in links] == ["§ 7 Puistojen hoito", "Ohje <b>lihavoitu</b> & muut"]
    assert links[1].attributes["href"] == "?doc=outo+%26+%3Ci%3E.md"
    assert shown.one("a", href="archive").text == "Kaikki kokoukset ja asiakirjat (2)"


def test_meeting_is_called_by_its_body_and_told_with_its_items() -> None:
    shown = parsed(welcome_html(catalogue_of(Heads.of([MEETING])), "en")).one("div", class_="latest")
    assert shown.one("li").text == "4.3.2025 Puistojaosto 2 items"
    assert shown.one("a", class_="about").attributes["href"] == "meeting?doc=kokous.md"
    assert shown.one("h3").text == TEXTS["en"]["one_document"]
    assert shown.all("p", class_="all") == []


def test_four_documents_are_listed_and_the_examples_have_their_place() -> None:
    shown = parsed(welcome_html(catalogue_of(Heads.of([PARKS] * 7)), "sv"))
    assert len(shown.one("div", class_="latest").all("li")) == 4
    place = shown.one("div", class_="examples")
    assert (place.attributes["data-from"], place.text) == ("tour/examples?language=sv", "")


def test_who_keeps_the_archive_is_led_to_it_and_visitors_are_told_what_is_counted() -> None:
    catalogue = catalogue_of(Heads.of([PARKS]))
    shown = parsed(welcome_html(catalogue, "sv", counting=True, admin=True))
    assert shown.one("a", href="admin").text == "Underhåll"
    assert shown.all("p")[-1].text == TEXTS["sv"]["counted"]
    assert parsed(welcome_html(catalogue, "sv")).all("a", href="admin") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_is_folded_and_stands_alone_where_there_is_no_document(language: Language) -> None:
    shown, told = parsed(welcome_html((), language)), TOUR[language]
    assert shown.all("div", class_="latest") == []
    assert "open" not in shown.one("details", class_="help").attributes
    assert shown.one("summary").text == told["steps"]
    assert [each.text for each in shown.all("dt")] == [
        step[0] for step in (told["ask_step"], told["check_step"], told["nothing_step"])
    ]
    assert shown.all("p")[-1].text == TEXTS[language]["privacy"]
