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
    "11": {
        "helsinki-elinkeinojaosto-2024-12-02-31.md": "004be525c96bf01ea16be039cb556b5e",
        "kokous-2025-05-20.md": "b0d2eb0e34324dd79ba3bee234efd47f",
        "tilinpaatos.txt": "0350057171e47181f477641e41d72296",
        "paatos.html": "e6d02d14466b045f92e5fbff5e22c7fc",
        "hankinta.docx": "f116a0a2e54eadc44a8e45e240607a3e",
        "kokous.pdf": "378f7f2fd7358833a42ec79d56ea3a69",
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
