"""The dense side: exact scores, ties by row, files that come back and damaged ones that are refused."""

import struct
import tempfile
import threading
from pathlib import Path

import faiss
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from corpus.errors import DamagedStoreError
from index.dense import Dense
from index.near import Near

Vectors = npt.NDArray[np.float32]

THREE = np.array([[1, 0], [0, 1], [3, 4]], np.float32)


def save(dense: Dense, path: Path) -> None:
    with path.open("wb") as file:
        dense.save(file)


def load(path: Path) -> Dense:
    with path.open("rb") as file:
        return Dense.load(file)


def small(rows: int, width: int) -> st.SearchStrategy[Vectors]:
    """Vectors of small whole numbers: their inner products are exact, and many are equal."""
    return arrays(np.float32, (rows, width), elements=st.integers(-2, 2).map(float))


def test_search_gives_inner_products_best_first() -> None:
    rows, scores = Dense.build(THREE).search(np.array([2, 1], np.float32), 2)
    assert rows.tolist() == [2, 0]
    assert scores.tolist() == [10, 2]
    assert (rows.dtype.name, scores.dtype.name) == ("int64", "float32")


def test_search_for_more_than_there_is_gives_all() -> None:
    rows, scores = Dense.build(THREE).search(np.array([0, 1], np.float32), 9)
    assert rows.tolist() == [2, 1, 0]
    assert scores.tolist() == [4, 1, 0]


def test_an_empty_index_finds_nothing(tmp_path: Path) -> None:
    save(Dense.build(np.zeros((0, 2), np.float32)), tmp_path / "empty.faiss")
    empty = load(tmp_path / "empty.faiss")
    rows, scores = empty.search(np.ones(2, np.float32), 5)
    assert (len(empty), empty.width, rows.shape, scores.shape) == (0, 2, (0,), (0,))
    assert empty.vectors([]).shape == (0, 2)
    assert empty.scores(np.ones(2, np.float32), []).shape == (0,)


@given(st.integers(1, 40).flatmap(lambda n: small(n, 3)), small(1, 3), st.integers(1, 45))
def test_search_agrees_with_sorting_everything_and_ties_stand_by_row(
    vectors: Vectors, question: Vectors, k: int
) -> None:
    expected = vectors @ question[0]
    best = sorted(range(len(vectors)), key=lambda row: (-expected[row], row))[:k]
    rows, scores = Dense.build(vectors).search(question[0], k)
    assert rows.tolist() == best
    assert scores.tolist() == [expected[row] for row in best]


def test_ties_beyond_the_cut_stand_by_row_in_a_large_index() -> None:
    vectors = np.zeros((3000, 8), np.float32)
    vectors[[5, 900, 901, 2500], 0] = 2
    vectors[[100, 2999], 0] = 1
    question = np.eye(8, dtype=np.float32)[0]
    dense = Dense.build(vectors)
    assert dense.search(question, 3)[0].tolist() == [5, 900, 901]
    # From a hundred rows on FAISS collects them in another way.
    zeros = [row for row in range(3000) if not vectors[row].any()]
    assert dense.search(question, 150)[0].tolist() == [5, 900, 901, 2500, 100, 2999, *zeros[:144]]


def test_scores_of_rows_are_those_of_search_to_the_last_bit() -> None:
    generator = np.random.default_rng(7)
    vectors = generator.standard_normal((501, 37)).astype(np.float32)
    question = generator.standard_normal(37).astype(np.float32)
    dense = Dense.build(vectors)
    rows, scores = dense.search(question, 501)
    assert dense.scores(question, rows).tobytes() == scores.tobytes()
    half = vectors.astype(np.float16).astype(np.float64)
    np.testing.assert_allclose(scores, (half @ question)[rows], rtol=1e-4, atol=1e-4)


def test_vectors_and_scores_come_in_the_order_asked_for() -> None:
    dense = Dense.build(THREE)
    assert dense.vectors([2, 0, 2]).tolist() == [[3, 4], [1, 0], [3, 4]]
    assert dense.scores(np.array([2, 1], np.float32), [1, 2]).tolist() == [1, 10]


@pytest.mark.parametrize("row", [-1, 3])
def test_a_row_that_is_not_there_is_refused(row: int) -> None:
    dense = Dense.build(THREE)
    with pytest.raises(IndexError, match="index of 3"):
        dense.vectors([0, row])
    with pytest.raises(IndexError, match="index of 3"):
        dense.scores(np.ones(2, np.float32), [0, row])


