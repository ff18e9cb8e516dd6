"""The plot of what others build: bars as long as the figures."""

import re
from typing import Any
from xml.etree import ElementTree

from scripts.measure.beside.plot import plot


def row(system: str, rank: float, seconds: float, megabytes: int, median: float) -> dict[str, Any]:
    return {
        "system": system,
        "reciprocal_rank": rank,
        "processor": seconds,
        "megabytes": megabytes,
        "median": median,
    }


RESULT = {
    "passages": 92003,
    "questions": 400,
    "systems": [row("Pykälä", 0.5, 100, 888, 0.022), row("A & B", 0.25, 25, 1776, 0.011)],
}


def test_each_figure_has_a_bar_of_its_length() -> None:
    drawn = plot(RESULT)
    bars = [float(width) for width in re.findall(r'<rect x="180" y="\d+" width="([\d.]+)"', drawn)]
    assert bars == [440, 220, 440, 110, 220, 440, 440, 220]
    assert re.findall(r"<text [^>]*>([^<]*)</text>", drawn) == [
        *("Quality: mean reciprocal rank (more is better)", "Pykälä", "0.500", "A &amp; B", "0.250"),
        *("Indexing: seconds of processor time", "Pykälä", "100 s", "A &amp; B", "25 s"),
        *("Indexing: most memory", "Pykälä", "888 MB", "A &amp; B", "1,776 MB"),
        *("A question: processor time, median", "Pykälä", "22 ms", "A &amp; B", "11 ms"),
    ]


def test_it_is_xml_and_its_lines_stand_below_one_another() -> None:
    root = ElementTree.fromstring(plot(RESULT))  # noqa: S314 - made here
    assert root.get("viewBox") == "0 0 700 340"
    high = [float(one.get("y") or 0) for one in root if one.tag.endswith("text")]
    assert high == sorted(high)
    assert high[-1] < 340
    title = next(one for one in root if one.tag.endswith("title"))
    assert title.text == "92,003 passages of Finnish statutes, 400 questions"


def test_figures_of_nothing_have_no_bars() -> None:
    nothing = {**RESULT, "systems": [row("Pykälä", 0, 0, 0, 0)]}
    assert 'width="0.0"' in plot(nothing)
