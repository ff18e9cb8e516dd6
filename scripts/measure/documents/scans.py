"""How well scans are read: minutes printed to pictures and read by Tesseract, against the text of the PDF.

``python -m scripts.measure.documents.scans FOLDER`` draws each page of each ``*.pdf`` of a folder at 300 dots
an inch, saves it as a JPEG in a PDF without text, and has that read as ``pykala index --ocr`` does. Counted
are

- characters of the text PDF that stand in the same order on the page as it was read (white space folded);
- items, § and title, that are the same; and those whose § is;
- of the questions on them in ``tests/data/minutes_questions.jsonl``, those whose first passage is of the
  right item, and whose first three hold the answer letter by letter, in an index of the text and in one of
  the pictures (only those whose answer stands in the text that was read);
- the seconds of processor time that a page takes.

With ``--pages N`` only the first N pages of each file are taken, of the text too. With ``--kept FOLDER`` what
Tesseract says of a page is kept there, and not asked for again when the same picture comes back; of the
seconds nothing is told then. The figures go to ``--to`` too, by default
``scripts/results/scans-COMMIT.json``. It needs Tesseract.
"""

import argparse
import json
import re
import resource
import sys
import tempfile
from collections import Counter
from difflib import SequenceMatcher
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from app.answer.answer import answer
from corpus.document import Document, item_title
from corpus.pdf.scans import Ocr, installed_ocr, read_scans
from corpus.readers import document_here, read, source_file, source_here, source_text
from index.building.build import publish_documents, right_to, work_of
from index.building.gather import Gatherer
from index.encoders import load_encoder
from index.search import Index
from index.store.store import load
from index.store.stores import store_at
from scripts.measure.evaluate import commit

_RESULTS = Path(__file__).parents[2] / "results"
_QUESTIONS = Path(__file__).parents[3] / "tests" / "data" / "minutes_questions.jsonl"
_SCALE = 300 / 72
_QUALITY = 70
_KEEPER = """#!{python}
import hashlib, pathlib, subprocess, sys
picture = sys.stdin.buffer.read()
asked = hashlib.sha256(picture + repr(sys.argv[1:]).encode())
kept = pathlib.Path({folder!r}, asked.hexdigest() + ".hocr")
if not kept.exists():
    done = subprocess.run([{program!r}, *sys.argv[1:]], input=picture, capture_output=True, check=True)
    kept.write_bytes(done.stdout)
sys.stdout.buffer.write(kept.read_bytes())
"""