def test_a_question_of_another_width_is_refused() -> None:
    with pytest.raises(ValueError, match="reshape"):
        Dense.build(THREE).search(np.ones(3, np.float32), 1)
    with pytest.raises(ValueError, match="reshape"):
        Dense.build(THREE).scores(np.ones(3, np.float32), [0])


def test_search_keeps_to_one_thread_in_every_thread() -> None:
    found: list[int] = []

    def ask() -> None:
        Dense.build(THREE).search(np.ones(2, np.float32), 1)
        found.append(faiss.omp_get_max_threads())

    faiss.omp_set_num_threads(2)
    ask()
    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert found == [1, 1]


def test_what_is_saved_comes_back_bit_by_bit(tmp_path: Path) -> None:
    vectors = np.random.default_rng(1).standard_normal((50, 6)).astype(np.float32)
    path = tmp_path / "kokous § 31 ä.faiss"
    save(Dense.build(vectors), path)
    loaded = load(path)
    assert (len(loaded), loaded.width) == (50, 6)
    half = vectors.astype(np.float16).astype(np.float32)
    built = Dense.build(vectors).vectors(range(50))
    assert loaded.vectors(range(50)).tobytes() == half.tobytes() == built.tobytes()
    by_faiss = faiss.read_index(str(path))
    assert isinstance(by_faiss, faiss.IndexScalarQuantizer)
    assert by_faiss.sq.qtype == faiss.ScalarQuantizer.QT_fp16
    assert by_faiss.reconstruct_n(0, 50).tobytes() == half.tobytes()


def test_vectors_as_earlier_versions_wrote_them_are_read(tmp_path: Path) -> None:
    index = faiss.IndexFlatIP(2)
    fifths = (THREE / 5).astype(np.float32)
    index.add(fifths)
    faiss.write_index(index, str(tmp_path / "dense.faiss"))
    assert load(tmp_path / "dense.faiss").vectors(range(3)).tobytes() == fifths.tobytes()
    (tmp_path / "dense.faiss").write_bytes((tmp_path / "dense.faiss").read_bytes()[:-1])
    refused(tmp_path / "dense.faiss", "68 bytes, where 3 vectors of 2 take 69")


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    path = tmp_path / "dense.faiss"
    save(Dense.build(THREE), path)
    return path


def refused(path: Path, why: str) -> None:
    with pytest.raises(DamagedStoreError, match=why) as caught:
        load(path)
    assert str(path) in str(caught.value)


@pytest.mark.parametrize("length", range(93))
def test_load_truncated_anywhere(saved: Path, length: int) -> None:
    whole = saved.read_bytes()
    assert len(whole) == 93
    saved.write_bytes(whole[:length])
    refused(saved, "too few" if length < 81 else "3 vectors of 2 take 93")


def test_load_lengthened(saved: Path) -> None:
    saved.write_bytes(saved.read_bytes() + b"\0")
    refused(saved, "94 bytes, where 3 vectors of 2 take 93")


def test_load_text_instead(saved: Path) -> None:
    saved.write_text("vectors " * 100)
    refused(saved, "not an index of vectors")


def test_load_index_of_another_kind(saved: Path) -> None:
    index = faiss.IndexHNSWFlat(4, 8)
    index.add(np.ones((20, 4), np.float32))
    faiss.write_index(index, str(saved))
    refused(saved, "not an index of vectors")


def test_load_index_by_distance(saved: Path) -> None:
    index = faiss.IndexFlatL2(4)
    index.add(np.ones((20, 4), np.float32))
    faiss.write_index(index, str(saved))
    refused(saved, "not an index of vectors")


@pytest.mark.parametrize(
    ("offset", "value"),
    [
        (4, struct.pack("<i", -2)),
        (4, struct.pack("<i", 0)),
        (8, struct.pack("<q", -3)),
        (8, struct.pack("<q", 2**39)),
    ],
)
def test_load_header_with_impossible_sizes(saved: Path, offset: int, value: bytes) -> None:
    whole = saved.read_bytes()
    saved.write_bytes(whole[:offset] + value + whole[offset + len(value) :])
    refused(saved, "not an index of vectors")


