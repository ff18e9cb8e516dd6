"""Word documents made of what was read: reading them gives the same text."""

import random
import zipfile
from io import BytesIO
from pathlib import Path

from corpus.readers import read
from scripts.measure.documents.fuzz_reading import mutation
from scripts.measure.documents.seeds import word_of

TEXT = """\
# Pöytäkirja

## § 1 Avaus

Kissa istuu matolla.

- maito
- leipä

| Kaupunki | Väki |
|---|---|
| Lapua | 14 000 |
"""


def texts(path: Path) -> list[tuple[str, list[str]]]:
    document = read(path)
    return [
        (section.title, [span.of(document.text) for span in section.paragraphs])
        for section in document.sections
    ]


def test_a_document_is_read_again_from_its_word_document(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")
    word_of(read(tmp_path / "a.md")).save(str(tmp_path / "a.docx"))
    assert texts(tmp_path / "a.docx") == texts(tmp_path / "a.md")


def test_an_open_document_is_damaged_inside() -> None:
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("content.xml", "<a>" + "<text:p>Kissa</text:p>" * 50 + "</a>")
    parts = set()
    for seed in range(20):
        changed = mutation(data.getvalue(), [b"Koira"], random.Random(seed))
        if zipfile.is_zipfile(BytesIO(changed)):
            parts.add(zipfile.ZipFile(BytesIO(changed)).namelist()[0])
    assert parts == {"content.xml"}
