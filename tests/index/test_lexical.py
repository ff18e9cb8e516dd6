"""BM25 against the formula worked out passage by passage, and files that are damaged."""

import math
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path

import bm25s
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import DamagedStoreError
from corpus.language import LANGUAGES
from index.lexical import K1, B, Lexical
from index.words.postings import blocks, growing
from index.words.postings.coded import Coded

PASSAGES = [["a", "b", "a"], ["b", "c"], [], ["d", "b", "c", "c", "b"]]

term = st.text(alphabet="abåc", min_size=1, max_size=4)
many = st.lists(st.lists(term, max_size=12), max_size=8)
weights = st.dictionaries(term, st.floats(-4, 4, allow_subnormal=False), max_size=6)


def by_hand(passages: Sequence[Sequence[str]], weights: Mapping[str, float]) -> list[float]:
    """BM25 as Lucene has it, one passage and one term at a time."""
    size = len(passages)
    mean = sum(map(len, passages)) / size if size else 0.0
    found = []
    for passage in passages:
        counts = Counter(passage)
        score = 0.0
        for term, weight in weights.items():
            holding = sum(term in other for other in passages)
            idf = math.log(1 + (size - holding + 0.5) / (holding + 0.5))
            if counts[term]:
                score += weight * idf * counts[term] / (counts[term] + K1 * (1 - B + B * len(passage) / mean))
        found.append(score)
    return found


def save(lexical: Lexical, folder: Path) -> None:
    lexical.save(lambda name: (folder / name).open("wb"))


def load(folder: Path) -> Lexical:
    return Lexical.load(lambda name: (folder / name).open("rb"))


def same(one: Lexical, other: Lexical) -> None:
    for field in fields(Coded):
        left, right = (getattr(each.coded, field.name)[:] for each in (one, other))
        assert left.dtype == right.dtype
        np.testing.assert_array_equal(left, right)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    save(Lexical.build(PASSAGES), tmp_path)
    return tmp_path


@given(many, weights)
def test_scores_are_those_of_the_formula(passages: list[list[str]], weights: dict[str, float]) -> None:
    scores = Lexical.build(passages).score(weights)
    assert scores.dtype == np.float32
    np.testing.assert_allclose(scores, by_hand(passages, weights), atol=1e-5)


def test_one_score_worked_by_hand() -> None:
    # "a" stands in one of four passages: ln(1 + 3.5 / 1.5); twice in one of 3 terms, 2.5 on the mean.
    expected = math.log(1 + 3.5 / 1.5) * 2 / (2 + 0.9 * (0.25 + 0.75 * 3 / 2.5))
    np.testing.assert_allclose(Lexical.build(PASSAGES).score({"a": 1.0}), [expected, 0, 0, 0], rtol=1e-6)


def test_postings_are_sorted_by_term_and_by_passage() -> None:
    built = Lexical.build(PASSAGES)
    assert built.terms.tolist() == ["a", "b", "c", "d"]
    assert built.occurs.tolist() == [1, 3, 2, 1]
    assert built.coded.starts.tolist() == [0, 1, 4, 6, 7]
    assert built.coded.gaps[:].tolist() == [0, 0, 1, 2, 1, 2, 3]
    assert [built.coded.posting(term)[0].tolist() for term in range(4)] == [[0], [0, 1, 3], [1, 3], [3]]
    assert built.coded.counts[:].tolist() == [2, 1, 1, 2, 1, 2, 1]
    assert built.coded.lengths.tolist() == [3, 2, 0, 5]
    assert len(built) == 4


def test_unknown_long_and_empty_terms_score_nothing() -> None:
    built = Lexical.build(PASSAGES)
    assert built.score({"x": 1.0, "abcd": 1.0, "": 1.0}).tolist() == [0, 0, 0, 0]
    assert built.score({}).tolist() == [0, 0, 0, 0]


def test_an_empty_corpus_scores_an_empty_array() -> None:
    built = Lexical.build([])
    assert built.score({"a": 1.0}).shape == (0,)
    assert len(built) == 0


def test_passages_without_terms_score_zero() -> None:
    assert Lexical.build([[], []]).score({"a": 1.0}).tolist() == [0, 0]


def test_idf_is_highest_for_what_occurs_nowhere() -> None:
    found = Lexical.build(PASSAGES).idf(["b", "nowhere", "a"])
    expected = [math.log(1 + 1.5 / 3.5), math.log(1 + 4.5 / 0.5), math.log(1 + 3.5 / 1.5)]
    np.testing.assert_allclose(found, expected, rtol=1e-6)


@pytest.mark.parametrize("passages", [PASSAGES, [], [[], []]])
def test_what_was_saved_is_loaded(tmp_path: Path, passages: list[list[str]]) -> None:
    built = Lexical.build(passages)
    save(built, tmp_path)
    loaded = load(tmp_path)
    assert loaded.size == built.size
    assert loaded.terms.tolist() == built.terms.tolist()
    same(loaded, built)
    question = {"a": 1.0, "c": 0.5}
    np.testing.assert_array_equal(loaded.score(question), built.score(question))


