"""The question as it was understood: its language, and the terms to look for in passages of each language."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from corpus.errors import QuestionError
from index.analyzer import question_weights
from index.language import Language, detect
from index.lexicon import translate

_LONGEST = 10_000


@dataclass(frozen=True, slots=True)
class Query:
    """A question as it was understood, its white space evened out.

    ``terms`` are for each language of passages the 4-grams to look for there, with their weights;
    ``looked_for`` the Finnish words of a question in another language, None for a Finnish one and where
    no passage is Finnish.
    """

    text: str
    language: Language
    looked_for: tuple[str, ...] | None
    terms: Mapping[Language, Mapping[str, float]]


def understand(question: str, languages: Collection[Language]) -> Query:
    """What a question asks for of passages in those languages; it is put into each that is not its own.

    Raises:
        QuestionError: the question is empty, has more than 10,000 characters, or is no text.
    """
    text = _checked(question)
    asked = detect(text)
    terms: dict[Language, Mapping[str, float]] = {}
    looked_for: tuple[str, ...] | None = None
    for language in languages:
        if language == asked == "fi":
            terms[language] = question_weights(text)
            continue
        translation = translate(text, asked, language)
        terms[language] = translation.terms
        if language == "fi":
            looked_for = translation.looked_for
    return Query(text, asked, looked_for, terms)


def _checked(question: str) -> str:
    asked = " ".join(question.split())
    if not asked:
        raise QuestionError("the question is empty; write what you want to know")
    if any("\ud800" <= sign <= "\udfff" for sign in asked):
        raise QuestionError("the question holds signs that are no text; write it in UTF-8")
    if len(asked) > _LONGEST:
        raise QuestionError(
            f"the question has {len(asked)} characters, more than {_LONGEST}; ask it in fewer words"
        )
    return asked
