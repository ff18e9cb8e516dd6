"""Fixed documents, one for each format, by which a change of what reading gives is seen."""

from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import docx

from tests.support.pdfs import Words, lines, made

MARKDOWN = """\
Vaasan kaupunki Pöytäkirja 5/2025 1 (4)

Tekninen lautakunta 20.05.2025

## Käsitellyt asiat

| § 74 | Pöytäkirjan tarkastus |
|---|---|
| § 75 | Uimahallin rakennuttaminen ja urakoitsijan valinta |

## Saapuvilla olleet jäsenet

Puheenjohtaja\\
Jäsen

## § 74 Pöytäkirjan tarkastus

## Päätös

Hyväksyttiin, että pöytäkirja tarkas-
tetaan **kokouksessa**.





<!-- image -->

## § 75

## Uimahallin rakennuttaminen ja urakoitsijan valinta

VAADno-2025-65

Tekninen lautakunta, 18.02.2025, § 19

## Ehdotus

Asia palautetaan valmisteluun.

Tekninen lautakunta, 20.05.2025, § 75

## Selostus

### Taustaa

1. Halli on vanha.
2. Urakka on *suuri*.

Päätösehdotus: Valitaan [Rakennus Oy](https://example.org).

## Päätös

Ehdotus hyväksyttiin.

## Liitteet

1 Kartta.pdf

## Oikaisuvaatimus

§74, §75

Päätökseen tyytymätön voi tehdä oikaisuvaatimuksen.

Postiosoite
PL 10

Puhelin
0100 000
"""

PLAIN = """\
Tilinpäätös 2024

1. Talous

Kaupungin talous oli vuonna 2024 tasapainossa, vaikka verotulot jäivät selvästi arvioidusta ja menot kas-
voivat.

1.1 Menot

Menot olivat 10 miljoonaa euroa, ja niistä suurin osa käytettiin sosiaali- ja terveyspalveluihin.
\f
31 § Tilinpäätöksen hyväksyminen

Beslut

Kommunstyrelsen godkände bokslutet.
"""

PAGE = """\
<html><head><title>Sivu</title></head><body><header>Valikko</header><main><h1>§ 3 Kirjaston aukiolo</h1>
<p>HEL 2024-015391</p><h2>Päätös</h2><p>Kirjasto on <b>auki</b>.<br>Myös lauantaisin.</p>
<ul><li>Ensin</li><li>Sitten</li></ul><p><strong>Tiedoksi</strong></p><table><tr><td>Toimiala</td><td>Kirjasto</td>
</tr></table></main><footer>Yhteystiedot</footer></body></html>
"""


def _word() -> bytes:
    document: Any = docx.Document()
    document.add_heading("§ 4 Hankinta", 1)
    document.add_heading("Päätös", 2)
    document.add_paragraph("Hankitaan kone.")
    document.add_paragraph("Ensimmäinen kohta", style="List Number")
    document.add_paragraph().add_run("Perustelut").bold = True
    document.add_paragraph("Kone on tarpeen.")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Hinta", "9 €"
    document.sections[0].header.paragraphs[0].text = "Pöytäkirja"
    data = BytesIO()
    document.save(data)
    return data.getvalue()


def _pdf() -> bytes:
    def page(number: int, *words: list[Words]) -> list[Words]:
        header: list[Words] = [(57, 32, "Vaasan kaupunki", 11, True), (509, 32, f"{number} (3)")]
        return [*header, *(word for group in words for word in group)]

    return made(
        [
            page(
                1,
                [(57, 150, "§ 1", 11, True), (123, 150, "Avaus", 11, True)],
                lines(123, 180, "Kokous avattiin, ja sitten siirryttiin käsittelemään muita asioi-", "ta."),
                [(57, 240, "Päätös", 11, True), (123, 240, "Hyväksyttiin.")],
            ),
            page(
                2,
                [(57, 150, "§ 2 Uimahalli", 11, True)],
                [(125, 400, "Urakoitsija"), (300, 400, "Hinta")],
                [(125, 416, "Rakennus Oy"), (300, 416, "1 000 €")],
            ),
            page(3, lines(57, 150, "1. Ensimmäinen kohta", "2. Toinen kohta")),
        ]
    )


FIXED: Mapping[str, Callable[[], bytes]] = {
    "kokous-2025-05-20.md": MARKDOWN.encode,
    "tilinpaatos.txt": PLAIN.encode,
    "paatos.html": PAGE.encode,
    "hankinta.docx": _word,
    "kokous.pdf": _pdf,
}
"""For each fixed document its name and its bytes."""


def written(folder: Path) -> list[Path]:
    """The files of the fixed documents, written into a folder, in their order."""
    for name, data in FIXED.items():
        (folder / name).write_bytes(data())
    return [folder / name for name in FIXED]
