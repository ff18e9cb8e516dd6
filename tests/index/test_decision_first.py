"""Decisions before proposals of the same item."""

from pathlib import Path

import numpy as np
import pytest

from corpus.document import Document
from corpus.readers import read
from index.ranking import NEAR, Act, Ranked, Said, act_of, asks_for_proposal, decided_first

MEETING = """# Tekninen lautakunta

## § 1 Valaistus

Selostus asiasta.

### Kaupunginjohtajan ehdotus

Lautakunta sammuttaa valot.

#### Kustannukset

Ei ole.

### Päätös

Lautakunta päätti pitää valot.

## § 2 Talous

### Päätös

Hyväksyttiin.
"""


@pytest.fixture(scope="module")
def meeting(tmp_path_factory: pytest.TempPathFactory) -> Document:
    path: Path = tmp_path_factory.mktemp("meeting") / "kokous.md"
    path.write_text(MEETING, encoding="utf-8")
    return read(path)


def test_the_act_of_a_section_is_that_of_the_part_it_lies_in(meeting: Document) -> None:
    titles = [section.title for section in meeting.sections]
    acts = [act_of(meeting, at) for at in range(len(titles))]
    (first, second) = (at for at, section in enumerate(meeting.sections) if section.kind == "item")
    told = {(title, act.item, act.kind) for title, act in zip(titles, acts, strict=True) if act}
    assert told == {
        ("Kaupunginjohtajan ehdotus", first, "proposal"),
        ("Kustannukset", first, "proposal"),
        ("Päätös", first, "decision"),
        ("Päätös", second, "decision"),
    }
    assert acts[first] is None


SAID = Said(np.zeros(0, np.float32), 0.0, np.zeros(0, np.float32), 0.0)
PROPOSAL, DECISION, OTHER = (
    Act("a.md", 1, "proposal"),
    Act("a.md", 1, "decision"),
    Act("a.md", 4, "decision"),
)


def order(acts: list[Act | None], scores: list[float]) -> list[int]:
    values = np.array(scores, np.float32)
    rows = np.arange(len(acts)) + 10
    found = decided_first(
        Ranked(rows, values, values, -values, None), lambda row: acts[row - 10], lambda _: SAID
    )
    assert found.scores.tolist() == values.tolist()
    assert found.lexical.tolist() == [-values[row - 10] for row in found.rows]
    return [int(row) - 10 for row in found.rows]


def test_the_decision_takes_the_place_of_the_proposal_of_its_item() -> None:
    assert order([PROPOSAL, OTHER, None, DECISION], [1.0, 0.99, 0.98, 0.97]) == [3, 0, 1, 2]


@pytest.mark.parametrize(
    "acts",
    [[DECISION, PROPOSAL], [PROPOSAL, OTHER], [None, DECISION], [PROPOSAL, PROPOSAL], [OTHER, DECISION]],
)
def test_nothing_else_changes_places(acts: list[Act | None]) -> None:
    assert order(acts, [1.0, 0.99]) == [0, 1]


def test_a_decision_that_answers_less_well_stays_behind() -> None:
    assert order([PROPOSAL, DECISION], [1.0, 1.0 - 2 * NEAR]) == [0, 1]
    assert order([], []) == []


@pytest.mark.parametrize(
    ("question", "proposed"),
    [
        ("Mitä esittelijä ehdotti?", True),
        ("Vad föreslog direktören?", True),
        ("What was proposed?", True),
        ("Sammutetaanko valot?", False),
        ("Vad beslutades om belysningen?", False),
    ],
)
def test_what_was_proposed_can_be_asked_for(question: str, proposed: bool) -> None:
    assert asks_for_proposal(question) is proposed
