"""Training the static encoder: pairs from files, a hand-worked loss, and a small training that learns."""

import lzma
import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer

from index.encoders import load_encoder
from index.encoders.static import Pieces
from scripts.train.static.pairs import KINDS, Texts, frequencies, into_swedish, read_pairs, sample, some
from scripts.train.static.train import first_vectors, loss_of, main
from scripts.train.static.vocabulary import train_vocabulary
from tests.support.toys.tiny_model import tiny_tokenizer

WORDS = (
    ("kirjasto", "bibliotek", "library"),
    ("vesi", "vatten", "water"),
    ("talvi", "vinter", "winter"),
    ("koira", "hund", "dog"),
    ("kaupunki", "stad", "city"),
    ("leipä", "bröd", "bread"),
)


def write(path: Path, lines: Sequence[tuple[str, ...]]) -> None:
    with lzma.open(path, "wt", encoding="utf-8") as file:
        file.writelines("\t".join(fields) + "\n" for fields in lines)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Six words in three languages, each asked after, headed and told in its own passage."""
    folder = tmp_path / "data"
    folder.mkdir()
    write(folder / "sv_fi.tsv.xz", [("a", sv, fi) for fi, sv, _ in WORDS] + [("a_dp", "x", "y")])
    write(folder / "en_fi.tsv.xz", [("a", en, fi) for fi, _, en in WORDS])
    write(folder / "en_sv.tsv.xz", [("a", en, sv) for _, sv, en in WORDS])
    write(folder / "qa_passages_fi.tsv.xz", [(str(at), f"{w[0]} on {w[0]}") for at, w in enumerate(WORDS)])
    write(
        folder / "qa_questions_fi.tsv.xz",
        [("q", str(at), f"mikä on {fi}", en) for at, (fi, _, en) in enumerate(WORDS)]
        + [("q", "0", "missä kirjasto", ""), ("q", "99", "kuka", "who")],
    )
    write(folder / "heading_section_fi.tsv.xz", [("h", fi, f"{fi} {fi}") for fi, _, _ in WORDS])
    return folder


def texts_of(pairs_texts: Texts, tokenizer: Tokenizer) -> list[str]:
    starts = pairs_texts.starts
    return [
        tokenizer.decode(pairs_texts.pieces[starts[t] : starts[t + 1]].tolist()).replace(" ##", "")
        for t in range(len(pairs_texts))
    ]


def test_pairs_of_each_kind_are_partners(data: Path) -> None:
    pairs = read_pairs(data, Pieces(tiny_tokenizer()))
    assert sorted(pairs) == sorted(KINDS)
    assert {kind: len(of) for kind, of in pairs.items()} == {
        **dict.fromkeys(KINDS, 6),
        "question_fi": 7,
        "question_sv": 7,
    }
    of = pairs["question_fi"]
    assert of.left.tolist() == [0, 1, 2, 3, 4, 5, 6]
    assert of.right.tolist() == [0, 1, 2, 3, 4, 5, 0]  # the last asks after the first passage too
    assert of.told is pairs["question_en"].told


def test_questions_are_put_into_swedish_word_by_word() -> None:
    assert into_swedish("Mikä on kaupunginhallituksen päätös?") == "stadsstyrelsen beslut"
    assert into_swedish("Missä on Xyzzy 2025?") == "xyzzy 2025"


def test_a_sample_has_every_file_until_it_is_long_enough(data: Path) -> None:
    assert set(sample(data, 8)) == {
        "bibliotek",
        "kirjasto",
        "library",
        "kirjasto on kirjasto",
        "kirjasto kirjasto",
    }


def test_shares_of_pieces_sum_to_one_and_count_shared_texts_once(data: Path) -> None:
    tokenizer = tiny_tokenizer()
    pairs = read_pairs(data, Pieces(tokenizer))
    shares = frequencies(pairs.values(), tokenizer.get_vocab_size())
    assert math.isclose(shares.sum(), 1.0)
    only = frequencies([pairs["en_fi"]], tokenizer.get_vocab_size())
    assert frequencies([pairs["en_fi"], pairs["en_fi"]], tokenizer.get_vocab_size()).tolist() == only.tolist()


def test_some_pieces_stay_of_every_text() -> None:
    texts = Texts(np.arange(10, dtype=np.int32), np.array([0, 1, 4, 10]))
    pieces, starts = some(texts, [2, 0], 1.0, np.random.default_rng(0), most=100)
    assert (pieces.tolist(), starts.tolist()) == ([4, 5, 6, 7, 8, 9, 0], [0, 6])
    pieces, starts = some(texts, [1, 2], 0.0, np.random.default_rng(0), most=100)
    assert (pieces.tolist(), starts.tolist()) == ([1, 4], [0, 1])
    pieces, starts = some(texts, [2], 1.0, np.random.default_rng(0), most=2)
    assert len(set(pieces.tolist()) & {4, 5, 6, 7, 8, 9}) == 2


def test_the_loss_of_two_pairs_by_hand() -> None:
    asked = torch.eye(2)
    # Each finds its partner with 1 against 0: -ln(e / (e + 1)) there, half as much the way back.
    expected = 1.5 * math.log(1 + math.exp(-1))
    assert loss_of(asked, asked, np.array([0, 1]), 1.0).item() == pytest.approx(expected)
    # The same text is no wrong answer.
    assert loss_of(asked, asked, np.array([7, 7]), 1.0).item() == pytest.approx(0.0, abs=1e-6)


def test_first_vectors_are_shorter_where_a_piece_is_common() -> None:
    tokenizer = train_vocabulary(["kirjasto talo vesi " * 9], 40)
    size = tokenizer.get_vocab_size()
    shares = np.full(size, 1e-3)
    shares[3] = 3e-3
    vectors = first_vectors(load_encoder(), tokenizer, shares, 8)
    assert vectors.shape == (size, 8)
    lengths = np.linalg.norm(vectors, axis=1)
    assert lengths[3] == pytest.approx(0.25)
    assert lengths[[0, 1, 2]].tolist() == pytest.approx([0.5] * 3)


def test_a_vocabulary_has_whole_words_and_knows_where_they_begin() -> None:
    tokenizer = train_vocabulary(["Kaupunginhallitus päätti, 12. " * 20, "kaupunginvaltuusto " * 20], 200)
    found = tokenizer.encode("Päätti kaupunginhallitus, 12.").tokens
    assert found == ["▁päätti", "▁kaupunginhallitus", "▁,", "▁12", "▁."]


def test_a_small_training_finds_partners_in_all_languages(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    main([str(data), str(out), "--steps", "80", "--batch", "256", "--pieces", "300", "--width", "16"])
    encoder = load_encoder(str(out))
    finnish = encoder.encode_passages([f"{fi} on {fi}" for fi, _, _ in WORDS])
    for column in (0, 1, 2):
        found = encoder.encode_questions([words[column] for words in WORDS]) @ finnish.T
        assert found.argmax(axis=1).tolist() == [0, 1, 2, 3, 4, 5]
