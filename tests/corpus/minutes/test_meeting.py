"""The meeting that minutes are of, as they tell it."""

import datetime
from pathlib import Path

import pytest

from tests.corpus.minutes.test_cities import document


@pytest.mark.parametrize(
    ("text", "body", "date"),
    [
        ("Kaupunginhallitus: 5/2017 27.3.2017 15:00 Pöytäkirja", "Kaupunginhallitus", (2017, 3, 27)),
        ("Sivistyslautakunnan kokous 5.6.2017", "Sivistyslautakunta", (2017, 6, 5)),
        ("Stadsstyrelsens beslut 8.5.2017", "Stadsstyrelsen", (2017, 5, 8)),
        (
            "Kommunfullmäktiges sammanträdeskallelse\n\nSammanträdestid Måndag 9.10.2023 kl. 19",
            "Kommunfullmäktige",
            (2023, 10, 9),
        ),
        ("Pöytäkirja 17.01.2013\n\nTekninen lautakunta", "Tekninen lautakunta", (2013, 1, 17)),
        (
            "Perusturvalautakunta Laatimispäivämäärä: 03.05.2007\n\nAika\n\n08.05.2007 kello 15",
            "Perusturvalautakunta",
            (2007, 5, 8),
        ),
        ("Kunnanhallitus\n\nAika: maanantai 8. toukokuuta 2017 klo 16", "Kunnanhallitus", (2017, 5, 8)),
        ("Protokoll\n\nFritidsnämnden, möte 13 oktober 2021", "Fritidsnämnden", (2021, 10, 13)),
        ("Tarkastuslautakunta, kokous 12.9.2024 klo 15", "Tarkastuslautakunta", (2024, 9, 12)),
        ("LEHDON KUNTA PÖYTÄKIRJA 1 Tekninen lautakunta 14.3.2016", "Tekninen lautakunta", (2016, 3, 14)),
        ("# Mötesprotokoll\n\n## 13 oktober 2021", None, (2021, 10, 13)),
        ("Pöytäkirja tarkastettu 9.5.2017\n\nMuistio", None, None),
        ("Kaupunginhallitus hyväksyi kaavan kokouksessaan 4.3.2013.\n\nMuistio", None, None),
    ],
)
def test_the_meeting_that_the_front_matter_tells_of(
    tmp_path: Path, text: str, body: str | None, date: tuple[int, int, int] | None
) -> None:
    found = document(tmp_path, text, "asiakirja.md")
    assert (found.body, found.date) == (body, date and datetime.date(*date))


def test_the_list_of_items_gives_a_known_meeting_no_title(tmp_path: Path) -> None:
    text = """Kommunfullmäktiges sammanträdeskallelse

Sammanträdestid Måndag 9.10.2023 kl. 19.00

{}

  1. Sammanträdets laglighet och beslutförhet
  2. Införande av ändring och utvidgning av detaljplanen för Norrbacka i planläggningsprogrammet
  3. Delårsöversikt

Protokollet framlagt

Det justerade protokollet från sammanträdet hålls framlagt på kommunens webbplats.
"""
    listed = document(tmp_path, text.format("Ärenden som behandlas"), "kallelse.txt")
    assert listed.title == "Kommunfullmäktige, sammanträdeskallelse 9.10.2023"
    assert [section.title for section in listed.sections][1:] == [
        "Ärenden som behandlas",
        "Protokollet framlagt",
    ]
    assert listed.sections[1].paragraphs[0].of(listed.text).split("\n")[1:] == [
        "2. Införande av ändring och utvidgning av detaljplanen för Norrbacka i planläggningsprogrammet",
        "3. Delårsöversikt",
    ]
    titled = document(tmp_path, text.format("Höstens möte"), "kallelse.txt")
    assert titled.title == "Höstens möte"
