"""Word help: renderings that are likely, for words that have a content, and none for the others."""

import pytest

from app.answer.answer import Answer
from app.texts.wordhelp import ENGLISH, FINNISH, SWEDISH
from app.wordhelp.renderings import HelpedWord, helped_words, rendering_of
from app.wordhelp.ruby import help_for, help_switch_html, ruby_html
from corpus.document import Span
from corpus.language import Language
from tests.support.fakes import PARKS, cited
from tests.support.htmls import parsed


def rendered(text: str, source: Language = "fi", target: Language = "en") -> dict[str, str | None]:
    return {word.span.of(text): word.rendering for word in helped_words(text, source, target)}


def test_words_get_their_likeliest_rendering() -> None:
    assert rendered("Lautakunta totesi, että tekninen muutos on hyvä.") == {
        "Lautakunta": rendering_of("lautakunta", "fi", "en"),
        "totesi": rendering_of("totesi", "fi", "en"),
        "tekninen": "technical",
        "muutos": "change",
        "hyvä": "good",
    }


@pytest.mark.parametrize(
    "text",
    [
        "ja että myös kanssa mukaisesti jolloin eivät ole",  # function words
        "2024 § 31 12.9.2022 3a",
        "EU YK HEL",
        "esitti asian Virtanen",  # a name inside a sentence
        "Helsinki Helsingissä.",  # what the dictionary writes with a capital too
    ],
)
def test_function_words_names_and_numbers_get_none(text: str) -> None:
    assert not {"Virtanen", "Helsinki", "ja", "myös", "EU", "2024"} & rendered(text).keys()
    if "esitti" not in text:
        assert rendered(text) == {}


def test_compound_is_rendered_by_its_parts_where_it_is_unknown() -> None:
    assert rendering_of("hyökkäyssodan", "fi", "en") == "attack·war"


def test_part_that_is_unlikely_or_a_name_renders_nothing() -> None:
    assert rendering_of("xqzzhyökkäys", "fi", "en") is None
    assert rendering_of("linjausten", "fi", "en") is None or "·" not in str(
        rendering_of("linjausten", "fi", "en")
    )


def test_abbreviation_stays_before_what_is_rendered() -> None:
    assert rendered("Uudet EU-hankkeet.")["EU-hankkeet"] == f"EU-{rendering_of('hankkeet', 'fi', 'en')}"


@pytest.mark.parametrize(
    ("text", "source", "target", "word"),
    [
        ("Beslutet gäller staden.", "sv", "fi", "staden"),
        ("The decision concerns the city.", "en", "fi", "city"),
        ("Kaupunki päätti asiasta.", "fi", "sv", "Kaupunki"),
    ],
)
def test_other_directions(text: str, source: Language, target: Language, word: str) -> None:
    assert rendered(text, source, target)[word]


def test_searched_words_are_known_in_all_their_forms() -> None:
    text = "Kaupungin ja Venäjän yhteistyötä kaupunkien kesken ei jatkettu."
    found = helped_words(text, "fi", None, ("kaupunki", "Venäjä", "yhteistyö"))
    assert [word.span.of(text) for word in found] == ["Kaupungin", "Venäjän", "yhteistyötä", "kaupunkien"]
    assert all(word.sought and word.rendering is None for word in found)
    assert helped_words(text, "sv", None, ("kaupunki",)) == ()


def test_own_language_renders_nothing() -> None:
    assert helped_words("Lautakunta totesi sen.", "fi", "fi") == ()


def test_spans_are_those_of_the_words() -> None:
    text = "On hyvä <b>asia</b>."
    assert HelpedWord(Span(3, 7), "good", sought=False) in helped_words(text, "fi", "en")


def test_renderings_are_no_part_of_the_text() -> None:
    text = "Tekninen <muutos> & hyvä asia"
    page = parsed(ruby_html(text, "fi", "en", ("muutos",)))
    assert page.text == text
    rt = page.all("rt")
    assert {mark.attributes["aria-hidden"] for mark in rt} == {"true"}
    assert {mark.attributes["lang"] for mark in rt} == {"en"}
    assert "technical" in [mark.attributes["data-word"] for mark in rt]
    assert [mark.text for mark in page.all("span", class_="sought")] == ["muutos"]


def answered(language: Language) -> Answer:
    passage = cited(PARKS, 1, PARKS.sections[1].paragraphs[0])
    return Answer(
        "question", language, ("suunnitelma",) if language != "fi" else None, "found", 1.0, (passage,)
    )


def test_help_is_in_the_language_of_the_question_then_of_the_page() -> None:
    def targets(asked: Language, spoken: Language) -> set[str]:
        answer = answered(asked)
        page = parsed(help_for(answer, answer.passages[0], spoken)("Tekninen muutos oli hyvä."))
        return {mark.attributes["lang"] for mark in page.all("rt")}

    assert targets("en", "sv") == {"en"}
    assert targets("fi", "sv") == {"sv"}
    assert targets("fi", "fi") == set()


@pytest.mark.parametrize(
    ("asked", "spoken", "told", "on"),
    [
        ("en", "fi", FINNISH.switch, "on"),
        ("sv", "sv", SWEDISH.switch, "on"),
        ("fi", "en", ENGLISH.switch, "off"),
    ],
)
def test_switch_is_on_for_a_question_in_another_language(
    asked: Language, spoken: Language, told: str, on: str
) -> None:
    page = parsed(help_switch_html(answered(asked), spoken))
    assert page.one("button").text == told
    assert page.one("div").attributes["data-help"] == on


def test_reader_of_the_passage_needs_no_switch() -> None:
    assert help_switch_html(answered("fi"), "fi") == ""


def test_very_long_word_gets_none_so_that_it_can_break() -> None:
    assert rendered("lautakuntahyökkäyssotakaupunki") == {}


def test_rendering_is_of_the_word_and_not_of_a_form_that_denies_it() -> None:
    """Forms have *Tiedossa*, *Ei tiedossa* and the like for terms."""
    assert rendering_of("tiedot", "fi", "en") == "information"


def test_what_closes_a_word_stays_at_it() -> None:
    text = "Hyvä, muutos (hyvä): „hyvä”!"
    page = parsed(ruby_html(text, "fi", "en"))
    assert page.text == text
    assert [mark.text for mark in page.all("ruby")] == ["Hyvä,", "muutos", "hyvä):", "hyvä”!"]


def test_pieces_of_an_address_are_no_words() -> None:
    text = "Kysy osoitteesta kaupunki.hallinto@muutos.fi tai hyvä.fi. Hyvä muutos. Kaupunki."
    words = [word.span.of(text) for word in helped_words(text, "fi", "sv")]
    assert [
        word for word in words if word in {"kaupunki", "hallinto", "muutos", "hyvä", "Hyvä", "Kaupunki"}
    ] == [
        "Hyvä",
        "muutos",
        "Kaupunki",
    ]
