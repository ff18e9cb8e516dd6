"""Web pages: the main content by landmark, what surrounds it apart, markup gone."""

from pathlib import Path

import pytest

from corpus.document import section_path
from corpus.errors import EmptyFileError, EncodingError
from corpus.formats.html import html_blocks
from corpus.readers import read
from tests.support.traces import offsets_of


def blocks(page: str) -> list[tuple[str, int, str]]:
    source, pages, found = html_blocks(Path("a.html"), page.encode())
    assert pages == ()
    for block in found:
        assert block.text == "".join(source[offset] for offset in offsets_of(block.traced))
    return [(block.kind, block.level, block.text) for block in found]


PAGE = """<!doctype html><html lang="fi"><head><title>Päätös</title><style>p {color: red}</style></head>
<body><header><a href="/">Vaasan kaupunki</a></header><nav><ul><li>Etusivu</li></ul></nav>
<div id="root"><main><article><header><h1>Tilinpäätös <small>2024</small></h1></header>
<p>Kissa <b>istuu</b> &amp; <a href="x">makaa</a>.<br>Toinen&nbsp;rivi.</p><script>alert(1)</script>
<ul><li>yksi</li><li>kaksi <ul><li>syvä</li></ul></li></ul>
<table><tr><th>Vuosi</th><th>Summa</th></tr><tr><td>2024</td><td>1&#160;000 &euro;</td></tr></table>
<div>Irrallinen <span>teksti</span><h2>Liitteet</h2>lopussa</div></article></main></div>
<aside>Mainos</aside>
<footer><p>Senaatinkatu 1</p><form><button>Lähetä</button></form></footer></body></html>"""


def test_the_main_content_and_what_surrounds_it() -> None:
    assert blocks(PAGE) == [
        ("heading", 1, "Tilinpäätös 2024"),
        ("paragraph", 0, "Kissa istuu & makaa.\nToinen rivi."),
        ("list", 0, "yksi"),
        ("list", 0, "kaksi"),
        ("list", 0, "syvä"),
        ("table", 0, "Vuosi | Summa\n2024 | 1 000 €"),
        ("paragraph", 0, "Irrallinen teksti"),
        ("heading", 2, "Liitteet"),
        ("paragraph", 0, "lopussa"),
        ("furniture", 0, "Vaasan kaupunki"),
        ("furniture", 0, "Mainos"),
        ("furniture", 0, "Senaatinkatu 1"),
    ]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>yksi<p>kaksi", ["yksi", "kaksi"]),
        ("vain tekstiä", ["vain tekstiä"]),
        ("<div role=main>a</div><p>b", ["a"]),
        ("<article>a</article><article>b</article>c", ["a", "b"]),
        ("<p hidden>a</p><p aria-hidden=true>b</p><p style='display: none'>c</p><p>d", ["d"]),
        ("<p>a &lt;b&gt; &#228;&auml; &quot;", ['a <b> ää "']),
        ("<p>kau&shy;punki\u200b", ["kaupunki"]),
        ("<p>yksi\n  kaksi</p>", ["yksi kaksi"]),
        ("<pre>yksi\n  kaksi</pre>", ["yksi\nkaksi"]),
        ("<!-- a --><p>b<!-- c -->d", ["bd"]),
        ("<a href=x><div>a</div></a>b", ["a", "b"]),
        ("<table><tr><td><h2>A</h2><p>b</p></td></tr></table>", ["A", "b"]),
        ("<p><svg><text>x</text></svg>a<input value=y>", ["a"]),
    ],
)
def test_texts_of_pages(page: str, expected: list[str]) -> None:
    assert [text for _, _, text in blocks(page)] == expected


def test_a_paragraph_of_bold_words_is_a_heading() -> None:
    page = "<p><strong>Päätös</strong></p><p><b>Lause.</b></p><p><b>Alku</b> ja loppu</p>"
    assert [kind for kind, _, _ in blocks(page)] == ["heading", "paragraph", "paragraph"]


