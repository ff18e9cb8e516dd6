"""Assembly: the text of a document, its furniture at the end, its metadata."""

import datetime
from pathlib import Path

from corpus.document import Document, Span
from corpus.readers import read


def document(folder: Path, source: str, name: str = "a.md") -> Document:
    path = folder / name
    path.write_text(source, encoding="utf-8", newline="")
    return read(path)


def test_blocks_are_parted_by_line_feeds_of_the_source(tmp_path: Path) -> None:
    found = document(tmp_path, "# A\n\n\n\nyksi\nkaksi\n\n- x\n- y")
    assert found.text == "A\n\nyksi kaksi\n\n- x\n- y"
    assert found.source_map.source_offset(1) == 5


def test_furniture_follows_the_body(tmp_path: Path) -> None:
    found = document(tmp_path, "Asia/3\n\nPostiosoite  \nPL 1\n\nPuhelin  \n310\n\n# A\n\nyksi")
    assert [(section.title, section.kind) for section in found.sections] == [
        ("A", "heading"),
        ("Ylätunniste", "furniture"),
        ("Yhteystiedot", "furniture"),
    ]
    assert found.text == "A\n\nyksi\n\nAsia/3\n\nPostiosoite\nPL 1\n\nPuhelin\n310"


def test_a_block_without_line_feeds_beside_it_is_parted_by_a_joining_space(tmp_path: Path) -> None:
    assert document(tmp_path, "Asia/3\fkissa", "a.txt").text == "kissa Asia/3"


def test_titles(tmp_path: Path) -> None:
    assert document(tmp_path, "# Pöytäkirja\n\n# § 5 Kissa\n\nx").title == "Kissa"
    assert document(tmp_path, "# Pöytäkirja\n\n# § 5 Kissa\n\n# § 6 Koira").title == "Pöytäkirja"
    assert document(tmp_path, "# § 5 Kissa\n\n# § 6 Koira").title == "a"
    assert document(tmp_path, "Läsnä\n\nMaija\n\n# § 5 Kissa\n\n# § 6 Koira").title == "a"
    assert document(tmp_path, "ensin\n\n# Raportti").title == "Raportti"
    assert document(tmp_path, "vain tekstiä", "muistio.md").title == "muistio"


def test_metadata_of_several_items(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        "# § 5 A\nLAPDno-2024-1\n## Päätös\nTekninen lautakunta päätti.\n# § 6 B\nLAPDno-2024-2\n## Päätös",
        "tekninen-lautakunta-2025-10-14.md",
    )
    assert (found.item, found.case, found.body) == ("§ 5", "LAPDno-2024-1", "Tekninen lautakunta")
    assert found.date == datetime.date(2025, 10, 14)
    assert [(section.item, section.case) for section in found.sections] == [
        ("§ 5", "LAPDno-2024-1"),
        ("§ 5", "LAPDno-2024-1"),
        ("§ 6", "LAPDno-2024-2"),
        ("§ 6", "LAPDno-2024-2"),
    ]


def test_the_date_of_the_page_headers_goes_before_that_of_the_name(tmp_path: Path) -> None:
    found = document(tmp_path, "2.12.2024\n\nAsia/3\n\nSopimus 1.1.2020.", "2023-05-06.txt")
    assert found.date == datetime.date(2024, 12, 2)


def test_a_document_that_says_nothing_of_itself(tmp_path: Path) -> None:
    found = document(tmp_path, "Kissa istui 1.1.2020.", "muistio.txt")
    assert (found.item, found.case, found.body, found.date, found.pages) == (None, None, None, None, ())
    assert found.sections[0].heading is None
    assert found.sections[0].paragraphs == (Span(0, 21),)


def test_sections_have_the_role_of_the_part_that_they_lie_in(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        "# § 5 Katto\n\nJohdanto.\n\n# Lautakunta, 1.2.2025, § 5\n\nVanhaa.\n\n# Ehdotus\n\n"
        "Korjataan.\n\n## Kustannus\n\nPaljon."
        "\n\n# Päätös\n\nPuretaan.\n\n# Lautakunta, 3.4.2025, § 5\n\nUutta.\n\n# Beslut\n\nRepareras.",
        "lautakunta-2025-04-03.md",
    )
    assert [(section.title, section.role) for section in found.sections] == [
        ("Katto", None),
        ("Lautakunta, 1.2.2025, § 5", "history"),
        ("Ehdotus", "proposal"),
        ("Kustannus", "proposal"),
        ("Päätös", "decision"),
        ("Lautakunta, 3.4.2025, § 5", None),
        ("Beslut", "decision"),
    ]
    assert [section.language for section in found.sections] == ["fi", "fi", "fi", "fi", "fi", "fi", "sv"]


def test_parts_without_an_item_a_decision_or_a_proposal_have_no_role(tmp_path: Path) -> None:
    found = document(tmp_path, "# Opas\n\n## Tausta\n\nx\n\n## Liitteet\n\ny")
    assert [section.role for section in found.sections] == [None, None, None]
    found = document(tmp_path, "# Asia\n\n## Tausta\n\nx\n\n## Päätös\n\ny")
    assert [section.role for section in found.sections] == [None, "reasons", "decision"]
