"""What a question asks for, and which sentences have such a thing."""

import pytest

from index.words.cues import Kind, asks_for_several, has_kind, kind_asked


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Montako hakemusta saapui?", "amount"),
        ("Kuinka monta lasta ryhmässä on?", "amount"),
        ("How many people work for the city?", "amount"),
        ("Hur många sökte tjänsten?", "amount"),
        ("Hur mycket sjunker intäkterna när priset sänks?", "money"),
        ("Paljonko putken siirto maksaa?", "money"),
        ("What does a street lighting cabinet cost?", "money"),
        ("öljyisen maan puhdistuksen hinta", "money"),
        ("Milloin linjaukset hyväksyttiin?", "time"),
        ("Minä viikonpäivänä lautakunta istuu?", "time"),
        ("Kuinka usein ryhmä tapaa?", "time"),
        ("From which year are the figures?", "time"),
        ("Hur länge gäller tillståndet?", "time"),
        ("Kuka esitteli asian?", "person"),
        ("Who won the contract?", "person"),
        ("Vem godkänner räkningen?", "person"),
        ("Missä kokous pidettiin?", "place"),
        ("Var hölls mötet?", "place"),
        ("Miksi hankinta keskeytettiin?", "reason"),
        ("Varför stängdes centret?", "reason"),
        ("Mitä päätettiin?", None),
        ("Vad var beslutet i ärendet?", "place"),  # “var” is also a verb, and a cue but leans
        ("How does the city lobby the European Union?", None),
        ("Vilket nätverk företräder europeiska städer?", None),
        ("Mitä tapahtuu siitä alkaen kun ja milloin?", None),
        ("", None),
    ],
)
def test_what_is_asked_for(question: str, kind: Kind | None) -> None:
    assert kind_asked(question) == kind
    assert kind_asked(question.upper()) == kind


@pytest.mark.parametrize(
    ("sentence", "kind", "share"),
    [
        ("Hakemuksia saapui 11.", "amount", 1),
        ("Viisi hakijaa täytti ehdot.", "amount", 0.7),
        ("Asia on käsitelty 12.9.2022 § 14, TRE-2024-15 ja vuonna 2023.", "amount", 0),
        ("Hinta on 2050 € kuussa.", "amount", 1),
        ("Hinta on 2050 € kuussa.", "money", 1),
        ("Tarjous oli 300 tuhatta.", "money", 0.5),
        ("Tarjous hyväksyttiin.", "money", 0),
        ("Hyväksyttiin 12.9.2022.", "time", 1),
        ("Kokous on tiistaisin klo 16.", "time", 1),
        ("Lupa on voimassa viisi vuotta.", "time", 1),
        ("Lupa on voimassa toistaiseksi.", "time", 0),
        ("Valittiin Liisa Aho.", "person", 1),
        ("Valittiin Liisa.", "person", 0.5),
        ("Lautakunta valitsi jaoston.", "person", 0),
        ("Juhla alkoi Lapuan kirkossa.", "place", 1),
        ("Tuntimäärä on alhaisempi johtuen säästöistä.", "reason", 1),
        ("Tuntimäärä on alhaisempi.", "reason", 0),
        ("KAKSI KOULUA SULJETAAN.", "amount", 0.7),
        ("Päätös 12.9.2022 § 5, LAPDno-2025-20.", "amount", 0),
        ("Päätös 12.9.2022, kolme ääntä.", "amount", 0.7),
        ("HINTA ON 5 EUROA.", "money", 1),
        ("Hinta on 5 EUR.", "money", 1),
        ("Neurologi teki 5 hommaa.", "money", 0.5),
        ("MAANANTAINA.", "time", 1),
        ("KOSKA OLI KYLMÄ.", "reason", 1),
    ],
)
def test_what_a_sentence_has(sentence: str, kind: Kind, share: float) -> None:
    assert has_kind(sentence, kind) == share


@pytest.mark.parametrize(
    ("question", "several"),
    [
        ("Mitkä koulut suljetaan?", True),
        ("Ketkä valittiin tarkastajiksi?", True),
        ("Vuonna 2025 montako lasta oli hoidossa?", True),
        ("Vilka skolor berörs?", True),
        ("Hur många sökte tjänsten?", True),
        ("Which companies offered roof repair?", True),
        ("Which of the city's schools are closed?", True),
        ("How many people work there?", True),
        ("Mikä koulu suljetaan?", False),
        ("Vilken skola berörs?", False),
        ("Which bus goes there?", False),
        ("Kuka valittiin?", False),
        ("Who won?", False),
        ("", False),
    ],
)
def test_whether_several_are_asked_for(question: str, several: bool) -> None:
    assert asks_for_several(question) is several
