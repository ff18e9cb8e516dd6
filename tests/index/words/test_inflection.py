"""Inflection: forms of one word share a key."""

import pytest

from index.words.inflection import lexeme


@pytest.mark.parametrize(
    "forms",
    [
        "Helsinki Helsingin Helsingissä Helsingille",
        "tekninen teknisen tekniselle",
        "Virtanen Virtasen Virtaselle",
        "lautakunta lautakunnan lautakunnalle lautakunnassa",
        "jaosto jaoston jaostolle",
        "kaupunginhallitus kaupunginhallituksen kaupunginhallitukselle",
        "päätös päätöksen päätöksestä",
        "kaupunki kaupungin kaupunkien kaupungeissa",
        "Rinkineva Rinkinevan Rinkinevalle",
        "Partners Partnersin Partnersille",
    ],
)
def test_forms_of_a_word_share_a_key(forms: str) -> None:
    assert len({lexeme(form) for form in forms.split()}) == 1


def test_other_words_have_other_keys() -> None:
    words = "Helsinki lautakunta jaosto valtuusto hallitus päätös kaupunki Tallinna Tukholma".split()
    assert len({lexeme(word) for word in words}) == len(words)


def test_key_is_folded_and_weak() -> None:
    assert [lexeme(word) for word in ("Helsinki", "tekniselle", "päätöksestä")] == [
        "helsing",
        "teknis",
        "päätös",
    ]
