"""Documents as JSON records: what is written comes back the same."""

import json
from pathlib import Path

import pytest

from corpus.readers import read
from corpus.records import from_record, to_record
from tests.support.pdfs import lines, made

MARKDOWN = (
    "§ 31 Kissa\n\nHEL 2024-015391\n\n## Päätös\n\nKissa is-\ntuu.\n\n\n\n\n## Otteet\n\nEi 2.12.2024.\n"
)


@pytest.mark.parametrize("suffix", [".md", ".pdf"])
def test_a_document_comes_back_the_same(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"2024-12-02{suffix}"
    pages = [lines(57, 100, "Kissa istuu", "matolla."), lines(57, 100, "Koira ei.")]
    path.write_bytes(MARKDOWN.encode() if suffix == ".md" else made(pages))
    document = read(path)
    assert from_record(json.loads(json.dumps(to_record(document)))) == document
    assert len(document.pages) == 2
    assert (document.pages[0].layout is None) == (suffix == ".md")
