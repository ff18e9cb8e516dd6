"""Minutes as the systems of cities write them: Dynasty, Tweb, CaseM, Ahjo, Turku's own, and Swedish ones.

The municipalities and their matters are made up; how the documents are built, and damaged, is not.
"""

from pathlib import Path

from corpus.document import Document
from corpus.minutes.handlings import handlings
from corpus.minutes.outcomes.outcome import outcomes
from corpus.readers import read


def document(folder: Path, text: str, name: str = "asiakirja.html") -> Document:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read(path)


def parts(found: Document) -> list[str]:
    """Each section of an item as its title, its role, and its paragraphs."""
    lines = []
    for section in found.sections:
        if section.kind == "item" or section.item or section.case:
            said = " / ".join(span.of(found.text).replace("\n", " ¶ ") for span in section.paragraphs)
            lines.append(f"{section.title} ({section.role or section.kind}) {said}".rstrip())
    return lines


def identity(found: Document) -> tuple[str | None, str | None, str | None, str | None]:
    """A document's item, case, body and date."""
    return found.item, found.case, found.body, found.date.isoformat() if found.date else None


def in_force(found: Document) -> list[tuple[str, str]]:
    """What became of each item, and the text in force."""
    return [
        (each.kind, " / ".join(span.of(found.text) for s in each.in_force for span in s.spans))
        for each in outcomes(found).values()
    ]


TITLE = "Hallintosäännön hyväksyminen ja sen mukaisten toimivaltasiirtojen vahvistaminen (Pöydälle 10.4.2017)"
DYNASTY = f"""<html><body>
<table><tr><td>Kaupunginhallitus<br>Pöytäkirja 08.05.2017 klo 15:30 / Pykälä 127</td></tr></table>
<p>Liitteet</p><table><tr><td>-</td><td>Hallintosääntö</td></tr></table>
<p>2751/00.01.01/2016</p>
<table><tr><td>Kaupunginhallitus</td><td>84 §</td><td>10.4.2017</td></tr></table>
<p>127</p><p>{TITLE}</p>
<p>Valmistelijat / lisätiedot:</p><p>Hallintopäällikkö, puh. 09 123</p>
<p><b>Päätösehdotus</b>&nbsp;&nbsp; Kaupunginjohtaja N. N.</p>
<p>Kaupunginhallitus hyväksyy hallintosäännön.</p>
<p><b>Käsittely</b>&nbsp;&nbsp; Asia käsiteltiin toisena.</p>
<p><b>Päätös</b>&nbsp;&nbsp; Kaupunginhallitus:</p>
<p>Kaupunginjohtajan ehdotus hyväksyttiin yksimielisesti.</p>
<p>Oheismateriaali</p><table><tr><td>-</td><td>Vertailu</td></tr></table>
<p><b>Selostus</b>&nbsp;&nbsp; Uusi kuntalaki edellyttää uudistamista.</p>
<p><b>Päätöshistoria</b></p>
<p>Kaupunginhallitus 10.4.2017 § 84</p>
<p><b>Päätösehdotus</b>&nbsp;&nbsp; Kaupunginjohtaja N. N.</p><p>Kaupunginhallitus hyväksyy luonnoksen.</p>
<p><b>Päätös</b>&nbsp;&nbsp; Kaupunginhallitus:</p><p>Asia jätettiin pöydälle.</p>
</body></html>"""


def test_a_page_of_dynasty_has_its_number_in_its_head_and_its_parts_on_the_line_of_their_text(
    tmp_path: Path,
) -> None:
    found = document(tmp_path, DYNASTY, "2016123456.html")
    assert (found.title, *identity(found)) == (
        TITLE,
        "§ 127",
        "2751/00.01.01/2016",
        "Kaupunginhallitus",
        "2017-05-08",
    )
    assert parts(found) == [
        f"{TITLE} (item) 2751/00.01.01/2016 / Kaupunginhallitus | 84 § | 10.4.2017 / "
        "Valmistelijat / lisätiedot: / Hallintopäällikkö, puh. 09 123",
        "Päätösehdotus (proposal) Kaupunginjohtaja N. N. / Kaupunginhallitus hyväksyy hallintosäännön.",
        "Käsittely (handling) Asia käsiteltiin toisena.",
        "Päätös (decision) Kaupunginhallitus: / Kaupunginjohtajan ehdotus hyväksyttiin yksimielisesti.",
        "Oheismateriaali (attachments) - | Vertailu",
        "Selostus (reasons) Uusi kuntalaki edellyttää uudistamista.",
        "Päätöshistoria (history)",
        "Kaupunginhallitus 10.4.2017 § 84 (history)",
        "Päätösehdotus (proposal) Kaupunginjohtaja N. N. / Kaupunginhallitus hyväksyy luonnoksen.",
        "Päätös (decision) Kaupunginhallitus: / Asia jätettiin pöydälle.",
    ]
    assert in_force(found) == [("accepted", "Kaupunginhallitus hyväksyy hallintosäännön.")]


