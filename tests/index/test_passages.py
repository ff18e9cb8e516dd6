"""Passages: whole paragraphs of one section, slices of the document's text."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Document, Section, SourceMap, Span, section_path
from corpus.readers import read, shipped_reports
from index.passages import Passage, context_digest, split


def document(*sections: tuple[str, list[str]]) -> Document:
    """A document of sections, each a title and its paragraphs, parted by line feeds."""
    text, made = "", []
    for title, paragraphs in sections:
        heading = Span(len(text), len(text) + len(title))
        text += title + "\n"
        spans = []
        for paragraph in paragraphs:
            spans.append(Span(len(text), len(text) + len(paragraph)))
            text += paragraph + "\n"
        made.append(Section(title, "heading", None, heading, tuple(spans)))
    return Document("d.md", "d.md", "Otsikko", text, SourceMap(()), tuple(made), (), "")


def texts(passages: list[Passage]) -> list[str]:
    return [passage.text for passage in passages]


LONG = "Yksi kaksi kolme neljä viisi kuusi seitsemän kahdeksan yhdeksän kymmenen yksitoista kaksitoista."


def test_a_passage_is_a_whole_paragraph() -> None:
    assert texts(split(document(("A", [LONG, LONG])))) == [LONG, LONG]


def test_short_paragraphs_go_with_what_they_stand_beside() -> None:
    assert texts(split(document(("A", ["Nimi.", "Puhelin 310.", LONG])))) == [f"Nimi.\nPuhelin 310.\n{LONG}"]


def test_no_passage_crosses_a_section() -> None:
    assert texts(split(document(("A", ["Nimi."]), ("B", ["Toinen."])))) == ["Nimi.", "Toinen."]


def test_a_long_paragraph_is_cut_at_sentences_into_like_parts() -> None:
    assert texts(split(document(("A", [" ".join([LONG] * 4)])), most=30)) == [f"{LONG} {LONG}"] * 2


def test_a_sentence_longer_than_a_passage_is_cut_between_words() -> None:
    passages = split(document(("A", ["yksi kaksi kolme neljä viisi"])), most=2)
    assert texts(passages) == ["yksi kaksi", "kolme neljä", "viisi"]


def test_a_bare_heading_is_a_passage_of_itself() -> None:
    assert texts(split(document(("Ehdotus hyväksytään", [])))) == ["Ehdotus hyväksytään"]


def test_context_says_title_and_section_and_digest_tells_contexts_apart() -> None:
    (passage,) = split(document(("Talous", ["Nimi."])))
    assert passage.context == "Otsikko > Talous > Nimi."
    assert passage.id == "d.md:7-12"
    assert passage.digest == context_digest("Otsikko > Talous > Nimi.") != context_digest("Talous > Nimi.")


@given(
    st.lists(
        st.lists(st.text(alphabet="ab .A\n1", min_size=1).filter(str.strip), max_size=4),
        min_size=1,
        max_size=3,
    ),
    st.integers(1, 12),
)
def test_passages_are_slices_within_bounds_and_lose_no_word(sections: list[list[str]], most: int) -> None:
    found = document(*((f"H{n}", paragraphs) for n, paragraphs in enumerate(sections)))
    passages = split(found, most)
    for passage in passages:
        assert passage.text == passage.span.of(found.text)
        assert 1 <= len(passage.text.split()) <= most
    for number, paragraphs in enumerate(sections):
        words = [word for passage in passages if passage.section == number for word in passage.text.split()]
        assert words == [word for paragraph in paragraphs or [f"H{number}"] for word in paragraph.split()]


@pytest.fixture(scope="module")
def report() -> Document:
    (path,) = shipped_reports()
    return read(path)


def test_the_report_in_passages(report: Document) -> None:
    passages = split(report)
    assert len(passages) == 38
    assert max(len(passage.text.split()) for passage in passages) == 108
    by_title: dict[str, list[str]] = {}
    for passage in passages:
        by_title.setdefault(report.sections[passage.section].title, []).append(passage.text)
    assert by_title["Esittelijä"] == ["elinkeinojohtaja\nMarja-Leena Rinkineva"] * 2
    assert by_title["Tiedoksi"] == ["Kansainvälisen toiminnan koordinaatioryhmä\nKaupunginkanslia\nToimialat"]
    assert len(by_title["Yhteystiedot"]) == 1
    assert len(by_title["Yhteistyötä useiden eri kaupunkien kanssa"]) == 6
    assert "Ylätunniste" not in by_title
    for passage in passages:
        assert section_path(report, passage.section)[-1] in passage.context
        assert not any(furniture in passage.text for furniture in ("02.12.2024", "Asia/3"))


def test_the_context_names_the_item_once(report: Document) -> None:
    passage = next(p for p in split(report) if report.sections[p.section].title == "Taustaa")
    assert passage.context.startswith(
        "§ 31 Tilannekatsaus Helsingin kaupungin kansainvälisten asioiden edistämisestä"
        " > Esittelijän perustelut > Taustaa > Helsingin kaupunki toimii"
    )


def test_a_file_of_one_heading_is_found_by_it(tmp_path: Path) -> None:
    (tmp_path / "vain.md").write_text("# Otsikko\n", encoding="utf-8")
    assert texts(split(read(tmp_path / "vain.md"))) == ["Otsikko"]
