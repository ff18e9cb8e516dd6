"""Word documents to damage: what was read of other files, written as DOCX, and as DOC, ODT and RTF.

``python -m scripts.measure.documents.seeds FOLDER TO`` reads the Markdown files of a folder and writes each
as DOCX below ``TO``: headings, paragraphs, lists, tables and, as headers of pages, what is furniture. Where
LibreOffice is installed, what it makes of each as DOC, ODT and RTF stands beside it. They are files for
``scripts.measure.documents.fuzz_reading``.
"""

import argparse
import re
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

import docx
from docx.document import Document as Word

from corpus.document import Document, ancestors
from corpus.formats.office import installed_office
from corpus.readers import read

_KINDS = ("doc", "odt", "rtf")
_CELL = " | "
_DEEPEST = 9
_MARK = re.compile(r"(?:(?P<number>\d+[.)])|[-•])\s")


def main() -> None:
    """Writes the Word documents of a folder's Markdown files."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("to", type=Path)
    arguments = parser.parse_args()
    arguments.to.mkdir(parents=True, exist_ok=True)
    made = []
    for path in sorted(arguments.folder.rglob("*.md")):
        made.append(arguments.to / f"{path.stem}.docx")
        word_of(read(path)).save(str(made[-1]))
    office = installed_office()
    for kind in _KINDS if office and made else ():
        converted(office or "", kind, made, arguments.to)
    print(f"{len(made)} documents as DOCX{', DOC, ODT and RTF' if office else ''}")


def word_of(document: Document) -> Word:
    """A Word document of what was read of another file."""
    word = docx.Document()
    for at, section in enumerate(document.sections):
        paragraphs = [span.of(document.text) for span in section.paragraphs]
        if section.kind == "furniture":
            word.sections[0].header.paragraphs[0].add_run("\n".join(paragraphs))
            continue
        if section.heading:
            word.add_heading(
                section.heading.of(document.text), min(1 + len(tuple(ancestors(document, at))), _DEEPEST)
            )
        for text in paragraphs:
            if _CELL in text:
                _table(word, [line.split(_CELL) for line in text.split("\n")])
            else:
                mark = _MARK.match(text)
                style = ("List Number" if mark["number"] else "List Bullet") if mark else None
                word.add_paragraph(_MARK.sub("", text, count=1), style)
    return word


def _table(word: Word, rows: list[list[str]]) -> None:
    table = word.add_table(len(rows), max(map(len, rows)))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=False):
            cell.text = text


def converted(office: str, kind: str, paths: Iterable[Path], to: Path) -> None:
    """Has LibreOffice write files as another kind into a folder."""
    with tempfile.TemporaryDirectory() as profile:
        asked = [f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", kind]
        subprocess.run(  # noqa: S603
            [office, *asked, "--outdir", str(to), *map(str, paths)],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


if __name__ == "__main__":
    main()
