"""Topics: titles as a Finnish question names them, and those that are left as they are."""

import pytest

from app.texts.families import ASKING
from app.tour.wording.topic import Asking, titled, topic_of
from corpus.document import Document
from tests.support.documents import make_document


def of(title: str) -> Document:
    """A document with an item of a title."""
    text = "Hanke on uimahallin vieressä, kuten Lapuan kartta kertoo."
    return make_document("a.md", "Kokous", [(title, "item", None, [text])])


@pytest.mark.parametrize(
    ("title", "topic"),
    [
        ("Uimahallin rakentaminen", "uimahallin rakentamisesta"),
        ("Lapuan kaavan tarkistus", "Lapuan kaavan tarkistuksesta"),
        ("Pöytäkirjan tarkastus", "pöytäkirjan tarkastuksesta"),
        ("Talousarvio 2026", "talousarviosta 2026"),
        ("Kiinteistön kauppa", "kiinteistön kaupasta"),
        ("Uimahallin arviointi", "uimahallin arvioinnista"),
        ("Kaavan ja tontin määräys", "kaavan ja tontin määräyksestä"),
        ("Hankinta 1.1.2026 alkaen", "hankinnasta 1.1.2026 alkaen"),
        ("Päätös", "päätöksestä"),
        ("Selvitys", "selvityksestä"),
        ("Säännön lausunto", "säännön lausunnosta"),
    ],
)
def test_title_in_the_case_of_a_question(title: str, topic: str) -> None:
    document = of(title)
    assert topic_of(document, document.sections[0]) == topic


@pytest.mark.parametrize(
    "title",
    [
        "Uusi uimahalli",
        "Tekninen suunnitelma",  # would have to be inflected, too
        "Kuljetus / Sopimus",
        "Poikkeamislupa",
        "AVI:n päätös",
        "§ 7",
        "",
    ],
)
def test_other_titles_make_no_topic(title: str) -> None:
    document = of(title)
    assert topic_of(document, document.sections[0]) is None


def test_a_question_names_what_it_can_and_quotes_the_rest() -> None:
    texts = ASKING["fi"]
    document, other = of("Uimahallin rakentaminen"), of("Uusi uimahalli")
    assert titled(texts.decision, document, 0) == Asking("Mitä päätettiin uimahallin rakentamisesta?", 0)
    assert titled(texts["cost"], document, 0) == Asking("Mitä uimahallin rakentaminen maksaa?", 0)
    quoted = Asking("Mitä asiassa ”Uusi uimahalli” päätettiin?", 0, "Uusi uimahalli")
    assert titled(texts.decision, other, 0) == quoted
    assert titled(["Kuka esitteli asian {item}?"], other, 0) is None
