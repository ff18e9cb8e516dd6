"""Large documents are read in linear time: what is done for an item does not grow with their number."""

import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any

import pytest

from corpus.formats.markdown import markdown_blocks
from corpus.minutes import grammar, vocabulary
from corpus.minutes.drafts import Draft, headed
from corpus.minutes.items.find import find_items
from corpus.readers import read
from corpus.text.blocks import Block
from corpus.text.traced import Traced

FEW, MANY = 25, 200


def item(number: int) -> str:
    """An item of minutes as Markdown."""
    return "\n\n".join(
        [
            f"## § {number} Asian {number} käsittely",
            f"VAADno-2025-{number}",
            f"Tekninen lautakunta, 20.05.2025, § {number}",
            f"### Päätösehdotus\n\nLautakunta hyväksyy asian {number}.",
            "### Päätös\n\nEhdotus hyväksyttiin.",
            "### Liitteet\n\n1 Kartta.pdf\n\n2 Suunnitelma.pdf",
        ]
    )


def minutes(items: int) -> str:
    """Minutes with a contents list."""
    listed = [f"§ {number} Asian {number} käsittely" for number in range(1, items + 1)]
    return "\n\n".join(["## Käsitellyt asiat", *listed, *map(item, range(1, items + 1))])


def in_two_languages(items: int) -> str:
    """Minutes whose §s begin again with other titles, as in Swedish."""
    titles = ("Asia", "Ärende")
    return "\n\n".join(f"## § {n} {t} {n}\n\n## Päätös\n\na" for t in titles for n in range(1, items + 1))


def told_by_handlings(items: int) -> str:
    """Minutes whose §s stand above the titles."""
    line = "Kaupunginhallitus 12.3.2024 § {n}\n\n## Asia {n}\n\nHEL 2024-015{n:03}\n\na"
    return "\n\n".join(line.format(n=n) for n in range(1, items + 1))


def headings(number: int) -> str:
    """A report of headings on one level."""
    return "\n\n".join(f"## Otsikko {n}\n\nKappale {n}." for n in range(number))


def lost_lists(number: int) -> str:
    """An item with lists of attachments and their labels, far from one another."""
    lists, labels = ["a", "1 Kartta.pdf"] * number, ["Liitteet", "Kappale, joka ei ole liite."] * (number + 1)
    return "\n\n".join(["## § 1 Avaus", *lists, *labels])


def comments(number: int) -> str:
    """Paragraphs with a converter's comment before each."""
    return "\n\n".join(f"<!-- image -->\n\nKappale {n} on tässä." for n in range(number))


def done(work: Callable[[], Any]) -> int:
    """How many calls of functions, of Python and of C, some work takes, and lines of Python that it runs."""
    steps = count()

    def trace(_frame: FrameType, _event: str, _argument: Any) -> Any:
        next(steps)
        return trace

    def profile(_frame: FrameType, event: str, _argument: Any) -> None:
        if event == "c_call":
            next(steps)

    before, before_profile = sys.gettrace(), sys.getprofile()
    sys.settrace(trace)
    sys.setprofile(profile)
    try:
        work()
    finally:
        sys.settrace(before)
        sys.setprofile(before_profile)
    return next(steps)


@pytest.mark.parametrize("suffix", [".md", ".txt", ".html"])
@pytest.mark.parametrize(
    "make", [minutes, in_two_languages, told_by_handlings, headings, lost_lists, comments]
)
def test_what_reading_takes_for_each_item_does_not_grow(
    tmp_path: Path, make: Callable[[int], str], suffix: str
) -> None:
    steps = []
    for number in (FEW, MANY):
        text = make(number)
        if suffix == ".html":
            parts = (part.lstrip("# ") for part in text.split("\n\n"))
            text = "".join(f"<h2>{part}</h2>" if len(part) < 25 else f"<p>{part}</p>" for part in parts)
        path = tmp_path / f"{number}{suffix}"
        path.write_text(text, encoding="utf-8")
        read(path)  # what is done once, for all documents, is done
        steps.append(done(lambda path=path: read(path)) / number)  # type: ignore[misc]
    assert steps[1] <= 1.2 * steps[0]


@pytest.mark.parametrize(
    ("module", "name", "make"),
    [
        (grammar, "item_heading", minutes),
        (grammar, "is_history", minutes),
        (grammar, "front_label", minutes),
        (grammar, "case_number", told_by_handlings),
        (vocabulary, "part_name", told_by_handlings),
    ],
)
def test_the_grammar_is_asked_once_for_each_block(
    monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str, make: Callable[[int], str]
) -> None:
    asked: list[str] = []
    real = getattr(module, name)

    def counted(text: str) -> Any:
        asked.append(text)
        return real(text)

    monkeypatch.setattr(module, name, counted)
    found = markdown_blocks(make(MANY), ())
    assert len(find_items(found)) == MANY
    once = len(asked)
    assert 0 < once <= len(found)
    assert len(find_items(found)) == MANY
    assert len(asked) == once


@pytest.mark.parametrize(
    ("levels", "parents"),
    [
        ([1, 2, 2, 3, 2, 1, 3, 2], [None, 0, 0, 2, 0, None, 5, 5]),
        ([3, 2, 1, 2, 2], [None, None, None, 2, 2]),
        ([2] * 5, [None] * 5),
    ],
)
def test_a_headings_parent_is_the_nearest_of_a_smaller_level(
    levels: list[int], parents: list[int | None]
) -> None:
    sections: list[Draft] = []
    for level in levels:
        sections.append(headed(sections, Block("heading", Traced("a", (0,), (0,)), level), 0))
    assert [section.parent for section in sections] == parents


BLANKS = " " * 300_000  # were each place in them tried in vain, this would take an hour


@pytest.mark.parametrize(
    ("name", "source", "text"),
    [
        ("words.md", f"a{BLANKS}b\n\nc", "a b\n\nc"),
        ("words.txt", f"a{BLANKS}b\n\nc", "a b\n\nc"),
        ("heading.md", f"## a{BLANKS}b ##{BLANKS}\n\nc", "a b\n\nc"),
        ("hard.md", f"a{BLANKS}b{BLANKS}\nc", "a b\nc"),
        ("table.md", f"| a{BLANKS}| b |\n|---|---|\n| c | d{BLANKS}|\n", "a | b\nc | d"),
        ("page.txt", f"A.\n{BLANKS}\n{BLANKS}\fB.", "A.\n\nB."),
    ],
)
def test_a_long_run_of_blanks_is_gone_through_once(tmp_path: Path, name: str, source: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(source, encoding="utf-8")
    assert read(path).text == text


def test_a_long_run_of_hyphens_is_looked_through_once_for_addresses(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    run = "a-" * 150_000 + "b"
    path.write_text(f"## § 1 Asia\n\n{run}\n\n### Päätös\n\nb", encoding="utf-8")
    document = read(path)
    assert [section.title for section in document.sections] == ["Asia", "Päätös"]
    assert document.sections[0].paragraphs[0].of(document.text) == run
