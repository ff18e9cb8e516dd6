"""Measuring the extractor: words as SQuAD compares them, windows of long texts, and the measures."""

import json
import lzma
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from tokenizers import Tokenizer

from corpus.document import Span
from index.extractor.windows import Scores
from scripts.train.extractor.evaluate import (
    Read,
    f1,
    followed,
    measure,
    read,
    squad,
    tydi,
    windows,
    words,
)
from scripts.train.extractor.model import BEGIN, END, PADDING
from scripts.train.extractor.train import BASE

TEXT = "Avustus oli 500 euroa. Päätös tehtiin maanantaina."


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(BASE / "tokenizer.json"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [("The  500 Euroa!", ["500", "euroa"]), ("a, an; the", []), ("12.9.2022", ["1292022"]), ("", [])],
)
def test_words_are_compared_as_squad_does(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("given_text", "right", "expected"),
    [
        ("500 euroa", "500 euroa.", 1.0),
        ("500 euroa", "500", 2 / 3),
        ("noin 500 euroa", "500 euroa vuodessa", 2 / 3),
        ("ei", "500", 0.0),
        ("ja ja", "ja", 2 / 3),
    ],
)
def test_f1_of_words(given_text: str, right: str, expected: float) -> None:
    assert f1(given_text, right) == pytest.approx(expected)


def test_a_short_text_is_one_window(tokenizer: Tokenizer) -> None:
    (window,) = windows(tokenizer, "Paljonko?", TEXT)
    whole = tokenizer.encode("passage: " + TEXT, add_special_tokens=False).ids
    asked = tokenizer.encode("query: Paljonko?", add_special_tokens=False).ids
    assert window.pieces == (BEGIN, *asked, END, *whole, END)
    assert window.begin + len(window.places) == len(window.pieces) - 1
    assert "".join(place.of(TEXT) for place in window.places) == TEXT


def test_windows_of_a_long_text_overlap_and_cover_it(tokenizer: Tokenizer) -> None:
    text = " ".join(f"Kohta numero {n} on tässä." for n in range(40))
    found = windows(tokenizer, "Mikä?", text, most=100)
    assert len(found) > 3
    assert all(len(window.pieces) <= 100 for window in found)
    assert all(window.pieces[: window.begin] == found[0].pieces[: found[0].begin] for window in found)
    covered = sorted({place for window in found for place in window.places}, key=lambda span: span.start)
    assert "".join(place.of(text) for place in covered) == text
    for one, other in pairwise(found):
        assert one.places[-48:] == other.places[:48]


def network_that_finds(tokenizer: Tokenizer, answer: str) -> "Finder":
    return Finder(frozenset(tokenizer.encode(answer, add_special_tokens=False).ids))


class Finder:
    """It points at the first and the last of the pieces it looks for; the more it finds, the surer it is."""

    def __init__(self, wanted: frozenset[int]) -> None:
        self.wanted = wanted

    def __call__(self, ids: npt.NDArray[np.int64], mask: npt.NDArray[np.int64]) -> Scores:
        assert ((ids == PADDING) == (mask == 0)).all()
        hits = np.isin(ids, list(self.wanted))
        order = np.arange(ids.shape[1])
        first = np.where(hits, 20.0 - order * 0.01, 0.0).astype(np.float32)
        last = np.where(hits, 20.0 + order * 0.01, 0.0).astype(np.float32)
        return first, last, hits.sum(1).astype(np.float32) - 1


def test_what_is_read_is_a_span_of_the_text(tokenizer: Tokenizer) -> None:
    long = "Tässä ei ole mitään. " * 60 + "Hinta oli tuhat kruunua."
    found = read(
        network_that_finds(tokenizer, "tuhat kruunua"),
        tokenizer,
        [
            ("Paljonko?", long),
            ("Paljonko?", "Hinta oli tuhat kruunua, siis paljon."),
            ("Kuka?", "Ei kukaan."),
        ],
    )
    assert found[0].span.of(long).strip() == "tuhat kruunua"
    assert found[1].span.of("Hinta oli tuhat kruunua, siis paljon.").strip() == "tuhat kruunua"
    assert found[0].answerable == found[1].answerable > found[2].answerable == -1
    assert isinstance(found[2], Read)


def save(path: Path, rows: list[object]) -> None:
    with lzma.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)


@pytest.fixture
def dev(tmp_path: Path) -> Path:
    start = TEXT.index("500")
    save(
        tmp_path / "tydi_fi.jsonl.xz",
        [
            {
                "title": "Avustus",
                "text": TEXT,
                "questions": [
                    {"fi": "Paljonko?", "answers": [[start, start + 9], [start, start + 3]]},
                    {"fi": "Milloin?", "answers": [[38, 49]]},
                ],
            }
        ],
    )
    both = {"fi": "Paljonko?", "en": "How much?", "sv": "Hur mycket?"}
    save(
        tmp_path / "squad_dev.jsonl.xz",
        [
            {"id": "1", "text": TEXT, "questions": [{**both, "answerable": True}, {**both}]},
            {"id": "2", "text": "Ei.", "questions": [{**both, "answerable": False}, {"fi": "?", "en": "?"}]},
        ],
    )
    return tmp_path


def test_questions_are_read(dev: Path) -> None:
    assert tydi(dev / "tydi_fi.jsonl.xz") == [
        ("Paljonko?", TEXT, ["500 euroa", "500"]),
        ("Milloin?", TEXT, ["maanantaina"]),
    ]
    asked = {"fi": "Paljonko?", "en": "How much?", "sv": "Hur mycket?"}
    assert squad(dev / "squad_dev.jsonl.xz") == [(asked, TEXT, True), (asked, "Ei.", False)]
    assert followed(dev / "squad_dev.jsonl.xz") == [(asked, TEXT, "Ei.")]


def test_the_measures_of_a_network_that_finds_sums(dev: Path, tokenizer: Tokenizer) -> None:
    assert measure(network_that_finds(tokenizer, "500 euroa"), tokenizer, dev, 0, 0) == {
        "tydi questions": 2,
        "tydi f1": 0.5,
        "tydi exact": 0.5,
        "squad questions": 2,
        "squad auroc fi": 1.0,
        "squad auroc en": 1.0,
        "squad auroc sv": 1.0,
        "own and next auroc fi": 1.0,
        "own and next auroc en": 1.0,
        "own and next auroc sv": 1.0,
    }


def test_a_sample_is_measured_where_it_is_asked_for(dev: Path, tokenizer: Tokenizer) -> None:
    found = measure(network_that_finds(tokenizer, "500 euroa"), tokenizer, dev, 1, 0)
    assert found["tydi questions"] == 1
    assert found["tydi f1"] in {0.0, 1.0}


def test_a_span_is_half_open() -> None:
    assert Span(0, 3).of("abcd") == "abc"
