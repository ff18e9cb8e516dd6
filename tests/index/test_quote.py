"""What is quoted of a passage: the sentence that answers, or two that stand together."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Span
from index.extractor.windows import Reading, ScoredSpan
from index.quote import best_quote
from index.words.analyzer import grams
from index.words.sentences import sentences

TEXT = "Kissa nukkuu talossa. Koira juoksee veneeseen. Kissa ja koira syövät omenaa."


def quoted(question: str, text: str = TEXT, **more: float) -> str:
    return best_quote(text, {**dict.fromkeys(grams(question), 1.0), **more}, question).of(text)


def test_the_sentence_that_shares_most_is_quoted() -> None:
    assert quoted("kissa nukkuu talossa") == "Kissa nukkuu talossa."
    assert quoted("koira juoksee") == "Koira juoksee veneeseen."
    assert quoted("kissa ja koira syövät omenaa") == "Kissa ja koira syövät omenaa."


def test_a_term_that_tells_much_outweighs_many_that_tell_little() -> None:
    assert quoted("kissa nukkuu talossa", _ven=40.0) == "Koira juoksee veneeseen."


def test_nothing_shared_quotes_the_first_sentence() -> None:
    assert quoted("juna") == "Kissa nukkuu talossa."
    assert best_quote(TEXT, {}, "?").of(TEXT) == "Kissa nukkuu talossa."


def test_what_was_read_counts_for_its_sentence() -> None:
    read = Reading((ScoredSpan(Span(22, 27), 0.0), ScoredSpan(Span(0, 5), -9.0)), 0.0)
    assert best_quote(TEXT, {}, "?", read).of(TEXT) == "Koira juoksee veneeseen."
    unsure = Reading((ScoredSpan(Span(22, 27), -3.0),), 0.0)
    asked = dict.fromkeys(grams("kissa nukkuu talossa"), 1.0)
    assert best_quote(TEXT, asked, "", unsure).of(TEXT) == "Kissa nukkuu talossa."
    assert best_quote(TEXT, {}, "?", Reading((), 0.0)).of(TEXT) == "Kissa nukkuu talossa."


def test_a_repeated_word_counts_once() -> None:
    text = "Vene on tässä. Muuta ei ole. Kissa kissa kissa kissa."
    terms = {**dict.fromkeys(grams("kissa"), 1.0), **dict.fromkeys(grams("vene"), 2.0)}
    assert best_quote(text, terms, "kissa vene").of(text) == "Vene on tässä."


def test_a_neighbour_that_answers_nearly_as_well_is_quoted_too() -> None:
    text = "Ranta on pitkä. Kissa nukkuu talossa. Kissa nukkuu veneessä. Muuta ei ole."
    assert quoted("kissa nukkuu", text) == "Kissa nukkuu talossa. Kissa nukkuu veneessä."
    apart = "Kissa nukkuu talossa. Muuta ei ole. Kissa nukkuu veneessä."
    assert quoted("kissa nukkuu", apart) == "Kissa nukkuu talossa."
    long = f"Kissa nukkuu talossa. Kissa nukkuu veneessä{' ja soutaa' * 40}."
    assert quoted("kissa nukkuu", long) == "Kissa nukkuu talossa."


def test_what_leads_in_is_quoted_with_what_follows() -> None:
    text = "Muuta ei ole. Lautakunta valitsee jaoston jäsenet seuraavasti: \n\nLiisa Aho ja Kalle Mäki."
    assert quoted("kuka valitsee jaoston", text) == (
        "Lautakunta valitsee jaoston jäsenet seuraavasti: \n\nLiisa Aho ja Kalle Mäki."
    )
    assert quoted("jaoston jäsenet", "Jaoston jäsenet seuraavasti:") == "Jaoston jäsenet seuraavasti:"


def test_a_sentence_with_what_is_asked_for_outweighs_one_with_the_words() -> None:
    text = "Hanke hyväksyttiin kiireellisenä. Muuta ei päätetty. Hanke maksaa 40 000 euroa."
    assert quoted("Paljonko hyväksytty hanke maksaa?", text) == "Hanke maksaa 40 000 euroa."


def test_a_line_that_says_who_presents_is_quoted_only_when_nothing_else_is() -> None:
    text = "Esittelijä: Liisa Aho, johtaja\n\nValitaan johtajaksi Kalle Mäki."
    assert quoted("Kuka on uusi johtaja?", text) == "Valitaan johtajaksi Kalle Mäki."
    assert quoted("Kuka on esittelijä?", text) == "Esittelijä: Liisa Aho, johtaja"


def test_what_the_sentence_before_speaks_of_counts_a_little() -> None:
    text = "Muu maksoi 3 €. Aivan muuta. Liikunnan etu on käytössä. Sen arvo oli 200 €."
    assert quoted("paljonko liikunnan etu oli", text).endswith("Sen arvo oli 200 €.")


@given(
    st.text("ab. :\n§1A", max_size=60).filter(str.strip), st.sampled_from(["ab", "kuka ab?", "paljonko 1"])
)
def test_a_quote_is_one_sentence_or_two_that_touch(text: str, question: str) -> None:
    found = sentences(text)
    quote = best_quote(text, dict.fromkeys(grams(question), 1.0), question)
    assert quote in {*found, *(Span(a.start, b.end) for a, b in pairwise(found))}


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_of_terms_does_not_matter(order: int) -> None:
    terms = dict(list(dict.fromkeys(grams("kissa koira"), 0.1).items())[::order])
    assert best_quote(TEXT, terms, "kissa koira").of(TEXT) == "Kissa ja koira syövät omenaa."


def weighed(text: str, question: str = "?", **weights: float) -> str:
    """The quote where the words *aaaa*, *bbbb* and *cccc* tell so much, each by one term."""
    return best_quote(text, {f"_{name}": weight for name, weight in weights.items()}, question).of(text)


@pytest.mark.parametrize(
    ("text", "question", "weights", "quote"),
    [
        # What is asked for counts a quarter of the whole question.
        ("Bbbb 5. Muuta ei ole. Aaaa.", "Montako?", {"aaa": 0.65, "bbb": 0.35}, "Aaaa."),
        ("Bbbb 5. Muuta ei ole. Aaaa.", "Montako?", {"aaa": 0.60, "bbb": 0.40}, "Bbbb 5."),
        # What the sentence before says counts a fifth.
        ("Aaaa. Muuta ei ole. Cccc. Bbbb.", "?", {"aaa": 0.45, "bbb": 0.43, "ccc": 0.12}, "Bbbb."),
        ("Aaaa. Muuta ei ole. Cccc. Bbbb.", "?", {"aaa": 0.46, "bbb": 0.42, "ccc": 0.12}, "Aaaa."),
        # A line with an address loses 0.15.
        ("Aaaa @. Muuta ei ole. Bbbb.", "?", {"aaa": 0.57, "bbb": 0.43}, "Bbbb."),
        ("Aaaa @. Muuta ei ole. Bbbb.", "?", {"aaa": 0.58, "bbb": 0.42}, "Aaaa @."),
        # A sentence of 250 terms counts 1000 / 1250.
        (f"Aaaa{' xx' * 247}. Muuta ei ole. Bbbb.", "?", {"aaa": 0.55, "bbb": 0.45}, "Bbbb."),
        (
            f"Aaaa{' xx' * 247}. Muuta ei ole. Bbbb.",
            "?",
            {"aaa": 0.57, "bbb": 0.43},
            f"Aaaa{' xx' * 247}.",
        ),
        # A neighbour is quoted that scores at most 0.3 less: 0.39 and 0.688, then 0.38 and 0.696;
        ("Bbbb. Aaaa.", "?", {"aaa": 0.61, "bbb": 0.39}, "Bbbb. Aaaa."),
        ("Bbbb. Aaaa.", "?", {"aaa": 0.62, "bbb": 0.38}, "Aaaa."),
        # that scores 0.01 at least;
        ("Bbbb. Aaaa.", "?", {"aaa": 0.05, "bbb": 0.011, "ccc": 0.939}, "Bbbb. Aaaa."),
        ("Bbbb. Aaaa.", "?", {"aaa": 0.05, "bbb": 0.009, "ccc": 0.941}, "Aaaa."),
        # and that makes 350 characters with it at most.
        (
            f"Muuta ei ole. Aaaa. Bbbb {'§' * 338}.",
            "?",
            {"aaa": 0.55, "bbb": 0.45},
            f"Aaaa. Bbbb {'§' * 338}.",
        ),
        (f"Aaaa. Bbbb {'§' * 339}.", "?", {"aaa": 0.55, "bbb": 0.45}, f"Bbbb {'§' * 339}."),
    ],
)
def test_what_a_sentence_scores_is_worked_out_by_hand(
    text: str, question: str, weights: dict[str, float], quote: str
) -> None:
    assert weighed(text, question, **weights) == quote
