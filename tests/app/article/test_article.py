"""Articles: what a turn of the conversation looks like as HTML."""

from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.answer.answer import Answer
from app.answer.citation import CitedPlace
from app.answer.form import Form
from app.answer.place import Place, checksum
from app.answer.turn import Problem, Turn
from app.article.answer_card import answer_html
from app.article.article import announcement, article_html
from app.article.copying import markdown, quote_text
from app.article.history import record
from app.texts import FINNISH, LANGUAGES, TEXTS
from app.texts.worded import outcome_text
from corpus.document import Span
from corpus.language import Language
from tests.support.documents import ODD, PARKS
from tests.support.library import MadeLibrary, cited
from tests.support.site.htmls import Element, parsed

LIBRARY = MadeLibrary()
FOUND = LIBRARY.ask("Hyväksyi jaosto suunnitelman?")
NOT_FOUND = LIBRARY.ask("Uimahalli?")
OURS = set(
    "a article blockquote button details div h2 h3 li mark ol p path section span summary svg ul".split()
)


def card(answer: Answer, searched: int = 2, language: Language = "fi") -> Element:
    return parsed(answer_html(answer, searched, TEXTS[language]))


def test_answer_says_the_verdict_then_the_sentence_then_where_it_stands() -> None:
    shown = card(FOUND)
    assert shown.one("p", class_="verdict found").text == "Vastaus löytyi"
    item, citation = shown.all("a")[:2]
    assert item.text == "§ 7 Puistojen hoito"
    assert shown.all("mark", class_="quote")[0].text == "Jaosto hyväksyi hoitosuunnitelman."
    assert citation.text == "§ 7 · Puistojaosto · 4.3.2025 · s. 1–2"
    order = [e for e in shown.below() if e.tag in {"a", "mark"}]
    assert [e.tag for e in order][:3] == ["a", "mark", "a"]


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_item_is_told_with_what_became_of_it(language: Language) -> None:
    item = card(FOUND, language=language).one("section", class_="item")
    assert item.one("h3").text == "§ 7 Puistojen hoito"
    assert item.all("p", class_="about") == []  # the source line tells it
    (outcome,) = (found.outcome for found in FOUND.items if 1 in found.passages)
    assert item.one("p", class_=f"outcome {outcome.kind}").text == outcome_text(outcome, language)


def test_passage_is_called_by_its_part_and_what_lost_says_so() -> None:
    part = {"fi": "Päätös", "sv": "Beslut", "en": "Decision"}
    for language in LANGUAGES:
        assert card(FOUND, language=language).all("p", class_="role")[0].text == part[language]
    lost = replace(FOUND.passages[0], role="proposal", standing="lost")
    shown = card(replace(FOUND, passages=(lost,), matters=()))
    assert shown.one("p", class_="role past").text == "Ehdotus – Ei tullut päätökseksi"
    earlier = replace(lost, standing="earlier", handling="Tekninen lautakunta 18.2.2025 § 19")
    shown = card(replace(FOUND, passages=(earlier,), matters=()))
    told = "Aiempi käsittely (Tekninen lautakunta 18.2.2025 § 19)"
    assert shown.one("p", class_="role past").text == told


def test_listing_tells_each_item_with_its_outcome() -> None:
    listing = replace(FOUND, form=Form("listing"), items=FOUND.items * 16)
    shown = card(listing, language="en")
    assert shown.one("p", class_="count").text == f"{16 * len(FOUND.items)} items"
    first, folded = shown.all("ol", class_="listing")
    assert len(first.all("p", class_="item-title")) == 15
    assert len(folded.all("p", class_="item-title")) == 16 * len(FOUND.items) - 15
    assert not shown.all("div", class_="passage")


def test_citation_leads_to_the_quote_in_the_document() -> None:
    quote = "Jaosto hyväksyi hoitosuunnitelman."
    start = PARKS.text.index(quote)
    assert card(FOUND).all("p", class_="citation")[0].one("a").attributes["href"] == (
        f"?doc=puistot.md&span={start}-{start + len(quote)}&check={checksum(quote)}"
    )


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_question_that_went_on_says_so_and_can_be_asked_alone(language: Language) -> None:
    first = "Hyväksyi <b>jaosto</b> suunnitelman?"
    shown = card(LIBRARY.ask("Entä puistojaosto?", before=first), language=language)
    told = shown.all("p", class_="hinted")[0]
    assert told.text.startswith(TEXTS[language]["going_on"].format(question=first))
    button = told.one("button")
    assert button.text == TEXTS[language]["ask_alone"]
    assert button.attributes["data-question"] == "Entä puistojaosto?"
    assert "data-after" not in button.attributes
    unhint = shown.all("p", class_="hinted")[1].one("button")
    assert unhint.attributes["data-after"] == first


def test_passage_that_is_all_quote_is_one_mark() -> None:
    whole = replace(FOUND.passages[1], quote=Span(0, len(FOUND.passages[1].text)))
    more = card(replace(FOUND, passages=(FOUND.passages[0], whole))).one("details", class_="more")
    assert more.one("div", class_="passage").text == whole.text
    assert more.one("mark").text == whole.text


