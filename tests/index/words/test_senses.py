"""Senses: which renderings of a question's words go together in a collection, worked by hand."""

import math
from pathlib import Path

import pytest

from index.lexical import Lexical
from index.words.analyzer import grams
from index.words.lexicon import Lexicon
from index.words.senses import APART, Collection, in_context
from index.words.wording import wording

LEXICON = Lexicon(
    Path("toy"),
    "close\tlähelle\tlähelle 500\tsuljetaan 500\n"
    "fall\tsyksy\tsyksy 600\tputoaminen 400\n"
    "fall term\tsyyslukukausi\tsyyslukukausi 1000\n"
    "pool\tbiljardi\tbiljardi 600\taltaat 400\n"
    "term\ttermi\ttermi 900\tlukukausi 100\n".encode(),
)
TEXTS = (
    "altaat suljetaan huomenna",
    "altaat suljetaan ja avataan",
    "biljardi alkaa",
    "biljardi on peli",
    "koulu on lähellä",
    "valtuusto kokoontuu",
    "lautakunta päätti",
    "hallitus päätti",
)
POSTINGS = Lexical.build(grams(text) for text in TEXTS)
COLLECTION = Collection(POSTINGS.holding, len(POSTINGS))


def test_the_renderings_that_share_passages_are_likelier() -> None:
    # altaat and suljetaan stand in two passages of eight each, and in the same two: 2 / (2 · 2 / 8) = 4.
    together = math.log(4) / math.log(8)
    pool = in_context(LEXICON, ["pool", "clos", "close"], COLLECTION).rendering("pool")
    assert pool is not None
    weights = {"altaat": 0.4 * (APART + together), "biljardi": 0.6 * APART}
    # *clos* is no stem that the lexicon knows: it stands for itself, and in no passage.
    weights["altaat"] = 0.4 * (APART + together / 2)
    total = sum(weights.values())
    assert [name for name, _ in pool.stems] == ["altaat", "biljardi"]
    assert dict(pool.stems) == pytest.approx({name: weight / total for name, weight in weights.items()})
    assert pool.probability == 0.6


@pytest.mark.parametrize("stems", [["pool"], ["pool", "fall"], ["pool", "pool"]])
def test_without_other_words_or_common_passages_all_is_as_it_was(stems: list[str]) -> None:
    found, before = in_context(LEXICON, stems, COLLECTION).rendering("pool"), LEXICON.rendering("pool")
    assert found is not None
    assert before is not None
    assert found.word == before.word
    assert list(dict(found.stems)) == list(dict(before.stems))
    assert dict(found.stems) == pytest.approx(dict(before.stems))


def test_a_term_of_two_words_is_no_context_of_its_words() -> None:
    texts = ("syksy ja syyslukukausi", "syksy ja syyslukukausi", "muuta", "muuta", "termi", "putoaminen")
    postings = Lexical.build(grams(text) for text in texts)
    found = in_context(LEXICON, ["fall", "fall term"], Collection(postings.holding, len(postings)))
    assert found.rendering("fall") == LEXICON.rendering("fall")


def test_the_question_is_worded_as_its_words_go_together() -> None:
    asked = "close pool"
    assert wording(asked, "en", "fi", LEXICON).looked_for == ("lähelle", "biljardi")
    found = wording(asked, "en", "fi", LEXICON, COLLECTION)
    assert found.looked_for == ("suljetaan", "altaat")
    assert [word.renderings[0][0] for word in found.words] == [
        tuple(grams("suljetaan", numbered=False)[:-1]),
        tuple(grams("altaat", numbered=False)[:-1]),
    ]


def test_a_collection_of_one_passage_tells_nothing() -> None:
    postings = Lexical.build([grams("altaat suljetaan")])
    collection = Collection(postings.holding, len(postings))
    assert collection.together("altaat", [{"suljetaan": 1.0}]) == 0.0


def test_what_holds_terms_is_what_brute_force_finds() -> None:
    for wanted in (["_alt", "alta"], ["_sul"], ["_pää", "päät"], ["_bil", "_alk"], ["xxxx"], []):
        expected = [row for row, text in enumerate(TEXTS) if wanted and set(wanted) <= set(grams(text))]
        assert POSTINGS.holding(wanted).tolist() == expected
