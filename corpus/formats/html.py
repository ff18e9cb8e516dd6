"""HTML: the main content of a web page, by its landmarks; what surrounds it as furniture."""

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree, html

from corpus.document import Page, one_line
from corpus.errors import EmptyFileError
from corpus.formats.encoding import page_text
from corpus.formats.extract import Extract, tidy
from corpus.minutes.labels import part_label
from corpus.minutes.vocabulary import is_part
from corpus.text.blocks import Block, BlockKind

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
_CELLS = frozenset({"td", "th"})
_LOOKS = frozenset("b span strong font label u".split())
_NAVIGATION = re.compile(
    r"(?:edellinen|seuraava) (?:asia|sivu|pykälä|kohta)|(?:paluu|takaisin|siirry|hyppää)\b.*|avaa haku"
    r"|hae esityslista|tulosta(?: sivu)?|(?:sivun )?alkuun|.{0,30} pdf-muodossa|jaa(?: sivu)?|kuuntele"
    r"|lue lisää|(?:föregående|nästa) (?:ärende|sida|paragraf)|(?:tillbaka|gå till)\b.*|skriv ut"
    r"|(?:previous|next)(?: page| item)?|(?:back|skip) to\b.*|print",
    re.IGNORECASE,
)
_PARTING = re.compile(r"\s*[|\n]\s*|\s{2,}")
_NO_BREAK = "\u00a0"
_BAR = re.compile(r"\s*[|»›>]\s*")
_LAYOUT_SIGNS = 700
_HEADING = re.compile(r"h([1-6])")
_DEEPEST = 400


def html_blocks(path: Path, data: bytes) -> tuple[str, tuple[Page, ...], list[Block]]:
    """A web page's text and its blocks; it has no pages.

    The text is that of the page's main part (``main``, else ``article``, else all of it), without
    scripts, forms and navigation. Headers, footers and asides are furniture. An item that begins with its
    first part (*Päätösehdotus*) has its title from the head of the page.

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
    mains = _mains(root)
    if is_part(next((text for main in mains for text in main.itertext() if text.strip()), "")):
        extract.add("heading", one_line(root.findtext(".//title") or ""), 1)
    for main in mains:
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
        text = "".join(words)
        kind: BlockKind = "list" if element.tag in {"li", "dd"} else "paragraph"
        extract.add("furniture" if _is_navigation(text) else kind, text)
        words.clear()

    words.append(_words(element, element.text))
    for child in element:
        if _is_dropped(child) or (_surrounds(child) and element.tag not in _SURROUNDING):
            pass
        elif child.tag in _INLINE and not _has_blocks(child):
            words.append(_inline(child))
            words.append(_apart(child, words[-2]))
        elif depth < _DEEPEST:
            flush()
            _read_block(extract, child, depth + 1)
        words.append(_words(element, child.tail))
    flush()


def _read_block(extract: Extract, element: html.HtmlElement, depth: int) -> None:
    heading = _HEADING.fullmatch(element.tag)
    if heading:
        extract.add("heading", one_line(_inline(element)), int(heading[1]))
    elif element.tag == "table" and not _is_layout(element):
        text = "\n".join(row for row in _table_lines(element) if row.strip(" |"))
        extract.add("furniture" if _is_navigation(text) else "table", text)
    elif element.tag in {"p", "li"} and _only_bold(element):
        extract.add("heading", one_line(_inline(element)), 7)
    elif label := _label(element):
        extract.add("table", f"{label} | {one_line(_inline(element)).removeprefix(label)}")
    elif _only_links(element):
        extract.add("furniture", _inline(element))
    else:
        _read(extract, element, depth)


def _rows(table: html.HtmlElement) -> Iterator[list[html.HtmlElement]]:
    for row in table.iter("tr"):
        yield [cell for cell in row if cell.tag in _CELLS]


def _table_lines(table: html.HtmlElement) -> Iterator[str]:
    """A table's rows, cells between bars; what stands in it beside its cells, as a caption, as lines."""
    beside: list[str] = []
    walk = etree.iterwalk(table, events=("start", "end", "comment"))
    for event, element in walk:
        if event == "start" and element.tag == "tr":
            yield one_line("".join(beside))
            beside.clear()
            yield " | ".join(one_line(_inline(cell)) for cell in element if cell.tag in _CELLS)
        if event == "start" and not _is_beside(element):
            walk.skip_subtree()
        elif event == "start":
            beside.append(_words(element, element.text))
        elif element is not table:
            beside += ["" if element.tag in _INLINE else " ", _words(element, element.tail)]
    yield one_line("".join(beside))


