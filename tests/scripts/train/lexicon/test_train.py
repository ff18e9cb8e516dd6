"""Making a lexicon: probabilities worked by hand, a plain model 1 to compare with, terms, files."""

import lzma
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.train.lexicon.terms import Side, Terms, read_terms
from scripts.train.lexicon.train import Counts, Entry, learn, lexicon, read_pairs, sampled, train, write

Sentences = list[tuple[list[int], list[int]]]


def by_pair(counts: Counts) -> dict[tuple[int, int], float]:
    return {
        (int(one), int(other)): float(times)
        for one, other, times in zip(counts.first, counts.second, counts.times, strict=True)
    }


def plain_model(sentences: Sentences, empty: int, rounds: int) -> dict[tuple[int, int], float]:
    """IBM model 1 as it is written down, pair by pair."""
    likely: dict[tuple[int, int], float] = defaultdict(lambda: 1.0)
    times: dict[tuple[int, int], float] = {}
    for _ in range(rounds):
        times = defaultdict(float)
        for first, second in sentences:
            for other in second:
                whole = sum(likely[one, other] for one in [*first, empty])
                for one in [*first, empty]:
                    times[one, other] += likely[one, other] / whole
        totals: dict[int, float] = defaultdict(float)
        for (one, _other), value in times.items():
            totals[one] += value
        likely = defaultdict(float, {pair: value / totals[pair[0]] for pair, value in times.items()})
    return {pair: value for pair, value in times.items() if pair[0] != empty and value > 0}


def test_the_first_round_shares_each_word_among_its_sentence_and_the_empty_word() -> None:
    found = by_pair(learn([([0, 1], [0, 1]), ([0], [0])], (2, 2), 1))
    third = 1 / 3
    assert found == pytest.approx(
        {(0, 0): third + 1 / 2, (0, 1): third, (1, 0): third, (1, 1): third}, rel=1e-5
    )


def test_the_second_round_goes_by_what_the_first_found() -> None:
    # After one round, of 0: 5/7 and 2/7; of 1: 1/2 and 1/2; of the empty word: 5/7 and 2/7.
    found = by_pair(learn([([0, 1], [0, 1]), ([0], [0])], (2, 2), 2))
    known = 5 / 7 / (5 / 7 + 1 / 2 + 5 / 7)
    other = 2 / 7 / (2 / 7 + 1 / 2 + 2 / 7)
    assert found[0, 0] == pytest.approx(known + 1 / 2)
    assert found[0, 1] == pytest.approx(other)
    assert found[1, 1] == pytest.approx(1 / 2 / (2 / 7 + 1 / 2 + 2 / 7))


numbers = st.lists(st.integers(0, 4), min_size=1, max_size=5)


@given(st.lists(st.tuples(numbers, numbers), min_size=1, max_size=8), st.integers(1, 4))
def test_learning_is_model_1(sentences: Sentences, rounds: int) -> None:
    found = by_pair(learn(sentences, (5, 5), rounds))
    expected = plain_model(sentences, 5, rounds)
    assert found.keys() == expected.keys()
    assert found == pytest.approx(expected, rel=1e-3, abs=1e-5)


def sides() -> tuple[Side, Side]:
    return Side("en"), Side("fi")


def test_a_side_numbers_the_stems_of_content_words() -> None:
    side = Side("en")
    assert side.read("The city of cities, please: 8 b") == [0, 0, 1]
    assert side.stems == ["citi", "8"]
    assert side.names("Council of the City") == ("council", "citi")


def test_terms_are_short_and_of_one_or_two_stems() -> None:
    terms = Terms()
    pairs = [
        ("youth centre", "nuorisotalo"),
        ("youth centres", "nuorisotalot"),
        ("Youth Centre (place)", "nuorisotila (paikka)"),
        ("early election", "ennenaikaiset vaalit"),
        ("city council group meeting", "kokous"),
        ("of the", "sekä"),
        ("city", "k" * 61),
    ]
    terms.add(pairs, *sides(), 2.0)
    assert set(terms.weights) == {("youth", "centr"), ("earli", "elect")}
    assert terms.weights["earli", "elect"] == {"ennenaikais": 1.0, "vaali": 1.0}
    assert terms.weights["youth", "centr"]["nuorisotil"] == 2.0
    assert terms.word(("youth", "centr")) == "nuorisotalo"
    assert terms.word(("earli", "elect")) == "ennenaikaiset vaalit"


def test_a_term_counts_as_much_as_the_text_at_most() -> None:
    first, second = sides()
    assert (first.read("board town"), second.read("lauta hallitus")) == ([0, 1], [0, 1])
    terms = Terms()
    terms.add([("board", "lautakunta")], first, second, 40.0)
    terms.add([("town", "lauta"), ("city", "kaupunki")], first, second, 1.0)
    counts = Counts(
        np.array([0, 0, 1], np.int32), np.array([0, 1, 1], np.int32), np.array([6, 2, 3], np.float32)
    )
    assert lexicon(counts, (first, second), terms) == {
        "board": Entry("lautakunta", (("lautakun", 0.5), ("lauta", 0.375), ("hallitus", 0.125))),
        "town": Entry("", (("hallitus", 0.75), ("lauta", 0.25))),
        "citi": Entry("", (("kaupunk", 1.0),)),
    }


