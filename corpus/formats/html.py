"""HTML: the main content of a web page, by its landmarks; what surrounds it as furniture."""

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree, html

from corpus.document import Page, one_line
from corpus.errors import EmptyFileError
from corpus.formats.encoding import page_text
from corpus.formats.extract import Extract, tidy
from corpus.text.blocks import Block

_DROPPED = frozenset(
    "script style noscript template nav form button select input textarea dialog svg math canvas video audio "
    "iframe object head link meta".split()
)
_SURROUNDING = frozenset("header footer aside".split())
_ROLES = frozenset("navigation search dialog alertdialog".split())
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark q s samp small "
    "span strike strong sub sup time tt u var wbr br".split()
)
_HEADING = re.compile(r"h([1-6])")
_DEEPEST = 400


def html_blocks(path: Path, data: bytes) -> tuple[str, tuple[Page, ...], list[Block]]:
    """A web page's text and its blocks; it has no pages.

    The text is that of the page's main part (``main``, else ``article``, else all of it), without
    scripts, forms and navigation. Headers, footers and asides are furniture.

    Raises:
        EncodingError: the page's encoding is not the one that it names, or is none that there is.
        EmptyFileError: the page has no elements.
    """
    source = page_text(path, data)
    try:
        root = html.document_fromstring(source.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8"))
    except etree.ParserError:
        raise EmptyFileError(
            f"{path}: the page is empty; leave it out or give the file that was meant"
        ) from None
    extract = Extract()
    for main in _mains(root):
        _read(extract, main)
    for element in root.iter(*sorted(_SURROUNDING)):
        if _surrounds(element) and not any(_surrounds(above) for above in element.iterancestors()):
            for line in _texts(element):
                extract.add("furniture", line)
    return extract.finished()


def _mains(root: html.HtmlElement) -> list[html.HtmlElement]:
    """The elements of a page's main content."""
    for path in ("//main|//*[@role='main']", "//article", "//body"):
        found = [element for element in root.xpath(path) if not _is_dropped(element)]
        if found:
            known = set(found)
            return [element for element in found if known.isdisjoint(element.iterancestors())]
    return [root]


def _is_dropped(element: html.HtmlElement) -> bool:
    if not isinstance(element.tag, str) or element.tag in _DROPPED:
        return True
    hidden = element.get("hidden") is not None or element.get("aria-hidden") == "true"
    style = (element.get("style") or "").replace(" ", "").lower()
    return hidden or element.get("role") in _ROLES or "display:none" in style


def _surrounds(element: html.HtmlElement) -> bool:
    """Whether a header, footer or aside is the whole page's, not that of an article in it."""
    above = {ancestor.tag for ancestor in element.iterancestors()}
    return element.tag in _SURROUNDING and not above & {"main", "article", "section"}


def _read(extract: Extract, element: html.HtmlElement, depth: int = 0) -> None:
    """Takes in an element's blocks: its own words between those of the elements in it."""
    words: list[str] = []

    def flush() -> None:
        extract.add("list" if element.tag in {"li", "dd"} else "paragraph", "".join(words))
        words.clear()

    words.append(_words(element, element.text))
    for child in element:
        if _is_dropped(child) or (_surrounds(child) and element.tag not in _SURROUNDING):
            pass
        elif child.tag in _INLINE and not _has_blocks(child):
            words.append(_inline(child))
        elif depth < _DEEPEST:
            flush()
            _read_block(extract, child, depth + 1)
        words.append(_words(element, child.tail))
    flush()


def _read_block(extract: Extract, element: html.HtmlElement, depth: int) -> None:
    heading = _HEADING.fullmatch(element.tag)
    if heading:
        extract.add("heading", one_line(_inline(element)), int(heading[1]))
    elif element.tag == "table" and not element.xpath(".//table|.//h1|.//h2|.//h3|.//h4|.//h5|.//h6"):
        rows = (" | ".join(one_line(_inline(cell)) for cell in row) for row in _rows(element))
        extract.add("table", "\n".join(row for row in rows if row.strip(" |")))
    elif element.tag in {"p", "li"} and _only_bold(element):
        extract.add("heading", one_line(_inline(element)), 7)
    else:
        _read(extract, element, depth)


def _rows(table: html.HtmlElement) -> Iterator[list[html.HtmlElement]]:
    for row in table.iter("tr"):
        yield [cell for cell in row if cell.tag in {"td", "th"}]


def _only_bold(element: html.HtmlElement) -> bool:
    """Whether a paragraph is a short line of bold words and nothing else."""
    children = [child for child in element if isinstance(child.tag, str) and child.tag != "br"]
    bold = len(children) == 1 and children[0].tag in {"b", "strong"}
    rest = "".join([element.text or "", *(child.tail or "" for child in element)])
    text = tidy(_inline(element))
    return bold and not rest.strip() and 0 < len(text) <= 80 and not text.endswith((".", ":", ";", ","))


def _has_blocks(element: html.HtmlElement) -> bool:
    """Whether an inline element holds others that are not."""
    return any(isinstance(child.tag, str) and child.tag not in _INLINE | _DROPPED for child in element.iter())


def _inline(element: html.HtmlElement) -> str:
    """An element's words, its line breaks as line feeds."""
    if element.tag == "br":
        return "\n"
    parts = [_words(element, element.text)]
    for child in element:
        if not _is_dropped(child):
            parts.append(_inline(child))
            parts.append("" if child.tag in _INLINE else " ")
        parts.append(_words(element, child.tail))
    return "".join(parts)


def _words(element: html.HtmlElement, text: str | None) -> str:
    """Words as a browser shows them: line feeds are blanks, but in preformatted text."""
    return (text or "") if element.tag == "pre" else re.sub(r"\s+", " ", text or "")


def _texts(element: html.HtmlElement) -> Iterator[str]:
    """The lines of an element that surrounds the content."""
    extract = Extract()
    _read(extract, element)
    yield from (block.text for block in extract.finished()[2])
