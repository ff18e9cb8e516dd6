"""Documents of an index: what is read out of them, item by item."""

from pathlib import Path

import pytest

from corpus.errors import UnknownDocumentError
from corpus.minutes.handlings import handlings
from corpus.minutes.outcomes.outcome import outcomes
from corpus.readers import read
from index.documents import Documents

MINUTES = """# Lautakunta

## § 5 Katuvalot

### Kaupunginhallitus, 03.03.2025, § 40

#### Päätös

Kaupunginhallitus palautti asian.

### Ehdotus

Lautakunta pitää valot.

### Päätös

Ehdotus hyväksyttiin.

## § 6 Muut asiat
"""
AGENDA = """# Esityslista

## § 7 Puisto

### Ehdotus

Lautakunta rakentaa puiston.
"""


@pytest.fixture
def documents(tmp_path: Path) -> Documents:
    for name, text in (("esityslista.md", AGENDA), ("minutes.md", MINUTES)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return Documents([read(tmp_path / "esityslista.md"), read(tmp_path / "minutes.md")])


def test_an_item_by_itself_is_as_among_all(documents: Documents) -> None:
    for document in documents.documents():
        known = outcomes(document)
        assert known == documents.outcomes(document.id)
        assert {item: documents.outcome(document.id, item) for item in known} == known
        assert {item: documents.handlings(document.id, item) for item in known} == handlings(document)


def test_what_became_of_items(documents: Documents) -> None:
    agenda, minutes = documents.documents()
    found = {
        section.item: documents.outcome(document.id, at).kind
        for document in (agenda, minutes)
        for at, section in enumerate(document.sections)
        if section.kind == "item"
    }
    assert found == {"§ 5": "accepted", "§ 6": "unknown", "§ 7": "proposed"}


def test_where_no_item_begins_there_is_nothing(documents: Documents) -> None:
    minutes = documents.documents()[1]
    with pytest.raises(KeyError):
        documents.outcome(minutes.id, 0)
    with pytest.raises(UnknownDocumentError):
        documents.handlings("muu.md", 0)
