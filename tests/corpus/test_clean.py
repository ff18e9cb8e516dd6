"""Page furniture out of the body, and paragraphs that a page break cut made whole."""

from dataclasses import replace

import pytest

from corpus.clean import Cleaned, clean
from corpus.document import Span
from corpus.text.blocks import Block, BlockKind
from corpus.text.traced import trace


def block(text: str, page: int = 0, kind: BlockKind = "paragraph") -> Block:
    return Block(kind, trace(text, Span(0, len(text))), 2 if kind == "heading" else 0, page)


def cleaned(*texts: str | tuple[str, int]) -> Cleaned:
    return clean([block(*text) if isinstance(text, tuple) else block(text) for text in texts])


def texts(blocks: tuple[Block, ...]) -> list[str]:
    return [found.text for found in blocks]


LONG = "Sana ja toinen " * 8 + "loppuu"


def test_a_page_header_goes_with_the_date_beside_it() -> None:
    found = cleaned("Kissa.", "02.12.2024", "Asia/3", "Koira.")
    assert (texts(found.body), texts(found.headers)) == (["Kissa.", "Koira."], ["02.12.2024", "Asia/3"])


@pytest.mark.parametrize("line", ["Asia/3", "Ärende/12", "2 (64)", "2(64)", "Sivu 2", "Sida 2/10", "Page 3"])
def test_lines_that_give_a_header_away(line: str) -> None:
    found = cleaned("Kissa.", line, "Koira.")
    assert (texts(found.body), texts(found.headers)) == (["Kissa.", "Koira."], [line])


def test_dates_and_titles_far_from_a_header_stay() -> None:
    found = cleaned("2.12.2024", "Kissa.", "Pöytäkirja", "Koira.", "Asia/3", "Vene.")
    assert texts(found.body) == ["2.12.2024", "Kissa.", "Pöytäkirja", "Koira.", "Vene."]


def test_header_lines_stay_once_and_page_numbers_are_all_one() -> None:
    found = cleaned(
        "Kissa.", "Asia/3", "2 (64)", "Koira.", "Asia/3", "3 (64)", "Vene.", "3.12.2024", "Asia/4"
    )
    assert texts(found.headers) == ["Asia/3", "2 (64)", "3.12.2024"]


def test_an_address_block_is_parted_at_its_labels() -> None:
    found = cleaned("Kissa.", "Postiosoite\nPL 10\nPuhelin\n+358 9", "Y-tunnus\n0201256-6", "Koira.")
    assert texts(found.body) == ["Kissa.", "Koira."]
    assert texts(found.contacts) == ["Postiosoite\nPL 10", "Puhelin\n+358 9", "Y-tunnus\n0201256-6"]


def test_a_bare_label_takes_the_value_after_it() -> None:
    found = cleaned("Postadress", "PB 10, 00099", "Telefon", "09 310", "Kissa istuu.")
    assert texts(found.contacts) == ["Postadress", "PB 10, 00099", "Telefon", "09 310"]
    assert texts(found.body) == ["Kissa istuu."]


def test_one_label_alone_is_no_address_block() -> None:
    found = cleaned("Puhelin\n09 310 15266", "Kissa.")
    assert (texts(found.body), found.contacts) == (["Puhelin\n09 310 15266", "Kissa."], ())


def test_an_address_that_comes_again_stays_once_and_another_number_stays() -> None:
    address = ("Postiosoite\nPL 10", "Puhelin\n09 310")
    found = cleaned(*address, "Kissa.", *address, "Koira.", "Postiosoite\nPL 10", "Puhelin\n09 311")
    assert texts(found.contacts) == ["Postiosoite\nPL 10", "Puhelin\n09 310", "Puhelin\n09 311"]


def test_an_address_block_cut_by_a_page_break_is_known_all_the_same() -> None:
    post, phone = "Postiosoite\nPL 10", "Puhelin\n09 310"
    assert texts(cleaned(post, "2.12.2024", "Asia/3", phone, "Kissa.").body) == ["Kissa."]
    found = cleaned(post, phone, "Kissa.", post, "Koira.", "Asia/3", phone)
    assert texts(found.body) == ["Kissa.", "Koira."]


def test_a_line_of_a_header_is_known_where_it_stands_alone() -> None:
    found = cleaned("Kissa.", "2.12.2024", "Asia/3", "Koira.", "2.12.2024", "Vene.", "3.12.2024")
    assert texts(found.body) == ["Kissa.", "Koira.", "Vene.", "3.12.2024"]


def test_a_line_at_the_edge_of_three_pages_is_furniture() -> None:
    pages = [text for page in range(3) for text in (("Lapuan kaupunki", page), (f"{LONG} {page}.", page))]
    found = cleaned(*pages)
    assert texts(found.body) == [f"{LONG} 0.", f"{LONG} 1.", f"{LONG} 2."]
    assert texts(found.headers) == ["Lapuan kaupunki"]


def test_a_name_at_the_edge_of_two_of_many_pages_stays() -> None:
    pages = [(f"{LONG}.", page) for page in range(4)]
    found = cleaned(pages[0], ("Maija Meikäläinen", 0), pages[1], ("Maija Meikäläinen", 1), *pages[2:])
    assert texts(found.body).count("Maija Meikäläinen") == 2


def test_a_part_at_the_edge_of_each_page_stays() -> None:
    pages = [text for page in range(3) for text in (("Päätös", page), (f"{LONG} {page}.", page))]
    assert texts(cleaned(*pages).body).count("Päätös") == 3


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("linjaa kan-", "sainvälisen", "linjaa kansainvälisen"),
        ("läpinäkyvyyteen", "ja siihen", "läpinäkyvyyteen ja siihen"),
        ("Espoo,", "Vantaa ja Kauniainen", "Espoo, Vantaa ja Kauniainen"),
        (LONG, LONG + ".", f"{LONG} {LONG}."),
        ("Kissa istuu.", "ja nousee", None),
        ("Huomaa:", "kissa", None),
        ("Maija", "Matti", None),
        ("Päätös", "kissa", None),
        ("§ 12", "kissa", None),
    ],
)
def test_a_paragraph_goes_on_after_furniture_or_a_page_break(
    before: str, after: str, whole: str | None
) -> None:
    expected = [before, after] if whole is None else [whole]
    assert texts(cleaned(before, "Asia/3", after).body) == expected
    assert texts(cleaned((before, 0), (after, 1)).body) == expected


def test_a_split_word_is_mended_even_where_no_page_break_is_seen() -> None:
    assert texts(cleaned("linjaa kan-", "sainvälisen", "ja siihen").body) == [
        "linjaa kansainvälisen",
        "ja siihen",
    ]


def test_headings_lists_and_tables_do_not_go_on() -> None:
    body = clean(
        [block("kissa", 0, "heading"), block("ja", 1), block("koira", 2, "table"), block("tai", 3, "list")]
    )
    assert texts(body.body) == ["kissa", "ja", "koira", "tai"]


def test_a_paragraph_goes_on_after_a_picture() -> None:
    first, second = block("heidän"), block("tarpeitaan")
    assert texts(clean([first, replace(second, parted=True)]).body) == ["heidän tarpeitaan"]
    assert texts(clean([first, second]).body) == ["heidän", "tarpeitaan"]
