"""What a PDF sets in several paragraphs, by the places, sizes and weights of its own characters."""

from pathlib import Path

import pytest

from corpus.pdf.process import pdf_pages
from scripts.measure.documents.same_text import letters
from scripts.measure.documents.set_apart import rows_of, set_apart
from tests.support.pdfs import Words, made

FIRST = "Kaupunki rakentaa uuden uimahallin ensi vuonna"
SECOND = "keskustan laidalle, jossa sitä on toivottu."
THIRD = "Hallin suunnittelee kaupungin oma väki, ja se on"
FOURTH = "valmis syksyllä, kun koulujen lukuvuosi alkaa."
WHOLE = letters(" ".join([FIRST, SECOND, THIRD, FOURTH]))


def apart(*pages: list[Words]) -> bool:
    return set_apart(rows_of(pdf_pages(Path("a.pdf"), made(pages))), WHOLE)


def page(left: float = 60, size: float = 11, *, bold: bool = False) -> list[Words]:
    """Four rows, of which the third is set in its own way, and what stands above and below them."""
    rows = [
        (60, FIRST, 11, False),
        (60, SECOND, 11, False),
        (left, THIRD, size, bold),
        (60, FOURTH, 11, False),
    ]
    beside: list[Words] = [(60, 60, "Otsikko", 16, True), (60, 300, "Loppu.", 11, False)]
    return [
        *beside,
        *((at, 100 + n * 14, words, size, bold) for n, (at, words, size, bold) in enumerate(rows)),
    ]


@pytest.mark.parametrize(
    ("third", "expected"),
    [
        (page(), False),
        (page(left=74), True),
        (page(left=63), False),  # not as far as an indent
        (page(left=160), False),  # farther than one: what goes on after the mark of a note
        (page(size=9), True),
        (page(size=11.3), False),
        (page(bold=True), True),
    ],
)
def test_a_row_begins_a_paragraph_by_its_indent_or_its_type(third: list[Words], expected: bool) -> None:
    assert apart(third) is expected


def test_the_second_half_may_stand_on_another_page() -> None:
    half: list[Words] = [(60, 100, FIRST, 11, False), (60, 114, SECOND, 11, False)]
    head: list[Words] = [(60, 60, "Ylätunniste")]
    rest: list[Words] = [(60, 100, THIRD, 11, False), (60, 114, FOURTH, 11, False)]
    large: list[Words] = [(60, 100, THIRD, 18, True), (60, 140, FOURTH, 18, True)]
    assert not apart(half, [*head, *rest])
    assert apart(half, [*head, *large])


def test_what_the_file_does_not_say_is_not_set_apart() -> None:
    assert not apart([(60, 100, FIRST, 11, False), (74, 114, "Jotain ihan muuta.", 18, True)])
