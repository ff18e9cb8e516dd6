"""Text taken out of a file, block by block."""

from corpus.document import Span
from corpus.formats.extract import Extract, tidy
from tests.support.traces import offsets_of


def test_blocks_are_slices_of_the_text() -> None:
    extract = Extract()
    extract.add("heading", "  Otsikko ", 2)
    extract.add("paragraph", " \n ")
    extract.add("paragraph", "yksi\xa0 kaksi \n\n kol\u00adme")
    source, pages, blocks = extract.finished()
    assert source == "Otsikko\n\nyksi kaksi\nkolme"
    assert [(block.kind, block.level, block.page, block.text) for block in blocks] == [
        ("heading", 2, 0, "Otsikko"),
        ("paragraph", 0, 0, "yksi kaksi\nkolme"),
    ]
    assert (offsets_of(blocks[1].traced), pages) == (list(range(9, 25)), ())


def test_pages_begin_where_they_are_broken() -> None:
    extract = Extract()
    extract.break_page()
    for text in ("yksi", "kaksi", "kolme"):
        extract.add("paragraph", text)
        extract.break_page()
        extract.break_page()
    source, pages, blocks = extract.finished()
    assert [page.span.of(source).strip() for page in pages] == ["yksi", "kaksi", "kolme"]
    assert [page.label for page in pages] == ["1", "2", "3"]
    assert [block.page for block in blocks] == [0, 1, 2]
    assert pages[0].span == Span(0, 4)


def test_nothing_is_an_empty_text() -> None:
    assert Extract().finished() == ("", (), [])
    assert tidy(" \u200b\n") == ""
