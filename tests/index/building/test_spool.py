"""A spool: records come back as they were put in, in any order, and what the disk makes of them is seen."""

from pathlib import Path

import pytest

from corpus.errors import DamagedStoreError
from index.building.spool import Spool


def test_records_come_back_in_the_order_that_is_asked_for(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    assert [spool.add(data) for data in (b"a", b"", "ö".encode())] == [0, 1, 2]
    assert [spool.piece().read(number) for number in range(3)] == [b"a", b"", "ö".encode()]
    chosen = spool.piece([2, 0, 2])
    assert [chosen.read(number) for number in range(3)] == ["ö".encode(), b"a", "ö".encode()]
    assert (len(spool), len(chosen), len(spool.piece([]))) == (3, 3, 0)


def test_a_record_that_is_not_what_was_written_is_refused(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    spool.add(b"900 000 euroa")
    records = spool.piece()
    spool._file.seek(0)
    spool._file.write(b"6")
    spool._file.flush()
    with pytest.raises(DamagedStoreError, match="record 0 is not what was written"):
        records.read(0)


def test_the_file_goes_with_the_last_that_reads_of_it(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    spool.add(b"a")
    records = spool.piece()
    file = spool._file
    del spool
    assert (records.read(0), file.closed) == (b"a", False)
    del records
    assert file.closed
