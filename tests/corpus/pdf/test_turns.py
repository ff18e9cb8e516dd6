"""Pages that turn inside a paragraph, and numbered headings that go on."""

from pathlib import Path

from corpus.clean import clean
from corpus.pdf.process import extracted
from corpus.pdf.text import pdf_blocks
from tests.support.pdfs import Words, made

FULL = [
    "Kaupunki rakentaa uuden uimahallin ensi vuonna Kissalaan.",
    "Hallin suunnittelee kaupungin oma väki, ja se on valmis nyt,",
    "kun uusi lukuvuosi on alkanut.",
]
WHOLE = " ".join(FULL)


def text(left: float, top: float, lines: list[str], size: float = 11) -> list[Words]:
    return [(left, top + n * 14, line, size, False) for n, line in enumerate(lines)]


def indented(top: float, lines: list[str]) -> list[Words]:
    return [*text(74, top, lines[:1]), *text(60, top + 14, lines[1:])]


def body(pages: list[list[Words]]) -> list[tuple[str, str]]:
    """Kind and text of what a PDF's body has, its paragraphs joined over the turns of pages."""
    blocks = pdf_blocks(extracted(Path("a.pdf"), made(pages)))[2]
    return [(block.kind, block.text) for block in clean(blocks).body]


def test_a_caption_at_the_head_of_a_page_does_not_part_a_paragraph() -> None:
    first = [*text(60, 100, FULL), *text(60, 700, [*FULL[:2], "kun uudet koulut on kes-"])]
    second = [*text(60, 80, ["Kuva 1: Uimahalli"], 8), *text(60, 140, ["kustassa."]), *text(60, 200, FULL)]
    assert body([first, second]) == [
        ("paragraph", WHOLE),
        ("paragraph", f"{FULL[0]} {FULL[1]} kun uudet koulut on keskustassa."),
        ("paragraph", "Kuva 1: Uimahalli"),
        ("paragraph", WHOLE),
    ]


def test_a_note_at_the_foot_of_a_page_does_not_part_a_paragraph() -> None:
    first = [
        *text(60, 100, [f"Koulu. {FULL[0]}", *FULL[1:]]),
        *text(60, 700, [*FULL[:2], "kun koulut ovat"]),
        *text(60, 760, ["1) Arvio"], 8),
    ]
    assert body([first, [*text(60, 80, ["auki."]), *text(60, 140, FULL)]]) == [
        ("paragraph", f"Koulu. {WHOLE}"),
        ("list", "1) Arvio"),
        ("paragraph", f"{FULL[0]} {FULL[1]} kun koulut ovat auki."),
        ("paragraph", WHOLE),
    ]


def test_a_caption_beside_a_paragraph_that_is_whole_stays_where_it_is() -> None:
    second = [*text(60, 80, ["Kuva 1: Uimahalli"], 8), *text(60, 140, FULL)]
    assert [found for _, found in body([text(60, 700, FULL), second])] == [WHOLE, "Kuva 1: Uimahalli", WHOLE]


def test_where_paragraphs_are_indented_one_that_is_not_goes_on_over_the_turn_of_a_page() -> None:
    last = "Hallin suunnittelee kaupungin oma väki, ja se on valmis nyt, jo."
    first = [*indented(100, FULL), *indented(142, FULL), *indented(700, [FULL[0], last])]
    second = indented(122, FULL)
    assert body([first, [*text(60, 80, FULL), *second]])[2:] == [
        ("paragraph", f"{FULL[0]} {last} {WHOLE}"),
        ("paragraph", WHOLE),
    ]
    assert [found for _, found in body([first, [*indented(80, FULL), *second]])[2:]] == [
        f"{FULL[0]} {last}",
        WHOLE,
        WHOLE,
    ]
    above = [*indented(100, FULL), *indented(700, FULL)]  # its last line leaves room
    assert len(body([above, [*text(60, 80, FULL), *second]])) == 4


def test_where_paragraphs_are_not_indented_each_page_begins_one() -> None:
    last = "Hallin suunnittelee kaupungin oma väki, ja se on valmis nyt, jo."
    first = [*text(60, 100, FULL), *text(60, 200, FULL), *text(60, 700, [FULL[0], last])]
    assert len(body([first, [*text(60, 80, FULL), *text(60, 180, FULL)]])) == 5


def headings(words: list[Words]) -> list[str]:
    return [found for kind, found in body([words]) if kind == "heading"]


def numbered(*titles: str) -> list[Words]:
    """Headings set as the text is, the first in larger type, each right above and below its text."""
    words: list[Words] = [(60, 100, titles[0], 14, True), *text(60, 130, FULL)]
    for number, title in enumerate(titles[1:]):
        words += text(60, 176 + number * 60, [title, *FULL])
    return words


def test_a_numbered_line_whose_number_is_the_next_is_a_heading_without_room_above_it() -> None:
    assert headings(numbered("5.1 Yleistä", "5.2 Uimahalli")) == ["5.1 Yleistä", "5.2 Uimahalli"]
    assert headings(numbered("5.1 Yleistä", "5.3 Uimahalli")) == ["5.1 Yleistä"]
    assert headings(numbered("5.1 Yleistä", "5.2 Uimahalli on valmis.")) == ["5.1 Yleistä"]
    long = "5.2 Hallinnon asiakirjojen lisensointi ja sen määrittäminen"
    assert headings(numbered("5.1 Yleistä", long, "5.3 Uusi")) == ["5.1 Yleistä", long, "5.3 Uusi"]


def test_a_list_with_numbers_of_its_own_does_not_go_on_from_a_heading() -> None:
    items = numbered("1. Yleistä", "1. Uimahalli on uusi", "2. Koulu")
    assert headings(items) == ["1. Yleistä"]
