"""The report that ships, as it is read: tree, furniture, mended words, pages, metadata."""

import datetime
import hashlib
import re
import textwrap
from pathlib import Path

import pytest

from corpus.document import Document, Span, pages_of, section_path
from corpus.readers import read

REPORT = (
    Path(__file__).parent.parent.parent / "corpus" / "reports" / "helsinki-elinkeinojaosto-2024-12-02-31.md"
)
SOURCE = REPORT.read_bytes().decode("utf-8")
TITLE = "Tilannekatsaus Helsingin kaupungin kansainvälisten asioiden edistämisestä"

# Depth, kind, title and number of paragraphs of every section, in reading order.
TREE = [
    (0, "item", TITLE, 1),
    (1, "part", "Päätös", 1),
    (1, "part", "Käsittely", 1),
    (1, "part", "Esittelijä", 1),
    (1, "part", "Lisätiedot", 1),
    (1, "part", "Muutoksenhaku", 1),
    (1, "part", "Päätösehdotus", 1),
    (1, "part", "Esittelijän perustelut", 0),
    (2, "heading", "Taustaa", 2),
    (2, "heading", "Kansainvälisen toiminnan taustalla Helsingin strategisten tavoitteiden edistäminen", 2),
    (2, "heading", "Kansainvälisten vaikutusmahdollisuuksien lisääminen", 1),
    (2, "heading", "Yhteistyötä useiden eri kaupunkien kanssa", 6),
    (2, "heading", "Helsinki jäsen useissa kansainvälisissä kaupunkiverkostoissa", 3),
    (2, "heading", "EU-edunvalvonta ja EU-hankkeet", 2),
    (2, "heading", "Helsinki kansainvälisen tunnettuuden ja houkuttelevuuden vahvistaminen", 3),
    (2, "heading", "Kansainväliset tapahtumat Helsingissä ja maailmalla", 4),
    (2, "heading", "Kansainvälisen toiminnan koordinointi", 3),
    (1, "part", "Toimivalta", 2),
    (1, "part", "Esittelijä", 1),
    (1, "part", "Lisätiedot", 1),
    (1, "part", "Muutoksenhaku", 1),
    (1, "part", "Tiedoksi", 1),
    (0, "furniture", "Ylätunniste", 2),
    (0, "furniture", "Yhteystiedot", 4),
]


def plain(markdown: str) -> str:
    """The report without its Markdown marks."""
    return re.sub(r"<(http[^>]*)>", r"\1", re.sub(r"(?m)^#+ |  $|\*\*|^---\n\n", "", markdown))


def wrapped(text: str) -> str:
    """A text whose lines are wrapped at 90 columns."""
    lines = [textwrap.wrap(line, 90, break_on_hyphens=False) or [""] for line in text.split("\n")]
    return "\n".join("\n".join(line) for line in lines)


FORMS = {
    "report.md": SOURCE,
    "report.txt": plain(SOURCE),
    "wrapped.txt": wrapped(plain(SOURCE)),
    "windows.md": SOURCE.replace("\n", "\r\n"),
    "windows.txt": plain(SOURCE).replace("\n", "\r\n"),
    "bom.md": "\ufeff" + SOURCE,
    "bom.txt": "\ufeff" + plain(SOURCE),
    "old_mac.md": SOURCE.replace("\n", "\r"),
    "form_feeds.txt": plain(SOURCE).replace("\n\n\n\n", "\n\f\n"),
}


