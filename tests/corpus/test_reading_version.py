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
    "3": {
        "helsinki-elinkeinojaosto-2024-12-02-31.md": "76087bac231ed505412100fd90b09f6f",
        "kokous-2025-05-20.md": "9d6c066b2b80a076def8223332884404",
        "tilinpaatos.txt": "1a500324d24ec157862c2e445d455050",
        "paatos.html": "e6d02d14466b045f92e5fbff5e22c7fc",
        "hankinta.docx": "f116a0a2e54eadc44a8e45e240607a3e",
        "kokous.pdf": "2cc5bf6d6d940c7d840d3dac87e53495",
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
