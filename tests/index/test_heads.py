"""Heads in columns: those that documents have, whether they were gathered or read back from JSON."""

import datetime
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corpus.document import Document, case_of, day_of
from corpus.errors import UnknownDocumentError
from corpus.head import head_of, is_agenda
from corpus.minutes.handlings import number_of_item
from corpus.readers import read
from index.documents import Documents
from index.heads import Gathering, Heads, sections_of, title_mark
from tests.support.documents import ODD, PARKS, make_document

MEETING = replace(
    make_document(
        "kokous.pdf",
        "Kokous",
        [
            ("Katuvalot", "item", None, ["Valot."]),
            ("Päätös", "part", 0, ["Hyväksyttiin."]),
            ("Ilmoitusasiat", "item", None, ["Tiedoksi."]),
        ],
    ),
    body="Tekninen lautakunta",
    date=datetime.date(2025, 5, 20),
)
MEETING = replace(
    MEETING,
    sections=(MEETING.sections[0], MEETING.sections[1], replace(MEETING.sections[2], item="§ 4")),
)
CASED = replace(
    MEETING,
    id="z.pdf",
    sections=(replace(MEETING.sections[0], item="§ 3", case="HEL 1", language="sv"), *MEETING.sections[1:]),
)
EVERY = [MEETING, ODD, PARKS, CASED]


def read_back(heads: Heads) -> Heads:
    record = json.loads(json.dumps(heads.to_record()))
    counts, numbers = record["documents"]["sections"], record["numbers"]
    sections = sections_of(counts, heads.sections.facts, heads.sections.titles, numbers)
    return Heads(record["documents"], record["items"], sections)


@pytest.mark.parametrize("documents", [EVERY, []])
def test_heads_are_those_of_the_documents(documents: list[Document]) -> None:
    for heads in (Heads.of(documents), read_back(Heads.of(documents))):
        assert list(heads) == [head_of(document) for document in documents]
        assert [heads.number(document.id) for document in documents] == list(range(len(documents)))
        assert heads.number("muu.md") is None
        starts = heads.sections.starts.tolist()
        for number, document in enumerate(documents):
            titles = heads.sections.titles[starts[number] : starts[number + 1]].tolist()
            assert titles == [title_mark(section.title.upper()) for section in document.sections]


def test_what_does_not_fit_together_is_refused() -> None:
    heads = Heads.of(EVERY)
    record = heads.to_record()
    with pytest.raises(ValueError, match="columns of documents"):
        Heads({**record["documents"], "path": ["a"]}, record["items"], heads.sections)
    with pytest.raises(ValueError, match="columns of items"):
        Heads(record["documents"], {**record["items"], "case": []}, heads.sections)
    with pytest.raises(KeyError):
        Heads({}, record["items"], heads.sections)
    facts, titles = heads.sections.facts, heads.sections.titles
    with pytest.raises(ValueError, match="facts"):
        sections_of([1], facts, titles, ())
    with pytest.raises(ValueError, match="titles"):
        sections_of([len(facts)], facts, titles.astype(np.int64), ())


def test_cases_and_meetings_are_known_without_reading_a_document() -> None:
    read = []

    class Unread(list[Document]):
        def __getitem__(self, number: object) -> Document:  # type: ignore[override]
            read.append(number)
            return EVERY[number]  # type: ignore[call-overload,no-any-return]

    documents = Documents(Unread(EVERY), Heads.of(EVERY))
    assert list(documents.cases) == ["HEL 1"]
    assert [(head.id, section) for head, section in documents.items_of_case("HEL 1")] == [("z.pdf", 0)]
    assert (documents.items_of_case("HEL 2"), documents.meeting_count) == ((), 3)
    item = documents.meeting_item("z.pdf", 2)
    assert item is not None
    assert (item.document.id, item.section, item.item.title) == ("kokous.pdf", 2, "Ilmoitusasiat")
    assert [(head.id, section) for head, section in item.also] == [("z.pdf", 2)]
    assert documents.meeting_item("z.pdf", 1) is None
    assert read == []
    assert documents.document("z.pdf") == CASED
    assert read == [3]


TOLD = """# Lautakunta

## Läsnä

Aino Aalto.

## § 5 Katuvalot

HEL 2025-000005

### Päätös

Valot pidetään.

#### Valaisimet

Uudet.

## § 6 Muut asiat

### Päätös

Ei muita.
"""


def test_where_a_section_stands_is_known_without_reading_a_document(tmp_path: Path) -> None:
    path = tmp_path / "lautakunta-2025-05-20.md"
    path.write_text(TOLD, encoding="utf-8")
    documents = [*EVERY, read(path)]
    known = Documents([], Heads.of(documents))
    name = documents[-1].id
    places = [
        (section.title, known.item_of(name, at), known.case_of(name, at))
        for at, section in enumerate(documents[-1].sections)
    ]
    assert places == [
        ("Lautakunta", None, None),
        ("Läsnä", None, None),
        ("Katuvalot", 2, "HEL 2025-000005"),
        ("Päätös", 2, "HEL 2025-000005"),
        ("Valaisimet", 2, "HEL 2025-000005"),
        ("Muut asiat", 5, None),
        ("Päätös", 5, None),
    ]
    for document in documents:
        for at, section in enumerate(document.sections):
            assert known.item_of(document.id, at) == number_of_item(document, at)
            assert known.case_of(document.id, at) == case_of(document, section)
        assert known.day_of(document.id) == day_of(document)
        assert known.is_agenda(document.id) == is_agenda(document)
    assert [known.is_alone(document.id) for document in documents] == [False, True, True, False, True]
    with pytest.raises(UnknownDocumentError):
        known.item_of("muu.md", 0)


@pytest.mark.parametrize("parts", [[0, 4], [3, 1], [2, 2, 1], [0, 0, 3]])
def test_heads_that_are_taken_over_are_those_that_were_gathered(parts: list[int]) -> None:
    """Documents by turns taken from other heads, and gathered: from each number on as many as are told."""
    held, gathered, expected = Heads.of(EVERY), Gathering(), []
    for start, count in enumerate(parts):
        gathered.take(held, start, min(start + count, 4))
        expected += [*EVERY[start : start + count], CASED]
        gathered.add(CASED)
    found, other = gathered.heads(), Heads.of(expected)
    assert found.to_record() == other.to_record()
    np.testing.assert_array_equal(found.sections.facts, other.sections.facts)
    np.testing.assert_array_equal(found.sections.titles, other.sections.titles)
    assert list(found) == [head_of(document) for document in expected]
