"""DOCX: a Word document's headings, paragraphs, lists and tables; headers and footers as furniture."""

import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from lxml import etree

from corpus.document import Page
from corpus.errors import DamagedFileError, EncryptedFileError
from corpus.formats.extract import Extract, tidy
from corpus.text.blocks import Block

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_COMPOUND = b"\xd0\xcf\x11\xe0"
_LARGEST = 50_000_000  # bytes of one part, unpacked
_BOLD = 100
_HEADING = re.compile(r"(?:heading|otsikko|rubrik)\s*(\d)", re.IGNORECASE)
_TITLE = re.compile(r"title|otsikko|rubrik", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]")
_SIGNS = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_PAGE = "\f"
_BOX = f"{_W}txbxContent"
_APART = {_BOX, _FALLBACK, f"{_W}pPr", f"{_W}rPr", f"{_W}del"}


@dataclass(frozen=True, slots=True)
class Style:
    """A style of paragraphs: the level of its headings, 0 for none, its weight, the id of its list."""

    level: int = 0
    bold: bool = False
    listed: str | None = None


@dataclass(slots=True)
class Word:
    """A document while it is read: its styles, its numbered lists, and how far each has counted."""

    styles: dict[str, Style]
    decimal: set[str]
    extract: Extract = field(default_factory=Extract)
    counts: dict[str, Counter[int]] = field(default_factory=dict)


def docx_blocks(path: Path, data: bytes) -> tuple[str, tuple[Page, ...], list[Block]]:
    """A Word document's text, its pages as Word last broke them, and its blocks.

    Numbered items of lists are led by their number, others by a dash; a table's cells stand between
    bars. Text that a reviewer deleted is left out.

    Raises:
        EncryptedFileError: the file is locked with a password.
        DamagedFileError: the file is no Word document, or is cut short, altered or made to harm.
    """
    if data.startswith(_COMPOUND):
        raise EncryptedFileError(
            f"{path}: the document is locked with a password, or is of the old kind .doc; "
            "save it as .docx without one and try again"
        )
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = {info.filename: info for info in archive.infolist()}
            word = Word(_styles(archive, parts), _decimal_lists(archive, parts))
            body = _root(archive, parts, "word/document.xml").find(f"{_W}body")
            edges = sorted(name for name in parts if re.fullmatch(r"word/(?:header|footer)\d*\.xml", name))
            edge_roots = [_root(archive, parts, name) for name in edges]
    except RuntimeError as error:
        if isinstance(error, NotImplementedError) or "password" not in str(error):
            raise _damaged(path, error) from None
        raise EncryptedFileError(
            f"{path}: the document is locked with a password; save it as .docx without one and try again"
        ) from None
    except (
        zipfile.BadZipFile,
        zlib.error,
        etree.XMLSyntaxError,
        KeyError,
        ValueError,
        EOFError,
        OSError,
    ) as error:
        raise _damaged(path, error) from None
    if body is not None:
        _read(word, body)
    for root in edge_roots:
        for paragraph in root.iter(f"{_W}p"):
            word.extract.add("furniture", _text(paragraph))
    return word.extract.finished()


def _damaged(path: Path, error: Exception) -> DamagedFileError:
    return DamagedFileError(
        f"{path}: the document cannot be read ({error}); open it in a word processor and save it anew"
    )


def _root(archive: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo], name: str) -> etree._Element:
    """The root of a part of the document."""
    if parts[name].file_size > _LARGEST:
        raise ValueError(f"{name} would be {parts[name].file_size} bytes")
    with archive.open(name) as part:
        data = part.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise ValueError(f"{name} is more than {_LARGEST} bytes")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(data, parser)


def _styles(archive: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo]) -> dict[str, Style]:
    """The styles by their id, each with what it has from those that it is based on."""
    if "word/styles.xml" not in parts:
        return {}
    elements = {
        style.get(f"{_W}styleId", ""): style
        for style in _root(archive, parts, "word/styles.xml").iter(f"{_W}style")
    }
    found: dict[str, Style] = {}
    for name, element in elements.items():
        chain: list[etree._Element] = []
        at: etree._Element | None = element
        while at is not None and at not in chain:
            chain.append(at)
            at = elements.get(_value(at, "basedOn") or "")
        levels = [level for style in chain if (level := _style_level(style))]
        bolds = [bold for style in chain if (bold := _is_bold(style.find(f"{_W}rPr"))) is not None]
        marks = [marks for style in chain if (marks := style.find(f"{_W}pPr/{_W}numPr")) is not None]
        listed = _value(marks[0], "numId") or "" if marks else None
        found[name] = Style(levels[0] if levels else 0, bool(bolds and bolds[0]), listed)
    return found


def _style_level(style: etree._Element) -> int:
    name = _value(style, "name") or ""
    numbered = _HEADING.fullmatch(name)
    outline = style.find(f"{_W}pPr/{_W}outlineLvl")
    if numbered:
        return int(numbered[1])
    if outline is not None and re.fullmatch("[0-8]", outline.get(f"{_W}val") or ""):
        return int(outline.get(f"{_W}val") or 0) + 1
    return 1 if _TITLE.fullmatch(name) else 0


