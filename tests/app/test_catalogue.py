"""The catalogue: what documents are found by, in which order, and when it is made anew."""

import datetime
from dataclasses import replace

from app.catalogue import catalogue_of, found, once, page_address
from corpus.minutes.meetings import Meeting
from index.heads import Heads
from tests.support.documents import ODD, PARKS, make_document

OLDER = replace(
    PARKS,
    id="vanha.md",
    title="Hoito",
    sections=tuple(replace(section, kind="heading", item=None) for section in PARKS.sections),
    date=datetime.date(2024, 1, 2),
)
"""No item stands in it."""
UNDATED = replace(ODD, body=None, date=None)


def test_newest_comes_first_and_what_has_no_date_last() -> None:
    catalogue = catalogue_of(Heads.of([UNDATED, OLDER, replace(PARKS, id="a.md"), PARKS]))
    assert [entry.id for entry in catalogue] == [PARKS.id, "a.md", "vanha.md", UNDATED.id]
    first, last = catalogue[0], catalogue[-1]
    assert (first.title, first.about, first.items) == ("§ 7 Puistojen hoito", "Puistojaosto · 4.3.2025", 1)
    assert (first.address, first.language) == ("?doc=puistot.md", "fi")
    assert (last.day, last.about, last.items) == ("", "", 0)


def test_found_by_every_word_of_title_id_body_and_date_in_any_case() -> None:
    catalogue = catalogue_of(Heads.of([PARKS, OLDER, UNDATED]))
    for search, expected in (
        ("", 3),
        ("HOITO puisto", 2),
        ("hoito 2.1.2024", 1),
        ("2025-03", 1),
        ("vanha", 1),
        ("jaosto puistot.md", 1),
        ("puisto satama", 0),
    ):
        assert len(found(catalogue, search)) == expected, search
    assert [entry.id for entry in found(catalogue, body="")] == [UNDATED.id]
    assert [entry.id for entry in found(catalogue, "2024", "Puistojaosto")] == ["vanha.md"]


def test_address_of_a_page() -> None:
    assert page_address("sv", "tour", 2, body="A & B") == (
        "documents?for=tour&language=sv&search=&page=2&body=A+%26+B"
    )
    assert page_address("fi", "filter", 3, "työ") == "documents?for=filter&language=fi&search=ty%C3%B6&page=3"


def test_other_forms_of_a_document_are_left_out_and_parts_of_a_meeting_are_not() -> None:
    texts = [("a.md", "Kokous"), ("a.pdf", "Kokous"), ("b.md", "Pyörätie"), ("c.md", "Kokous")]
    documents = [make_document(name, title, [("Osa", "heading", None, ["Teksti."])]) for name, title in texts]
    heads = Heads.of(documents)
    meetings = [Meeting(None, None, tuple(heads[:3]), ()), Meeting(None, None, (heads[3],), ())]
    assert [entry.id for entry in once(catalogue_of(heads), meetings)] == [
        "c.md",
        "b.md",
        "a.md",
    ]
