"""Blocks into sections: the grammar of minutes first, the levels of headings second."""

from corpus.formats.markdown import markdown_blocks
from corpus.minutes.outline import outline


def sections(source: str) -> list[str]:
    """Each section as its indented title, kind and paragraphs."""
    drafts = outline(tuple(markdown_blocks(source, ())), "alku")
    found = []
    for draft in drafts:
        depth, parent = 0, draft.parent
        while parent is not None:
            depth, parent = depth + 1, drafts[parent].parent
        text = " / ".join(block.text for block in draft.paragraphs)
        number = f"{draft.item} " if draft.kind == "item" else ""
        found.append(f"{'  ' * depth}{number}{draft.title} ({draft.kind}) {text}".rstrip())
    return found


def test_a_report_without_items_follows_the_levels_of_its_headings() -> None:
    source = (
        "# Raportti\n\nalku\n\n## Yksi\n\na\n\n#### Syvä\n\nb\n\n### Matala\n\nc\n\n## Kaksi\n\n# Liite\n\nd"
    )
    assert sections(source) == [
        "Raportti (heading) alku",
        "  Yksi (heading) a",
        "    Syvä (heading) b",
        "    Matala (heading) c",
        "  Kaksi (heading)",
        "Liite (heading) d",
    ]


def test_a_heading_is_under_the_one_whose_number_it_goes_on_from_though_both_are_of_one_level() -> None:
    source = (
        "# Raportti\n\n## 5 Talous\n\n## 5.1 Tulot\n\na\n\n## 5.1.1 Verot\n\nb\n\n## 5.2. Menot\n\nc\n\n"
        "## Muuta\n\nd\n\n## 6.1 Arvio\n\ne\n\n## 6 Loppu\n\nf\n\n### Seuranta\n\ng\n\n"
        "## 6.1 Mittarit\n\nh\n\n## 51 Liite\n\ni"
    )
    assert sections(source) == [
        "Raportti (heading)",
        "  5 Talous (heading)",
        "    5.1 Tulot (heading) a",
        "      5.1.1 Verot (heading) b",
        "    5.2. Menot (heading) c",
        "  Muuta (heading) d",
        "  6.1 Arvio (heading) e",
        "  6 Loppu (heading) f",
        "    Seuranta (heading) g",
        "    6.1 Mittarit (heading) h",
        "  51 Liite (heading) i",
    ]


def test_text_before_the_first_heading_is_a_section() -> None:
    assert sections("johdanto\n\n# Yksi\n\na") == ["alku (text) johdanto", "Yksi (heading) a"]


def test_a_document_without_headings_is_one_section() -> None:
    assert sections("yksi\n\nkaksi") == ["alku (text) yksi / kaksi"]


def test_minutes_with_several_items() -> None:
    source = (
        "## § 12\n## Tilinpäätös\nLAPDno-2024-792\n### Päätös\nHyväksyttiin.\n## § 13 Talousarvio\n"
        "#### Päätösehdotus\na\n# Lähtökohdat\nb\n## Tiedoksi\nc\n## Vapaa otsikko\nd"
    )
    assert sections(source) == [
        "§ 12 Tilinpäätös (item) LAPDno-2024-792",
        "  Päätös (part) Hyväksyttiin.",
        "§ 13 Talousarvio (item)",
        "  Päätösehdotus (part) a",
        "    Lähtökohdat (heading) b",
        "  Tiedoksi (part) c",
        "  Vapaa otsikko (heading) d",
    ]


def test_swedish_minutes() -> None:
    source = (
        "# Stadsstyrelsen\n## § 12 Bokslut 2024\n### Föredragande\nAnna Ek\n### Beslutsförslag\na\n"
        "#### Bakgrund\nb\n### Beslut\nc\n### Delges\nd\n## 13 §\n### Delgivningar\n### Behandling\ne"
    )
    assert sections(source) == [
        "Stadsstyrelsen (heading)",
        "§ 12 Bokslut 2024 (item)",
        "  Föredragande (part) Anna Ek",
        "  Beslutsförslag (part) a",
        "  Bakgrund (part) b",
        "  Beslut (part) c",
        "  Delges (part) d",
        "§ 13 Delgivningar (item)",
        "  Behandling (part) e",
    ]


def test_parts_without_heading_marks_are_parts_inside_an_item_only() -> None:
    assert sections("Päätös\n\na\n\n§ 5\n\nOtsikko\n\nPäätös:\n\nb") == [
        "alku (text) Päätös / a",
        "§ 5 Otsikko (item)",
        "  Päätös (part) b",
    ]


def test_an_item_without_title() -> None:
    assert sections("## § 5\n\n## Päätös\n\na\n\n## § 6\n\n## § 7 B\n\n## § 8\n\nLAPDno-2024-1") == [
        "§ 5  (item)",
        "  Päätös (part) a",
        "§ 6  (item)",
        "§ 7 B (item)",
        "§ 8  (item) LAPDno-2024-1",
    ]


