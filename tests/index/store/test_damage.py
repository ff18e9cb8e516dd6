"""What conversion does to a report: no damage may lose a word, move a citation or change the outline."""

import re
from pathlib import Path

import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from corpus.document import Document
from corpus.errors import EmptyFileError
from corpus.readers import read
from tests.corpus.test_report import REPORT, SOURCE, TREE, body, plain, tree, wrapped

ADDRESS = "Postiosoite  \nPL 10  \n00099 HELSINGIN KAUPUNKI\n\nPuhelin  \n+358 9 310 1641"
PARAGRAPHS = re.split(r"(?<!\n)\n\n(?!\n)", SOURCE.strip("\n"))
LONG = [at for at, text in enumerate(PARAGRAPHS) if len(text) > 300 and "\n" not in text]
ENDINGS = st.sampled_from(["\n", "\r\n"])
few = settings(
    max_examples=40, deadline=None, derandomize=True, database=None, phases=(Phase.explicit, Phase.generate)
)
many = settings(
    max_examples=150, deadline=None, derandomize=True, database=None, phases=(Phase.explicit, Phase.generate)
)


def read_text(source: str, suffix: str, folder: Path) -> Document:
    path = folder / f"a{suffix}"
    path.write_bytes(source.encode("utf-8"))
    return read(path)


def check_source_map(document: Document, source: str) -> None:
    """Every character is its source's or a joining space, and spans of the source rebuild the text."""
    characters = []
    for at, character in enumerate(document.text):
        offset = document.source_map.source_offset(at)
        assert character == (" " if offset is None else source[offset])
        characters.append("" if offset is None else character)
    for section in document.sections:
        for span in (*section.paragraphs, *([section.heading] if section.heading else [])):
            stretches = document.source_map.source_spans(span)
            assert all(stretch.start < stretch.end for stretch in stretches)
            assert "".join(s.of(source) for s in stretches) == "".join(characters[span.start : span.end])
            assert span.of(document.text).strip()


def check_sections(document: Document) -> None:
    """Headings and paragraphs stand in reading order, and what parts them is white space."""
    at = 0
    for number, section in enumerate(document.sections):
        assert section.parent is None or section.parent < number
        for span in (*([section.heading] if section.heading else []), *section.paragraphs):
            assert document.text[at : span.start].strip() == ""
            assert at <= span.start < span.end
            at = span.end
    assert document.text[at:] == ""


def words(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text))


def check_words(document: Document, source: str) -> None:
    """A letter or digit that the text has not is one of a line of furniture that it has elsewhere."""
    kept = {run.source + n for run in document.source_map.runs for n in range(run.length)}
    furniture = " | ".join(
        words(span.of(document.text))
        for section in document.sections
        if section.kind == "furniture"
        for span in section.paragraphs
    )
    numberless = re.sub(r"\d+", "#", furniture)
    start = 0
    for line in re.findall(r"[^\n]*\n|[^\n]+", source):
        if any(sign.isalnum() and start + n not in kept for n, sign in enumerate(line)):
            said = words(line)
            empty = re.fullmatch(r"\s*\d+[.)]\s*", line)  # an item of a list without text
            assert empty or said in furniture or re.sub(r"\d+", "#", said) in numberless, line
        start += len(line)


def check(document: Document, source: str) -> None:
    check_source_map(document, source)
    check_sections(document)
    check_words(document, source)


@st.composite
def split_paragraphs(draw: st.DrawFn) -> list[str]:
    """The report's paragraphs, some of them cut in two by a page break, between words or inside one."""
    paragraphs = list(PARAGRAPHS)
    for at in draw(st.lists(st.sampled_from(LONG), max_size=5, unique=True)):
        text = paragraphs[at]
        places = [m.start() for m in re.finditer(r"(?<=[a-zäö,]) (?=[a-zäö]{3})", text) if m.start() > 130]
        place = draw(st.sampled_from(places))
        inside = draw(st.booleans())
        if inside:
            word = re.compile(r"[a-zäö]{8,}").search(text, place)
            if word is not None:
                cut = word.start() + draw(st.integers(3, len(word[0]) - 4))
                if text[cut - 1] != text[cut]:
                    paragraphs[at] = f"{text[:cut]}-\n\n\n\n{text[cut:]}"
                    continue
        paragraphs[at] = f"{text[:place]}\n\n\n\n{text[place + 1 :]}"
    return paragraphs