def test_a_decision_on_a_web_page_is_read_like_minutes(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        "<main><h1>Tilannekatsaus</h1><p>§ 31</p><p>HEL 2024-015391</p><h2>Päätös</h2>"
        "<p>Kaupunginhallitus hyväksyi.</p><h2>Esittelijän perustelut</h2><h3>Taustaa</h3><p>a</p></main>"
    )
    found = read(path)
    assert [section_path(found, at) for at in range(len(found.sections))] == [
        ("§ 31 Tilannekatsaus",),
        ("§ 31 Tilannekatsaus", "Päätös"),
        ("§ 31 Tilannekatsaus", "Esittelijän perustelut"),
        ("§ 31 Tilannekatsaus", "Esittelijän perustelut", "Taustaa"),
    ]
    assert (found.item, found.case, found.body) == ("§ 31", "HEL 2024-015391", "Kaupunginhallitus")


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="iso-8859-1">', "latin-1"),
        ("<meta http-equiv='Content-Type' content='text/html; charset=windows-1252'>", "cp1252"),
        ("", "utf-8"),
        ("", "utf-8-sig"),
        ("", "utf-16"),
        ("", "cp1252"),
        ('<meta charset="windows-1252">', "utf-8"),
        ('<?xml version="1.0" encoding="iso-8859-15"?>', "iso-8859-15"),
        ('<?xml version="1.0" encoding="UTF-8"?>', "utf-8"),
    ],
)
def test_encodings(tmp_path: Path, head: str, encoding: str) -> None:
    path = tmp_path / "a.htm"
    path.write_bytes(f"{head}<p>Päätös €".replace("€", "x").encode(encoding))
    assert read(path).text == "Päätös x"


def test_an_encoding_that_is_not_the_one_named(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes("<meta charset=utf-8><p>Päätös".encode("latin-1"))
    with pytest.raises(EncodingError) as caught:
        read(path)
    assert str(caught.value) == (
        f"{path}: byte 24 is 0xe4, which is not utf-8 there; save the page as UTF-8 and try again"
    )


@pytest.mark.parametrize("name", ["kissa", "undefined", "unicode_escape", "idna", "rot13", "mbcs", "utf-7"])
def test_an_encoding_that_no_text_is_in(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(f"<meta charset={name}><p>a".encode())
    with pytest.raises(EncodingError) as caught:
        read(path)
    assert str(caught.value) == (
        f"{path}: the page names the encoding “{name}”, which nobody knows; save it as UTF-8 and try again"
    )


@pytest.mark.parametrize("page", ["", "<html></html>", "<script>a</script>", "<!-- a -->", "   "])
def test_pages_without_text(tmp_path: Path, page: str) -> None:
    path = tmp_path / "a.html"
    path.write_text(page)
    with pytest.raises(EmptyFileError):
        read(path)


@pytest.mark.parametrize("tag", ["div", "span", "table", "b", "ul"])
def test_a_page_nested_too_deeply_ends(tag: str) -> None:
    nested = f"<{tag}>" * 5000 + "a" + f"</{tag}>" * 5000
    assert blocks(f"<p>alku</p>{nested}")[0] == ("paragraph", 0, "alku")


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p><span class='a'>Ehdotus</span>Kaupunginhallitus päättää.", "Ehdotus Kaupunginhallitus päättää."),
        ("<p><span>Liite 1</span>Kartta", "Liite 1 Kartta"),
        ("<p><b>Päätös:</b>Hyväksyttiin.", "Päätös: Hyväksyttiin."),
        ("<p><span>Päätös</span><span>Hyväksyttiin.</span>", "Päätös Hyväksyttiin."),
        ("<p>Etunimi <span>Koski</span><span>Virta</span>", "Etunimi Koski Virta"),
        ("<p><b>E</b>hdotus", "Ehdotus"),
        ("<p>e<b>Asiointi</b>Palvelu", "eAsiointiPalvelu"),
        ("<p><i>Open</i>Ahjo", "OpenAhjo"),
        ("<p><b>Kissa</b>n", "Kissan"),
        ("<p><span>e</span>Palvelu", "ePalvelu"),
    ],
)
def test_words_of_elements_that_are_shown_apart_are_apart(tmp_path: Path, page: str, text: str) -> None:
    path = tmp_path / "a.html"
    path.write_text(page, encoding="utf-8")
    assert read(path).text == text


def kinds(page: str) -> list[tuple[str, str]]:
    """Kind and text of each block of a page."""
    return [(block.kind, block.text) for block in html_blocks(Path("a.html"), page.encode())[2]]


def test_a_table_that_only_places_text_is_no_table() -> None:
    long = "Kaupunki rakentaa hallin. " * 40
    assert kinds(f"<table><tr><td>Päätös</td><td><p>{long}</p><p>Toinen.</p></td></tr></table>") == [
        ("paragraph", "Päätös"),
        ("paragraph", long.strip()),
        ("paragraph", "Toinen."),
    ]
    assert kinds("<table><tr><td></td><td><p>Yksi.</p><p>Kaksi.</p></td></tr></table>") == [
        ("paragraph", "Yksi."),
        ("paragraph", "Kaksi."),
    ]
    assert kinds("<table role=presentation><tr><td>Yksi<td>Kaksi</table>") == [
        ("paragraph", "Yksi"),
        ("paragraph", "Kaksi"),
    ]
    assert kinds("<table><tr><td>Virka<td>Palkka<tr><td>Sihteeri<td>3 000</table>") == [
        ("table", "Virka | Palkka\nSihteeri | 3 000")
    ]


