"""The panel: what a document looks like as HTML."""

from dataclasses import replace
from urllib.parse import parse_qsl

from hypothesis import given
from hypothesis import strategies as st

from app.answer.place import Place, find, parse, place_of
from app.texts import ENGLISH, FINNISH, SWEDISH, Texts
from app.viewer.panel import missing_html, panel_html
from app.viewer.text import page_starts, text_html
from corpus.document import Document, Page, Run, SourceMap, Span
from corpus.minutes.outcomes.outcome import Outcome
from tests.support.documents import ODD, PARKS, make_document
from tests.support.site.htmls import Element, parsed

QUOTE = "Suunnitelma alkaa <b>keväällä</b> 2026."
OURS = set(
    "a button details div h2 h3 h4 h5 h6 input label li mark nav ol p search section span summary ul".split()
)


def told(panel: Element) -> list[Element]:
    """What is told of a document under its title."""
    return panel.one("ul", class_="told").all("li")


def span_of(text: str) -> Span:
    start = PARKS.text.index(text)
    return Span(start, start + len(text))


def reading(place: Place, *, alone: bool = False) -> Element:
    return parsed(panel_html(PARKS, place, FINNISH, alone=alone))


def body(cited: Span | None = None) -> Element:
    return written(PARKS, cited).one("div", class_="text")


def written(document: Document, cited: Span | None = None, texts: Texts = FINNISH) -> Element:
    return parsed(text_html(document, cited, texts))


def test_document_is_shown_section_by_section() -> None:
    shown = body()
    blocks = [(e.tag, e.text) for e in shown.inside if e.attributes.get("class") != "leaf"]
    assert blocks == [
        ("h3", "§ 7 Puistojen hoito"),
        ("p", "Asia koskee kaikkia puistoja."),
        ("h4", "Päätös"),
        ("p", "Jaosto hyväksyi hoitosuunnitelman. Suunnitelma alkaa <b>keväällä</b> 2026."),
        ("h4", "Perustelut"),
        ("h5", "Kustannukset"),
        ("p", "Hoito maksaa 40 000 euroa.\nSumma on <script>alert(1)</script>."),
    ]
    assert shown.attributes["lang"] == "fi"
    assert [h.attributes["id"] for h in shown.inside if h.tag.startswith("h")] == [
        f"section-{number}" for number in range(4)
    ]


def test_heading_of_a_list_of_items_looks_like_any_other() -> None:
    sections = (replace(PARKS.sections[0], kind="contents"), *PARKS.sections[1:])
    document = replace(PARKS, title="Pöytäkirja", sections=sections)
    page = parsed(panel_html(document, Place(document.id), FINNISH, alone=True))
    assert "class" not in page.one("h3").attributes


def test_headings_go_no_deeper_than_html() -> None:
    deep = make_document(
        "syvä.md", "Syvä", [(f"Taso {n}", "heading", n - 1 if n else None, ["Teksti."]) for n in range(6)]
    )
    shown = written(deep)
    assert [e.tag for e in shown.below() if e.tag.startswith("h")] == ["h3", "h4", "h5", "h6", "h6", "h6"]


def test_cited_text_is_marked_and_nothing_else() -> None:
    shown = body(span_of(QUOTE))
    mark = shown.one("mark")
    assert mark.text == QUOTE
    assert mark.attributes == {"id": "cited", "tabindex": "-1"}
    assert [p.text for p in shown.all("p", class_="at")] == [PARKS.sections[1].paragraphs[0].of(PARKS.text)]
    assert body().all("mark") == []


def test_mark_over_paragraphs_and_headings_has_one_beginning() -> None:
    cited = Span(span_of("puistoja.").start, span_of("Jaosto").end)
    marks = body(cited).all("mark")
    assert [mark.text for mark in marks] == ["puistoja.", "Päätös", "Jaosto"]
    assert ["id" in mark.attributes for mark in marks] == [True, False, False]


def test_every_span_is_marked_exactly() -> None:
    text = PARKS.text
    shown_text = body().text
    for start in range(0, len(text), 7):
        for end in range(start + 1, len(text) + 1, 11):
            shown = body(Span(start, end))
            assert shown.text == shown_text
            marked = "".join(mark.text for mark in shown.all("mark"))
            assert marked.replace("\n", "") == text[start:end].replace("\n", "")


def test_pages_are_marked_where_they_begin() -> None:
    shown = body()
    assert [(e.attributes["data-label"], e.attributes["lang"]) for e in shown.all("span", class_="page")] == [
        ("sivu 1", "fi"),
        ("sivu 2", "fi"),
    ]
    first, second = shown.all("span", class_="page")
    assert shown.inside[0].attributes["class"] == "leaf"
    assert shown.inside[0].inside == [first]
    assert second in shown.inside[4].inside
    assert first.text == second.text == ""


