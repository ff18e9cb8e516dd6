"""Courtesies: a greeting or thanks and nothing else, each in its language."""

import pytest

from app.answer.courtesy import Courtesy, courtesy_of


@pytest.mark.parametrize(
    ("said", "courtesy"),
    [
        ("moi", Courtesy("greeting", "fi")),
        ("Hyvää huomenta!", Courtesy("greeting", "fi")),
        ("hej", Courtesy("greeting", "sv")),
        ("  God dag. ", Courtesy("greeting", "sv")),
        ("Hello!", Courtesy("greeting", "en")),
        ("hi there :)", Courtesy("greeting", "en")),
        ("kiitos", Courtesy("thanks", "fi")),
        ("Kiitos paljon!!", Courtesy("thanks", "fi")),
        ("Tack så mycket", Courtesy("thanks", "sv")),
        ("thanks", Courtesy("thanks", "en")),
        ("Thank you very much.", Courtesy("thanks", "en")),
    ],
)
def test_courtesy_is_told_with_its_language(said: str, courtesy: Courtesy) -> None:
    assert courtesy_of(said) == courtesy


@pytest.mark.parametrize(
    "asked", ["", "?", "moite", "Moi, mitä päätettiin?", "kiitoslahja", "Hejnice", "Hi-hat", "Kuka kiitti?"]
)
def test_what_says_more_is_a_question(asked: str) -> None:
    assert courtesy_of(asked) is None
