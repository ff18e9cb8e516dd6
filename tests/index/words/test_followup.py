"""Follow-ups: which questions cannot stand alone, and how the one before them is searched with them."""

import pytest

from corpus.errors import QuestionError
from index.words.followup import EARLIER_WEIGHT, own_words, stands_alone
from index.words.question import understand
from tests.support.questions import rows

GOING_ON = """
Entä Tallinna?|entäs ensi vuonna?|Ja Espoossa?|Ja kuka sen esitteli?|Mutta miksi?|Miksi?|Milloin?
Paljonko se maksaa?|Kuka siitä päätti?|Keitä siihen kuuluu?|Missä kaupungissa?|Mihin mennessä?
Millä perusteella?|Mitä he päättivät?|Onko heillä puhelinnumeroa?|Mites Tukholma?|Montako niitä on?
What about Tallinn?|And in 2025?|How much does it cost?|Who decided that?|Why not?|When did they meet?
Is she still there?|Which city?|What is its name?|But why?|Who chairs it?|How long did it take?
Och i Esbo då?|Hur är det med Sverige?|Men varför?|När grundades den?|Vad kostar det?|Vem beslutade om det?
Vem leder dem?|Vilken stad?|Vad heter hon?|Vilka är deras mål?|Var ligger det?|Finns det några undantag?
"""
ALONE = """
Mitä päätettiin?|Kuka esitteli asian?|Mitä asiasta päätettiin?|Mistä numerosta saa lisätietoja?|Tallinna
Kansainväliset kumppanit|Mikä on Eurocities?|Onko liitteitä?|Mikä se päätös oli, jossa koulu suljettiin?
Mitä lautakunta päätti siitä, että koulu suljetaan?|Onko se totta että koulu suljetaan?|🙂|?!
Entä jos uimahallin rakentaminen viivästyy talvella eikä urakoitsija maksa?
Can the decision be appealed?|How long does it take to get a permit?|Is it possible to appeal?
How many pupils had their phones confiscated?|Who sent their army to Iraq?|How many flags are there?
When did Germany establish its first settlement?|What does it mean that a node is considered?
Vem ger mer information?|Hur lång tid tar det att få bygglov?|Vad kostar den nya simhallen?
Hur många mjölkkor finns det?|Hur många mjölkkor finns det i Australien?|Vad beslöt man?
"""


def listed(lines: str) -> list[str]:
    return [question for line in lines.strip().splitlines() for question in line.split("|")]


@pytest.mark.parametrize("question", listed(GOING_ON))
def test_question_that_goes_on(question: str) -> None:
    assert not stands_alone(question)


@pytest.mark.parametrize("question", listed(ALONE))
def test_question_that_stands_alone(question: str) -> None:
    assert stands_alone(question)


def test_no_whole_question_is_taken_for_one_that_goes_on() -> None:
    asked = [row["q"] for name in ("report", "minutes") for row in rows(f"{name}_questions.jsonl")]
    asked += [row["first"] for row in rows("followup_questions.jsonl")]
    assert len(asked) == 270
    assert [question for question in asked if not stands_alone(question)] == []


def test_every_second_turn_is_taken_for_one() -> None:
    assert [row["q"] for row in rows("followup_questions.jsonl") if stands_alone(row["q"])] == []


@pytest.mark.parametrize(
    ("question", "own"),
    [
        ("Entä Tallinna?", "Tallinna?"),
        ("Ja entäs  Tallinna sitten?", "Tallinna?"),
        ("And what about 2025, then?", "2025?"),
        ("Och hur är det med turismen?", "turismen?"),
        ("Men varför?", "varför?"),
        ("Entäpä?", "Entäpä?"),
        ("Entiset jäsenet", "Entiset jäsenet"),
        ("Jaosto", "Jaosto"),
    ],
)
def test_words_that_only_go_on_are_not_searched(question: str, own: str) -> None:
    assert own_words(question) == own


def test_earlier_words_count_less_and_the_own_ones_as_ever() -> None:
    first, own = "Mitä yhteistyötä Oslon kanssa on?", "Entä Tallinna?"
    query = understand(own, ["fi", "sv"], first)
    alone = understand("Tallinna?", ["fi", "sv"])
    before = understand(first, ["fi", "sv"])
    assert query.earlier == before
    for language in ("fi", "sv"):
        expected = {term: EARLIER_WEIGHT * weight for term, weight in before.terms[language].items()}
        assert query.terms[language] == expected | dict(alone.terms[language])
    assert query.text == own


def test_a_question_that_stands_alone_is_never_changed() -> None:
    assert understand("Mitä päätettiin?", ["fi"], "Entä Oslo?") == understand("Mitä päätettiin?", ["fi"])
    assert understand("Entä Tallinna?", ["fi"]).earlier is None


def test_turns_may_be_in_two_languages() -> None:
    query = understand("Och turismen?", ["fi"], "Which group coordinates the work?")
    assert query.language == "sv"
    assert query.earlier is not None
    assert query.earlier.language == "en"
    assert query.looked_for == ("matkailu",)
    assert {"_ryh", "_mat"} <= query.terms["fi"].keys()


@pytest.mark.parametrize("before", ["", " ", "a" * 10_001, "\ud800"])
def test_an_earlier_question_must_be_one(before: str) -> None:
    with pytest.raises(QuestionError):
        understand("Entä Tallinna?", ["fi"], before)


def test_a_question_that_goes_on_asks_for_the_kind_of_thing_that_the_one_before_asked_for() -> None:
    before = "Montako jäsentä verkostossa on?"
    assert understand("Entä Tallinna?", ["fi"], before).kind == "amount"
    assert understand("Milloin siihen liityttiin?", ["fi"], before).kind == "time"
    assert understand("Entä Tallinna?", ["fi"]).kind is None
