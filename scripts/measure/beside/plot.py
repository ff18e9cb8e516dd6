"""A plot of ``side_by_side``: bars of each system, a panel for each figure, as SVG."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

_NAMES, _BARS, _ROW, _HEAD = 180, 440, 24, 34
"""Units: the room of a name, of the longest bar, of a bar with what is between, and above a panel's bars."""

_ACROSS = _NAMES + _BARS + 80
_OURS, _OTHERS = "#00518f", "#8a929a"


@dataclass(frozen=True, slots=True)
class _Panel:
    """What a panel shows: its heading, and of each system the value and how it is written."""

    heading: str
    value: Callable[[dict[str, Any]], float]
    written: str


_PANELS = (
    _Panel("Quality: mean reciprocal rank (more is better)", lambda row: row["reciprocal_rank"], "{:.3f}"),
    _Panel("Indexing: seconds of processor time", lambda row: row["processor"], "{:.0f} s"),
    _Panel("Indexing: most memory", lambda row: row["megabytes"], "{:,.0f} MB"),
    _Panel("A question: processor time, median", lambda row: 1000 * row["median"], "{:.0f} ms"),
)


def plot(result: dict[str, Any]) -> str:
    """The plot of a result of ``side_by_side`` as SVG, the first system's bars darker than the others'."""
    rows: Sequence[dict[str, Any]] = result["systems"]
    high = _HEAD + _ROW * len(rows)
    title = f"{result['passages']:,} passages of Finnish statutes, {result['questions']} questions"
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_ACROSS} {high * len(_PANELS) + 12}" '
        'font-family="sans-serif" font-size="13" role="img">',
        f"<title>{escape(title)}</title>",
        '<rect width="100%" height="100%" fill="#ffffff"/>',
    ]
    for number, panel in enumerate(_PANELS):
        lines.extend(_drawn(panel, rows, number * high))
    return "\n".join([*lines, "</svg>", ""])


def _drawn(panel: _Panel, rows: Sequence[dict[str, Any]], top: int) -> Iterator[str]:
    """A panel, its upper edge at a height."""
    most = max(panel.value(row) for row in rows)
    yield f'<text x="10" y="{top + 24}" font-weight="bold" fill="#1a1a1a">{escape(panel.heading)}</text>'
    for number, row in enumerate(rows):
        value, y = panel.value(row), top + _HEAD + _ROW * number
        long = _BARS * value / most if most else 0.0
        name, told = escape(row["system"]), escape(panel.written.format(value))
        yield f'<text x="{_NAMES - 8}" y="{y + 14}" text-anchor="end" fill="#1a1a1a">{name}</text>'
        colour = _OTHERS if number else _OURS
        yield f'<rect x="{_NAMES}" y="{y + 2}" width="{long:.1f}" height="{_ROW - 8}" fill="{colour}"/>'
        yield f'<text x="{_NAMES + long + 6:.1f}" y="{y + 14}" fill="#1a1a1a">{told}</text>'
