"""Lines as headings, paragraphs, lists and tables."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.pdf import text as pdf_text
from corpus.pdf.lines import Line, page_lines
from corpus.pdf.process import Piece
from corpus.pdf.tables import ruled_rows
from corpus.pdf.text import pdf_blocks
from corpus.pdf.typography import grouped, table_rows
from corpus.pdf.usual import usual_type
from corpus.text.blocks import BlockKind
from corpus.text.traced import JOINT
from tests.corpus.pdf.test_lines import pdf_page, piece
from tests.support.traces import offsets_of

FULL = "Kaupunki toimii monella tavalla ja monesta syystä, ja sen yhteistyö on tärkeää."


def page(*rows: tuple[float, float, str]) -> list[Line]:
    """Lines of a page from left ends, baselines and words; a line of full width gives its measure."""
    measure = [piece(FULL, 50, 20), piece(FULL, 50, 32), piece(FULL, 50, 44)]
    return page_lines(
        ruled_rows([pdf_page(*measure, *(piece(text, left, base) for left, base, text in rows))])
    )


def groups(*rows: tuple[float, float, str]) -> list[tuple[BlockKind, list[str]]]:
    """Kind and lines of each group but the measure's."""
    lines = page(*rows)
    found = grouped(lines, usual_type(lines))
    return [(group.kind, [line.text for line in group.lines]) for group in found][1:]


def test_how_a_text_is_usually_set() -> None:
    usual = usual_type(page((50, 100, "lyhyt")))
    assert (usual.size, usual.pitch, usual.weighty) == (10, 12, True)
    assert usual.right == {0: 50 + len(FULL) * 5}


def test_an_empty_page_is_set_in_no_way() -> None:
    assert usual_type([]).right == {}


@pytest.mark.parametrize(
    ("left", "base", "one"),
    [(50, 112, True), (50, 120, False), (53, 112, True), (70, 112, False), (20, 112, True), (5, 112, False)],
)
def test_lines_close_by_at_one_margin_are_a_paragraph(left: float, base: float, one: bool) -> None:
    pair = [("paragraph", ["yksi", "kaksi"])] if one else [("paragraph", ["yksi"]), ("paragraph", ["kaksi"])]
    assert groups((50, 100, "yksi"), (left, base, "kaksi")) == pair


def test_each_item_of_a_list_is_a_group_with_its_further_lines() -> None:
    rows = ((50, 100, "1. yksi"), (65, 112, "jatkuu"), (50, 124, "2. kaksi"), (50, 136, "- kolme"))
    assert groups(*rows) == [("list", ["1. yksi", "jatkuu"]), ("list", ["2. kaksi"]), ("list", ["- kolme"])]


@pytest.mark.parametrize("alone", ["§ 12", "Tekninen lautakunta, 18.02.2025, § 19"])
def test_a_lone_number_and_a_handling_stand_alone(alone: str) -> None:
    assert groups((50, 100, alone), (50, 112, "yksi")) == [("paragraph", [alone]), ("paragraph", ["yksi"])]


def test_rows_of_cells_are_a_table_with_what_goes_on_under_a_cell() -> None:
    rows = (
        (50, 100, "nimi"),
        (200, 100, "pitkä"),
        (200, 112, "selite"),
        (50, 130, "toinen"),
        (200, 130, "lyhyt"),
    )
    assert groups(*rows, (50, 160, "teksti")) == [
        ("table", ["nimi pitkä", "selite", "toinen lyhyt"]),
        ("paragraph", ["teksti"]),
    ]


def test_a_narrow_table_is_known_by_its_columns() -> None:
    rows = [((50, y, "tuotot"), (86, y, "100"), (107, y, "200")) for y in (100.0, 116.0, 132.0)]
    assert groups(*(cell for row in rows for cell in row)) == [("table", ["tuotot 100 200"] * 3)]


def test_a_lone_row_is_text() -> None:
    assert groups((50, 100, "nimi"), (200, 100, "arvo"), (50, 160, "teksti")) == [
        ("paragraph", ["nimi arvo"]),
        ("paragraph", ["teksti"]),
    ]


