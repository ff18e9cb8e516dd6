"""Groups of examples: one passage that answers, others that do not, drawn by number."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.document import Span
from scripts.train.extractor.data import Asked, Texts, rare_stems, read_texts
from scripts.train.extractor.groups import SHARES, group
from tests.support.toys.tiny_extractor import save_texts

RIGHT = {
    "Montako ihmistä Espoossa asuu?": "300000",
    "How many people live in Espoo?": "300000",
    "Milloin kaupungin perusti kuningas?": "1972",
    "Paljonko oli avustus?": "500 euroa",
    "How much was the grant?": "500 euroa",
    "milloin silta valmistui": "keväällä",
    "when was the bridge completed": "keväällä",
}


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Texts:
    return read_texts(save_texts(tmp_path_factory.mktemp("texts")))


def test_the_same_number_gives_the_same_group(texts: Texts) -> None:
    first = [group(texts, 0, number) for number in range(50)]
    assert [group(texts, 0, number) for number in range(50)] == first
    assert [group(texts, 1, number) for number in range(50)] != first


def test_a_group_has_one_question_and_one_passage_that_answers_at_most(texts: Texts) -> None:
    titles = {title: text for title, _, text in texts.headings}
    for examples in (group(texts, 3, number) for number in range(400)):
        first, *others = examples
        assert {example.question for example in examples} == {first.question}
        assert not any(example.answerable or example.spans for example in others)
        told = [span.of(first.text) for span in first.spans]
        if first.question in titles:
            assert (first.text, first.answerable, told) == (titles[first.question], True, [])
            assert all(titles[first.question] != other.text for other in others)
        elif first.question in RIGHT:
            assert RIGHT[first.question] in told
            assert not any(RIGHT[first.question] in other.text for other in others)
            assert len(others) <= 3
        else:
            assert (first.answerable, others) == (False, [])


def test_kinds_have_their_shares(texts: Texts) -> None:
    drawn = [group(texts, 5, number)[0] for number in range(2000)]
    titles = {title for title, _, _ in texts.headings}
    kinds = Counter(
        "heading" if one.question in titles else "asked" if one.answerable else "unanswered" for one in drawn
    )
    # One of the two articles has a question that it does not answer, so half of those are drawn again.
    left = 1 - SHARES["unanswered"] / 2
    assert kinds["heading"] / 2000 == pytest.approx(SHARES["heading"] / left, abs=0.02)
    assert kinds["unanswered"] / 2000 == pytest.approx(SHARES["unanswered"] / 2 / left, abs=0.03)


def test_passages_with_the_rarest_words_of_a_question_stand_beside_it(texts: Texts) -> None:
    own = Asked("Kirjasto avattiin 1881.", (Span(18, 22),), (("Milloin kirjasto avattiin?", ""),), ())
    near = Asked("Kirjasto suljettiin kesäksi.", (), (("Miksi?", ""),), ())
    same = Asked("Kirjaston avasi rehtori 1881.", (), (("Kuka?", ""),), ())
    far = [Asked(f"Torilla on {number} paikkaa.", (), (), ()) for number in range(9)]
    searched = [own, near, same, *far]
    found = replace(texts, searched=searched, article=texts.article[:1], rare=rare_stems(searched))
    groups = [group(found, 0, number) for number in range(300)]
    drawn = {other.text for first, *others in groups if first.text == own.text for other in others}
    assert drawn == {near.text}  # the other one with its words holds the answer


def test_context_stands_before_some_passages_and_ends_with_its_sign(texts: Texts) -> None:
    contexts = Counter(example.context for number in range(400) for example in group(texts, 3, number))
    assert set(contexts) == {
        "",
        "Vesilaki > ",
        "Vesilaki > Valvonta > ",
        "Vesilaki > Korvaus > ",
        "Konkurssi Määräaika > ",
    }
    assert 0.15 < 1 - contexts[""] / contexts.total() < 0.35


def test_the_shares_are_a_whole() -> None:
    assert sum(SHARES.values()) == pytest.approx(1)


def test_a_passage_without_neighbours_still_gives_groups(tmp_path: Path) -> None:
    texts = read_texts(save_texts(tmp_path))
    lone = replace(texts, article=texts.article[1:], rare={})
    assert all(group(lone, 0, number)[0].question for number in range(50))
