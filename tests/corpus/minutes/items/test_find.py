"""Where items begin in minutes that a converter has been through."""

import pytest

from corpus.formats.markdown import markdown_blocks
from corpus.minutes.items.find import contents_titles, find_items, parted_rows

LONG = "Sana ja toinen " * 20 + "loppuu."


def items(*lines: str) -> list[str]:
    """The §s and titles of Markdown lines, each a block."""
    blocks = parted_rows(markdown_blocks("\n\n".join(lines), ()))
    return [f"{item.number} {item.title}" for item in find_items(blocks)]


def test_a_number_alone_has_its_title_in_the_next_line() -> None:
    assert items("## § 1", "## Avaus", "a", "§ 2", "Talous 2025", "b") == ["§ 1 Avaus", "§ 2 Talous 2025"]


def test_what_is_no_title_leaves_an_item_without_one() -> None:
    assert items("## § 1", "## Päätös", "a", "## § 2", "VAADno-2025-1") == ["§ 1 ", "§ 2 "]


CONTENTS = ["## Käsitellyt asiat", "## § 1 Avaus", "§ 2", "Talous", "## § 3 Muut asiat", "## Läsnä", LONG]
BODY = ["## § 1", "## Avaus", LONG, "## § 2", "## Talous", LONG, "## § 3", "## Muut asiat", "Ei muita."]


def test_entries_of_the_contents_list_begin_no_item() -> None:
    assert items(*CONTENTS, *BODY) == ["§ 1 Avaus", "§ 2 Talous", "§ 3 Muut asiat"]


def test_a_contents_list_in_a_table_or_on_one_line() -> None:
    table = "| Aika | klo 16 |\n|---|---|\n| § 1 | Avaus |\n| § 2 | Talous |\n| § 3 | Muut asiat |"
    assert items(table, *BODY) == ["§ 1 Avaus", "§ 2 Talous", "§ 3 Muut asiat"]
    line = "## § 1 Avaus § 2 Talous § 3 Muut asiat"
    assert items("## Käsitellyt asiat", line, *BODY) == ["§ 1 Avaus", "§ 2 Talous", "§ 3 Muut asiat"]


def test_titles_of_a_contents_list() -> None:
    blocks = markdown_blocks("§ 1 Avaus § 2 Talous 2025\n\n| § 3 | Muut |\n|---|---|\n| § 4 a | Lisä |", ())
    assert contents_titles(blocks) == {"§ 1": "Avaus", "§ 2": "Talous 2025", "§ 3": "Muut", "§ 4a": "Lisä"}


def test_an_item_set_as_text_is_known_by_the_contents_list_or_by_its_number() -> None:
    body = [line.removeprefix("## ") if line == "## § 2" else line for line in BODY]
    merged = [*body[:3], "§ 2 Talous", *body[5:]]
    assert items(*CONTENTS, *merged) == ["§ 1 Avaus", "§ 2 Talous", "§ 3 Muut asiat"]
    assert items(*merged) == ["§ 1 Avaus", "§ 2 Talous", "§ 3 Muut asiat"]


def test_the_number_in_the_middle_of_a_broken_title() -> None:
    lines = [
        "## § 22 Avaus",
        "a",
        "## Osallistuminen hankkeen",
        "## § 23 rahoitukseen",
        "b",
        "## § 24 Muut",
        "c",
    ]
    assert items(*lines) == ["§ 22 Avaus", "§ 23 Osallistuminen hankkeen rahoitukseen", "§ 24 Muut"]


def test_the_number_that_goes_on_tells_more_than_the_look() -> None:
    lines = [
        "## § 374 Avaus",
        "Päätös: Avattiin.",
        "Käyttösuunnitelmien muutokset",
        "§ 375 vuonna 2025",
        "Päätös: Hyväksyttiin.",
        "## § 376 Koulukuljetukset",
        "Kuntalain 377 § ja § 377 koskevat tätä.",
        "Kirjaston aukioloajat § 377",
        "Päätös: Hyväksyttiin.",
        "## Uimahallin maksut, 378 §",
        "Päätös: Hyväksyttiin.",
        "| § 379 | Lausunto |\n|---|---|",
        "Kh § 380",
        "Muut asiat",
        "Päätös: Ei ollut.",
        f"§ 381 {'Asia, jonka otsikko on pitkä, ' * 15}ja päättyy",
        "Päätös: Hyväksyttiin.",
    ]
    assert [item.split(", ")[0] for item in items(*lines)] == [
        "§ 374 Avaus",
        "§ 375 Käyttösuunnitelmien muutokset vuonna 2025",
        "§ 376 Koulukuljetukset",
        "§ 377 Kirjaston aukioloajat",
        "§ 378 Uimahallin maksut",
        "§ 379 Lausunto",
        "§ 380 Muut asiat",
        "§ 381 Asia",
    ]