def test_text_under_a_table_is_no_row() -> None:
    lines = page((50, 100, "a"), (200, 100, "b"), (50, 116, "c"), (200, 116, "d"), (50, 132, "teksti"))
    rows = table_rows(lines, usual_type(lines))
    assert [line.text for at, line in enumerate(lines) if at in rows] == ["a b", "c d"]


WORDS = st.sampled_from(
    ["sana", "§ 5", "Päätös", "1.", "- kohta", "2 (9)", "Asia/3", "12,5", "Sanojen pitkä rivi " * 4]
)
PIECES = st.builds(
    piece,
    WORDS,
    st.sampled_from([50.0, 53.0, 65.0, 120.0, 320.0]),
    st.integers(2, 60).map(lambda n: n * 13.0),
    size=st.sampled_from([10.0, 16.0]),
    bold=st.booleans(),
)


@settings(max_examples=100, deadline=None, derandomize=True, database=None)
@given(st.lists(st.lists(PIECES, max_size=15), min_size=1, max_size=4))
def test_no_word_is_lost_wherever_it_stands(pages: list[list[Piece]]) -> None:
    drawn = [pdf_page(*pieces) for pieces in pages]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf_text, "pages_of", lambda _data: drawn)
        source, found, blocks = pdf_blocks(b"")
    words = Counter("".join(p.text for pieces in pages for p in pieces).replace(" ", ""))
    assert Counter(sign for sign in source if sign not in " |\n\f") == words
    kept = [offset for block in blocks for offset in offsets_of(block.traced) if offset != JOINT]
    assert len(kept) == len(set(kept))
    assert all(
        source[offset] in " |\n-" for offset in set(range(len(source))) - set(kept) if source[offset] != "\f"
    )
    assert [page.number for page in found] == list(range(1, len(pages) + 1))
    for block in blocks:
        assert found[block.page].span.start <= block.traced.first < found[block.page].span.end


def test_a_label_in_the_margin_is_a_group_of_its_own() -> None:
    rows = (
        (50, 100, "Ehdotus:"),
        (140, 100, "Lautakunta hyväksyy"),
        (140, 112, "hankinnan."),
        (50, 140, "Päätös"),
        (140, 140, "Hyväksyttiin."),
    )
    assert groups(*rows) == [
        ("paragraph", ["Ehdotus:"]),
        ("paragraph", ["Lautakunta hyväksyy", "hankinnan."]),
        ("paragraph", ["Päätös"]),
        ("paragraph", ["Hyväksyttiin."]),
    ]


def test_a_label_at_the_head_of_a_tables_column_is_a_cell() -> None:
    rows = (
        (50, 100, "Päätös"),
        (140, 100, "Jaa"),
        (200, 100, "Ei"),
        (50, 112, "Hyväksytty"),
        (140, 112, "5"),
    )
    assert groups(*rows, (200, 112, "4")) == [("table", ["Päätös Jaa Ei", "Hyväksytty 5 4"])]


def test_stretched_lines_with_many_numbers_are_text() -> None:
    cells = ("avoimuus on (2.2.3),", "ja aika sitten (2.2.4)", "tai joku muu (2.2.5) ja sen lisäksi")
    lefts = (50, 155, 270)
    rows = [(left, base, cell) for base in (100, 112, 124) for left, cell in zip(lefts, cells, strict=True)]
    assert [kind for kind, _ in groups(*rows)] == ["paragraph"]
    short = [(left, base, cell.removesuffix(" ja sen lisäksi")) for left, base, cell in rows]
    assert [kind for kind, _ in groups(*short)] == ["table"]


def test_the_last_line_of_a_paragraph_with_wide_spaces_is_no_row() -> None:
    above = (
        (50, "toteuttamistavoiltaan ja"),
        (177, "teemoiltaan"),
        (239, "yhtä"),
        (266, "monimuotoinen kuin"),
    )
    below = ((50, "Suomi ja"), (97, "kaupunkilaiset"), (177, "ovat."))
    rows = [(left, base, cell) for base, row in ((100, above), (112, below)) for left, cell in row]
    assert [kind for kind, _ in groups(*rows)] == ["paragraph"]
    assert [kind for kind, _ in groups(*rows[:-1], (177, 112, "ovat"))] == ["table"]