@pytest.mark.parametrize(
    ("table", "lines"),
    [
        (
            "<caption>Taulukko 1. <b>Mak</b>sut</caption><tr><th>Virka<th>Palkka<tr><td>Sihteeri<td>3 000",
            "Taulukko 1. Maksut\nVirka | Palkka\nSihteeri | 3 000",
        ),
        (
            "<tr><td>Laki<td>Sisältö</tr>Suositus (2008)<tr><td>Asetus<td>Maksut</tr><!-- a --> loppu",
            "Laki | Sisältö\nSuositus (2008)\nAsetus | Maksut\nloppu",
        ),
        (
            "<form><tbody><tr>eka<td>1<td>2<p>toka</p></tr><script>x</script></tbody></form>",
            "1 | 2 toka\neka",
        ),
        ("<colgroup><col></colgroup><tr><td>1<td>2<tr><td> <td> ", "1 | 2"),
    ],
)
def test_what_stands_in_a_table_beside_its_cells_is_not_lost(table: str, lines: str) -> None:
    assert kinds(f"<table>{table}</table>") == [("table", lines)]


@pytest.mark.parametrize(
    "links",
    [
        "<a href=1>Edellinen asia</a> | <a href=2>Seuraava asia</a> | <a href=3>Kokousasia PDF-muodossa</a>",
        "« <a href=1>Paluu edelliselle sivulle</a>",
        "<a href=1>Föregående ärende</a> | <a href=2>Nästa ärende</a>",
    ],
)
def test_links_to_the_next_item_are_furniture(links: str) -> None:
    for page in (f"<p>{links}</p>", f"<table><tr><td>{links}</table>"):
        assert [kind for kind, _ in kinds(f"{page}<p>Edellinen asia pantiin pöydälle.")] == [
            "furniture",
            "paragraph",
        ]


def test_where_a_page_stands_in_its_site_is_furniture() -> None:
    crumbs = "<a>Toimielimet</a> | <a>Kaupunginhallitus</a>&nbsp;|&nbsp;<a>Lista 29.5.2017</a>"
    assert blocks(f"<center>\n{crumbs} </center><p><a>Liite</a>, <a>kartta</a> ja <a>asu</a></p>") == [
        ("furniture", 0, "Toimielimet | Kaupunginhallitus | Lista 29.5.2017"),
        ("paragraph", 0, "Liite, kartta ja asu"),
    ]


@pytest.mark.parametrize(
    ("paragraph", "found"),
    [
        # The author broke the paragraph inside a sentence: nothing but its look tells the label.
        (
            "<b>Käsittely</b>&nbsp;&nbsp;&nbsp; Keskustelun kuluessa jäsen",
            ("table", 0, "Käsittely | Keskustelun kuluessa jäsen"),
        ),
        (
            "<b>Käsittely</b>&nbsp;&nbsp;&nbsp; Asia käsiteltiin toisena.",
            ("paragraph", 0, "Käsittely Asia käsiteltiin toisena."),
        ),
        ("<b>Päätös</b> tehtiin &nbsp;&nbsp; eilen", ("paragraph", 0, "Päätös tehtiin eilen")),
        ("<b>Kissa</b>&nbsp;&nbsp;&nbsp; istuu", ("paragraph", 0, "Kissa istuu")),
    ],
)
def test_a_bold_label_far_to_the_left_of_its_text(paragraph: str, found: tuple[str, int, str]) -> None:
    assert blocks(f"<p class=x>{paragraph}</p>") == [found]


def test_an_item_that_begins_with_its_first_part_has_its_title_in_the_head_of_the_page() -> None:
    page = "<head><title>Aloite verkostosta</title></head><body><div><h3>{}</h3><p>Kissa.</p></div>"
    assert blocks(page.format("Päätösehdotus")) == [
        ("heading", 1, "Aloite verkostosta"),
        ("heading", 3, "Päätösehdotus"),
        ("paragraph", 0, "Kissa."),
    ]
    assert blocks(page.format("Uutisia"))[0] == ("heading", 3, "Uutisia")
