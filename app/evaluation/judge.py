"""Evaluation: how well an index answers questions whose answers are known."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from app.answer.answer import Verdict, answer_of
from app.evaluation.measures import Estimate, auroc, estimate, estimate_between
from app.evaluation.questions import KnownQuestion, Place
from corpus.document import Document, Section, ancestors, item_title
from corpus.errors import QuestionError, QuestionsFileError
from corpus.head import Head
from corpus.language import LANGUAGES, Language
from index.passages import Passage
from index.result import Hit
from index.search import Index
from index.words.analyzer import words

DEPTH = 100
"""How many hits the right place is looked for in."""

Failure = Literal["missing", "late", "quote", "refused", "claimed"]
"""Why a question failed: its place is not among the hits, or not the first; the quote lacks the answer;
what has an answer was called not found; what has none was called found."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of one question.

    ``rank`` is the rank of the first right place, from 1, 0 where none was found, None where none is known.
    ``quoted`` says whether the quote of a right first hit that holds the answer holds it too, None where
    there is no such hit. ``citation`` is the first hit's, None without hits.
    """

    question: KnownQuestion
    language: Language
    rank: int | None
    quoted: bool | None
    verdict: Verdict
    confidence: float
    citation: str | None

    @property
    def failures(self) -> tuple[Failure, ...]:
        """Why the question failed, empty where it did not."""
        answerable = self.question.answerable
        failed: list[tuple[Failure, bool]] = [
            ("missing", self.rank == 0),
            ("late", self.rank is not None and self.rank > 1),
            ("quote", self.quoted is False),
            ("refused", answerable is True and self.verdict == "not_found"),
            ("claimed", answerable is False and self.verdict == "found"),
        ]
        return tuple(failure for failure, is_one in failed if is_one)


@dataclass(frozen=True, slots=True)
class Figures:
    """What judged questions come to; None where no question bears on a figure.

    ``first`` and ``within_three`` are shares of the questions whose place is known, ``quoted`` of those
    whose right first hit holds the answer, ``quotable`` many. ``kept`` is the share of answerable questions
    that were not called *not found*, ``turned_away`` that of the others that were; ``auroc`` is how often an
    answerable question's confidence is above another's.
    """

    language: Language | None
    questions: int
    ranked: int
    reciprocal_rank: Estimate | None
    first: Estimate | None
    within_three: Estimate | None
    quotable: int
    quoted: Estimate | None
    answerable: int
    kept: Estimate | None
    unanswerable: int
    turned_away: Estimate | None
    auroc: Estimate | None


def judge(
    index: Index, questions: Sequence[KnownQuestion], tell: Callable[[int], None] | None = None
) -> tuple[Judged, ...]:
    """What the index makes of each question, in order; ``tell`` hears how many are done.

    Raises:
        QuestionsFileError: a place names a document that is not in the index.
        QuestionError: a question cannot be searched; the message begins with its line.
        EncoderMismatchError: the index was made with another encoder.
    """
    for question in questions:
        for place in question.places:
            if place.document and not any(_is_named(d, place.document) for d in index.heads):
                raise QuestionsFileError(
                    f"line {question.line}: no document “{place.document}” in the index; "
                    "index it first, or see with “pykala show” how it is named"
                )
    judged: list[Judged] = []
    for number, question in enumerate(questions, start=1):
        try:
            judged.append(_judged(index, question))
        except QuestionError as error:
            raise QuestionError(f"line {question.line}: {error}") from None
        if tell:
            tell(number)
    return tuple(judged)


def figures(judged: Sequence[Judged]) -> Iterator[Figures]:
    """The figures of all questions, then, where there is more than one language, of those in each."""
    of = {language: [one for one in judged if one.language == language] for language in LANGUAGES}
    yield _figures(None, judged)
    if sum(map(bool, of.values())) > 1:
        yield from (_figures(language, asked) for language, asked in of.items() if asked)


def says(text: str, answer: str) -> bool:
    """Whether a text holds the words of an answer one after another, whatever stands between them."""
    return f" {' '.join(words(answer))} " in f" {' '.join(words(text))} "


def _judged(index: Index, question: KnownQuestion) -> Judged:
    result = index.search(question.text, DEPTH)
    shown = answer_of(index, question.text, replace(result, hits=result.hits[:1]))
    quoted: bool | None = None
    if shown.passages and _is_right(index, question, result.hits[0]):
        first = shown.passages[0]
        if _answers(question, first.text):
            quoted = _answers(question, first.quote.of(first.text))
    return Judged(
        question=question,
        language=question.language or result.language,
        rank=_rank(index, question, result.hits) if question.places or question.answers else None,
        quoted=quoted,
        verdict=shown.verdict,
        confidence=shown.confidence,
        citation=shown.passages[0].citation if shown.passages else None,
    )


def _rank(index: Index, question: KnownQuestion, hits: Sequence[Hit]) -> int:
    """The rank of the first right place, from 1, or 0.

    Places are counted as the question names them, each once: passages of one item are one where it names
    an item. A hit stands for its passage and then for its twins, all of which it cites.
    """
    seen: set[tuple[object, ...]] = set()
    for hit in hits:
        for passage in (hit.passage, *hit.twins):
            seen.add(_counted(index, question, passage))
            if _stands_right(index, question, passage):
                return len(seen)
    return 0


def _counted(index: Index, question: KnownQuestion, passage: Passage) -> tuple[object, ...]:
    """What a passage counts as: its document, item and section as far as the question names such."""
    if not question.places:
        return (passage.id,)
    document, section = _place(index, passage)
    return (
        document.id if any(place.document for place in question.places) else None,
        section.item if any(place.item for place in question.places) else None,
        section.title.casefold() if any(place.sections for place in question.places) else None,
    )


def _is_right(index: Index, question: KnownQuestion, hit: Hit) -> bool:
    return any(_stands_right(index, question, passage) for passage in (hit.passage, *hit.twins))


def _stands_right(index: Index, question: KnownQuestion, passage: Passage) -> bool:
    """Whether a passage stands where the question says, or holds an answer where it says no place."""
    if not question.places:
        return _answers(question, passage.text)
    document, section = _place(index, passage)
    return any(
        (place.document is None or _is_named(document, place.document))
        and (place.item is None or section.item == place.item)
        and (not place.sections or _is_titled(document, passage.section, place))
        for place in question.places
    )


def _is_titled(document: Document, number: int, place: Place) -> bool:
    """Whether a section, or one above it, has one of a place's titles, with its § or without."""
    wanted = {title.casefold() for title in place.sections}
    above = (document.sections[at] for at in (number, *ancestors(document, number)))
    return any(not wanted.isdisjoint({at.title.casefold(), item_title(at).casefold()}) for at in above)