def test_the_same_passages_make_the_same_files(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        save(Lexical.build(PASSAGES), tmp_path / name)
    names = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert names == ["counts.npy", "gaps.npy", "lengths.npy", "occurs.npy", "starts.npy", "terms.npy"]
    for name in names:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


@pytest.mark.parametrize("name", ["terms", "starts", "gaps", "counts", "occurs", "lengths"])
@pytest.mark.parametrize("kept", [0, 4, 60, -1])
def test_load_short_file(folder: Path, name: str, kept: int) -> None:
    path = folder / f"{name}.npy"
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(DamagedStoreError, match="index again"):
        load(folder)


def test_load_pickled_objects(folder: Path) -> None:
    np.save(folder / "terms.npy", np.array(["a", None], dtype=object), allow_pickle=True)
    with pytest.raises(DamagedStoreError):
        load(folder)


@pytest.mark.parametrize(
    ("name", "wrong", "told"),
    [
        ("gaps", np.zeros(7, np.float32), "gaps.npy holds float32"),
        ("counts", np.zeros((7, 1), np.uint8), "counts.npy holds uint8 in 2 dimensions"),
        ("counts", np.zeros(6, np.uint8), "do not fit"),
        ("occurs", np.zeros(5, np.int32), "do not fit"),
        ("terms", np.array(["a", "b", "c"]), "do not fit"),
        ("starts", np.array([0, 4, 1, 6, 7]), "do not rise"),
        ("starts", np.array([0, 1, 4, 6, 8]), "do not rise"),
        ("starts", np.array([1, 1, 4, 6, 7]), "do not rise"),
    ],
)
def test_load_arrays_that_do_not_fit(folder: Path, name: str, wrong: np.ndarray, told: str) -> None:
    np.save(folder / f"{name}.npy", wrong)
    with pytest.raises(DamagedStoreError, match=told):
        load(folder)


def test_scoring_and_building_import_little_and_print_nothing(folder: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from index.lexical import Lexical; "
        "opened = lambda name: (Path(sys.argv[1]) / name).open('rb'); "
        "Lexical.load(opened).score({'a': 1.0}); Lexical.build([['a']]); assert 'scipy' not in sys.modules"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(folder)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@given(many)
def test_many_blocks_make_the_same_as_one(passages: list[list[str]]) -> None:
    """To the last bit, whether the postings lie in memory or in files."""
    one = Lexical.build(passages)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "IN_A_BLOCK", 3)
        patch.setattr(growing, "IN_MEMORY", 3)
        same(Lexical.build(passages), one)


def test_a_term_in_a_language_scores_its_passages_and_tells_as_much_as_in_all() -> None:
    passages = [["Fa", "Fb"], ["Sa", "Sa"], ["Fb"], ["a"]]
    found = Lexical.build(passages)
    # Of four passages three have “a”, be it told in a language or not.
    idf = math.log(1 + (4 - 3 + 0.5) / (3 + 0.5))
    assert found.idf(["a", "b", "c"]).tolist() == pytest.approx(
        [idf, math.log(1 + 2.5 / 2.5), math.log(1 + 4.5 / 0.5)]
    )
    norms = [K1 * (1 - B + B * length / 1.5) for length in (2, 2, 1, 1)]
    expected = {"fi": [1 / (1 + norms[0]), 0, 0, 0], "sv": [0, 2 / (2 + norms[1]), 0, 0], "en": [0] * 4}
    for language in LANGUAGES:
        scores = found.score({"a": 3.0}, language)
        np.testing.assert_allclose(scores, 3 * idf * np.array(expected[language]), rtol=1e-6)
    np.testing.assert_allclose(found.score({"a": 3.0}), [0, 0, 0, 3 * idf / (1 + norms[3])], rtol=1e-6)


def test_what_terms_tell_is_forgotten_where_many_were_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.lexical._MOST_KNOWN", 2)
    found = Lexical.build(PASSAGES)
    for asked in (["a", "b"], ["c"], ["b", "a", "x"]):
        assert found.idf(asked).tolist() == Lexical.build(PASSAGES).idf(asked).tolist()


def test_scores_are_those_of_a_well_kept_library() -> None:
    random = np.random.default_rng(1)
    every = [[str(n) for n in random.integers(0, 50, random.integers(1, 40))] for _ in range(200)]
    built = Lexical.build(every)
    numbers = {term: number for number, term in enumerate(built.terms.tolist())}
    bm25 = bm25s.BM25(k1=K1, b=B, method="lucene", backend="numpy", csc_backend="numpy")
    given = [[numbers[term] for term in terms] for terms in every]
    bm25.index((given, {n: n for n in numbers.values()}), create_empty_token=False, show_progress=False)
    postings = list(built.postings(np.arange(len(built.terms))))
    np.testing.assert_array_equal(bm25.scores["indptr"], built.coded.starts)
    np.testing.assert_array_equal(bm25.scores["indices"], np.concatenate([rows for rows, _ in postings]))
    for term, number in numbers.items():
        part = slice(*built.coded.starts[number : number + 2].tolist())
        expected = np.zeros(len(every), np.float32)
        expected[bm25.scores["indices"][part]] = 3 * bm25.scores["data"][part]
        np.testing.assert_allclose(built.score({term: 3.0}), expected, rtol=2e-6)


def test_postings_in_files_are_saved_as_those_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, block in (("one", 1000), ("two", 2)):
        monkeypatch.setattr(blocks, "IN_A_BLOCK", block)
        monkeypatch.setattr(growing, "IN_MEMORY", block)
        (tmp_path / name).mkdir()
        save(Lexical.build(PASSAGES, tmp_path), tmp_path / name)
    for path in (tmp_path / "one").iterdir():
        assert (tmp_path / "two" / path.name).read_bytes() == path.read_bytes()
