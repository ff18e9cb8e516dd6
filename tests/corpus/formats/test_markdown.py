"""Markdown as blocks: what is text, what is a heading, what is markup."""

import time

import pytest

from corpus.formats.markdown import markdown_blocks
from corpus.text.lines import inferred_pages
from corpus.text.traced import JOINT
from tests.support.traces import offsets_of


def blocks(source: str) -> list[tuple[str, int, str]]:
    """Kind, level and text of each block; every character is checked against the source."""
    found = markdown_blocks(source, ())
    for block in found:
        for character, offset in zip(block.text, offsets_of(block.traced), strict=True):
            assert character == (" " if offset == JOINT else source[offset])
    return [(block.kind, block.level, block.text) for block in found]


def texts(source: str) -> list[str]:
    return [text for _, _, text in blocks(source)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("# Yksi", ("heading", 1, "Yksi")),
        ("###### Kuusi ######", ("heading", 6, "Kuusi")),
        ("   ## Kaksi ##  ", ("heading", 2, "Kaksi")),
        ("# C#", ("heading", 1, "C#")),
        ("#hashtag", ("paragraph", 0, "#hashtag")),
        ("Otsikko\n===", ("heading", 1, "Otsikko")),
        ("Otsikko\n-------", ("heading", 2, "Otsikko")),
        ("Kahden rivin\notsikko\n---", ("heading", 2, "Kahden rivin otsikko")),
        ("**Lihava otsikko**", ("heading", 6, "Lihava otsikko")),
        ("__Lihava otsikko__", ("heading", 6, "Lihava otsikko")),
        ("**Lihava lause.**", ("paragraph", 0, "Lihava lause.")),
        ("**Postiosoite**  \nPL 10", ("paragraph", 0, "Postiosoite\nPL 10")),
        ("## **§ 31** *Otsikko*", ("heading", 2, "§ 31 Otsikko")),
        ("## [Linkki](https://x.fi)", ("heading", 2, "Linkki")),
        ("> Lainattu\n> lause.", ("paragraph", 0, "Lainattu lause.")),
        ("> ## Lainattu otsikko", ("heading", 2, "Lainattu otsikko")),
        ("    sisennetty rivi", ("paragraph", 0, "sisennetty rivi")),
    ],
)
def test_headings_and_paragraphs(source: str, expected: tuple[str, int, str]) -> None:
    assert blocks(source) == [expected]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("kissa *ja* koira", "kissa ja koira"),
        ("kissa **ja** ***koira***", "kissa ja koira"),
        ("_kissa_ ja __koira__", "kissa ja koira"),
        ("sana_ja_toinen", "sana_ja_toinen"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("**Huom:** tärkeä *(ei **näin**)*", "Huom: tärkeä (ei näin)"),
        ('katso [sivu](https://hel.fi/a_b_c "Otsikko") nyt', "katso sivu nyt"),
        ("katso [laki (410/2015)](https://finlex.fi/410(2015)) nyt", "katso laki (410/2015) nyt"),
        ("[**lihava** linkki](<https://hel.fi/a b>)", "lihava linkki"),
        ("liite [1] ja [x]", "liite [1] ja [x]"),
        ("kuva ![Kartta alueesta](kartta.png) tässä", "kuva Kartta alueesta tässä"),
        ("kuva ![](kartta.png) tässä", "kuva tässä"),
        ("<https://hel.fi> ja <a@hel.fi>", "https://hel.fi ja a@hel.fi"),
        ("https://hel.fi/a_b_c_d", "https://hel.fi/a_b_c_d"),
        ("koodi `x_y_z` ja ``a`b``", "koodi x_y_z ja a`b"),
        (r"\*ei\* \# \[x\] 1\.", "*ei* # [x] 1."),
        (r"C:\kansio", r"C:\kansio"),
        ("R&amp;D &lt;5 &gt;3 &quot;a&quot;", "R&D &lt;5 &gt;3 &quot;a&quot;"),
        ("a&nbsp;b", "a b"),
        ("a   b\tc", "a b c"),
        ("kan\u00adsain\u200bvälinen", "kansainvälinen"),
        ("a<br>b<br/>c", "a b c"),
        ('H<sub>2</sub>O ja <span style="x">väri</span> <u>ala</u>', "H2O ja väri ala"),
        ("a < b ja c > d", "a < b ja c > d"),
        ("<!-- image -->kissa<!-- kaksi\nriviä -->", "kissa"),
        ("~~poistettu~~ voimassa", "poistettu voimassa"),
        ("yksi\nkaksi", "yksi kaksi"),
        ("yksi  \nkaksi\\\nkolme", "yksi\nkaksi\nkolme"),
        ("kan-\nsainvälinen", "kansainvälinen"),
    ],
)
def test_inline_markup_leaves_its_text(source: str, expected: str) -> None:
    assert blocks(source) == [("paragraph", 0, expected)]


def test_lists_keep_their_marks_and_are_a_block_for_each_item() -> None:
    source = "- kissa\n- koira\n  ja pentu\n    1. vene\n    2. juna\n\n* talo\n"
    assert blocks(source) == [
        ("list", 0, "- kissa"),
        ("list", 0, "- koira ja pentu"),
        ("list", 0, "1. vene"),
        ("list", 0, "2. juna"),
        ("list", 0, "* talo"),
    ]


def test_a_lists_further_paragraphs_belong_to_it() -> None:
    assert blocks("1. Päätös\n\n   Toinen kappale.\n\nLoppu.") == [
        ("list", 0, "1. Päätös"),
        ("list", 0, "Toinen kappale."),
        ("paragraph", 0, "Loppu."),
    ]


