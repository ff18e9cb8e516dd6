"""The sentence of a passage that is quoted."""

from app.quote import best_sentence
from index.analyzer import grams

TEXT = "Kissa nukkuu talossa. Koira juoksee veneeseen. Kissa ja koira syövät omenaa."


def quoted(question: str, **more: float) -> str:
    return best_sentence(TEXT, {**dict.fromkeys(grams(question), 1.0), **more}).of(TEXT)


def test_the_sentence_that_shares_most_is_quoted() -> None:
    assert quoted("missä kissa nukkuu") == "Kissa nukkuu talossa."
    assert quoted("juokseeko koira") == "Koira juoksee veneeseen."
    assert quoted("kissa koira omena") == "Kissa ja koira syövät omenaa."


def test_a_term_that_tells_much_outweighs_many_that_tell_little() -> None:
    assert quoted("kissa nukkuu talossa", _ven=20.0) == "Koira juoksee veneeseen."


def test_nothing_shared_quotes_the_first_sentence() -> None:
    assert quoted("juna") == "Kissa nukkuu talossa."


def test_a_repeated_word_counts_once() -> None:
    text = "Vene on tässä. Kissa kissa kissa kissa."
    terms = {**dict.fromkeys(grams("kissa"), 1.0), **dict.fromkeys(grams("vene"), 2.0)}
    assert best_sentence(text, terms).of(text) == "Vene on tässä."
