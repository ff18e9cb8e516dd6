"""The question as it was understood: its language, and the terms to look for in passages of each language."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from corpus.errors import QuestionError
from corpus.language import Language, detect
from index.asked import AskedWord, asked_words
from index.cues import Kind, kind_asked
from index.followup import EARLIER_WEIGHT, own_words, stands_alone
from index.words.analyzer import question_weights
from index.words.lexicon import translate

_LONGEST = 10_000


@dataclass(frozen=True, slots=True)
class Query:
    """A question as it was understood, its white space evened out.

    ``terms`` are for each language of passages the 4-grams to look for there, with their weights;
    ``looked_for`` the Finnish words of a question in another language, None for a Finnish one and where
    no passage is Finnish. ``earlier`` is the question before it, where this one cannot stand alone; its
    words are among the terms, with less weight. ``words`` are the content words, one by one, likewise.
    """

    text: str
    language: Language
    looked_for: tuple[str, ...] | None
    terms: Mapping[Language, Mapping[str, float]]
    words: Mapping[Language, tuple[AskedWord, ...]]
    earlier: "Query | None" = None

    @property
    def kind(self) -> Kind | None:
        """What kind of thing is asked for, by this question or else by the one before."""
        return kind_asked(self.text) or (self.earlier.kind if self.earlier else None)


def understand(question: str, languages: Collection[Language], before: str | None = None) -> Query:
    """What a question asks for of passages in those languages; it is put into each that is not its own.

    ``before`` is the question asked before it, which counts only where this one cannot stand alone.

    Raises:
        QuestionError: a question is empty, has more than 10,000 characters, or is no text.
    """
    text = checked(question)
    earlier = checked(before) if before is not None else None
    if earlier is None or stands_alone(text):
        return _understood(text, text, languages)
    return _going_on(_understood(text, own_words(text), languages), _understood(earlier, earlier, languages))


def _going_on(query: Query, earlier: Query) -> Query:
    """A question with the words of the one before it."""
    terms = {
        language: {
            **{term: EARLIER_WEIGHT * weight for term, weight in earlier.terms[language].items()},
            **own,
        }
        for language, own in query.terms.items()
    }
    words = {
        language: (*own, *(replace(word, weight=EARLIER_WEIGHT) for word in earlier.words[language]))
        for language, own in query.words.items()
    }
    return replace(query, terms=terms, words=words, earlier=earlier)


def _understood(text: str, own: str, languages: Collection[Language]) -> Query:
    """A question by itself, searched by its own words."""
    asked = detect(text)
    terms: dict[Language, Mapping[str, float]] = {}
    looked_for: tuple[str, ...] | None = None
    for language in languages:
        if language == asked == "fi":
            terms[language] = question_weights(own)
            continue
        translation = translate(own, asked, language)
        terms[language] = translation.terms
        if language == "fi":
            looked_for = translation.looked_for
    words = {language: asked_words(own, asked, language) for language in languages}
    return Query(text, asked, looked_for, terms, words)


def checked(question: str) -> str:
    """A question with its white space evened out.

    Raises:
        QuestionError: it is empty, has more than 10,000 characters, or is no text.
    """
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
