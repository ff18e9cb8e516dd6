"""The version of cutting is raised whenever the same documents give other passages or languages."""

import hashlib
import json
from pathlib import Path

from corpus.readers import shipped_reports
from index.building.build import CUTTING, build
from index.store.store import load
from tests.support.fixed import written
from tests.support.toys.toy import ToyEncoder

# What this version of cutting makes of the shipped reports and the fixed documents.
RESULTS = {"1": "18fa8ab5bf90b50328b14c89af3fdc17"}


def test_what_cutting_gives_changes_with_its_version_only(tmp_path: Path) -> None:
    build(tmp_path / "store", [*shipped_reports(), *written(tmp_path)], ToyEncoder())
    generation = load(tmp_path / "store")
    found = [
        [passage.id, passage.context, generation.language(row)]
        for row in range(len(generation.places))
        for passage in (generation.passage(row),)
    ]
    digest = hashlib.sha256(json.dumps(found).encode("utf-8")).hexdigest()[:32]
    assert digest == RESULTS.get(CUTTING), (
        f"the fixed documents give passages that those of CUTTING “{CUTTING}” were not: if reading gives the "
        "same (tests/corpus/reading/), raise CUTTING in index/building/build.py; write "
        f"“{digest}” here, so that building cuts again what stores hold"
    )