def test_page_that_begins_with_a_block_has_a_line_of_its_own() -> None:
    at = PARKS.sections[1].paragraphs[0].start
    moved = replace(
        PARKS,
        pages=(Page(1, "i", Span(0, at), inferred=False), Page(2, "ii", Span(at, 999), inferred=False)),
    )
    shown = written(moved, texts=SWEDISH).one("div")
    assert [e.attributes.get("class") for e in shown.inside[:6]] == [
        "leaf",
        "repeated",
        None,
        None,
        "leaf",
        None,
    ]
    assert shown.inside[4].one("span").attributes["data-label"] == "sida ii"


def test_page_starts_follow_the_source_not_the_order_of_the_text() -> None:
    moved = replace(
        PARKS,
        source_map=SourceMap((Run(0, 50, 10), Run(10, 0, 5), Run(16, 95, 20))),
        pages=tuple(Page(n, str(n), Span(40 * n - 40, 40 * n), inferred=True) for n in (1, 2, 3)),
    )
    assert [(offset, page.number) for offset, page in page_starts(moved)] == [(0, 2), (10, 1), (16, 3)]


def test_page_that_begins_inside_a_run() -> None:
    assert [(offset, page.number) for offset, page in page_starts(PARKS)] == [(0, 1), (90, 2)]
    assert page_starts(ODD) == []


def test_what_stands_on_every_page_has_no_page_marks() -> None:
    sections = (*PARKS.sections[:3], replace(PARKS.sections[3], kind="furniture", parent=None))
    at = sections[3].paragraphs[0].start
    pages = (Page(1, "1", Span(0, at), inferred=True), Page(2, "2", Span(at, 999), inferred=True))
    shown = written(replace(PARKS, sections=sections, pages=pages))
    assert [e.attributes["data-label"] for e in shown.all("span", class_="page")] == ["sivu 1"]


def test_section_named_by_us_is_shown_with_our_name() -> None:
    named = replace(PARKS.sections[1], heading=None, title="Yhteystiedot <x>")
    shown = written(replace(PARKS, sections=(PARKS.sections[0], named)))
    assert [e.text for e in shown.all("h4")] == ["Yhteystiedot <x>"]


def test_title_that_the_panel_says_is_not_said_again() -> None:
    assert body().one("h3").attributes["class"] == "repeated"
    assert "class" not in body(span_of("Puistojen hoito")).one("h3").attributes
    assert "class" not in written(ODD).all("h3")[0].attributes


def test_each_section_is_said_to_be_in_its_own_language() -> None:
    bilingual = make_document(
        "kokous.md",
        "Kokous",
        [
            ("Päätös", "part", None, ["Lautakunta hyväksyi ehdotuksen ja päätti asiasta."]),
            ("Perustelut", "part", None, ["Hoito maksaa vähemmän kuin aiemmin on arvioitu."]),
            ("Beslut", "part", None, ["Nämnden beslutade att förslaget godkänns."]),
            ("Decision", "part", None, ["The board decided that the proposal is approved."]),
        ],
    )
    place = Place(bilingual.id)
    shown = parsed(panel_html(bilingual, place, ENGLISH, alone=True))
    text = shown.one("div", class_="text")
    assert text.attributes["lang"] == "fi"
    assert [e.attributes.get("lang") for e in text.all("h3")] == [None, None, "sv", "en"]
    assert [e.attributes.get("lang") for e in text.all("p")] == [None, None, "sv", "en"]
    assert shown.one("h2").attributes["lang"] == "fi"
    contents = shown.one("details", class_="contents")
    assert contents.one("nav").inside[0].attributes["lang"] == "fi"
    assert [a.attributes.get("lang") for a in contents.all("a")] == [None, None, "sv", "en"]


def test_swedish_document_is_said_to_be_swedish() -> None:
    swedish = make_document(
        "möte.md", "Mötet", [("Beslut", "part", None, ["Nämnden beslutade att förslaget godkänns."])]
    )
    shown = parsed(panel_html(swedish, Place(swedish.id), FINNISH, alone=True))
    panel = shown.one("section")
    said = [e.attributes["lang"] for e in panel.below() if "lang" in e.attributes]
    assert set(said) == {"sv"}


def test_contents_are_nested_links_to_real_places() -> None:
    shown = reading(Place(PARKS.id)).one("details", class_="contents")
    links = shown.all("a")
    assert [link.text for link in links] == ["§ 7 Puistojen hoito", "Päätös", "Perustelut", "Kustannukset"]
    assert [link.attributes["data-section"] for link in links] == ["0", "1", "2", "3"]
    top = shown.one("nav").inside[0].inside[0]
    assert [len(top.inside), len(top.inside[0].one("a", data_section="3").text)] == [1, len("Kustannukset")]
    places = [parse(dict(parse_qsl(link.attributes["href"][1:]))) for link in links]
    assert [find(PARKS, place) for place in places if place] == [s.heading for s in PARKS.sections]