def _is_named(document: Document | Head, name: str) -> bool:
    return name == document.path or document.id.startswith(name)


def _place(index: Index, passage: Passage) -> tuple[Document, Section]:
    document = index.document(passage.document_id)
    return document, document.sections[passage.section]


def _answers(question: KnownQuestion, text: str) -> bool:
    return any(says(text, answer) for answer in question.answers)


def _figures(language: Language | None, judged: Sequence[Judged]) -> Figures:
    ranks = [one.rank for one in judged if one.rank is not None]
    quotes = [one.quoted for one in judged if one.quoted is not None]
    known = [one for one in judged if one.question.answerable]
    strangers = [one for one in judged if one.question.answerable is False]
    return Figures(
        language=language,
        questions=len(judged),
        ranked=len(ranks),
        reciprocal_rank=_mean([1 / rank if rank else 0.0 for rank in ranks]),
        first=_mean([rank == 1 for rank in ranks]),
        within_three=_mean([1 <= rank <= 3 for rank in ranks]),
        quotable=len(quotes),
        quoted=_mean(quotes),
        answerable=len(known),
        kept=_mean([one.verdict != "not_found" for one in known]),
        unanswerable=len(strangers),
        turned_away=_mean([one.verdict == "not_found" for one in strangers]),
        auroc=_auroc(known, strangers),
    )


def _mean(values: Sequence[float]) -> Estimate | None:
    return estimate(np.array(values, float)) if values else None


def _auroc(known: Sequence[Judged], strangers: Sequence[Judged]) -> Estimate | None:
    if not known or not strangers:
        return None
    these, others = (np.array([one.confidence for one in some]) for some in (known, strangers))
    return estimate_between(these, others, auroc)