@st.composite
def damaged_reports(draw: st.DrawFn) -> str:
    """The report with furniture between its paragraphs, cut paragraphs and headings of any level."""
    found = []
    for paragraph in draw(split_paragraphs()):
        if draw(st.integers(0, 9)) == 0 and "\n\n\n\n" in paragraph:
            before, after = paragraph.split("\n\n\n\n")
            found.append(f"{before}\n\n{ADDRESS}\n\n\n\n02.12.2024\n\nAsia/3\n\n{after}")
        else:
            found.append(paragraph)
        if draw(st.integers(0, 9)) == 0:
            found.append(
                draw(
                    st.sampled_from(
                        ["\n", "\n\n02.12.2024\n\nAsia/3", f"{ADDRESS}\n\n\n\n02.12.2024\n\nAsia/3"]
                    )
                )
            )
    levels = draw(st.lists(st.integers(1, 6), min_size=30, max_size=30))
    at = iter(levels)
    source = re.sub(r"(?m)^#+(?= )", lambda _: "#" * next(at), "\n\n".join(found))
    return draw(st.sampled_from(["", "\ufeff"])) + source.replace("\n", draw(ENDINGS))


WHOLE = read(REPORT)
BODY_TREE = [row for row in TREE if row[1] != "furniture"]


@few
@given(source=damaged_reports())
def test_damage_changes_neither_outline_nor_words_of_the_body(
    tmp_path_factory: pytest.TempPathFactory, source: str
) -> None:
    document = read_text(source, ".md", tmp_path_factory.getbasetemp())
    check(document, source)
    assert [row for row in tree(document) if row[1] != "furniture"] == BODY_TREE
    assert body(document) == body(WHOLE)


@few
@given(source=damaged_reports(), hard=st.booleans())
def test_damage_to_plain_text_loses_no_word(
    tmp_path_factory: pytest.TempPathFactory, source: str, hard: bool
) -> None:
    text = plain(source.removeprefix("\ufeff").replace("\r\n", "\n"))
    text = (wrapped(text) if hard else text).replace("\n", "\r\n" if "\r" in source else "\n")
    text = source[: source.startswith("\ufeff")] + text
    document = read_text(text, ".txt", tmp_path_factory.getbasetemp())
    check(document, text)
    assert [row for row in tree(document) if row[1] != "furniture"] == BODY_TREE
    assert [text.split() for text in body(document)] == [text.split() for text in body(WHOLE)]


LINES = st.one_of(
    st.text(alphabet="abÄ1 .-", max_size=12),
    st.sampled_from(
        [
            *(
                "",
                "",
                "",
                "§ 12",
                "12 §",
                "# § 12 Otsikko",
                "## Päätös",
                "Beslut",
                "§ 13 rahoitukseen",
                "Asia/3",
                "2 (64)",
            ),
            *(
                "Postiosoite",
                "Puhelin",
                "+358 9 310",
                "- kohta",
                "1. kohta",
                "| a | b |",
                "|---|---|",
                "---",
                "===",
                "> laina",
            ),
            *("kan-", "sainvälinen", "x  ", "x\\", "\f", "**Lihava**", "LAPDno-2024-792", "2.12.2024"),
        ]
    ),
)
ENDS = st.sampled_from(["\n", "\r\n", "\n\n", "\n\n\n\n"])


@many
@given(
    parts=st.lists(st.tuples(LINES, ENDS), min_size=1, max_size=25), suffix=st.sampled_from([".md", ".txt"])
)
def test_any_lines_keep_their_words(
    tmp_path_factory: pytest.TempPathFactory, parts: list[tuple[str, str]], suffix: str
) -> None:
    source = "".join(text + end for text, end in parts)
    try:
        document = read_text(source, suffix, tmp_path_factory.getbasetemp())
    except EmptyFileError:
        assert words(re.sub(r"(?m)^\s*\d+[.)]\s*$", "", source)) == ""
    else:
        check(document, source)


@many
@given(source=st.text(min_size=1, max_size=200), suffix=st.sampled_from([".md", ".txt"]))
def test_any_text_maps_to_its_source(
    tmp_path_factory: pytest.TempPathFactory, source: str, suffix: str
) -> None:
    folder = tmp_path_factory.getbasetemp()
    assume(not re.search(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]|\r(?!\n)", source))
    try:
        source.encode("utf-8")
        document = read_text(source, suffix, folder)
    except (EmptyFileError, UnicodeEncodeError):
        return
    check_source_map(document, source)
    check_sections(document)


@many
@given(
    source=st.text(alphabet="a*_[]()<>!`~\\#|-\n &;\"'bc/", min_size=1, max_size=60),
)
def test_any_markup_maps_to_its_source(tmp_path_factory: pytest.TempPathFactory, source: str) -> None:
    try:
        document = read_text(source, ".md", tmp_path_factory.getbasetemp())
    except EmptyFileError:
        return
    check_source_map(document, source)
    check_sections(document)
