"""Questions made of a document: grammatical by construction, shown only where the search answers them."""

import datetime
from dataclasses import replace

import pytest

from app.answer.answer import Answer
from app.tour.asking import MOST_SHOWN, MOST_TRIED, questions_of
from app.tour.tour import tour_of
from app.tour.wording.capitals import Capitals
from app.tour.wording.shapes import shaped_questions
from app.tour.wording.topic import Asking
from corpus.document import Document
from corpus.language import Language
from tests.support.documents import PARKS, Part, make_document
from tests.support.library import cited


def shaped(sentence: str, beside: str = "") -> list[str]:
    document = make_document("a.md", "A", [("Osa", "heading", None, [sentence, beside])])
    return list(shaped_questions(sentence, Capitals.of(document)))


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        (
            "Helsingin EU-edunvalvonnan painopisteet määriteltiin keväällä 2022.",
            "Milloin Helsingin EU-edunvalvonnan painopisteet määriteltiin?",
        ),
        ("Suunnitelma hyväksyttiin 12.9.2022.", "Milloin suunnitelma hyväksyttiin?"),
        ("EU-linjaukset päivitettiin strategiakauden alussa.", "Milloin EU-linjaukset päivitettiin?"),
        (
            "Kansainvälisen toiminnan linjauksissa todetaan, että kumppanuuksia tarvitaan.",
            "Mitä kansainvälisen toiminnan linjauksissa todetaan?",
        ),
        ("Keskeinen verkosto on Eurocities, joka toimii Brysselissä.", "Mikä on keskeinen verkosto?"),
        (
            "Keskeisiä kaupunkikumppaneita ovat olleet Oslo ja Tallinna.",
            "Mitkä ovat keskeisiä kaupunkikumppaneita?",
        ),
    ],
)
def test_sentence_answers_the_question_of_its_shape(sentence: str, question: str) -> None:
    assert shaped(sentence) == [question]


@pytest.mark.parametrize(
    "sentence",
    [
        "Edullisimman hinnan jättäneen urakoitsijan kanssa käytiin 19.3.2025 neuvottelu.",
        "Suurin osa niistä on pohjoismaisia.",
        "Asiasta keskusteltiin laajasti.",
        "Keskeinen toimija on tehnyt muutoksia.",
        "Vuonna 2022 hyväksyttiin suunnitelma.",
        "Lautakunta totesi, että hanke on valmis.",
        "Xyzzqk hyväksyttiin vuonna 2022.",  # neither a word nor a name that anything knows
    ],
)
def test_other_sentences_make_no_question(sentence: str) -> None:
    assert shaped(sentence) == []


def test_name_at_the_head_keeps_its_capital() -> None:
    assert shaped("Lapuan kartta piirrettiin vuonna 2001.", "Tultiin sieltä Lapuan keskustaan.") == [
        "Milloin Lapuan kartta piirrettiin?"
    ]


class Search:
    """A search that answers every question with the section that it is told to, and keeps what was asked."""

    def __init__(self, document: Document, answers: dict[str, int], verdict: str = "found") -> None:
        self.document, self.answers, self.verdict = document, answers, verdict
        self.asked: list[str] = []

    def __call__(self, question: str) -> Answer:
        self.asked.append(question)
        section = self.answers.get(question, -1)
        span = self.document.sections[section].paragraphs[0] if section >= 0 else None
        passages = (cited(self.document, section, span),) if span else ()
        verdict = self.verdict if span else "not_found"
        return Answer(question, "fi", None, verdict, 1.0, passages)  # type: ignore[arg-type]


def test_question_is_shown_where_its_own_section_comes_first() -> None:
    search = Search(
        PARKS,
        {"Mitä asiassa ”Puistojen hoito” päätettiin?": 1, "Mistä asiassa ”Puistojen hoito” on kyse?": 3},
    )
    found = questions_of(tour_of(PARKS), "fi", search, alone=True)
    # The second question was answered from below its section, which holds it.
    assert [(asking.question, asking.section) for asking in found] == [
        ("Mistä asiassa ”Puistojen hoito” on kyse?", 0),
        ("Mitä asiassa ”Puistojen hoito” päätettiin?", 1),
    ]


def test_next_way_of_asking_is_tried_where_the_first_fails() -> None:
    search = Search(PARKS, {"Mitä puistojaosto päätti asiassa § 7?": 1})
    (found,) = questions_of(tour_of(PARKS), "fi", search, alone=True)
    assert found.question == "Mitä puistojaosto päätti asiassa § 7?"
    assert search.asked.index("Mitä asiassa ”Puistojen hoito” päätettiin?") < search.asked.index(
        found.question
    )


def test_title_that_a_question_quotes_is_known() -> None:
    search = Search(PARKS, {"What was decided about “Puistojen hoito”?": 1, "What was decided under § 7?": 1})
    assert questions_of(tour_of(PARKS), "en", search, alone=True) == (
        Asking("What was decided about “Puistojen hoito”?", 1, "Puistojen hoito"),
    )
    search = Search(PARKS, {"Vad beslutades under § 7?": 1})
    assert questions_of(tour_of(PARKS), "sv", search, alone=True) == (Asking("Vad beslutades under § 7?", 1),)