def test_passage_marks_its_quote() -> None:
    passage = card(FOUND).all("div", class_="passage")[0]
    assert passage.text == "Jaosto hyväksyi hoitosuunnitelman. Suunnitelma alkaa <b>keväällä</b> 2026."
    assert passage.one("mark").text == "Jaosto hyväksyi hoitosuunnitelman."
    assert passage.attributes["lang"] == "fi"


def test_passage_that_is_its_quote_is_shown_once() -> None:
    section = PARKS.sections[0]
    whole = cited(PARKS, 0, section.paragraphs[0])
    shown = card(replace(FOUND, passages=(whole,)))
    assert shown.one("div", class_="passage").text == "Asia koskee kaikkia puistoja."
    assert shown.text.count("Asia koskee kaikkia puistoja.") == 1


@pytest.mark.parametrize(("title", "told"), [("Käsitellyt asiat", True), ("Päätös", False)])
def test_list_of_items_that_is_first_is_said_to_be_one(title: str, told: bool) -> None:
    passage = replace(
        cited(PARKS, 1, PARKS.sections[1].paragraphs[0]), section_path=("Puistojen hoito", title)
    )
    shown = card(replace(FOUND, passages=(passage,), matters=()))
    assert (FINNISH["list_of_items"] in shown.text) is told


def test_quote_over_two_paragraphs_is_marked_in_both() -> None:
    passage = cited(PARKS, 0, PARKS.sections[0].paragraphs[0])
    joined = replace(passage, text="Ensin\nnimi.\n\nToinen osa. Loppu.", quote=Span(6, 24))
    shown = card(replace(FOUND, passages=(joined,))).one("div", class_="passage")
    assert [p.text for p in shown.all("p")] == ["Ensin\nnimi.", "Toinen osa. Loppu."]
    assert [mark.text for mark in shown.all("mark")] == ["nimi.", "Toinen osa."]


def test_words_that_answer_stand_out_in_the_quote() -> None:
    passage = cited(PARKS, 0, PARKS.sections[0].paragraphs[0])
    read = replace(passage, text="Alku. Hinta on 5 € & alv. Loppu.", quote=Span(6, 25), answer=Span(15, 18))
    shown = card(replace(FOUND, passages=(read,))).one("div", class_="passage")
    assert [mark.text for mark in shown.all("mark")] == ["Hinta on 5 € & alv."]
    assert [words.text for words in shown.one("mark").all("strong")] == ["5 €"]
    assert shown.text.strip() == read.text
    assert (
        not card(replace(FOUND, passages=(replace(read, answer=None),)))
        .one("div", class_="passage")
        .all("strong")
    )


def test_further_passages_are_folded() -> None:
    shown = card(FOUND)
    folded = shown.one("details")
    assert "open" not in folded.attributes
    assert folded.one("summary").text == "4 muuta kohtaa"
    assert len(folded.one("ol").inside) == 4
    assert len(folded.all("a")) == 4
    one_more = card(replace(FOUND, passages=FOUND.passages[:2]))
    assert one_more.one("summary").text == "Yksi muu kohta"
    assert card(replace(FOUND, passages=FOUND.passages[:1])).all("details") == []


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("fi", "Haettu: suunnitelma, hyväksyä"),
        ("sv", "Sökt på finska: suunnitelma, hyväksyä"),
        ("en", "Searched in Finnish for: suunnitelma, hyväksyä"),
    ],
)
def test_finnish_words_that_were_looked_for(language: Language, line: str) -> None:
    answer = LIBRARY.ask("Was the plan approved?")
    told = card(answer, language=language).one("p", class_="looked")
    assert told.text == line
    assert told.one("span").attributes == {"lang": "fi"}
    assert card(FOUND, language=language).all("p", class_="looked") == []


def test_not_found_shows_the_closest_as_no_answer() -> None:
    shown = card(NOT_FOUND)
    assert shown.one("p", class_="verdict not_found").text == "Vastausta ei löytynyt näistä asiakirjoista"
    assert shown.all("mark") == []
    assert [h.text for h in shown.all("h3")] == [
        "Kokeile kysyä toisin",
        "Lähimmät kohdat, jotka eivät vastaa kysymykseen",
    ]
    assert [item.text for item in shown.one("ul").all("li")] == list(FINNISH["advice"])
    assert len(shown.one("ol").inside) == 3
    assert "Haku kattoi kaikkien 2 asiakirjan koko tekstin." in shown.text
    assert "Haku kattoi yhden asiakirjan koko tekstin." in card(NOT_FOUND, searched=1).text


def test_answer_without_passages_is_no_answer() -> None:
    shown = card(replace(NOT_FOUND, passages=()))
    assert [h.text for h in shown.all("h3")] == ["Kokeile kysyä toisin"]


