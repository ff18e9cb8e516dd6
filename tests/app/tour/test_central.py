"""Central sentences, by hand and against the whole matrix."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from hypothesis import given
from hypothesis import strategies as st

from app.tour.central import central_sentence, lexrank
from app.tour.tour import tour_of
from tests.support.documents import make_document

Floats = npt.NDArray[np.float64]


def all_alike(terms: Sequence[str]) -> Floats:
    return np.ones(len(terms))


def whole_matrix(terms: list[list[str]]) -> Floats:
    """LexRank as it is written down: the matrix of cosines, none with itself, each row brought to one."""
    known = sorted({term for each in terms for term in each})
    counts = np.array([[each.count(term) for term in known] for each in terms], float)
    lengths = np.linalg.norm(counts, axis=1, keepdims=True)
    rows = counts / np.where(lengths > 0, lengths, 1)
    cosines = rows @ rows.T
    np.fill_diagonal(cosines, 0)
    sums = cosines.sum(axis=1, keepdims=True)
    steps = cosines / np.where(sums > 1e-12, sums, 1)
    ranks = np.full(len(terms), 1 / len(terms))
    for _ in range(40):
        ranks = 0.15 / len(terms) + 0.85 * steps.T @ ranks
    return np.asarray(ranks / ranks.sum())


@given(st.lists(st.lists(st.sampled_from("abcdef"), max_size=6), min_size=1, max_size=8))
def test_ranks_are_those_of_the_whole_matrix(terms: list[list[str]]) -> None:
    if not any(terms):
        return
    assert np.allclose(lexrank(terms, all_alike), whole_matrix(terms))


def test_ranks_without_terms_are_alike() -> None:
    assert lexrank([[], []], all_alike).tolist() == [0.5, 0.5]


def test_what_the_others_share_is_central() -> None:
    ranks = lexrank([["a", "b"], ["a", "c"], ["a", "b", "c"], ["x", "y"]], all_alike)
    assert ranks.argmax() == 2
    assert ranks.argmin() == 3


def test_central_sentence_of_a_section_is_a_whole_one() -> None:
    text = (
        "Kissat ja koirat ovat kotona aina. Kissat syövät kotona kalaa ja koirat lihaa. Veneet kelluvat "
        "satamassa vain kesäisin. Kyllä."
    )
    document = make_document(
        "a.md", "A", [("Eläimet", "heading", None, [text]), ("Tyhjä", "heading", None, [])]
    )
    span = central_sentence(document, 0, all_alike)
    assert span is not None
    assert span.of(document.text) in {
        "Kissat ja koirat ovat kotona aina.",
        "Kissat syövät kotona kalaa ja koirat lihaa.",
    }
    assert central_sentence(document, 1, all_alike) is None


def test_line_that_is_no_sentence_stands_where_there_is_nothing_else() -> None:
    document = make_document(
        "a.md",
        "A",
        [("Esittelijä", "part", None, ["johtaja Maija Mäki"]), ("Numero", "part", None, ["HEL 2024-1 T 00"])],
    )
    spans = list(tour_of(document).sentences.values())
    assert [span and span.of(document.text) for span in spans] == ["johtaja Maija Mäki", None]
