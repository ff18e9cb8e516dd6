"""Spans, the source map, section paths and pages of a document."""

from dataclasses import replace
from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis.strategies import integers, lists

from corpus.document import (
    Document,
    Page,
    Run,
    Section,
    SourceMap,
    Span,
    ancestors,
    item_title,
    main_language,
    one_line,
    pages_of,
    section_path,
)
from corpus.text.traced import EMPTY, JOINT, Traced, joined, lines, runs, stripped, trace, without
from tests.support.traces import offsets_of, traced_at

# Clean "kansain " + "maat" of the source "kan-\nsain\f\nmaat".
SOURCE = "kan-\nsain\f\nmaat"
MAP = SourceMap((Run(0, 0, 3), Run(3, 5, 4), Run(8, 11, 4)))
TEXT = "kansain maat"


def test_each_character_knows_its_source() -> None:
    assert [MAP.source_offset(at) for at in range(len(TEXT))] == [0, 1, 2, 5, 6, 7, 8, None, 11, 12, 13, 14]
    assert MAP.source_offset(99) is None
    assert SourceMap((Run(2, 0, 1),)).source_offset(0) is None


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        (Span(0, 12), (Span(0, 3), Span(5, 9), Span(11, 15))),
        (Span(2, 4), (Span(2, 3), Span(5, 6))),
        (Span(4, 6), (Span(6, 8),)),
        (Span(7, 8), ()),
        (Span(6, 9), (Span(8, 9), Span(11, 12))),
        (Span(3, 3), ()),
    ],
)
def test_source_spans_of_a_clean_span(span: Span, expected: tuple[Span, ...]) -> None:
    assert MAP.source_spans(span) == expected


def test_stretches_that_touch_are_one() -> None:
    assert SourceMap((Run(0, 4, 2), Run(3, 6, 2))).source_spans(Span(0, 5)) == (Span(4, 8),)


def test_an_empty_map_has_no_source() -> None:
    assert SourceMap(()).source_spans(Span(0, 5)) == ()
    assert SourceMap(()).source_offset(0) is None


def test_runs_of_offsets() -> None:
    def at(*offsets: int) -> tuple[Run, ...]:
        return runs(traced_at("x" * len(offsets), offsets))

    assert at(0, 1, 2, 5, 6, 7, 8, JOINT, 11, 12, 13, 14) == MAP.runs
    assert at() == ()
    assert at(JOINT) == ()
    assert at(3, 2) == (Run(0, 3, 1), Run(1, 2, 1))
    assert at(7, JOINT, JOINT, 0, 1) == (Run(0, 7, 1), Run(3, 0, 2))


@given(lists(integers(JOINT, 4)))
def test_runs_hold_every_offset_of_the_source_and_no_joining_space(offsets: list[int]) -> None:
    found = runs(traced_at("x" * len(offsets), offsets))
    held = {run.start + at: run.source + at for run in found for at in range(run.length)}
    assert held == {at: offset for at, offset in enumerate(offsets) if offset != JOINT}
    assert all(one.source + one.length != other.source for one, other in touching(found))


def touching(found: tuple[Run, ...]) -> list[tuple[Run, Run]]:
    """The runs that end where the next begins: they might be one."""
    return [(one, other) for one, other in pairwise(found) if one.start + one.length == other.start]


def section(title: str, parent: int | None, kind: str = "heading", item: str | None = None) -> Section:
    assert kind in {"heading", "item"}
    return Section(title, "item" if kind == "item" else "heading", parent, None, (), item)


def document(*sections: Section, pages: tuple[Page, ...] = ()) -> Document:
    return Document("a", "a", "A", TEXT, MAP, sections, pages, "")


def test_a_section_path_leads_from_the_outermost_section_down() -> None:
    found = document(
        section("Tilinpäätös", None, "item", "§ 5"), section("Päätös", 0, item="§ 5"), section("Liite", 1)
    )
    assert section_path(found, 2) == ("§ 5 Tilinpäätös", "Päätös", "Liite")
    assert section_path(found, 0) == ("§ 5 Tilinpäätös",)


def test_an_items_title_is_led_by_its_number() -> None:
    assert item_title(section("Tilinpäätös", None, "item", "§ 5")) == "§ 5 Tilinpäätös"
    assert item_title(section("", None, "item", "§ 5")) == "§ 5"
    assert item_title(section("Päätös", 0, item="§ 5")) == "Päätös"


def test_pages_that_a_span_stands_on() -> None:
    pages = (Page(1, "1", Span(0, 9), inferred=True), Page(2, "2", Span(11, 15), inferred=True))
    found = document(pages=pages)
    assert pages_of(found, Span(0, 7)) == pages[:1]
    assert pages_of(found, Span(6, 9)) == pages
    assert pages_of(found, Span(7, 8)) == ()
    assert pages_of(document(), Span(0, 12)) == ()


def test_traced_text_is_cut_joined_and_stripped_with_its_offsets() -> None:
    traced = trace(SOURCE, Span(4, 10))
    assert traced == Traced("\nsain\f", (0,), (4,))
    assert stripped(traced) == Traced("sain", (0,), (5,))
    assert stripped(trace(SOURCE, Span(9, 11))) == EMPTY
    assert without(trace(SOURCE, Span(0, 9)), [Span(3, 5)]) == Traced("kansain", (0, 3), (0, 5))
    assert joined([]) == EMPTY
    assert [line.text for line in lines(trace(SOURCE, Span(0, 15)))] == ["kan-", "sain\f", "maat"]
    assert lines(trace(SOURCE, Span(0, 15)))[2] == Traced("maat", (0,), (11,))


@given(lists(lists(integers(JOINT, 6), max_size=6), max_size=4), integers(-9, 30), integers(-9, 30))
def test_what_is_joined_and_cut_knows_each_characters_source(
    parts: list[list[int]], start: int, end: int
) -> None:
    offsets = [offset for part in parts for offset in part]
    text = "".join(map(str, range(len(offsets))))[: len(offsets)]
    starts = [0, *accumulate(map(len, parts))]
    pieces = [traced_at(text[at : at + len(part)], part) for at, part in zip(starts, parts, strict=False)]
    whole = joined(pieces)
    assert (whole.text, offsets_of(whole)) == (text, offsets)
    assert whole == traced_at(text, offsets)
    assert (whole.cut(start, end).text, offsets_of(whole.cut(start, end))) == (
        text[start:end],
        offsets[start:end],
    )
    assert whole.cut(start, end) == traced_at(text[start:end], offsets[start:end])
    told = [offset for offset in offsets if offset != JOINT]
    assert [at for first, last in whole.told() for at in range(first, last)] == told
    if told:
        assert (whole.first, whole.last) == (told[0], told[-1])


def test_the_sections_above_one_the_nearest_first() -> None:
    found = document(section("A", None), section("B", 0), section("C", 1), section("D", 0))
    assert [list(ancestors(found, at)) for at in range(4)] == [[], [0], [1, 0], [0]]


def test_a_text_on_one_line() -> None:
    assert one_line("  kissa\n\tja \u00a0 koira ") == "kissa ja koira"
    assert one_line(" \n") == ""


def test_main_language_is_that_of_most_letters() -> None:
    swedish = replace(section("A", None), paragraphs=(Span(0, 7),), language="sv")
    finnish = replace(section("B", None), heading=Span(8, 10), paragraphs=(Span(10, 12),))
    assert main_language(document(swedish, finnish, finnish)) == "fi"
    assert main_language(document(swedish, finnish)) == "sv"
    assert main_language(document()) == "fi"