@pytest.fixture(scope="module", params=FORMS)
def report(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Document:
    path: Path = tmp_path_factory.mktemp("report") / request.param
    path.write_bytes(FORMS[request.param].encode("utf-8"))
    return read(path)


def tree(document: Document) -> list[tuple[int, str, str, int]]:
    return [
        (len(section_path(document, at)) - 1, section.kind, section.title, len(section.paragraphs))
        for at, section in enumerate(document.sections)
    ]


def paragraphs(document: Document, title: str) -> list[str]:
    """The paragraphs of the first section of a title."""
    section = next(section for section in document.sections if section.title == title)
    return [span.of(document.text) for span in section.paragraphs]


def body(document: Document) -> list[str]:
    """The paragraphs of all sections but furniture."""
    return [
        span.of(document.text)
        for section in document.sections
        if section.kind != "furniture"
        for span in section.paragraphs
    ]


def test_the_report_ships_byte_for_byte() -> None:
    said = re.search(r"SHA-256: ([0-9a-f]{64})", (REPORT.parent / "README.txt").read_text(encoding="utf-8"))
    assert said is not None
    assert hashlib.sha256(REPORT.read_bytes()).hexdigest() == said[1] == read(REPORT).digest


def test_the_section_tree_follows_the_grammar_of_minutes(report: Document) -> None:
    assert tree(report) == TREE


def test_free_headings_are_children_of_the_reasons_whatever_their_level() -> None:
    document = read(REPORT)
    at = next(n for n, s in enumerate(document.sections) if s.title == "EU-edunvalvonta ja EU-hankkeet")
    assert section_path(document, at) == (
        f"§ 31 {TITLE}",
        "Esittelijän perustelut",
        "EU-edunvalvonta ja EU-hankkeet",
    )
    assert {section.item for section in document.sections[:22]} == {"§ 31"}
    assert {section.item for section in document.sections[22:]} == {None}


def test_headings_are_spans_of_the_text(report: Document) -> None:
    for section in report.sections:
        if section.kind == "furniture":
            assert section.heading is None
        else:
            assert section.heading is not None
            assert section.heading.of(report.text).endswith(section.title)
    item = report.sections[0].heading
    assert item is not None
    assert item.of(report.text).split() == ["§", "31", *TITLE.split()]


def test_no_furniture_in_a_body_paragraph(report: Document) -> None:
    for word in ("02.12.2024", "Asia/3", "Postiosoite", "Pohjoisesplanadi", "00099", "0201256-6", "310 1641"):
        assert [paragraph for paragraph in body(report) if word in paragraph] == []
    assert paragraphs(report, "Ylätunniste") == ["02.12.2024", "Asia/3"]


def test_the_address_block_is_one_section_of_four_parts(report: Document) -> None:
    assert paragraphs(report, "Yhteystiedot") == [
        "Postiosoite\nPL 10\n00099 HELSINGIN KAUPUNKI\nkaupunginkanslia@hel.fi",
        "Käyntiosoite\nPohjoisesplanadi 11-13\nHelsinki 17\nhttp://www.hel.fi/kaupunginkanslia",
        "Puhelin\n+358 9 310 1641",
        "Y-tunnus\n0201256-6",
    ]


@pytest.mark.parametrize(
    "words",
    [
        "linjaa kansainvälisen toiminnan linjaukset, jotka",
        "tälläkin strategiakaudella ollut erityisessä",
        "Tällä pyritään läpinäkyvyyteen ja siihen, että verkostojen hyödynnettävyys paranee.",
        "Pks-kaupunki- ja kuutoskaupunkiyhteistyö",
        "Projekt- ja teemakohtaisia",
        "alueemme turvallisuus- ja varautumiskysymykset",
        "hybriditapahtumien- ja tapaamisten",
        "Helsinki Education Capital -tapahtuma",
        "EU-edunvalvonnan sekä EU-hanketoiminnan",
        "Hallintosäännön 8 luvun 2 §:n mukaan kaupunginhallituksen",
    ],
)
def test_words_and_sentences_are_whole_and_real_hyphens_stay(report: Document, words: str) -> None:
    assert sum(words in paragraph for paragraph in body(report)) == 1


def test_tiedoksi_holds_the_three_recipients_after_the_last_page_break(report: Document) -> None:
    recipients = ["Kansainvälisen toiminnan koordinaatioryhmä", "Kaupunginkanslia", "Toimialat"]
    assert paragraphs(report, "Tiedoksi") == ["\n".join(recipients)]


def test_pages_are_labelled_1_to_7_and_inferred(report: Document) -> None:
    assert [(page.number, page.label, page.inferred) for page in report.pages] == [
        (number, str(number), True) for number in range(1, 8)
    ]


def test_a_paragraph_over_a_page_break_stands_on_both_pages(report: Document) -> None:
    (span,) = [
        span
        for section in report.sections
        for span in section.paragraphs
        if "linjaa kansainvälisen" in span.of(report.text)
    ]
    assert [page.label for page in pages_of(report, span)] == ["1", "2"]


def test_metadata(report: Document) -> None:
    assert report.item == "§ 31"
    assert report.title == TITLE
    assert report.case == "HEL 2024-015391"
    assert report.body == "Kaupunginhallituksen elinkeinojaosto"
    assert report.date == datetime.date(2024, 12, 2)
    assert {section.case for section in report.sections if section.kind != "furniture"} == {"HEL 2024-015391"}


def test_the_source_of_a_mended_word_is_its_two_halves() -> None:
    document = read(REPORT)
    at = document.text.index("kansainvälisen toiminnan linjaukset")
    spans = document.source_map.source_spans(Span(at, at + len("kansainvälisen")))
    assert [span.of(SOURCE) for span in spans] == ["kan", "sainvälisen"]