def test_a_year_at_the_start_of_a_line_is_no_list() -> None:
    assert texts("Kokous pidettiin vuonna\n2024. Se oli lyhyt.") == [
        "Kokous pidettiin vuonna 2024. Se oli lyhyt."
    ]


def test_tables_are_rows_of_cells_between_bars() -> None:
    source = "| Vuosi | *Summa* |\n|---|--:|\n| 2023 | 1 000 € |\n| 2024 | [x](y) |\n"
    assert blocks(source) == [("table", 0, "Vuosi | Summa\n2023 | 1 000 €\n2024 | x")]


def test_code_fences_keep_their_lines() -> None:
    source = "```python\ndef kissa():\n    return *x*\n```\n"
    assert blocks(source) == [("paragraph", 0, "def kissa():\nreturn *x*")]


def test_rules_are_no_text_and_page_breaks_part_paragraphs() -> None:
    assert texts("yksi\n\n---\n\n***\n\nkaksi\n\n\n\n_ _ _\nkolme") == ["yksi", "kaksi", "kolme"]


def test_a_comment_over_blank_lines_is_no_text() -> None:
    assert texts("yksi\n\n<!-- kaksi\n\n# kolme\n\n-->\n\nneljä") == ["yksi", "neljä"]


def test_a_comment_that_never_ends_is_text() -> None:
    assert texts("yksi <!-- kaksi\n\nkolme") == ["yksi <!-- kaksi", "kolme"]


def test_tags_of_html_blocks_leave_their_text() -> None:
    source = '<div class="x">\n<p>Kissa <a href="https://x.fi">istuu</a>.</p>\n</div>\n\n<h2>Otsikko</h2>\n'
    assert texts(source) == ["Kissa istuu.", "Otsikko"]


def test_front_matter_is_a_paragraph_of_lines() -> None:
    assert blocks("---\ntitle: Kissa\ndate: 2024-12-02\n---\n\n# Otsikko\n") == [
        ("paragraph", 0, "title: Kissa\ndate: 2024-12-02"),
        ("heading", 1, "Otsikko"),
    ]


def test_link_definitions_and_footnotes_stay_text() -> None:
    assert texts("Katso [laki][1].\n\n[1]: https://finlex.fi\n\n[^2]: Alaviite.") == [
        "Katso [laki][1].",
        "[1]: https://finlex.fi",
        "[^2]: Alaviite.",
    ]


def test_blocks_know_their_page() -> None:
    source = "yksi\n\n\n\nkaksi\n\n# kolme\n\n\n\n\nneljä"
    assert [(block.text, block.page) for block in markdown_blocks(source, inferred_pages(source))] == [
        ("yksi", 0),
        ("kaksi", 1),
        ("kolme", 1),
        ("neljä", 2),
    ]


def test_blocks_know_what_parts_them_from_the_one_before() -> None:
    source = "yksi\n\n<!-- image -->\n\nkaksi\n\nkolme <!-- b --> c\n\nneljä\n\n![](kuva.png)\n\nviisi"
    found = markdown_blocks(source, ())
    assert [(block.text, block.parted) for block in found] == [
        ("yksi", False),
        ("kaksi", True),
        ("kolme c", False),
        ("neljä", False),
        ("viisi", True),
    ]


@pytest.mark.parametrize(
    "unit",
    [
        "*a ",
        "**a",
        "_a ",
        "[a](",
        "![",
        "<b",
        "<!-- ",
        "`a ",
        "`",
        "\\`",
        "> ",
        "- a\n  ",
        "a\n",
        "a\n\n",
        "# a\n",
        "> a\n",
        "|\n",
        "```\n",
        "- ",
        "a-\n",
        "| a ",
        "\\",
        "&nbsp",
        "~~a ",
    ],
)
def test_hostile_markup_is_read_in_linear_time(unit: str) -> None:
    # A second at most; as the square it is half a minute. A busy machine may be slow once, not each time.
    assert any(seconds(unit * (60_000 // len(unit))) < 3 for _ in range(3))


def seconds(text: str) -> float:
    """The processor time that reading takes."""
    start = time.process_time()
    markdown_blocks(text, ())
    return time.process_time() - start


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("####1. Val", ("heading", 4, "1. Val")),
        ("##Beslut", ("heading", 2, "Beslut")),
        ("#§ 3 Avaus", ("heading", 1, "§ 3 Avaus")),
        ("#Årsmöte", ("heading", 1, "Årsmöte")),
        ("#2024", ("paragraph", 0, "#2024")),
        ("#kissa", ("paragraph", 0, "#kissa")),
        ("#Kissa #Koira", ("paragraph", 0, "#Kissa #Koira")),
        ("##2.1 Toimijat##", ("heading", 2, "2.1 Toimijat")),
        ("##2.1 Toimijat#", ("heading", 2, "2.1 Toimijat")),
        ("##2.1 Toimijat###", ("heading", 2, "2.1 Toimijat###")),
        ("#2. Avoimuus#  ", ("heading", 1, "2. Avoimuus")),
        ("## Ohjelmat C##", ("heading", 2, "Ohjelmat C##")),
        ("##Ohjelmat C#", ("heading", 2, "Ohjelmat C#")),
        ("#Kissa# Koira", ("paragraph", 0, "#Kissa# Koira")),
        ("###", None),
        ("#######Val", ("paragraph", 0, "#######Val")),
    ],
)
def test_the_marks_of_a_heading_need_no_blank(line: str, expected: tuple[str, int, str] | None) -> None:
    assert blocks(f"{line}\n\nA.") == [*([expected] if expected else []), ("paragraph", 0, "A.")]
