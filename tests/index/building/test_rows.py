"""The rows of digests among known ones."""

import numpy as np
import numpy.typing as npt
from hypothesis import given
from hypothesis import strategies as st

from index.building.vectors import rows_of

# Many begin alike: the first eight bytes do not tell them apart.
digest = st.tuples(st.sampled_from([b"a" * 8, b"\0" * 8, b"b" * 8]), st.integers(0, 5)).map(
    lambda pair: pair[0] + pair[1].to_bytes(8, "big")
)


def as_array(digests: list[bytes]) -> npt.NDArray[np.uint8]:
    return np.frombuffer(b"".join(digests), np.uint8).reshape(-1, 16)


@given(st.lists(digest, unique=True), st.lists(digest))
def test_each_digest_is_found_where_it_stands(known: list[bytes], wanted: list[bytes]) -> None:
    rows = rows_of(as_array(known), as_array(wanted))
    assert rows.tolist() == [known.index(one) if one in known else -1 for one in wanted]
    assert rows.dtype == np.int64


def test_of_those_alike_one_is_found() -> None:
    known = as_array([b"a" * 16, b"b" * 16, b"a" * 16])
    (row,) = rows_of(known, as_array([b"a" * 16])).tolist()
    assert row in {0, 2}
