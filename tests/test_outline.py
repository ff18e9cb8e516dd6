"""Blocks into sections: the grammar of minutes first, the levels of headings second."""

from corpus.markdown import markdown_blocks
from corpus.outline import outline


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
        "    Bakgrund (heading) b",
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
