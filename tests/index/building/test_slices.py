"""Slices: what a generation needs of a document, and the same again out of bytes."""

from collections import Counter
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest

from corpus.document import Document
from corpus.errors import EmptyFileError
from corpus.language import Language
from corpus.readers import read, source_file
from corpus.records import parts_of
from index.building.cut_file import cut_file
from index.building.cutting import cut
from index.building.gather import Gatherer
from index.building.slices import (
    Slices,
    byte_spans,
    sliced,
    slices_of_bytes,
    slices_to_bytes,
    tally_of_bytes,
    tally_to_bytes,
)
from index.passages import split
from index.words.analyzer import grams, in_language
from index.words.postings.tally import Tally, Tallying
from tests.support.documents import ODD, PARKS
from tests.support.tallies import by_passage

BARE = replace(PARKS, id="bare.md", text="", sections=(), pages=())


def same(one: Slices, other: Slices) -> None:
    assert one.heads.to_record() == other.heads.to_record()
    assert list(one.above) == list(other.above)
    arrays = [
        *((getattr(one, name), getattr(other, name)) for name in ("places", "spans", "digests", "languages")),
        *(
            (getattr(one.heads.sections, name), getattr(other.heads.sections, name))
            for name in ("facts", "titles")
        ),
    ]
    for left, right in arrays:
        assert (left.dtype, left.shape) == (right.dtype, right.shape)
        np.testing.assert_array_equal(left, right)


@pytest.mark.parametrize("document", [PARKS, ODD, BARE], ids=lambda document: document.id)
def test_slices_are_the_same_out_of_bytes(document: Document) -> None:
    found = sliced(document)
    same(slices_of_bytes(slices_to_bytes(found)), found)


def test_slices_say_of_each_passage_what_splitting_does() -> None:
    found, passages = sliced(PARKS), split(PARKS)
    assert found.places.tolist() == [[0, each.section, each.span.start, each.span.end] for each in passages]
    assert found.spans.tolist() == [list(span) for span in byte_spans(PARKS.text, passages)]
    assert [digest.tobytes() for digest in found.digests] == [passage.digest for passage in passages]
    sections = dict.fromkeys(passage.section for passage in passages)
    above = dict(zip(sections, found.above, strict=True))
    assert [above[each.section] + each.text for each in passages] == [each.context for each in passages]


def test_a_file_cut_in_another_process_is_as_one_cut_here(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# Eläimet\n\nKissa söi 12.9.2024.\n\n## § 3 Koira\n\nKoira haukkui.\n", encoding="utf-8")
    found, document = cut_file(source_file(path), "toinen"), read(path, "toinen")
    assert (found.id, found.path, found.digest, found.unread) == ("toinen", str(path), document.digest, 0)
    assert (found.line, found.text) == parts_of(document)
    assert found.document() == document
    same(slices_of_bytes(found.slices), sliced(document))
    assert by_passage(tally_of_bytes(found.tally)) == [
        dict(Counter(in_language(grams(context), language))) for context, language in told(document)
    ]


def test_what_is_wrong_with_a_file_is_told_where_it_is_cut_too(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"***")
    with pytest.raises(EmptyFileError):
        cut_file(source_file(path), "a.md")


def test_documents_that_were_put_uncut_have_no_slices() -> None:
    gathering = Gatherer()
    gathering.put("/a/parks.md", PARKS)
    assert (gathering.gathered().slices(0), gathering.gathered().tally(0)) == (None, None)


def test_slices_are_those_of_the_document_of_a_number(tmp_path: Path) -> None:
    gathering = Gatherer(tmp_path)
    for name in ("b", "a"):
        path = tmp_path / f"{name}.md"
        path.write_text(f"# {name}\n\n{name} söi.\n", encoding="utf-8")
        gathering.put_cut(str(path), cut_file(source_file(path), f"{name}.md"))
    found = gathering.gathered()
    slices = [found.slices(number) for number in range(2)]
    assert [each.heads.ids if each else None for each in slices] == [["a.md"], ["b.md"]]
    terms = [set(tally.terms) if (tally := found.tally(number)) else None for number in range(2)]
    assert terms == [{"F_a_", "F_söi", "Fsöi_"}, {"F_b_", "F_söi", "Fsöi_"}]


def told(document: Document) -> list[tuple[str, Language]]:
    """The contexts of a document's passages with their languages."""
    return [(each.context, document.sections[each.section].language) for each in split(document)]


def test_a_tally_is_the_same_out_of_bytes() -> None:
    found = Tallying().of(told(PARKS))
    again = tally_of_bytes(tally_to_bytes(found))
    assert again.terms == found.terms
    for field in fields(Tally)[1:]:
        left, right = getattr(again, field.name), getattr(found, field.name)
        assert (left.dtype, left.tolist()) == (right.dtype, right.tolist())


@pytest.mark.parametrize("known", [True, False])
def test_the_terms_of_some_rows_are_counted_where_they_were_not_before(known: bool) -> None:
    asked: list[int] = []

    def tally(document: int) -> Tally | None:
        asked.append(document)
        return Tallying().of(told((PARKS, ODD)[document])) if known else None

    made = cut([PARKS, ODD], tally=tally)
    last, every = len(split(PARKS)) - 1, len(made.places)
    passages = [*told(PARKS), *told(ODD)]
    expected = [dict(Counter(in_language(grams(context), language))) for context, language in passages]
    for rows in (range(every), [0, *range(last + 1, every)], [last, last + 1], []):
        found = [counts for each in made.tallies(rows) for counts in by_passage(each)]
        assert found == [expected[row] for row in rows]
    assert asked == [0, 1, 1]  # of no document whose rows are not all wanted
