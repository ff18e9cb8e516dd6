"""Links of an answer: its citations, other places of its text and its matter, and the group of a matter."""

from dataclasses import replace

import pytest

from app.answer.answer import Answer
from app.answer.citation import CitedPlace
from app.answer.matters import Matter
from app.answer.place import Place, query
from app.article.answer_card import answer_html
from app.article.copying import quoted
from app.texts import TEXTS
from corpus.document import Span
from corpus.language import Language
from tests.support.documents import PARKS
from tests.support.library import MadeLibrary
from tests.support.site.htmls import Element, parsed

FOUND = MadeLibrary().ask("Hyväksyi jaosto suunnitelman?")
PARTS = {"elsewhere matter", "item", "together", "more"}


def elsewhere(citation: str) -> CitedPlace:
    """A place in another document, which is in Swedish."""
    return CitedPlace(citation, Place("muu.md", Span(3, 9), "1a2b3c4d"), "sv")


OTHER = elsewhere("§ 3 & <a>")


def card(answer: Answer, language: Language = "fi") -> Element:
    return parsed(answer_html(answer, 2, TEXTS[language]))


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_matter_of_several_meetings_is_drawn_as_one_group(language: Language) -> None:
    first, second, third, fourth, fifth = FOUND.passages
    texts = TEXTS[language]
    other, another = (replace(first.source, id=name) for name in ("muu.md", "kolmas.md"))
    second, third = replace(second, source=first.source), replace(third, source=other)
    fourth = replace(fourth, source=other)
    fifth = replace(fifth, source=replace(another, case="HEL 2025-000008"))
    known = [replace(passage, same_matter=(OTHER,)) for passage in (first, second, third, fourth, fifth)]
    matter = Matter("HEL 2025-000007", (1, 2, 3, 4), 2, (elsewhere("§ 9 <a>"), elsewhere("§ 10"), OTHER))
    shown = card(replace(FOUND, passages=tuple(known), matters=(matter,)), language=language)
    head = shown.one("div", class_="elsewhere matter")
    assert head.all("p")[0].text == texts["one_matter"].format(count=2)
    assert head.one("summary").text == texts["handled"].format(case="HEL 2025-000007")
    assert [item.text for item in head.all("li")] == ["§ 9 <a>", "§ 10", OTHER.citation]
    assert head.all("a")[2].attributes == {
        "class": "source",
        "href": "?doc=muu.md&span=3-9&check=1a2b3c4d",
        "lang": "sv",
    }
    beside = shown.one("ol", class_="together")
    assert [link.text for link in beside.all("a")] == [third.citation]  # the other meeting's first
    more = shown.one("details", class_="more")
    cited = [second.source_line, fourth.citation, fifth.citation, OTHER.citation]
    assert [link.text for link in more.all("a")] == cited
    told = [part.all("p")[0].text for part in shown.all("div", class_="elsewhere")]
    assert told == [texts["same_matter"]]
    order = [e.attributes["class"] for e in shown.below() if e.attributes.get("class") in PARTS]
    assert order == ["elsewhere matter", "item", "together", "more"]


def test_a_matter_among_the_further_passages_has_its_head_there() -> None:
    matter = Matter("HEL 2025-000007", (2, 3), 2, (elsewhere("§ 9"), elsewhere("§ 3")))
    shown = card(replace(FOUND, matters=(matter,)))
    more = shown.one("details", class_="more")
    assert shown.all("ol", class_="together") == []
    assert len(shown.all("div", class_="elsewhere matter")) == 1
    assert len(more.all("div", class_="elsewhere matter")) == 1


def test_other_meetings_with_the_same_matter_are_told() -> None:
    first = replace(FOUND.passages[0], same_matter=(elsewhere("§ 9 <a>"), OTHER))
    known = [first, replace(first, rank=2, quote=Span(35, 40))]
    shown = card(replace(FOUND, passages=tuple(known))).one("div", class_="elsewhere")  # once for one case
    assert shown.one("p").text == "Samaa asiaa on käsitelty myös:"
    assert [link.text for link in shown.all("a")] == ["§ 9 <a>", OTHER.citation]
    assert shown.all("a")[1].attributes["href"] == query(OTHER.place)


def test_twins_are_told() -> None:
    twin = replace(FOUND.passages[0], also_at=(elsewhere("§ 7, Toisto & <muut>"),))
    shown = card(replace(FOUND, passages=(twin,))).one("div", class_="elsewhere")
    assert shown.one("p").text == "Sama teksti on myös:"
    assert [link.text for link in shown.all("a")] == ["§ 7, Toisto & <muut>"]
    assert shown.one("a").attributes["lang"] == "sv"


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_many_other_places_are_folded(language: Language) -> None:
    many = tuple(elsewhere(f"§ {number}") for number in range(4))
    known = replace(FOUND.passages[0], also_at=many, same_matter=many[:3])
    shown = card(replace(FOUND, passages=(known,)), language=language)
    folded = shown.one("details", class_="elsewhere also-1")
    texts = TEXTS[language]
    assert folded.one("summary").text == texts["also_at_many"].format(count=4)
    assert len(folded.all("a")) == 4
    assert shown.one("div", class_="elsewhere").one("p").text == texts["same_matter"]
    more = card(replace(FOUND, passages=(replace(known, same_matter=many),)), language=language)
    summary = more.one("details", class_="elsewhere same-1").one("summary")
    assert summary.text == texts["same_matter_many"].format(count=4)


def test_places_with_one_citation_are_told_apart() -> None:
    first, second, *_ = FOUND.passages
    twins = [
        CitedPlace(first.citation, Place(PARKS.id, Span(start, start + 9), "1a2b3c4d"), "fi")
        for start in (1, 2)
    ]
    first = replace(first, source_line=first.citation)
    alike = replace(second, source_line=first.citation, also_at=(twins[1],))
    matter = Matter("HEL 2025-000007", (1, 2), 2, tuple(twins))
    shown = card(replace(FOUND, passages=(first, alike), matters=(matter,)), language="sv")
    links = {
        link.attributes["href"]: link.text
        for link in shown.all("a", class_="source")
        if link.text != "§ 7 Puistojen hoito"  # the item's own
    }
    assert len(links) == len(set(links.values())) == 4
    told = first.citation
    named = {f"{told} (ställe 2)", f"{told} (ställe 3)", f"{told} (ställe 4)", told}
    assert set(links.values()) == named
    assert links[query(quoted(first, told).place)] == told
    assert links[query(quoted(alike, told).place)] == f"{told} (ställe 2)"
    unseen = [e for e in shown.all("span", class_="unseen") if "ställe" in e.text]
    assert {e.attributes["lang"] for e in unseen} == {"sv"}


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_quote_passage_and_citation_are_in_their_own_language(language: Language) -> None:
    own = replace(FOUND, passages=tuple(replace(p, language=language) for p in FOUND.passages[:2]))
    shown = card(own, language="en")
    for part in (
        *shown.all("div", class_="passage"),
        *(p.one("a") for p in shown.all("p", class_="citation")),
    ):
        assert part.attributes["lang"] == language
    closest = card(replace(own, verdict="not_found"), language="en").one("ol", class_="closest")
    said = [e.attributes["lang"] for e in (*closest.all("p"), *closest.all("a")) if "lang" in e.attributes]
    assert said == [language] * 4
