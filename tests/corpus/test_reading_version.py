"""The version of reading is raised whenever reading makes something else of the same bytes."""

import hashlib
import json
from dataclasses import astuple, replace
from pathlib import Path
from typing import Any

import pytest

from corpus.document import Document
from corpus.readers import READING, read, shipped_reports
from tests.support.fixed import FIXED, written

# What this version of reading makes of the fixed documents.
RESULTS = {
    "1": {
        "helsinki-elinkeinojaosto-2024-12-02-31.md": "4d079aa160c8bbb4c05f4c4ac8810c84",
        "kokous-2025-05-20.md": "1c6f1d23464f38b0d4d1ab0b1aaf62e4",
        "tilinpaatos.txt": "1252a4c2cb9e66b435a4a4a6642942ee",
        "paatos.html": "000d317d44240ea0ac3dc121a49ebefa",
        "hankinta.docx": "27d1643fc9cf7016f6b438a3c97b0a31",
        "kokous.pdf": "c6fd66bc5bf30b3ce1f3f939db16691c",
    },
}


def facts(value: Any) -> str:
    """A value that JSON does not have, as text."""
    return value.hex() if isinstance(value, bytes) else str(value)


def digest_of(document: Document) -> str:
    """What tells one reading of the same file from another."""
    values = json.dumps(astuple(replace(document, path="", digest="")), default=facts)
    return hashlib.sha256(values.encode("utf-8")).hexdigest()[:32]


@pytest.mark.parametrize("name", [*(report.name for report in shipped_reports()), *FIXED])
def test_what_reading_gives_changes_with_its_version_only(tmp_path: Path, name: str) -> None:
    paths = {path.name: path for path in (*shipped_reports(), *written(tmp_path))}
    digest = digest_of(read(paths[name]))
    assert digest == RESULTS.get(READING, {}).get(name), (
        f"reading makes of {name} what no document of READING “{READING}” was: raise READING in "
        f"corpus/readers.py, and write the new digests under it here (“{digest}” for {name}), so that "
        "building reads again what stores hold"
    )