def test_an_agenda_of_dynasty_counts_its_items(tmp_path: Path) -> None:
    agenda = DYNASTY.replace("Pöytäkirja", "Esityslista").replace("/ Pykälä 127", "Asianro 4")
    found = document(tmp_path, agenda.replace("<p>127</p>", "<p>4</p>"))
    assert identity(found)[0] == "§ 4"


def test_what_stands_between_a_lone_number_and_the_title_is_kept(tmp_path: Path) -> None:
    found = document(tmp_path, DYNASTY.replace("<p>127</p>", "<p>127</p><p>Valmistelija N. N.:</p>"))
    assert (found.item, found.title) == ("§ 127", TITLE)
    assert "Valmistelija N. N.:" in found.text


TURKU = """<html><body><table><tr><td>Lehdon kaupunki</td><td>§</td><td>Kokouspvm</td><td>Asia</td></tr>
<tr><td>Kaavoitus- ja ympäristölautakunta</td><td>84</td><td>21.03.2017</td><td>4</td></tr>
<tr><td>Kaupunginhallitus</td><td>195</td><td>02.05.2017</td><td>2</td></tr></table>
<p>3720-2013 (611)</p><p>Saaren osayleiskaava</p><p>Tiivistelmä:</p><p>Saarelle esitetään rakentamista.</p>
<p>Kylk § 84</p><p>Kaava perustuu päätökseen 4.3.2013.</p>
<p>Ehdotus Kaavoitus- ja ympäristölautakunta päättää esittää kaavan hyväksymistä.</p>
<p>PäätösAsia pantiin pöydälle.</p>
<p>Kh § 195</p><p>Kaupunginjohtaja N. N.:</p>
<p>EhdotusKaupunginhallitus päättää hyväksyä kaavan.</p><p>Päätös Ehdotus hyväksyttiin.</p>
<p>Liitteet:</p><p>Kylk § 84<br>Liite 1: Kartta<br>Liite 2: Selostus</p></body></html>"""


def test_a_table_of_who_handled_an_item_tells_its_number_and_its_meeting(tmp_path: Path) -> None:
    found = document(tmp_path, TURKU, "kh_2017-02-05.html")
    assert found.title == "Saaren osayleiskaava"
    assert identity(found) == ("§ 195", "3720-2013", "Kaupunginhallitus", "2017-05-02")
    assert parts(found)[1:] == [
        "Tiivistelmä (summary) Saarelle esitetään rakentamista.",
        "Kylk § 84 (history) Kaava perustuu päätökseen 4.3.2013.",
        "Ehdotus (proposal) Kaavoitus- ja ympäristölautakunta päättää esittää kaavan hyväksymistä.",
        "Päätös (decision) Asia pantiin pöydälle.",
        "Kh § 195 (part) Kaupunginjohtaja N. N.:",
        "Ehdotus (proposal) Kaupunginhallitus päättää hyväksyä kaavan.",
        "Päätös (decision) Ehdotus hyväksyttiin.",
        "Liitteet (attachments) Kylk § 84 ¶ Liite 1: Kartta ¶ Liite 2: Selostus",
    ]
    assert in_force(found) == [("accepted", "Kaupunginhallitus päättää hyväksyä kaavan.")]


def test_a_short_heading_of_a_handling_gets_its_body_and_its_date_from_the_table(tmp_path: Path) -> None:
    found = document(tmp_path, TURKU)
    told = [(each.body, each.number, each.date and each.date.isoformat()) for each in handlings(found)[0]]
    assert told == [
        ("Kaavoitus- ja ympäristölautakunta", "§ 84", "2017-03-21"),
        ("Kaupunginhallitus", "§ 195", "2017-05-02"),
    ]


TWEB = """<html><body><h1>Talouden seuranta 1.1.–28.2.2017</h1>
<table><tr><td>Dno</td><td>VAKA/1472/02.02.02/2017</td></tr><tr><td>Päätöshistoria</td><td>-</td></tr>
<tr><td>Tiivistelmä</td><td>Talous toteutui.</td></tr>
<tr><td>Esittelyteksti</td><td>Verotulot kasvoivat.</td></tr>
<tr><td>Oheismateriaali</td><td>-</td></tr><tr><td>Esittelijä</td><td>Kaupunginjohtaja</td></tr>
<tr><td>Päätösesitys</td><td>Merkitään tiedoksi.</td></tr>
<tr><td>Päätös</td><td>Merkittiin tiedoksi.</td></tr>
<tr><td>Täytäntöönpano-</td><td>Asia tiedoksi</td></tr><tr><td>tiedot</td><td>valtuustoon</td></tr></table>
</body></html>"""


