"""Everyday words: of short questions in English and Swedish, how many are put into Finnish in their sense.

``short_questions.jsonl`` was at hand when the terms were written, ``short_held_questions.jsonl`` was written
afterwards by someone who had seen neither terms nor lexicon.
"""

import json
from pathlib import Path

import pytest

from corpus.language import Language
from index.words.question import understand

FINNISH: tuple[Language, ...] = ("fi",)
DATA = Path(__file__).parents[2] / "data"
LETTERS = 4


def mistaken(name: str, language: str) -> list[str]:
    """The questions of which a word is not looked for in any word expected, or one in a wrong sense."""
    found = []
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        known = json.loads(line)
        if known["language"] != language:
            continue
        looked_for = [word.lower() for word in understand(known["q"], FINNISH).looked_for or ()]
        missed = any(
            not any(stem[:LETTERS] in word for stem in expected["stems"] for word in looked_for)
            for expected in known["expected"]
        )
        if missed or any(word.startswith(tuple(known["wrong"])) for word in looked_for):
            found.append(known["q"])
    return found


@pytest.mark.parametrize(
    ("name", "language", "most"),
    [
        ("short_questions.jsonl", "en", 1),
        ("short_questions.jsonl", "sv", 6),
        ("short_held_questions.jsonl", "en", 10),
        ("short_held_questions.jsonl", "sv", 14),
    ],
)
def test_no_more_of_thirty_questions_are_mistaken_than_before(name: str, language: str, most: int) -> None:
    assert len(mistaken(name, language)) <= most


@pytest.mark.parametrize(
    ("question", "looked_for"),
    [
        ("When does the pool close?", ("allas", "suljettu")),
        ("Which twin cities does Helsinki have?", ("ystävyyskaupunki", "Helsinki")),
        ("Is there a phone ban at school?", ("puhelinkielto", "koulu")),
        ("Vad kostar en biljett?", ("maksaa", "lippu")),
        ("Vem kan jag ringa?", ("soittaa",)),
    ],
)
def test_senses_that_were_mistaken(question: str, looked_for: tuple[str, ...]) -> None:
    assert understand(question, FINNISH).looked_for == looked_for