def test_our_own_terms_are_read_however_many_thesauri_say_otherwise() -> None:
    """Of *val* as of *valens* Snowball makes the stem ``val``."""
    terms = Terms()
    swedish, finnish = Side("sv"), Side("fi")
    for _ in range(4):
        terms.add([("valens (kemi)", "valenssi"), ("teknik", "tekniikka")], swedish, finnish, 16.0)
    terms.add([("val", "vaalit"), ("val", "vaali"), ("val", "valinta")], swedish, finnish, 40.0)
    terms.add([("val", "vaali")], swedish, finnish, 16.0)
    assert terms.word(("val",)) == "valenssi"
    assert terms.own_word(("val",), {"vaal": 3.0, "valinto": 2.0, "valenssi": 9.0}) == "vaali"
    assert terms.own_word(("val",), {"vaal": 2.0, "valin": 3.0}) == "valinta"
    assert terms.own_word(("val",), {}) == "vaali"
    assert terms.own_word(("teknik",), {"tekniik": 1.0}) == ""


def test_our_own_terms_are_half_of_a_stem_at_least() -> None:
    first, second = sides()
    assert (first.read("board"), second.read("lauta hallitus")) == ([0], [0, 1])
    terms = Terms()
    terms.add([("board", "lautakunta"), ("board", "hallitus")], first, second, 40.0)
    terms.add([("board", "taulu")], first, second, 20.0)
    counts = Counts(np.zeros(2, np.int32), np.arange(2, dtype=np.int32), np.array([300, 0], np.float32))
    # 300 in text, 20 and 80 in terms: to be half of all, the 80 become 320.
    entry = lexicon(counts, (first, second), terms)["board"]
    assert dict(entry.renderings) == pytest.approx(
        {"lauta": 300 / 640, "hallitus": 0.25, "lautakun": 0.25, "taulu": 20 / 640}
    )


def test_renderings_of_little_probability_are_dropped() -> None:
    first, second = sides()
    first.read("board")
    second.read("lauta hallitus")
    times = np.array([98, 2], np.float32)
    counts = Counts(np.zeros(2, np.int32), np.arange(2, dtype=np.int32), times)
    entry = lexicon(counts, (first, second), Terms())["board"]
    assert dict(entry.renderings) == pytest.approx({"lauta": 0.98})


def test_a_lexicon_of_a_small_corpus() -> None:
    text = [
        ("the city council", "kaupungin valtuusto"),
        ("the council decided", "valtuusto päätti"),
        ("the city decided", "kaupunki päätti"),
        ("a council", "valtuusto"),
        ("rare", "harvinainen"),
    ]
    found = train({"tatoeba": text * 2, "yso_labels": [("city council", "kaupunginvaltuusto")]}, ("en", "fi"))
    assert found["council"].renderings[0][0] == "valtuusto"
    assert found["decid"].renderings[0][0] == "päät"
    assert found["citi council"] == Entry("kaupunginvaltuusto", (("kaupunginvaltuusto", 1.0),))
    assert "rare" not in found


def test_no_source_has_more_than_its_share() -> None:
    pairs = [("a", "b")] * 150_000
    assert sum(1 for _ in sampled({"tatoeba": pairs})) == 70_000
    assert sum(1 for _ in sampled({"finlex_statutes": pairs, "koski": pairs[:5]})) == 140_005


def test_files(tmp_path: Path) -> None:
    pairs = tmp_path / "en_fi.tsv.xz"
    with lzma.open(pairs, "wt", encoding="utf-8") as file:
        file.write("koski\tcity\tkaupunki\nyso_labels\tboard\tlautakunta\nkoski\tday\tpäivä\n")
    assert read_pairs(pairs, (2, 1)) == {
        "koski": [("kaupunki", "city"), ("päivä", "day")],
        "yso_labels": [("lautakunta", "board")],
    }
    terms = tmp_path / "terms.tsv"
    terms.write_text("en\tsv\tfi\nboard\tnämnd\tlautakunta\n", encoding="utf-8")
    assert read_terms(terms, ("fi", "sv")) == [("lautakunta", "nämnd")]
    entries = {
        "youth centr": Entry("nuorisotalo", (("nuorisotalo", 1.0),)),
        "citi": Entry("", (("k", 0.25),)),
    }
    write(entries, tmp_path / "out.tsv.xz")
    with lzma.open(tmp_path / "out.tsv.xz", "rt", encoding="utf-8") as written:
        assert written.read() == "citi\t\tk 0.250\nyouth centr\tnuorisotalo\tnuorisotalo 1.000\n"


def test_our_own_terms_are_whole() -> None:
    path = Path(__file__).parents[4] / "scripts" / "terms.tsv"
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    assert lines[0] == ["en", "sv", "fi"]
    assert all(len(line) == 3 and all(field == field.strip() != "" for field in line) for line in lines)
    assert len({tuple(line) for line in lines}) == len(lines)