def test_labels_in_the_left_cells_of_tweb_are_parts_of_an_item_without_a_number(tmp_path: Path) -> None:
    found = document(tmp_path, TWEB)
    assert (found.title, found.item, found.case) == (
        "Talouden seuranta 1.1.–28.2.2017",
        None,
        "VAKA/1472/02.02.02/2017",
    )
    assert parts(found) == [
        "Talouden seuranta 1.1.–28.2.2017 (item) Dno | VAKA/1472/02.02.02/2017",
        "Päätöshistoria (history) -",
        "Tiivistelmä (summary) Talous toteutui.",
        "Esittelyteksti (reasons) Verotulot kasvoivat.",
        "Oheismateriaali (attachments) -",
        "Esittelijä (presenter) Kaupunginjohtaja",
        "Päätösesitys (proposal) Merkitään tiedoksi.",
        "Päätös (decision) Merkittiin tiedoksi.",
        "Täytäntöönpanotiedot (execution) Asia tiedoksi valtuustoon",
    ]
    assert in_force(found) == [("noted", "Merkittiin tiedoksi.")]


def test_the_board_s_handling_stands_inside_the_council_s_item(tmp_path: Path) -> None:
    source = """# Juhlavuoden juhlapäätös

| Dno | VAKA/1499/12.00.02/2016 |
|---|---|

## Päätöshistoria

Juhlatoimikunta 19.4.2016

Sivistyslautakunta 25.2.2016 § 32

Kaupunginhallitus 20.2.2017 § 53

## Kaupunginhallituksen käsittely

## Päätösesitys

Kaupunginhallitus esittää juhlavuotta.

## Päätös

Päätösesitys hyväksyttiin.

| Oheismateriaali | - |
|---|---|
| Kaupungin- | Kaupunginvaltuusto tekee |
| hallituksen | juhlapäätöksen ja hakee |
| päätösehdotus | asemaa. |

## Päätös

Kaupunginhallituksen päätösehdotus hyväksyttiin."""
    found = document(tmp_path, source, "x.md")
    assert [section.title for section in found.sections if section.kind == "item"] == [
        "Juhlavuoden juhlapäätös"
    ]
    assert identity(found) == (None, "VAKA/1499/12.00.02/2016", "Kaupunginvaltuusto", None)
    assert in_force(found) == [("accepted", "Kaupunginvaltuusto tekee juhlapäätöksen ja hakee asemaa.")]
    assert [each.body for each in handlings(found)[0]] == [
        "Sivistyslautakunta",
        "Kaupunginhallitus",
        "Kaupunginhallitus",
        "Kaupunginvaltuusto",
    ]


def test_who_handled_an_item_above_the_title_and_each_handling_below(tmp_path: Path) -> None:
    source = """Kunnanhallitus § 44               13.02.2017
Kunnanhallitus § 60               27.02.2017

Koulukeskuksen hankesuunnitelma

55/10.03.02/2016

KHALL 13.02.2017 § 44

Ehdotus          Kunnanjohtaja:

Kunnanhallitus palauttaa asian valmisteluun.

Päätös           Ehdotus hyväksyttiin.

KHALL 27.02.2017 § 60

Ehdotus          Kunnanjohtaja:

Kunnanhallitus hyväksyy suunnitelman.

Päätös           Ehdotus hyväksyttiin.

Täytäntöönpano   Tekninen toimi
"""
    found = document(tmp_path, source, "x.txt")
    assert identity(found) == ("§ 60", "55/10.03.02/2016", "Kunnanhallitus", "2017-02-27")
    assert in_force(found) == [("accepted", "Kunnanhallitus hyväksyy suunnitelman.")]
    assert parts(found)[-1] == "Täytäntöönpano (execution) Tekninen toimi"


def test_swedish_minutes(tmp_path: Path) -> None:
    source = """Stadsstyrelsen, möte 16.4.2018

## § 190 Utlåtande om landskapslagen

Beredning Stadssekreteraren har berett ärendet.

Beslutsförslag Stadsdirektören:

Stadsstyrelsen ger utlåtandet.

Behandling En ledamot föreslog att ärendet återremitteras. JA-röster 7, NEJ-röster 4.

Beslut Stadsstyrelsen:

Förslaget godkändes med rösterna 7–4.

Delges Finansministeriet"""
    found = document(tmp_path, source, "protokoll-2017-01-01.md")
    assert identity(found) == ("§ 190", None, "Stadsstyrelsen", "2018-04-16")
    assert [line.split(")")[0] for line in parts(found)] == [
        "Utlåtande om landskapslagen (item",
        "Beredning (reasons",
        "Beslutsförslag (proposal",
        "Behandling (handling",
        "Beslut (decision",
        "Delges (notice",
    ]
    assert in_force(found) == [("accepted", "Stadsstyrelsen ger utlåtandet.")]


