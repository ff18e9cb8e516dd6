"""The original of a document: links to its file, and the cited page as it looks there."""

from pathlib import Path

import pytest

from app.texts import ENGLISH, FINNISH
from app.viewer.panel import original_html, pictures_html
from corpus.document import Document, Span
from corpus.readers import read
from tests.support.documents import ODD, PARKS
from tests.support.pdfs import lines, made
from tests.support.site.htmls import parsed

TEXT = "Satama avataan kev\u00e4\u00e4ll\u00e4."


@pytest.fixture
def harbour(tmp_path: Path) -> Document:
    path = tmp_path / "satama & ranta.pdf"
    path.write_bytes(made([lines(72, 100, "Ensimm\u00e4inen sivu."), lines(72, 421, TEXT)]))
    return read(path)


def cited(document: Document) -> Span:
    start = document.text.index(TEXT)
    return Span(start, start + len(TEXT))


def test_pdf_is_opened_at_the_cited_page(harbour: Document) -> None:
    opened, saved = parsed(original_html(harbour, cited(harbour), FINNISH)).all("a")
    assert opened.attributes["href"] == "original?doc=satama+%26+ranta.pdf#page=2"
    assert opened.text == "Avaa alkuper\u00e4inen tiedosto (PDF, sivu 2) (avautuu uuteen v\u00e4lilehteen)"
    assert opened.attributes["rel"] == "noopener"
    assert saved.attributes["href"] == "original?doc=satama+%26+ranta.pdf&save=1"


def test_other_files_are_opened_as_a_whole(harbour: Document) -> None:
    for document, span in ((PARKS, Span(0, 5)), (ODD, None), (harbour, None)):
        opened = parsed(original_html(document, span, FINNISH)).all("a")[0]
        assert "#" not in opened.attributes["href"]
    assert "(MD)" in parsed(original_html(PARKS, Span(0, 5), FINNISH)).text


def test_cited_page_is_shown_with_its_line_marked(harbour: Document) -> None:
    shown = parsed(pictures_html(harbour, cited(harbour), ENGLISH))
    assert shown.one("summary").text == "See page 2 as it is in the file"
    picture = shown.one("img")
    assert picture.attributes["src"] == f"picture?doc=satama+%26+ranta.pdf&page=2&of={harbour.digest[:12]}"
    assert "page 2" in picture.attributes["alt"]
    style = dict(part.split(":") for part in shown.one("span").attributes["style"].split(";"))
    # The line stands at 72 points of 595.28 from the left, its baseline in the middle of 841.89.
    assert float(style["left"].rstrip("%")) == pytest.approx(100 * 72 / 595.28, abs=0.2)
    top, height = (float(style[name].rstrip("%")) for name in ("top", "height"))
    assert top < 50 < top + height
    assert height < 2.5


def test_without_a_place_or_a_layout_no_page_is_shown(harbour: Document) -> None:
    assert pictures_html(harbour, None, FINNISH) == ""
    assert pictures_html(PARKS, Span(0, 5), FINNISH) == ""