def test_load_header_that_announces_terabytes(saved: Path) -> None:
    whole, count = saved.read_bytes(), 2**39
    sizes = struct.pack("<q", count), struct.pack("<Q", 4 * count)
    saved.write_bytes(whole[:8] + sizes[0] + whole[16:73] + sizes[1] + whole[81:])
    refused(saved, f"{count} vectors of 2 take")


@given(st.sampled_from([b"IxFI", b"IxSQ"]), st.binary(max_size=200))
def test_load_any_bytes_after_the_kind(kind: bytes, tail: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "dense.faiss"
        path.write_bytes(kind + tail)
        refused(path, "bytes|not an index")


def clustered(count: int, width: int = 16) -> Vectors:
    """Vectors of unit length around some directions."""
    random = np.random.default_rng(3)
    centres = random.standard_normal((40, width))
    found = centres[random.integers(0, 40, count)] + 0.5 * random.standard_normal((count, width))
    unit: Vectors = (found / np.linalg.norm(found, axis=1, keepdims=True)).astype(np.float32)
    return unit


@pytest.fixture
def many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Dense, Dense, Path]:
    """Vectors with codes, as they were made and as they are read by need, and the folder of their files."""
    monkeypatch.setattr("index.near.NEAR_FROM", 3000)
    monkeypatch.setattr("index.store.held.vector_file._MOST_ONE_BY_ONE", 50)
    monkeypatch.setattr("index.store.held.vector_file._AT_ONCE", 700)
    built = Dense.build(clustered(5000))
    save(built, tmp_path / "dense.faiss")
    with (tmp_path / "codes.faiss").open("wb") as file:
        codes_of(built).save(file)
    return built, by_need(tmp_path), tmp_path


def codes_of(dense: Dense) -> Near:
    assert dense.near is not None
    return dense.near


def by_need(folder: Path) -> Dense:
    return Dense.load_by_need((folder / "dense.faiss").open("rb"), (folder / "codes.faiss").open("rb"))


def test_codes_find_nearly_all_and_their_scores_are_exact(many: tuple[Dense, Dense, Path]) -> None:
    built, read, _ = many
    assert (len(codes_of(built)), len(codes_of(read)), len(read), read.width) == (5000, 5000, 5000, 16)
    questions = clustered(5050)[5000:]
    common = 0
    for question in questions:
        rows, scores = built.search(question, 100, exact=True)
        for dense in (built, read):
            near, near_scores = dense.search(question, 100)
            assert near_scores.tobytes() == built.scores(question, near).tobytes()
        assert near.tolist() == built.search(question, 100)[0].tolist()
        common += len(set(rows.tolist()) & set(near.tolist()))
        again, again_scores = read.search(question, 100, exact=True)
        assert (again.tolist(), again_scores.tobytes()) == (rows.tolist(), scores.tobytes())
    assert common >= 0.95 * 5000


def test_vectors_and_scores_by_need_are_those_in_memory(many: tuple[Dense, Dense, Path]) -> None:
    built, read, _ = many
    random, one = np.random.default_rng(5), np.ones(16, np.float32)
    for count in (0, 7, 300, 5000):
        rows = random.integers(0, 5000, count)
        assert read.vectors(rows).tobytes() == built.vectors(rows).tobytes()
        assert read.scores(one, rows).tobytes() == built.scores(one, rows).tobytes()
    with pytest.raises(IndexError, match="index of 5000"):
        read.vectors([5000])


def test_codes_find_all_where_all_are_scored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.near.NEAR_FROM", 3000)
    monkeypatch.setattr("index.near._MORE", 50)
    dense = Dense.build(clustered(5000))
    for question in clustered(5020)[5000:]:
        expected = dense.search(question, 100, exact=True)
        found = dense.search(question, 100)
        assert (found[0].tolist(), found[1].tobytes()) == (expected[0].tolist(), expected[1].tobytes())


def test_few_vectors_have_no_codes() -> None:
    assert Dense.build(THREE).near is None


@pytest.mark.parametrize("name", ["dense.faiss", "codes.faiss"])
@pytest.mark.parametrize("damage", [b"", b"x" * 1000, None])
def test_files_of_codes_that_do_not_fit_are_refused(
    many: tuple[Dense, Dense, Path], name: str, damage: bytes | None
) -> None:
    folder = many[2]
    if damage is None:
        save(Dense.build(clustered(10)), folder / name)
    else:
        (folder / name).write_bytes(damage)
    with pytest.raises(DamagedStoreError, match="index again"):
        by_need(folder)