def main() -> None:
    """Prints and writes the figures of the minutes of a folder."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--to", type=Path, default=_RESULTS / f"scans-{commit()}.json")
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--kept", type=Path)
    arguments = parser.parse_args()
    ocr = installed_ocr()
    if ocr is None:
        parser.error("Tesseract is not installed")
    if arguments.kept:
        ocr = _keeping(ocr, arguments.kept)
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as made:
        pictures = Path(made) / "pictures"
        pictures.mkdir()
        paths = [
            cut(path, Path(made) / path.name, arguments.pages)
            for path in sorted(arguments.folder.glob("*.pdf"))
        ]
        texts, scanned = [], []
        for path in paths:
            text, scan, found = _compared(path, printed(path, pictures / path.name), ocr)
            texts.append(text)
            scanned.append(scan)
            counts.update(found)
            print(path.name, dict(counts), flush=True)
        questions = [
            _answered(Path(made) / name, documents, texts)
            for name, documents in (("text", texts), ("scanned", scanned))
        ]
    figures = {
        "meetings": len(paths),
        **{name: count for name, count in counts.items() if name != "seconds"},
        "characters_right": round(counts["same_characters"] / counts["characters"], 4),
        "seconds_a_page": None if arguments.kept else round(counts["seconds"] / counts["pages"], 2),
        "questions": dict(zip(("text", "pictures"), questions, strict=True)),
    }
    print(json.dumps(figures, indent=2))
    arguments.to.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


def _keeping(ocr: Ocr, folder: Path) -> Ocr:
    """A program that says what Tesseract said of the same picture before, and asks it of any other."""
    folder.mkdir(parents=True, exist_ok=True)
    program = folder / "tesseract"
    program.write_text(
        _KEEPER.format(python=sys.executable, folder=str(folder.resolve()), program=ocr.program),
        encoding="utf-8",
    )
    program.chmod(0o700)
    return Ocr(str(program.resolve()), ocr.languages)


def cut(path: Path, to: Path, pages: int) -> Path:
    """A PDF of the first pages of another."""
    whole, first = pypdfium2.PdfDocument(path), pypdfium2.PdfDocument.new()
    first.import_pages(whole, list(range(min(pages, len(whole)))))
    first.save(to)
    return to


def printed(path: Path, to: Path) -> Path:
    """A PDF of the pictures of the pages of another."""
    canvas = Canvas(str(to))
    for page in pypdfium2.PdfDocument(path):
        width, height = page.get_size()
        picture = page.render(scale=_SCALE, grayscale=True).to_pil().convert("L")
        data = BytesIO()
        picture.save(data, "JPEG", quality=_QUALITY)
        canvas.setPageSize((width, height))
        canvas.drawImage(ImageReader(data), 0, 0, width, height)
        canvas.showPage()
    canvas.save()
    return to


def _compared(path: Path, picture: Path, ocr: Ocr) -> tuple[Document, Document, dict[str, Any]]:
    """A PDF's document, that of its pictures, and what of the text is the same, in numbers."""
    start = _seconds()
    file = source_file(picture)
    lines = read_scans(picture, file.data, ocr)
    seconds = _seconds() - start
    text, scanned = read(path), document_here(picture, lines, file.digest, picture.name)
    pages = list(
        zip(
            _folded(source_text(path)),
            _folded(source_here(picture, lines)),
            strict=True,
        )
    )
    same = sum(
        block.size
        for own, other in pages
        for block in SequenceMatcher(None, own, other, autojunk=False).get_matching_blocks()
    )
    items, found = (Counter(_items(document)) for document in (text, scanned))
    numbers, found_numbers = (Counter(number for number, _ in each) for each in (items, found))
    return (
        text,
        scanned,
        {
            "pages": len(pages),
            "seconds": seconds,
            "characters": sum(len(own) for own, _ in pages),
            "same_characters": same,
            "items": items.total(),
            "same_items": (items & found).total(),
            "same_numbers": (numbers & found_numbers).total(),
            "other_items": (found_numbers - numbers).total(),
        },
    )


def _folded(source: str) -> list[str]:
    return [" ".join(page.split()) for page in source.split("\f")]


def _items(document: Document) -> list[tuple[str | None, str]]:
    return [(section.item, item_title(section)) for section in document.sections if section.kind == "item"]


def _answered(store: Path, documents: list[Document], texts: list[Document]) -> dict[str, int]:
    """How many questions find their item first, and their answer within three passages."""
    encoder = load_encoder("base")
    work = work_of(encoder)
    gathering = Gatherer()
    for document in documents:
        gathering.put(document.path, document)
    with right_to(store_at(store), work):
        publish_documents(store_at(store), gathering.gathered(), (), work)
    index = Index(load(store), encoder)
    known = {document.id: _letters(document.text) for document in texts}
    counts: Counter[str] = Counter()
    for line in _QUESTIONS.read_text(encoding="utf-8").splitlines():
        question = json.loads(line)
        text = known.get(f"{question.get('document')}.pdf", "")
        if "answer" not in question or _letters(question["answer"]) not in text:
            continue
        found = answer(index, question["q"]).passages[:3]
        first = found[0] if found else None
        name = first.source.id.removesuffix(".pdf") if first else None
        counts["asked"] += 1
        counts["right_item_first"] += bool(
            first and (name, first.item) == (question["document"], question["item"])
        )
        counts["answer_in_three"] += any(_letters(question["answer"]) in _letters(p.text) for p in found)
    return dict(counts)


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text).casefold()


def _seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
