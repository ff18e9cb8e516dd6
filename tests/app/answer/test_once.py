"""Told once: one meeting in several documents, and the agenda before it."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from app.answer.answer import answer
from corpus.document import Document
from index.search import Index
from tests.support.documents import Part, make_document
from tests.support.library import MadeLibrary

AGENDA: list[Part] = [
    ("Venelaituri", "item", None, ["Esityslistan asia."]),
    ("Päätösehdotus", "part", 0, ["Kissa saa venelaiturin, jossa on talo."]),
]
MINUTES: list[Part] = [
    ("Venelaituri", "item", None, ["Laituri on vanha."]),
    ("Päätösehdotus", "part", 0, ["Kissa saa venelaiturin, jossa on talo."]),
    ("Käsittely", "part", 0, ["Jäsen esitti, että koira saa venelaiturin."]),
    ("Päätös", "part", 0, ["Koira saa venelaiturin, jossa on omena."]),
]
TREES = make_document("puut.md", "Puut", [("Omenapuut", "item", None, ["Omenapuu istutetaan."])])


def documents(*named: tuple[str, list[Part]]) -> list[Document]:
    return [make_document(name, "Kokous", parts) for name, parts in named]


def shown(index: Index, question: str) -> list[tuple[str, str]]:
    """The document and the part of each passage."""
    return [
        (passage.source.id, passage.section_path[-1]) for passage in answer(index, question, top=9).passages
    ]


def test_passages_of_two_forms_of_minutes_fill_no_two_places() -> None:
    other = replace(TREES, id="muu.md", sections=(replace(TREES.sections[0], item="§ 8"),))
    index = MadeLibrary([*documents(("a.md", MINUTES), ("b.pdf", MINUTES)), other]).index
    found = answer(index, "Kuka saa venelaiturin?", top=9)
    assert {passage.source.id for passage in found.passages} == {"a.md", "muu.md"}
    assert [item.document.id for item in found.items] == ["a.md", "muu.md"]
    assert found.items[0].also_in == ("b.pdf",)
    assert found.items[1].also_in == ()


def test_the_decision_goes_before_the_proposal_of_the_agenda() -> None:
    question = "Mitä venelaiturista päätettiin?"
    index = MadeLibrary(documents(("esityslista.md", AGENDA), ("pöytäkirja.md", MINUTES))).index
    assert shown(index, question)[0] == ("pöytäkirja.md", "Päätös")
    assert "esityslista.md" not in {name for name, _ in shown(index, question)}


def test_a_proposal_of_an_agenda_is_marked_as_such() -> None:
    index = MadeLibrary(documents(("esityslista.md", AGENDA))).index
    best = answer(index, "Saako kissa venelaiturin?").passages[0]
    assert (best.section_path[-1], best.standing) == ("Päätösehdotus", "agenda")


def test_a_case_names_each_meeting_once() -> None:
    first = documents(("a.md", MINUTES), ("b.pdf", MINUTES))
    later = replace(documents(("c.md", MINUTES))[0], body="Aluejaosto")
    cased = [
        replace(
            document,
            sections=tuple(replace(each, item="§ 7", case="HEL 2025-1") for each in document.sections),
        )
        for document in (*first, later)
    ]
    passages = answer(MadeLibrary(cased).index, "Kuka saa venelaiturin?").passages
    assert {passage.source.id for passage in passages} == {"a.md", "c.md"}
    assert {(passage.source.id, len(passage.same_matter)) for passage in passages} == {
        ("a.md", 1),
        ("c.md", 1),
    }


def test_only_documents_that_are_shown_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    others = [replace(TREES, id=f"{number}.md", body=f"Jaosto {number}") for number in range(6)]
    index = MadeLibrary(others).index
    read: set[str] = set()

    def document(
        index: Index, document_id: str, whole: Callable[[Index, str], Document] = Index.document
    ) -> Document:
        read.add(document_id)
        return whole(index, document_id)

    monkeypatch.setattr(Index, "document", document)
    found = answer(index, "Missä omenapuu istutetaan?", top=2)
    assert len(found.passages) == 2
    assert read == {passage.source.id for passage in found.passages}
