"""Decisions for programs: what the command line, HTTP and assistants list."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.api.http import api
from app.register.decisions import decisions_of
from app.register.rows import Wanted
from tests.support.documents import ODD, PARKS
from tests.support.library import MadeLibrary
from tests.support.site.command import pykala

LIBRARY = MadeLibrary((PARKS, ODD))


def test_a_decision_has_its_item_its_outcome_and_the_text_in_force() -> None:
    found = decisions_of(LIBRARY.index, Wanted())
    assert found.count == 1
    (item,) = found.decisions
    assert (item.document, item.item, item.title) == (PARKS.id, "§ 7", "Puistojen hoito")
    assert (item.body, item.date) == ("Puistojaosto", "2025-03-04")
    assert item.outcome.text is not None
    assert item.outcome.text.startswith("Jaosto hyväksyi hoitosuunnitelman.")
    assert item.passages == ()


@pytest.mark.parametrize(
    ("wanted", "count"),
    [(Wanted(body="Puistojaosto"), 1), (Wanted(body="Muu jaosto"), 0), (Wanted(outcome="tabled"), 0)],
)
def test_decisions_are_those_that_are_wanted(wanted: Wanted, count: int) -> None:
    assert decisions_of(LIBRARY.index, wanted).count == count


def test_decisions_come_page_by_page() -> None:
    found = decisions_of(LIBRARY.index, Wanted(), start=1, most=5)
    assert (found.decisions, found.count) == ((), 1)


def test_decisions_over_http() -> None:
    client = TestClient(api(LIBRARY))
    answered = client.get("/decisions", params={"body": "Puistojaosto", "from": "2025-03-04"}).json()
    assert [item["item"] for item in answered["decisions"]] == ["§ 7"]
    assert client.get("/decisions", params={"outcome": "lost"}).status_code == 400
    assert client.get("/decisions", params={"to": "2025-03-03"}).json() == {"decisions": [], "count": 0}


def test_decisions_on_the_command_line(tmp_path: Path) -> None:
    text = "# Lautakunta\n\n## § 1 Katto\n\n### Ehdotus\n\nKatto korjataan.\n\n### Päätös\n\n"
    (tmp_path / "kokous-2025-03-04.md").write_text(f"{text}Ehdotus hyväksyttiin.\n", encoding="utf-8")
    store = tmp_path / "store"
    pykala("index", str(tmp_path / "kokous-2025-03-04.md"), "--encoder", "static", store=store)
    listed = pykala("decisions", store=store).stdout
    assert "2025-03-04  § 1 Katto  Decided as proposed\n   Katto korjataan.\n1 items\n" in listed
    written = pykala("decisions", "--csv", store=store).stdout.lstrip("\ufeff")
    (row,) = csv.DictReader(StringIO(written), delimiter=";")
    assert "Päätettiin ehdotuksen mukaisesti" in row.values()
    told = json.loads(pykala("decisions", "--json", "--outcome", "accepted", store=store).stdout)
    assert [item["outcome"]["text"] for item in told["decisions"]] == ["Katto korjataan."]
    assert pykala("decisions", "--json", "--csv", store=store).returncode == 2
