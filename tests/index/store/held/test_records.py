"""Records of several files as one, read by number and copied in blocks."""

from pathlib import Path

import numpy as np
import pytest

from corpus.errors import DamagedStoreError
from index.building.spool import Spool
from index.store.held import records as module
from index.store.held.records import Records


@pytest.fixture
def joined(tmp_path: Path) -> Records:
    """Of a file ``a``, ``bb`` and nothing, of temporary ones ``ö`` and ``ccc``, and again ``bb``."""
    path = tmp_path / "records.txt"
    path.write_bytes(b"abb")
    held = Records.of(path.open("rb"), np.array([0, 1, 3, 3]))
    spool = Spool(tmp_path)
    for data in ("ccc", "ö"):
        spool.add(data.encode())
    return Records([*held.part(0, 3), spool.piece([1, 0]), *held.part(3, 3), *held.part(1, 2)])


def test_records_of_several_files_are_numbered_through(joined: Records) -> None:
    assert [joined.read(number) for number in range(len(joined))] == [
        *(b"a", b"bb", b"", "ö".encode(), b"ccc", b"bb"),
    ]
    assert joined.sizes().tolist() == [1, 2, 0, 2, 3, 2]
    assert [joined.size(number) for number in range(6)] == joined.sizes().tolist()
    assert (joined.within(4, 1, 3), joined.checked) == (b"cc", True)
    assert b"".join(joined.blocks()) == "abböcccbb".encode()


def test_a_part_of_records_spans_files(joined: Records) -> None:
    part = Records(list(joined.part(1, 5)))
    assert [part.read(number) for number in range(len(part))] == [b"bb", b"", "ö".encode(), b"ccc"]
    assert (len(Records([])), Records([]).sizes().tolist(), list(Records([]).blocks())) == (0, [], [])


def test_large_files_are_copied_in_blocks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_BLOCK", 4)
    path = tmp_path / "records.txt"
    path.write_bytes(b"0123456789")
    held = Records.of(path.open("rb"), np.array([0, 3, 9, 10]))
    assert list(held.blocks()) == [b"0123", b"4567", b"89"]
    assert list(Records(list(held.part(1, 3))).blocks()) == [b"3456", b"789"]


def test_a_file_that_is_cut_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "records.txt"
    path.write_bytes(b"0123456789")
    held = Records.of(path.open("rb"), np.array([0, 3, 10]))
    path.write_bytes(b"01234")
    with pytest.raises(DamagedStoreError, match=r"records\.txt: the file has been cut short"):
        list(held.blocks())
