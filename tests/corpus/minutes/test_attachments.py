"""Lists of attachments: what belongs to them, and labels that a converter moved."""

import pytest

from corpus.document import Span
from corpus.minutes.attachments import attachments_in_place, is_attachment
from corpus.text.blocks import Block, BlockKind
from corpus.text.traced import trace
from tests.corpus.minutes.test_outline import sections


def block(text: str, kind: BlockKind = "paragraph") -> Block:
    return Block(kind, trace(text, Span(0, len(text))))


@pytest.mark.parametrize(
    ("text", "kind", "open_list", "numbered_list"),
    [
        ("1 Kartta.pdf", "paragraph", True, True),
        ("Kartta, 2.12.2024", "paragraph", True, False),
        ("- Kartta", "list", True, True),
        ("Kaupunki päättää.", "paragraph", False, False),
        ("Toteutuminen ajalta 1.1.–31.10.:", "paragraph", False, False),
        ("Tulot | 5", "table", False, False),
    ],
)
def test_lines_of_a_list(text: str, kind: BlockKind, open_list: bool, numbered_list: bool) -> None:
    found = block(text, kind)
    assert (is_attachment(found), is_attachment(found, numbered=True)) == (open_list, numbered_list)


def in_place(*texts: str) -> list[str]:
    return [found.text for found in attachments_in_place([block(text) for text in texts])]


def test_a_label_goes_back_before_its_list() -> None:
    assert in_place("LAPDno", "1 Kartta", "2 Lista", "Prosaa.", "Ehdotus", "x", "Liitteet") == [
        "LAPDno", "Liitteet", "1 Kartta", "2 Lista", "Prosaa.", "Ehdotus", "x",
    ]  # fmt: skip


def test_labels_of_several_handlings_go_back_in_their_order() -> None:
    first, second = "Lautakunta, 1.2.2024, § 1", "Lautakunta, 1.3.2024, § 9"
    assert in_place(first, "1 Kartta", "Liitteet", "x", "Liitteet", second, "1 Lista", "y") == [
        first, "Liitteet", "1 Kartta", "x", second, "Liitteet", "1 Lista", "y",
    ]  # fmt: skip


def test_labels_stay_where_no_list_is_theirs() -> None:
    kept = ("Liitteet", "1 Kartta", "Ehdotus", "1. Hyväksytään", "Liitteet", "Kartta", "1 momentin mukaan")
    assert in_place(*kept) == list(kept)


@pytest.mark.parametrize("listed", ["Kartta.pdf", "Liite Kartta", "1 Kartta"])
def test_a_label_keeps_its_own_list(listed: str) -> None:
    kept = ("1 Selvitys", "x", "Liitteet", listed)
    assert in_place(*kept) == list(kept)


def test_a_sum_is_no_list() -> None:
    kept = ("1 000 euron avustus", "x", "Liitteet", "Kartta")
    assert in_place(*kept) == list(kept)


def test_a_label_takes_no_list_of_another_handling() -> None:
    kept = ("1 Kartta", "x", "1 Lista", "Lautakunta, 1.3.2024, § 9", "Liitteet")
    assert in_place(*kept) == list(kept)


def test_prose_after_a_numbered_list_is_not_of_it() -> None:
    source = (
        "## § 1 Talous\n\na\n\nLiitteet\n\n1 Toteuma\n\n2 Kartta\n\n"
        "Toteutuminen 1.1.–31.10.\n\n## Päätös\n\nb"
    )
    assert sections(source) == [
        "§ 1 Talous (item) a / Toteutuminen 1.1.–31.10.",
        "  Liitteet (part) 1 Toteuma / 2 Kartta",
        "  Päätös (part) b",
    ]
