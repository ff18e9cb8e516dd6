"""Slices: what a generation needs of a document, and the same again out of bytes."""

from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest

from corpus.document import Document
from corpus.errors import EmptyFileError
from corpus.readers import read, source_file
from corpus.records import parts_of
from index.building.cut_file import cut_file
from index.building.gather import Gatherer
from index.building.slices import Slices, byte_spans, sliced, slices_of_bytes
from index.passages import split
from index.words.postings.tally import Tallying
from tests.support.documents import ODD, PARKS

BARE = replace(PARKS, id="bare.md", text="", sections=(), pages=())


def same(one: Slices, other: Slices) -> None:
    assert one.heads.to_record() == other.heads.to_record()
    assert list(one.above) == list(other.above)
    assert list(one.tally.terms) == list(other.tally.terms)
    arrays = [
        *((getattr(one, name), getattr(other, name)) for name in ("places", "spans", "digests", "languages")),
        *(
            (getattr(one.heads.sections, name), getattr(other.heads.sections, name))
            for name in ("facts", "titles")
        ),
        *((getattr(one.tally, f.name), getattr(other.tally, f.name)) for f in fields(one.tally)[1:]),
    ]
    for left, right in arrays:
        assert (left.dtype, left.shape) == (right.dtype, right.shape)
        np.testing.assert_array_equal(left, right)


@pytest.mark.parametrize("document", [PARKS, ODD, BARE], ids=lambda document: document.id)
def test_slices_are_the_same_out_of_bytes(document: Document) -> None:
    found = sliced(document, Tallying())
    same(slices_of_bytes(found.to_bytes()), found)


def test_slices_say_of_each_passage_what_splitting_does() -> None:
    found, passages = sliced(PARKS, Tallying()), split(PARKS)
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
    slices, expected = slices_of_bytes(found.slices), sliced(document, Tallying())
    same(replace(slices, tally=expected.tally), expected)
    assert sorted(slices.tally.terms) == sorted(expected.tally.terms)  # in whatever order


def test_what_is_wrong_with_a_file_is_told_where_it_is_cut_too(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"***")
    with pytest.raises(EmptyFileError):
        cut_file(source_file(path), "a.md")


def test_documents_that_were_put_uncut_have_no_slices() -> None:
    gathering = Gatherer()
    gathering.put("/a/parks.md", PARKS)
    assert gathering.gathered().slices(0) is None


def test_slices_are_those_of_the_document_of_a_number(tmp_path: Path) -> None:
    gathering = Gatherer(tmp_path)
    for name in ("b", "a"):
        path = tmp_path / f"{name}.md"
        path.write_text(f"# {name}\n\n{name} söi.\n", encoding="utf-8")
        gathering.put_cut(str(path), cut_file(source_file(path), f"{name}.md"))
    found = gathering.gathered()
    slices = [found.slices(number) for number in range(2)]
    assert [each.heads.ids if each else None for each in slices] == [["a.md"], ["b.md"]]
