"""Windows of long texts, and scores of pieces as spans of the text, worked out by hand."""

from collections.abc import Mapping
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, pre_tokenizers

from corpus.document import Span
from index.extractor.windows import (
    BEGIN,
    END,
    NEVER,
    OVERLAP,
    PADDING,
    Reach,
    Scores,
    best_span,
    read,
    windows,
)

TEXT = "Avustus on 500 euroa. Tilat vuokrataan vuodeksi 2025 seuralle."
WORDS = ("Avustus", "on", "500", "euroa", "Tilat", "vuokrataan", "vuodeksi", "2025", "seuralle", ".", "?")
NUMBER = {
    word: number for number, word in enumerate((*WORDS, "kysymys", "teksti", ":", "Paljonko", "[UNK]"), 3)
}
REACH = Reach(max_pieces=180, max_question_pieces=5, question="kysymys: ", passage="teksti: ")
UNKNOWN = {"unk_token": "[UNK]"}
SURE = 10.0


def tokenizer() -> Tokenizer:
    """A piece for each word and sign."""
    made = Tokenizer(models.WordLevel(NUMBER, **UNKNOWN))
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    return made


class Network:
    """Gives each piece scores by its word, and a text the odds of its first piece of ``odds``."""

    def __init__(self, first: Mapping[str, float], last: Mapping[str, float], odds: float = 0.5) -> None:
        self.first = {NUMBER[word]: score for word, score in first.items()}
        self.last = {NUMBER[word]: score for word, score in last.items()}
        self.odds = odds
        self.asked: list[npt.NDArray[np.int64]] = []

    def __call__(self, ids: npt.NDArray[np.int64], mask: npt.NDArray[np.int64]) -> Scores:
        assert ((ids != PADDING) == (mask == 1)).all()
        self.asked.append(ids)
        tables = (self.first, self.last)
        first, last = (np.vectorize(lambda one: t.get(int(one), 0.0))(ids).astype(np.float32) for t in tables)  # noqa: B023
        return first, last, np.full(len(ids), self.odds, np.float32)


def test_the_likeliest_answer_of_each_sentence_is_read() -> None:
    network = Network({"500": SURE, "2025": SURE - 1}, {"euroa": SURE, "2025": SURE - 1})
    (found,) = read(network, tokenizer(), REACH, "Paljonko?", [TEXT])
    assert [scored.span.of(TEXT) for scored in found.spans] == ["500 euroa", "2025"]
    # One is e^20, the other e^18.
    assert [np.exp(scored.certain) for scored in found.spans] == [
        pytest.approx(1 / (1 + np.exp(-2))),
        pytest.approx(np.exp(-2) / (1 + np.exp(-2))),
    ]
    assert found.answerable == 0.5


def test_the_model_reads_the_question_before_the_text() -> None:
    network = Network({}, {})
    read(network, tokenizer(), REACH, "Paljonko?", ["Avustus on 500 euroa."])
    words = ["kysymys", ":", "Paljonko", "?", None, "teksti", ":", "Avustus", "on", "500", "euroa", "."]
    assert network.asked[0].tolist() == [
        [BEGIN, *(END if word is None else NUMBER[word] for word in words), END]
    ]


def test_a_long_question_loses_its_end() -> None:
    (window,) = windows(tokenizer(), REACH, "Paljonko " * 9, TEXT)
    assert window.pieces[: 1 + 5 + 1] == (
        BEGIN,
        NUMBER["kysymys"],
        NUMBER[":"],
        *[NUMBER["Paljonko"]] * 3,
        END,
    )


def test_no_text_reads_as_nothing() -> None:
    empty, full = read(Network({}, {}), tokenizer(), REACH, "Paljonko?", ["", "Avustus on 500 euroa."])
    assert (empty.spans, empty.answerable) == ((), NEVER)
    assert len(full.spans) == 1


def test_answers_are_set_against_those_of_all_texts() -> None:
    network = Network({"500": 3.0, "2025": 1.0}, {"euroa": 3.0})
    texts = ["Tilat vuokrataan.", TEXT, "Avustus on 500 euroa."]
    found = read(network, tokenizer(), REACH, "Paljonko?", texts)
    # The likeliest of each sentence: "Tilat" 0; "500 euroa" 6, "2025" 1; "500 euroa" 6.
    whole = 1 + 2 * np.exp(6) + np.exp(1)
    told = [[np.exp(scored.certain) for scored in reading.spans] for reading in found]
    expected = [[1], [np.exp(6), np.exp(1)], [np.exp(6)]]
    for one, other in zip(told, expected, strict=True):
        assert one == pytest.approx([score / whole for score in other])
    assert [one.span for one in found[1].spans] == [
        one.span for one in read(network, tokenizer(), REACH, "Paljonko?", [TEXT])[0].spans
    ]


def test_an_answer_at_the_end_of_a_long_text_is_read() -> None:
    text = "Tilat vuokrataan. " * 100 + "Avustus on 500 euroa."
    (found,) = read(Network({"500": SURE}, {"euroa": SURE}), tokenizer(), REACH, "Paljonko?", [text])
    assert found.spans[0].span == Span(len(text) - 10, len(text) - 1)
    assert len(found.spans) == 101


@given(st.integers(1, 900))
def test_windows_hold_every_piece_in_order_and_overlap(count: int) -> None:
    text = " ".join(["Avustus"] * count)
    found = windows(tokenizer(), REACH, "Paljonko?", text)
    assert all(len(window.pieces) <= REACH.max_pieces for window in found)
    assert all(len(window.pieces) == window.begin + len(window.places) + 1 for window in found)
    starts = [[place.start // len("Avustus ") for place in window.places] for window in found]
    assert starts[0][0] == 0
    assert starts[-1][-1] == count - 1
    for before, after in pairwise(starts):
        assert before[-OVERLAP:] == after[:OVERLAP]


@given(st.lists(st.floats(-9, 9, width=32), min_size=1, max_size=8), st.integers(1, 8))
def test_the_best_span_is_that_of_all_spans(scores: list[float], longest: int) -> None:
    first = np.array(scores, np.float32)
    last = first[::-1].copy()
    every = {
        (a, b): first[a] + last[b] for a in range(len(first)) for b in range(a, min(len(first), a + longest))
    }
    low, high, score = best_span(first, last, longest)
    assert score == max(every.values()) == every[low, high]