@pytest.mark.parametrize(
    "title", ["Ilmoitusasiat", "Viranhaltijapäätökset / johtaja", "Muut mahdolliset asiat"]
)
def test_item_of_every_meeting_makes_no_question(title: str) -> None:
    parts: list[Part] = [
        (title, "item", None, ["Luettelo."]),
        ("Päätös", "part", 0, ["Merkittiin tiedoksi."]),
    ]
    search = Search(make_document("a.md", title, parts), {})
    questions_of(tour_of(search.document), "en", search, alone=True)
    assert search.asked == []


@pytest.mark.parametrize(
    "heading", ["122 § Kokouskutsu ja esityslista", '"2. Määrärahojen seuranta', "§ 5 Vanha asia"]
)
def test_heading_that_is_quoted_from_elsewhere_makes_no_question(heading: str) -> None:
    parts: list[Part] = [
        ("Asia", "item", None, ["Selostus."]),
        (heading, "heading", 0, ["Teksti."]),
        ("Uimahallin aukiolo kesällä", "heading", 0, ["Teksti."]),
    ]
    search = Search(make_document("a.md", "Asia", parts), {})
    questions_of(tour_of(search.document), "en", search, alone=True)
    assert any("Uimahallin aukiolo" in question for question in search.asked)
    assert not any(heading in question for question in search.asked)


@pytest.mark.parametrize(("verdict", "section"), [("maybe", 1), ("not_found", 1), ("found", 0)])
def test_doubtful_answer_or_another_section_shows_nothing(verdict: str, section: int) -> None:
    search = Search(PARKS, {"What was decided under § 7?": section}, verdict)
    assert questions_of(tour_of(PARKS), "en", search, alone=True) == ()


def test_answer_of_another_document_shows_nothing() -> None:
    other = replace(PARKS, id="toinen.md")
    search = Search(other, {"Vad beslutades under § 7?": 1})
    assert questions_of(tour_of(PARKS), "sv", search, alone=True) == ()


def test_among_other_documents_the_date_stands_beside_the_paragraph() -> None:
    search = Search(PARKS, {"What was decided under § 7 (4.3.2025)?": 1})
    (found,) = questions_of(tour_of(PARKS), "en", search, alone=False)
    assert found.section == 1


def test_searches_and_questions_are_few_however_long_the_document() -> None:
    parts = [(f"Pitkä ja kertova otsikko {n}", "heading", None, ["Tekstiä on tässä."]) for n in range(80)]
    document = make_document("a.md", "A", parts)  # type: ignore[arg-type]
    never = Search(document, {})
    assert questions_of(tour_of(document), "fi", never, alone=True) == ()
    assert len(never.asked) == MOST_TRIED
    always = Search(
        document, {f"Mitä kerrotaan kohdassa ”Pitkä ja kertova otsikko {n}”?": n for n in range(80)}
    )
    assert len(questions_of(tour_of(document), "fi", always, alone=True)) == len(always.asked) == MOST_SHOWN


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("fi", "Mitä tapahtui helmikuussa 2022?"),
        ("sv", "Vad hände i februari 2022?"),
        ("en", "What happened in February 2022?"),
    ],
)
def test_times_are_asked_for_in_every_language(language: Language, question: str) -> None:
    text = "Helmikuussa 2022 Pietarin toimisto suljettiin. Kesällä 2023 kävi vieraita."
    document = make_document("a.md", "A", [("Osa", "text", None, [text])])
    search = Search(document, {question: 0})
    assert [asking.question for asking in questions_of(tour_of(document), language, search, alone=True)] == [
        question
    ]


def test_person_is_asked_for_whose_work_is_told() -> None:
    document = make_document(
        "a.md",
        "A",
        [
            ("Yksi", "text", None, ["Maija Mäki, hankkeen johtaja"]),
            ("Kaksi", "text", None, ["Asian esitteli johtaja Maija Mäki."]),
            ("Kolme", "text", None, ["Tukea antoi Helsinki Partners, joka toimii laajasti."]),
            ("Neljä", "text", None, ["Tukea sai myös Helsinki Partners, joka jatkaa."]),
        ],
    )
    search = Search(document, {})
    questions_of(tour_of(document), "fi", search, alone=True)
    assert [question for question in search.asked if question.startswith("Kuka")] == ["Kuka on Maija Mäki?"]


def test_routine_of_meetings_and_what_others_decided_before_are_not_asked_for() -> None:
    document = replace(
        make_document(
            "a.md",
            "A",
            [
                ("Pöytäkirjan tarkastus", "item", None, ["Tarkastajat valitaan nyt."]),
                ("Päätös", "part", 0, ["Valittiin tarkastajat."]),
                ("Puiston aita", "item", None, ["Aita on vanha."]),
                ("Tekninen lautakunta, 14.12.2021, § 175", "part", 2, ["Aiempi vaihe."]),
                ("Päätös", "part", 3, ["Lautakunta hyväksyi ehdotuksen."]),
            ],
        ),
        date=datetime.date(2025, 5, 20),
    )
    search = Search(document, {})
    questions_of(tour_of(document), "en", search, alone=False)
    assert search.asked == ["What is the item “Puiston aita” about?"]