def test_panel_names_the_document_and_what_is_known_of_it() -> None:
    shown = reading(Place(PARKS.id))
    title = shown.one("h2")
    assert title.text == "§ 7 Puistojen hoito"
    assert title.attributes["id"] == shown.one("section").attributes["aria-labelledby"]
    facts = [(fact.text, [a.attributes["href"] for a in fact.all("a")]) for fact in told(shown)]
    meeting = ("Puistojaosto · 4.3.2025", ["meeting?doc=puistot.md"])
    assert facts == [meeting, ("HEL 2025-000007", []), ("Markdown", [])]
    assert shown.one("p", class_="pages-note").text == FINNISH["inferred_pages"]
    assert shown.all("p", class_="notice") == []
    odd = parsed(
        panel_html(replace(ODD, body=None, date=None, case=None), Place(ODD.id), FINNISH, alone=True)
    )
    assert [fact.text for fact in told(odd)] == ["Markdown"]
    assert odd.all("p", class_="pages-note") == odd.all("div", class_="items") == []


def test_panel_leads_to_the_case_of_what_is_cited() -> None:
    first, *others = PARKS.sections
    cased = replace(PARKS, sections=(replace(first, case=PARKS.case), *others))
    shown = parsed(panel_html(cased, Place(PARKS.id), FINNISH, alone=True))
    assert told(shown)[1].one("a").attributes["href"] == "case?number=HEL+2025-000007"


def test_heading_of_an_item_tells_what_became_of_it() -> None:
    shown = parsed(panel_html(PARKS, Place(PARKS.id), ENGLISH, {0: Outcome("noted")}, alone=True))
    headings = [e for e in shown.below() if "data-outcome" in e.attributes]
    assert [(e.text, e.attributes["data-outcome"]) for e in headings] == [
        ("§ 7 Puistojen hoito", "Noted for information")
    ]
    assert shown.one("div", class_="items").attributes["aria-label"] == ENGLISH["items"]


def test_panel_knows_its_place() -> None:
    place = place_of(PARKS.id, span_of(QUOTE), QUOTE)
    shown = reading(place)
    address = shown.one("section").attributes["data-place"]
    assert parse(dict(parse_qsl(address[1:]))) == place
    assert shown.one("mark").text == QUOTE


def test_place_that_is_gone_is_told() -> None:
    shown = reading(place_of(PARKS.id, span_of(QUOTE), "x" * len(QUOTE)))
    notice = shown.one("p", class_="notice")
    assert notice.text == FINNISH.gone_span
    assert notice.attributes["role"] == "status"
    assert shown.all("mark") == []
    assert shown.one("h3").text == "§ 7 Puistojen hoito"


def test_document_that_is_gone_is_told_and_others_offered() -> None:
    shown = parsed(missing_html(Place("poissa.md"), ENGLISH))
    assert shown.one("p", class_="notice").text == ENGLISH.gone_document
    assert shown.one("h2").text == "Document"
    assert shown.one("ul", class_="documents").attributes["data-from"] == "documents?for=viewer&language=en"
    assert shown.all("div", class_="leaves") == []


def test_another_document_is_searched_for_where_there_are_several() -> None:
    assert reading(Place(PARKS.id), alone=True).all("search", class_="choice") == []
    choice = reading(Place(PARKS.id)).one("search", class_="choice")
    assert choice.one("label").attributes["for"] == choice.one("input").attributes["id"] == "find-document"
    found = choice.one("ul")
    assert found.attributes["data-from"] == "documents?for=viewer&language=fi"
    assert found.inside == []


def test_ids_are_unique() -> None:
    shown = reading(place_of(PARKS.id, span_of(QUOTE), QUOTE))
    ids = [e.attributes["id"] for e in shown.below() if "id" in e.attributes]
    assert len(ids) == len(set(ids))


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), min_size=1))
def test_no_text_ever_becomes_markup(text: str) -> None:
    document = make_document(text, text, [(text, "item", None, [text]), (text, "part", 0, [text, text])], [1])
    cited = document.sections[1].paragraphs[1]
    shown = parsed(panel_html(document, place_of(text, cited, text), FINNISH, alone=False))
    assert shown.tags() <= OURS
    assert shown.one("mark").text == text
    for element in shown.below():
        assert not any(name.startswith("on") for name in element.attributes)
        assert element.attributes.get("href", "?").partition("?")[0] in {"", "original", "meeting"}