def _is_beside(element: html.HtmlElement) -> bool:
    """Whether an element of a table is no cell, and is shown or has rows in it."""
    return element.tag not in _CELLS and (not _is_dropped(element) or element.find(".//tr") is not None)


def _is_layout(table: html.HtmlElement) -> bool:
    """Whether a table only places what is in it: headings, tables, long text, or one cell in each row."""
    if table.get("role") == "presentation":
        return True
    if table.xpath("boolean(.//table|.//h1|.//h2|.//h3|.//h4|.//h5|.//h6)"):
        return True
    rows = [[cell for cell in row if cell.text_content().strip()] for row in _rows(table)]
    cells = [cell for row in rows for cell in row]
    if any(len(cell.text_content()) > _LAYOUT_SIGNS for cell in cells):
        return True
    return max(map(len, rows), default=0) < 2 and any(_has_blocks(child) for cell in cells for child in cell)


def _is_navigation(text: str) -> bool:
    """Whether a text is nothing but links to other pages, as *Edellinen asia | Seuraava asia*."""
    parts = [part for part in _PARTING.split(text.strip(" |\n«»‹›<>")) if part]
    return len(text) < _LAYOUT_SIGNS and bool(parts) and all(_NAVIGATION.fullmatch(part) for part in parts)


def _only_bold(element: html.HtmlElement) -> bool:
    """Whether a paragraph is a short line of bold words and nothing else."""
    children = [child for child in element if isinstance(child.tag, str) and child.tag != "br"]
    bold = len(children) == 1 and children[0].tag in {"b", "strong"}
    rest = "".join([element.text or "", *(child.tail or "" for child in element)])
    text = tidy(_inline(element))
    return bold and not rest.strip() and 0 < len(text) <= 80 and not text.endswith((".", ":", ";", ","))


def _label(element: html.HtmlElement) -> str | None:
    """The name of a part in bold, far to the left of what its paragraph says (``<b>Käsittely</b>   Asia …``).

    None where the text tells it without its look.
    """
    first = element[0] if element.tag == "p" and len(element) and not (element.text or "").strip() else None
    if first is None or first.tag not in {"b", "strong"} or any(map(_has_blocks, element)):
        return None
    label = _inline(first).strip()
    said = (first.tail or "").lstrip()
    gap = (first.tail or "").removesuffix(said)
    wide = said and is_part(label) and gap.count(_NO_BREAK) > 1
    return label if wide and part_label(one_line(_inline(element))) is None else None


def _only_links(element: html.HtmlElement) -> bool:
    """Whether an element is where a page stands in its site: three links or more with a bar between two."""
    rest = [element.text or "", *(child.tail or "" for child in element)]
    links = len(element) > 2 and all(child.tag == "a" for child in element)
    return links and all(_BAR.fullmatch(text) for text in rest[1:-1]) and not (rest[0] + rest[-1]).strip()


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
            within = child.tag in _INLINE
            parts += ["" if within else " ", _inline(child)]
            parts.append(_apart(child, parts[-3]) if within else " ")
        parts.append(_words(element, child.tail))
    return "".join(parts)


def _apart(child: html.HtmlElement, before: str) -> str:
    """A blank after an inline element that a page shows apart from what follows it without one.

    ``<span>Ehdotus</span>Kaupunginhallitus``: the element begins a word with a capital and ends in a small
    letter, a digit or a colon, and what follows begins with a capital. It has a look of its own.
    """
    following = child.tail or ""
    after = child.getnext()
    if not following and after is not None and after.tag in _LOOKS:
        following = after.text_content()
    if child.tag not in _LOOKS or not following[:1].isupper():
        return ""
    inside = child.text_content()
    begins = inside[:1].isupper() and not before[-1:].isalnum()
    return " " if begins and len(inside) > 1 and (inside[-1].islower() or inside[-1] in "0123456789:") else ""


def _words(element: html.HtmlElement, text: str | None) -> str:
    """Words as a browser shows them: line feeds are blanks, but in preformatted text."""
    return (text or "") if element.tag == "pre" else re.sub(r"\s+", " ", text or "")


def _texts(element: html.HtmlElement) -> Iterator[str]:
    """The lines of an element that surrounds the content."""
    extract = Extract()
    _read(extract, element)
    yield from (block.text for block in extract.finished()[2])