def test_another_decisions_number_in_a_heading_swallows_no_items() -> None:
    lines = [
        "## § 24 Avaus",
        "a",
        "## § 375 Vuonna 2025 tehty päätös",
        "b",
        "§ 25 Oikaisuvaatimus",
        "Päätös: Hylättiin.",
        "## § 26 Koulut",
        "c",
    ]
    assert items(*lines) == ["§ 24 Avaus", "§ 25 Oikaisuvaatimus", "§ 26 Koulut"]


def test_paragraphs_of_laws_and_earlier_handlings_begin_no_item() -> None:
    lines = [
        "## § 31 Avaus",
        "a",
        "## Kuntalaki 32 §",
        "b",
        "Tekninen lautakunta, 20.05.2025, § 32",
        "§ 32 mukaan asia käsitellään kokouksessa.",
        "## § 33 Talous",
    ]
    assert items(*lines) == ["§ 31 Avaus", "§ 33 Talous"]


@pytest.mark.parametrize("word", ["Pykälä", "Asianro"])
def test_numbers_told_by_a_word(word: str) -> None:
    assert items(f"## {word} 4", "## Avaus", "a", f"## {word} 5 Talous", "b") == ["§ 4 Avaus", "§ 5 Talous"]


def test_a_tail_of_a_title_that_does_not_follow_begins_no_item() -> None:
    assert items("## § 5 Avaus", "a", "## Selvitys", "## § 23 rahoitukseen", "b") == ["§ 5 Avaus"]


def test_rules_that_are_quoted_with_their_numbers_begin_no_item() -> None:
    lines = ["## § 1 Avaus", "a", "## § 119 Kokousaika", "b", "## § 120 Kutsu", "c", "## § 2 Talous", "d"]
    assert items(*lines) == ["§ 1 Avaus", "§ 2 Talous"]


def test_decisions_of_officials_in_text_begin_no_item() -> None:
    lines = ["## § 1 Avaus", "§ 2 - 5.11.2024 - Poikkeavat aukioloajat", "a", "## § 2 Talous", "b"]
    assert items(*lines) == ["§ 1 Avaus", "§ 2 Talous"]


def test_items_that_an_instruction_for_appeal_concerns_begin_none() -> None:
    lines = [
        "## § 1 Avaus",
        "a",
        "## § 2 Talous",
        "b",
        "## Hallintovalitus",
        "§ 1",
        "## Hallintovalitus",
        "c",
    ]
    assert items(*lines) == ["§ 1 Avaus", "§ 2 Talous"]


def test_history_before_an_items_number_belongs_to_it() -> None:
    history = ["Tekninen lautakunta, § 19,18.02.2025", "Tekninen lautakunta, § 2, 20.05.2025"]
    blocks = markdown_blocks("\n\n".join(["## § 1 Avaus", "a", *history, "## § 2", "## Talous", "b"]), ())
    second = find_items(blocks)[1]
    assert (second.history, second.headings, second.first) == ((2, 3), (4, 5), 2)


def test_a_title_gets_back_a_hyphen_that_the_contents_list_kept() -> None:
    contents = ["## Käsitellyt asiat", "## § 1 Valitus hallinto-oikeudelle", "## Läsnä", LONG]
    assert items(*contents, "## § 1", "## Valitus hallintooikeudelle", LONG) == [
        "§ 1 Valitus hallinto-oikeudelle"
    ]


def test_a_title_in_two_headings_is_known_by_the_contents_list() -> None:
    contents = ["## Käsitellyt asiat", "## § 1 Uimahallin rakentaminen ja rahoitus", "## Läsnä", LONG]
    body = ["## § 1", "## Uimahallin rakentaminen", "## ja rahoitus", "## Taustaa", LONG]
    assert items(*contents, *body) == ["§ 1 Uimahallin rakentaminen ja rahoitus"]


def test_other_documents_have_no_items() -> None:
    assert items("# Raportti", "a", "## Luku", "§ 5 koskee tätä.") == []


def test_headings_that_are_counted_without_a_sign() -> None:
    lines = [
        "## 1 Avaus",
        "Avattiin.",
        "## 2 Talous",
        "Päätös: Hyväksyttiin.",
        "## 3. Muut",
        "Päätös",
        "a",
    ]
    assert items(*lines) == ["§ 1 Avaus", "§ 2 Talous", "§ 3 Muut"]
    assert items("## 1 Johdanto", "a", "## 2 Tausta", "b", "## 3 Ehdotus", "c", "## 4 Päätös", "d") == []


def test_items_without_any_number_begin_at_their_case_numbers() -> None:
    lines = ["## Katuvalot", "VAADno-2025-1", "## Ehdotus", "a", "## Päätös", "b", "VAADno-2025-1"]
    assert items(*lines) == [" Katuvalot"]
    assert items(*lines, "## Puistot", "VAADno-2025-2", "## Päätös", "c") == [" Katuvalot", " Puistot"]