def _decimal_lists(archive: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo]) -> set[str]:
    """The ids of the lists whose items are numbered."""
    if "word/numbering.xml" not in parts:
        return set()
    root = _root(archive, parts, "word/numbering.xml")
    numbered = {
        abstract.get(f"{_W}abstractNumId")
        for abstract in root.iter(f"{_W}abstractNum")
        for level in list(abstract.iter(f"{_W}lvl"))[:1]
        if _value(level, "numFmt") == "decimal"
    }
    return {
        number.get(f"{_W}numId", "")
        for number in root.iter(f"{_W}num")
        if _value(number, "abstractNumId") in numbered
    }


def _value(element: etree._Element, name: str) -> str | None:
    child = element.find(f"{_W}{name}")
    return child.get(f"{_W}val") if child is not None else None


def _is_bold(look: etree._Element | None) -> bool | None:
    """Whether a look is bold; None where it does not say."""
    bold = look.find(f"{_W}b") if look is not None else None
    return bold.get(f"{_W}val") not in {"0", "false", "off"} if bold is not None else None


def _read(word: Word, parent: etree._Element) -> None:
    """Takes in the paragraphs and tables below an element, those in content controls too."""
    for child in parent:
        if child.tag == f"{_W}p":
            _read_paragraph(word, child)
        elif child.tag == f"{_W}tbl":
            rows = (_row(row) for row in child.iter(f"{_W}tr"))
            word.extract.add("table", "\n".join(row for row in rows if row.strip(" |")))
        elif child.tag in {f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins"}:
            _read(word, child)


def _row(row: etree._Element) -> str:
    cells = ([_text(paragraph) for paragraph in cell.iter(f"{_W}p")] for cell in row.iter(f"{_W}tc"))
    return " | ".join(tidy(" ".join(texts)).replace("\n", " ") for texts in cells)


def _read_paragraph(word: Word, paragraph: etree._Element) -> None:
    signs = list(_signs(paragraph))
    text = _text(paragraph)
    look = paragraph.find(f"{_W}pPr")
    starts = look is not None and look.find(f"{_W}pageBreakBefore") is not None
    if starts or _PAGE in signs[:1]:
        word.extract.break_page()
    name = _value(look, "pStyle") if look is not None else None
    style = word.styles.get(name or "", Style())
    marks = look.find(f"{_W}numPr") if look is not None else None
    short = len(text) <= _BOLD and not text.rstrip().endswith((".", ":", ";", ","))
    if style.level:
        word.extract.add("heading", text, style.level)
    elif marks is not None or style.listed is not None:
        mark = _mark(word, marks, style.listed or "") if text.strip() else ""
        word.extract.add("list", f"{mark} {text}")
    elif short and _all_bold(paragraph, style):
        word.extract.add("heading", text, 9)
    else:
        word.extract.add("paragraph", text)
    for box in _boxes(paragraph):
        _read(word, box)
    if _PAGE in signs[1:]:
        word.extract.break_page()


def _mark(word: Word, marks: etree._Element | None, listed: str) -> str:
    """What an item of a list is led by; ``listed`` is the list of its style."""
    number = (_value(marks, "numId") if marks is not None else None) or listed
    told = (_value(marks, "ilvl") if marks is not None else None) or ""
    level = int(told) if _NUMBER.fullmatch(told) else 0
    if number not in word.decimal:
        return "-"
    counts = word.counts.setdefault(number, Counter())
    for deeper in [each for each in counts if each > level]:
        del counts[deeper]
    counts[level] += 1
    return f"{counts[level]}."


def _text(paragraph: etree._Element) -> str:
    """A paragraph's words, tabs as blanks, without those of text boxes in it."""
    return "".join(sign for sign in _signs(paragraph) if sign != _PAGE)


def _signs(element: etree._Element) -> Iterator[str]:
    """The stretches of words below an element, and the breaks of pages between them."""
    for child in element:
        if child.tag in _APART:
            continue
        if child.tag == f"{_W}lastRenderedPageBreak" or child.get(f"{_W}type") == "page":
            yield _PAGE
        elif child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        else:
            yield from _signs(child)


def _boxes(element: etree._Element) -> Iterator[etree._Element]:
    """The contents of the text boxes in a paragraph, each once."""
    for child in element:
        if child.tag == _BOX:
            yield child
        elif child.tag != _FALLBACK:
            yield from _boxes(child)


def _all_bold(paragraph: etree._Element, style: Style) -> bool:
    """Whether all words of a paragraph are bold."""
    runs = [
        run for run in paragraph.iter(f"{_W}r") if "".join(t.text or "" for t in run.iter(f"{_W}t")).strip()
    ]
    bolds = [_is_bold(run.find(f"{_W}rPr")) for run in runs]
    return bool(runs) and all(style.bold if bold is None else bold for bold in bolds)