def test_without_a_decision_or_a_proposal_a_case_number_makes_no_item(tmp_path: Path) -> None:
    source = (
        "# Selvitys\n\nVM/123/02.02.00/2019\n\n## Tausta\n\nx\n\nPäätös Suomen liittymisestä tehtiin.\n\n"
        "| Päätös | Perustelut |\n|---|---|\n| A | B |\n\n## Liitteet\n\n- y"
    )
    found = document(tmp_path, source, "selvitys.md")
    assert {section.kind for section in found.sections} == {"heading"}


def test_labels_on_the_lines_of_one_paragraph_and_who_signed(tmp_path: Path) -> None:
    source = (
        "<h2>§ 12 Kirjaston aukioloajat</h2><p>KIRDno-2017-3</p><p>HV/MK</p>"
        "<p>Kunnanhallituksen päätösehdotus<br>Valtuusto hyväksyy ajat.<br>Päätös:<br>Hyväksyttiin.<br>"
        "Tiedoksi: kirjasto</p><p>Päätös on sähköisesti allekirjoitettu.</p><p>puheenjohtaja</p>"
        "<h3>Esittelijä</h3><p>kunnanjohtaja</p>"
    )
    assert parts(document(tmp_path, source)) == [
        "Kirjaston aukioloajat (item) KIRDno-2017-3 / HV/MK",
        "Kunnanhallituksen päätösehdotus (proposal) Valtuusto hyväksyy ajat.",
        "Päätös (decision) Hyväksyttiin.",
        "Tiedoksi (notice) kirjasto",
        "Allekirjoitukset (heading) Päätös on sähköisesti allekirjoitettu. / puheenjohtaja",
        "Esittelijä (presenter) kunnanjohtaja",
    ]


def test_a_sentence_begins_no_part_where_parts_stand_on_lines_of_their_own(tmp_path: Path) -> None:
    prose = "Esitys Harjun seudun yhteistyöstä on tehty aiemmin, ja sen pohjalta jatketaan neuvotteluja."
    figures = "| Päätös | 120 | 130 |\n|---|---|---|\n| Ehdotus | 20 | 30 |"
    found = document(tmp_path, f"## § 189 Aloite\n\n{prose}\n\n{figures}\n\nPäätös\n\nMerkittiin.", "x.md")
    assert parts(found)[1:] == ["Päätös (decision) Merkittiin."]


def test_an_extract_has_the_date_that_stands_alone_at_its_head(tmp_path: Path) -> None:
    acts = "## Talouden seuranta\n\nOUKA/1472/02.02.02/2017\n\n### Päätösesitys\n\nMerkitään tiedoksi.\n\n"
    acts += "### Päätös\n\nMerkittiin tiedoksi.\n"
    dated = document(tmp_path, f"Kissan kaupunki\n\n27.3.2017\n\n{acts}", "ote.md")
    assert identity(dated) == (None, "OUKA/1472/02.02.02/2017", None, "2017-03-27")
    assert document(tmp_path, f"Kissan kaupunki\n\nPäivämäärä\n\n{acts}", "ote.md").date is None
    report = "# Raportti\n\n27.3.2017\n\nTeksti kertoo kaupungista.\n"
    assert document(tmp_path, report, "raportti.md").date is None


MOTION = """<html><head><title>Aloite verkoston perustamisesta</title></head><body><div class="esitys">
<h3>Päätösehdotus</h3><div><p>Kaupunginhallitus katsoo aloitteen loppuun käsitellyksi.</p></div>
<h3>Esittelijän perustelut</h3><div><p>Aloitteessa esitetään verkostoa.</p></div>
<h3>Esittelijä</h3><div>kansliapäällikkö</div></div></body></html>"""


def test_a_motion_of_ahjo_has_its_title_in_the_head_of_its_page(tmp_path: Path) -> None:
    found = document(tmp_path, MOTION)
    assert (found.title, *identity(found)) == (
        "Aloite verkoston perustamisesta",
        None,
        None,
        "Kaupunginhallitus",
        None,
    )
    assert [(section.title, section.kind) for section in found.sections] == [
        ("Aloite verkoston perustamisesta", "item"),
        ("Päätösehdotus", "part"),
        ("Esittelijän perustelut", "part"),
        ("Esittelijä", "part"),
    ]
    assert in_force(found) == [("proposed", "")]
