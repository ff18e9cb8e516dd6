"""A file is opened and read once, and its digest and its text come from the same bytes."""

import hashlib
from pathlib import Path

import pytest

from corpus.formats.office import OFFICE
from corpus.parsers import PARSERS
from corpus.readers import read, source_text
from tests.support.changing import FILES, FIRST, ChangingFile


def test_every_kind_of_file_is_tried_that_no_other_program_makes_a_docx_of() -> None:
    assert FILES.keys() == PARSERS.keys() - OFFICE


@pytest.fixture(params=sorted(FILES))
def changing(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ChangingFile:
    return ChangingFile(tmp_path, request.param, monkeypatch)


def test_digest_and_text_are_of_the_same_bytes(changing: ChangingFile) -> None:
    document = read(changing.path)
    assert changing.count == 1
    assert document.text == FIRST
    assert document.digest == hashlib.sha256(changing.first).hexdigest()


def test_the_text_that_offsets_refer_to_is_of_one_read(changing: ChangingFile) -> None:
    assert source_text(changing.path) == FIRST
    assert changing.count == 1