def test_no_number_of_the_machine_is_shown() -> None:
    answer = replace(
        FOUND,
        confidence=0.8765,
        passages=tuple(replace(passage, score=0.4321) for passage in FOUND.passages),
    )
    html = answer_html(answer, 2, FINNISH)
    assert html == answer_html(FOUND, 2, FINNISH)
    assert "%" not in parsed(html).text


def article(turn: Turn, language: Language = "fi") -> Element:
    return parsed(article_html(turn, TEXTS[language])).one("article")


def test_question_is_shown_as_text_in_its_own_direction_and_language() -> None:
    heading = article(Turn("<b>שלום</b> & the", LIBRARY.ask("the x"))).one("h2")
    assert heading.text == "Kysyit: <b>שלום</b> & the"
    assert heading.all("span")[1].attributes == {"dir": "auto", "lang": "en"}


@pytest.mark.parametrize("problem", get_args(Problem))
def test_problems_are_told_in_words(problem: Problem) -> None:
    shown = article(Turn("Mitä?", problem=problem, explanation="a <b> file"))
    box = shown.one("div", class_="problem")
    assert [p.text for p in box.all("p")[:2]] == [getattr(FINNISH, problem), "a <b> file"]
    assert box.all("p")[1].attributes == {"lang": "en"}
    again = [button.attributes["data-question"] for button in box.all("button", class_="again")]
    assert again == (["Mitä?"] if problem in {"changed", "busy"} else [])


def test_nothing_asked_has_no_heading() -> None:
    assert article(Turn("", problem="empty_question")).all("h2") == []


def test_screen_reader_is_told_the_sentence_and_its_place() -> None:
    turn = Turn("Mitä?", FOUND)
    assert announcement(turn, FINNISH) == (
        "Vastaus löytyi: Jaosto hyväksyi hoitosuunnitelman. "
        "Lähde: § 7 Puistojen hoito, Päätös, s. 1–2 (HEL 2025-000007, 4.3.2025)"
    )
    assert announcement(Turn("Mitä?", NOT_FOUND), FINNISH) == "Vastausta ei löytynyt näistä asiakirjoista."
    assert announcement(Turn("Mitä?"), FINNISH) == ""
    assert announcement(Turn("", problem="empty_question"), FINNISH) == "Kirjoita ensin kysymys."
    problem = Turn("Mitä?", problem="cannot_answer", explanation="cut short")
    assert announcement(problem, FINNISH) == f"{FINNISH['cannot_answer']} cut short"


def test_article_carries_what_the_browser_does_with_it() -> None:
    turn = Turn("Mitä?", FOUND, id="0123456789abcdef")
    told = article(turn).attributes
    assert told == {
        "class": "turn",
        "data-turn": "0123456789abcdef",
        "data-record": record(turn),
        "data-markdown": markdown(turn, FINNISH),
        "data-said": announcement(turn, FINNISH),
    }
    copy, share, edit = article(turn).one("div", class_="after").all("button")
    assert [button.text for button in (copy, share, edit)] == [
        FINNISH["copy_quote"],
        FINNISH["share"],
        FINNISH["edit"],
    ]
    link = card(FOUND).all("p", class_="citation")[0].one("a").attributes["href"]
    assert copy.attributes["data-copy"] == quote_text(FOUND.passages[0])
    assert copy.attributes["data-link"] == share.attributes["data-link"] == link
    assert share.attributes["data-title"] == edit.attributes["data-text"] == "Mitä?"
    missed = article(replace(turn, answer=NOT_FOUND)).one("div", class_="after")
    assert [button.text for button in missed.all("button")] == [FINNISH["edit"]]


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0\r")))
def test_no_text_ever_becomes_markup(text: str) -> None:
    passage = replace(
        FOUND.passages[0],
        text=f"{text} loppu",
        quote=Span(0, len(text)),
        citation=text,
        also_at=(CitedPlace(text, Place(text), "fi"),),
        same_matter=(CitedPlace(text, Place(text), "fi"),),
        source=replace(FOUND.passages[0].source, id=text),
    )
    answer = replace(FOUND, passages=(passage, passage), looked_for=(text,) if text else None)
    for verdict in ("found", "not_found"):
        answered = article_html(Turn(text or "?", replace(answer, verdict=verdict)), FINNISH)
        failed = article_html(Turn(text, problem="cannot_answer", explanation=text), FINNISH)
        shown = parsed(answered + failed)
        assert shown.tags() <= OURS
        assert text in shown.text
        for element in shown.below():
            assert not any(name.startswith("on") for name in element.attributes)
            assert element.attributes.get("href", "?").startswith("?")


def test_card_leads_to_the_case_of_its_item() -> None:
    first, *others = PARKS.sections
    cased = replace(PARKS, sections=(replace(first, case="HEL 2025-000007"), *others))
    shown = card(MadeLibrary([cased, ODD]).ask("Hyväksyi jaosto suunnitelman?"))
    link = shown.one("p", class_="case").one("a")
    assert (link.text, link.attributes["href"]) == (
        "Asian HEL 2025-000007 käsittelyt",
        "case?number=HEL+2025-000007",
    )
    assert card(FOUND).all("p", class_="case") == []