def test_the_tail_of_a_broken_title_heads_no_item() -> None:
    assert sections("## § 5 Osallistuminen\n\n## § 23 rahoitukseen\n\na") == [
        "§ 5 Osallistuminen (item)",
        "  § 23 rahoitukseen (heading) a",
    ]


def test_the_case_number_of_an_item_stands_under_its_title() -> None:
    drafts = outline(
        tuple(markdown_blocks("# § 5 A\n\nLAPDno-2024-1\n\n# § 6 B\n\nx\n\ny\n\nLAPDno-2024-2", ())), ""
    )
    assert [draft.case for draft in drafts] == ["LAPDno-2024-1", None]


def test_what_stands_before_the_first_item_is_parted_at_its_labels() -> None:
    source = (
        "| Aika | klo 16 |\n|---|---|\n| Käsitellyt asiat | Käsitellyt asiat |\n| § 1 | Avaus |\n"
        "| § 2 | Talous |\n\nLäsnä Maija Virtanen\n\n## Muut saapuvilla olleet\n\nMatti\n\nPoissa: Liisa\n\n"
        "Pöytäkirjan tarkastus\n\nx\n\n"
        "## § 1 Avaus\n\n## Päätös\n\na\n\nLäsnä Maija\n\n## § 2 Talous\n\nb"
    )
    assert sections(source) == [
        "alku (text) Aika | klo 16",
        "Käsitellyt asiat (contents) § 1 | Avaus / § 2 | Talous",
        "Läsnä (heading) Maija Virtanen",
        "Muut saapuvilla olleet (heading) Matti",
        "Poissa (heading) Liisa",
        "Pöytäkirjan tarkastus (heading) x",
        "§ 1 Avaus (item)",
        "  Päätös (part) a / Läsnä Maija",
        "§ 2 Talous (item) b",
    ]


def test_what_a_body_did_before_holds_its_own_parts() -> None:
    past, present = "Tekninen lautakunta, 18.02.2025, § 19", "Tekninen lautakunta, 20.05.2025, § 84"
    history = "Tekninen lautakunta, § 19,18.02.2025 Tekninen lautakunta, § 84, 20.05.2025"
    source = (
        f"## {history}\n\n## § 84\n\n## Katuvalot\n\nLAPDno-2025-65\n\n## {past}\n\na\n\n## Ehdotus\n\nb\n\n"
        f"## Tausta\n\nc\n\n{present}\n\n## Päätös\n\nd"
    )
    assert sections(source) == [
        f"§ 84 Katuvalot (item) LAPDno-2025-65 / {history}",
        f"  {past} (part) a",
        "    Ehdotus (part) b",
        "    Tausta (part) c",
        f"  {present} (part)",
        "    Päätös (part) d",
    ]


def test_prose_after_a_list_of_attachments_belongs_to_what_stood_before() -> None:
    source = (
        "## § 1 Talous\n\n## Liitteet\n\n1 Kartta.pdf\n\n- luettelo\n\nKaupunki on päättänyt asiasta.\n\n"
        "## Ehdotus\n\na\n\n## Liitteet\n\nLautakunta hyväksyy esityksen.\n\n## Tausta\n\nb\n\n## Päätös\n\nc"
    )
    assert sections(source) == [
        "§ 1 Talous (item) Kaupunki on päättänyt asiasta.",
        "  Liitteet (part) 1 Kartta.pdf / - luettelo",
        "  Ehdotus (part) a / Lautakunta hyväksyy esityksen.",
        "  Liitteet (part)",
        "  Tausta (part) b",
        "  Päätös (part) c",
    ]


def test_instructions_for_appeal_are_sections_of_their_own() -> None:
    source = (
        "## § 1 Avaus\n\na\n\n## § 2 Talous\n\n## Päätös\n\nb\n\n## Muutoksenhakukielto\n\n§1\n\n"
        "## Muutoksenhakukielto\n\nc\n\n§2\n\n## Oikaisuvaatimusohje\n\nd\n\n## Oikaisuvaatimusaika\n\ne"
    )
    assert sections(source) == [
        "§ 1 Avaus (item) a",
        "§ 2 Talous (item)",
        "  Päätös (part) b",
        "Muutoksenhakukielto (heading) §1",
        "  Muutoksenhakukielto (heading) c",
        "Oikaisuvaatimusohje (heading) §2 / d",
        "  Oikaisuvaatimusaika (heading) e",
    ]


def test_an_items_heading_again_is_text() -> None:
    assert sections("## § 1 Avaus\n\n## Päätös\n\na\n\n## § 1 Avaus\n\nb") == [
        "§ 1 Avaus (item)",
        "  Päätös (part) a / § 1 Avaus / b",
    ]
