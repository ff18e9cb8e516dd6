"""Plain text as blocks: paragraphs, wrapped lines, headings by their look."""

import textwrap

import pytest

from corpus.formats.plaintext import plain_blocks
from corpus.text.traced import JOINT
from tests.support.traces import offsets_of

PROSE = "Kaupunki toimii kansainvälisesti monella eri tavalla ja monesta eri syystä, ja se on hyvä."


def blocks(source: str) -> list[tuple[str, int, str]]:
    found = plain_blocks(source, ())
    for block in found:
        for character, offset in zip(block.text, offsets_of(block.traced), strict=True):
            assert character == (" " if offset == JOINT else source[offset])
    return [(block.kind, block.level, block.text) for block in found]


def test_paragraphs_stand_between_blank_lines() -> None:
    assert blocks("yksi.\n\n \t\nkaksi.\r\n\r\nkolme.") == [
        ("paragraph", 0, "yksi."),
        ("paragraph", 0, "kaksi."),
        ("paragraph", 0, "kolme."),
    ]


def test_wrapped_lines_are_joined_and_short_ones_stay_lines() -> None:
    source = f"{PROSE}\n{PROSE}\nloppu.\n\nMaija Meikäläinen\npuhelin 310"
    assert blocks(source) == [
        ("paragraph", 0, f"{PROSE} {PROSE} loppu."),
        ("paragraph", 0, "Maija Meikäläinen\npuhelin 310"),
    ]


def test_a_word_split_at_the_end_of_a_short_line_is_whole() -> None:
    assert blocks(f"{PROSE}\n\nkan-\nsainvälinen")[1] == ("paragraph", 0, "kansainvälinen")


@pytest.mark.parametrize(
    ("line", "level"),
    [("Tausta", 2), ("1 Johdanto", 1), ("2. Tausta", 1), ("2.1 Historia", 2), ("2.1.3. Alku", 3)],
)
def test_a_short_line_before_prose_is_a_heading(line: str, level: int) -> None:
    assert blocks(f"{line}\n\n{PROSE}") == [("heading", level, line), ("paragraph", 0, PROSE)]


@pytest.mark.parametrize("line", ["Tausta.", "tausta", "Tausta,", "Tausta:", "Rivi\nja toinen", "Sana " * 30])
def test_what_does_not_look_like_a_heading(line: str) -> None:
    assert blocks(f"{line}\n\n{PROSE}")[0][0] == "paragraph"


def test_a_heading_needs_text_after_it() -> None:
    assert blocks(f"{PROSE}\n\nMaija Meikäläinen") == [
        ("paragraph", 0, PROSE),
        ("paragraph", 0, "Maija Meikäläinen"),
    ]


def test_furniture_between_a_heading_and_its_text_is_passed_over() -> None:
    source = f"Tausta\n\nPostiosoite\nPL 10\n\nPuhelin\n09 310\n\n\n\n02.12.2024\n\nAsia/3\n\n{PROSE}"
    assert blocks(source)[0] == ("heading", 2, "Tausta")


def test_blanks_are_single_and_unseen_characters_gone() -> None:
    assert blocks("\ufeffyksi \t kaksi\u200b\tkol\u00adme  .") == [("paragraph", 0, "yksi kaksi kolme .")]


def test_markup_is_text() -> None:
    assert blocks("# *yksi* <b> &amp; [x](y)") == [("paragraph", 0, "# *yksi* <b> &amp; [x](y)")]


@pytest.mark.parametrize("line", ["18 § Luotsin vastuut", "§ 18 Luotsin vastuut", "§ 18 a Luotsin vastuut"])
def test_a_paragraph_sign_and_a_title_are_a_heading_with_no_blank_line_below(line: str) -> None:
    expected = [("paragraph", 0, PROSE), ("heading", 2, line), ("paragraph", 0, "Luotsi vastaa.\nSiitä.")]
    assert blocks(f"{PROSE}\n\n{line}\nLuotsi vastaa.\nSiitä.") == expected
    assert blocks(f"{PROSE}\n\n{line}\n\nLuotsi vastaa.\nSiitä.") == expected


def test_a_lone_paragraph_sign_and_the_title_below_it_stand_apart() -> None:
    expected = [
        ("paragraph", 0, "18 §"),
        ("heading", 2, "Luotsin vastuut"),
        ("paragraph", 0, "Luotsi vastaa."),
    ]
    assert blocks("18 §\nLuotsin vastuut\nLuotsi vastaa.") == expected
    assert blocks("18 §\nLuotsin vastuut\n\nLuotsi vastaa.") == expected
    assert blocks("18 §\nLuotsi vastaa.") == [("paragraph", 0, "18 §"), ("paragraph", 0, "Luotsi vastaa.")]


@pytest.mark.parametrize(
    "text",
    [
        "§ 18 Luotsin vastuut ja\nvelvollisuudet",  # goes on
        "18 §:n mukaan\nLuotsi vastaa.",
        "§ 18 Luotsi vastaa.\nMuu ei.",
        "Säädetään\n18 §\nmukaan.",
    ],
)
def test_lines_that_are_no_heading_of_an_item_stay_together(text: str) -> None:
    assert blocks(f"{text}\n\n{PROSE}\n\n{PROSE}")[0] == ("paragraph", 0, text)


@pytest.mark.parametrize("heading", ["1 § Lain tarkoitus", "1 §\nLain tarkoitus", "1 Johdanto", "Johdanto"])
def test_a_line_that_a_text_begins_with_is_the_title_before_a_heading(heading: str) -> None:
    assert blocks(f"Luotsauslaki\n\n{heading}\n\n{PROSE}")[0] == ("heading", 1, "Luotsauslaki")


def test_a_line_before_lines_is_no_title() -> None:
    source = f"Maija Meikäläinen\n\nJohtaja\npuhelin 310\n\n{PROSE}"
    assert blocks(source)[0] == ("paragraph", 0, "Maija Meikäläinen")


def wrapped(text: str, width: int = 60) -> str:
    return "\n".join(textwrap.wrap(text, width, break_on_hyphens=False))


TEXTS = [
    "Tausta",
    "Kaupunki rakentaa uuden uimahallin Keskuskadun varrelle ensi vuonna, kun rahoitus on varmistunut ja "
    "Uudenmaan liitto on antanut siitä lausunnon.",
    "Tarkoitus on avata halli syksyllä, jolloin koulujen uintiopetus voidaan siirtää sinne kokonaan.",
    "1. Kaupunki kilpailuttaa urakan ja valvoo sitä yhdessä kunnan rakennusvalvonnan kanssa koko ajan.",
    "2. Valtio maksaa osan.",
    "Päätös",
    "Lautakunta hyväksyi ehdotuksen yksimielisesti ja lähetti asian kaupunginhallitukselle tiedoksi.",
]


def test_wrapped_lines_without_blank_lines_are_paragraphs() -> None:
    found = blocks("\n".join(map(wrapped, TEXTS)))
    assert [text for _, _, text in found] == TEXTS
    assert [text for kind, _, text in found if kind == "heading"] == ["Tausta", "Päätös"]


def test_lines_of_any_length_without_blank_lines_are_a_paragraph_each() -> None:
    assert [text for _, _, text in blocks("\n".join([*TEXTS, "Loppu."]))] == [*TEXTS, "Loppu."]
