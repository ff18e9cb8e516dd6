"""Page headers of minutes, as converters leave them: in parts, in tables, merged with text."""

import pytest

from corpus.document import Span
from corpus.minutes.headers import header_facts, header_tokens, page_headers, without_merged_headers
from corpus.text.blocks import Block
from corpus.text.traced import trace


def blocks(*texts: str) -> list[Block]:
    return [Block("paragraph", trace(text, Span(0, len(text)))) for text in texts]


def headers(*texts: str) -> list[str]:
    return [texts[at] for at in sorted(page_headers(blocks(*texts)))]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Vaasan kaupunki", ["town"]),
        ("Vasa stad", ["town"]),
        ("Tekninen lautakunta", ["body"]),
        ("Kasvatus- ja koulutuslautakunta", ["body"]),
        ("Vaasan kaupunki Tekninen lautakunta | Pöytäkirja 20.05.2025 | 5/2025 | 3 ( 64)", None),
        ("Stadsstyrelsen Protokoll 12/2024", ["body", "document", "number"]),
        ("2 (", ["page"]),
        ("64)", ["half"]),
        ("Asia/3", ["page"]),
        ("Tekninen lautakunta:", []),
        ("Tekninen lautakunta päätti", []),
        ("Lautakunta hyväksyi ehdotuksen.", []),
        ("", []),
    ],
)
def test_what_a_line_is_made_of(text: str, kinds: list[str] | None) -> None:
    whole = ["town", "body", "document", "date", "number", "page"]
    assert [kind for kind, _ in header_tokens(text)] == (whole if kinds is None else kinds)


def test_the_lines_of_a_header_in_parts() -> None:
    parts = ("Vaasan kaupunki", "Tekninen lautakunta", "Pöytäkirja", "20.05.2025", "5/2025", "2 (", "64)")
    assert headers("Kissa.", *parts, "Koira.") == list(parts)


def test_a_town_that_heads_one_page_only_is_text() -> None:
    assert headers("Vaasan kaupunki", "Kissa.") == []
    assert headers("Vaasan kaupunki", "Kissa.", "Vaasan kaupunki") == ["Vaasan kaupunki"] * 2


def test_a_bodys_name_far_from_a_header_is_text() -> None:
    texts = (
        "Vaasan kaupunki",
        "Tekninen lautakunta",
        "Kissa.",
        "Tekninen lautakunta",
        "Koira.",
        "Vaasan kaupunki",
    )
    assert headers(*texts) == ["Vaasan kaupunki", "Tekninen lautakunta", "Vaasan kaupunki"]


def test_the_date_of_a_signature_beside_a_header_is_text() -> None:
    texts = (
        "22.05.2025",
        "Pöytäkirja",
        "20.05.2025",
        "5/2025",
        "2 (",
        "Kissa.",
        "Pöytäkirja 20.05.2025",
        "3 (64)",
    )
    assert headers(*texts) == [*texts[1:5], *texts[6:]]


def test_lines_of_a_header_that_a_name_has_come_between() -> None:
    texts = (
        "Pöytäkirja 20.05.2025 5/2025 1 (9)",
        "Kissa.",
        "Pöytäkirja",
        "20.05.2025",
        "Maija",
        "5/2025",
        "2 (9)",
    )
    assert headers(*texts) == [texts[0], *texts[2:4], *texts[5:]]


def test_a_heading_of_minutes_without_page_headers_is_text() -> None:
    assert headers("Pöytäkirja", "2.12.2024", "Kissa.") == []


def parted(*texts: str) -> list[str]:
    return [block.text for block in without_merged_headers(blocks(*texts))]


def test_a_bodys_name_merged_with_the_text_that_goes_on_is_cut() -> None:
    header = ("Vaasan kaupunki", "Tekninen lautakunta")
    assert parted(*header, "Kissa.", "Vaasan kaupunki", "Tekninen lautakunta pisteytys tukee työtä.") == [
        *header,
        "Kissa.",
        "Vaasan kaupunki",
        "Tekninen lautakunta",
        "pisteytys tukee työtä.",
    ]


def test_a_body_that_does_something_under_its_own_header_is_text() -> None:
    header = ("Vaasan kaupunki", "Tekninen lautakunta")
    texts = (*header, "Tekninen lautakunta esittää hankintaa.", *header, "Kissa.")
    assert parted(*texts) == list(texts)


def test_a_town_merged_with_text_is_cut_anywhere() -> None:
    header = "Vaasan kaupunki Tekninen lautakunta 2 (9)"
    assert parted(header, "Kissa", f"{header[:35]} ja koira.") == [header, "Kissa", header[:35], "ja koira."]


def test_a_sentence_of_which_a_town_or_body_is_the_subject_is_whole() -> None:
    header = ("Vaasan kaupunki", "Tekninen lautakunta")
    texts = (*header, "Kissa.", "Vaasan kaupunki otti kortin käyttöön.", "3/2025", "2 (9)")
    subject = "Tekninen lautakunta kuuli asiantuntijaa."
    assert parted(*texts, subject) == [*texts, subject]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("HOLLOLAN KUNTA PÖYTÄKIRJA 5/2024 1 (9)", ["town", "document", "number", "page"]),
        ("KUNNANHALLITUS 12.03.2024", ["body", "date"]),
        ("VASA STAD | PROTOKOLL", ["town", "document"]),
        ("Staden Jakobstad Protokoll 3/2024", ["town", "document", "number"]),
        ("HOLLOLAN KUNTA PÄÄTTI", []),
    ],
)
def test_headers_in_capitals_and_in_swedish(text: str, kinds: list[str]) -> None:
    assert [kind for kind, _ in header_tokens(text)] == kinds


def test_what_headers_say_most_often() -> None:
    lines = ["Vaasan kaupunki", "Tekninen lautakunta 20.05.2025", "5/2025 2 (9)", "20.05.2025", "22.05.2025"]
    assert header_facts(lines) == {
        "town": "Vaasan kaupunki",
        "body": "Tekninen lautakunta",
        "date": "20.05.2025",
        "number": "5/2025",
        "page": "2 (9)",
    }
    assert header_facts([]) == {}
