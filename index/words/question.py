"""The question as it was understood: its language, and the terms to look for in passages of each language."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from corpus.errors import QuestionError
from corpus.language import Language, detect
from index.lexical import Lexical
from index.words.cues import Kind, kind_asked
from index.words.followup import EARLIER_WEIGHT, own_words, stands_alone
from index.words.terms import Asked
from index.words.wording import AskedWord, wording

_LONGEST = 10_000

Scores = npt.NDArray[np.float32]


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
    wordings = {language: wording(own, asked, language) for language in languages}
    return Query(
        text=text,
        language=asked,
        looked_for=wordings["fi"].looked_for if "fi" in wordings and asked != "fi" else None,
        terms={language: each.terms for language, each in wordings.items()},
        words={language: each.words for language, each in wordings.items()},
    )


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


@dataclass(frozen=True, slots=True, eq=False)
class Sought:
    """The words of a question in one index: which terms make them up, and how much each tells there.

    ``asked`` are the terms. ``shares``, float32 (renderings, terms), is what part of a rendering
    each term makes up; ``starts`` where the renderings of each word begin. ``telling``, float32 (words,),
    is how rare a word is here times its weight; ``named``, bool (words,), whether it is a name or number.
    """

    asked: Asked
    shares: Scores
    starts: npt.NDArray[np.int64]
    telling: Scores
    named: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, words: Sequence[AskedWord], lexical: Lexical) -> "Sought":
        """The words as they are sought in an index with those postings."""
        renderings = [(terms, share) for word in words for terms, share in word.renderings]
        columns: dict[str, int] = {}
        for terms, _ in renderings:
            for term in terms:
                columns.setdefault(term, len(columns))
        asked = Asked.of(list(columns))
        idf = lexical.idf(asked.terms)
        shares = np.zeros((len(renderings), len(columns)), np.float32)
        rarest = np.zeros(len(renderings), np.float32)
        for at, (terms, _) in enumerate(renderings):
            own = [columns[term] for term in terms]
            rare = idf[own]
            shares[at, own] = rare / rare.sum()
            rarest[at] = rare.max()
        starts = np.cumsum([0, *(len(word.renderings) for word in words)])[:-1].astype(np.int64)
        likely = np.array([share for _, share in renderings], np.float32)
        if not words:
            return cls(asked, shares, starts, np.zeros(0, np.float32), np.zeros(0, np.bool_))
        weights = np.array([word.weight for word in words], np.float32)
        telling = np.add.reduceat(likely * rarest, starts) / np.add.reduceat(likely, starts)
        return cls(
            asked,
            shares,
            starts,
            (telling * weights).astype(np.float32),
            np.array([word.named for word in words]),
        )

    def covered(self, held: npt.NDArray[np.bool_], sizes: Iterable[int] | None = None) -> Scores:
        """How much of each word each text says, from 0 to 1: float32 (texts, words) from (texts, terms).

        Of a word's renderings the one counts that the text says most of. Texts may come in groups of some
        sizes: what is told of a text does not hang on other groups.
        """
        said = _product(held.astype(np.float32), self.shares.T, sizes)
        best: Scores = np.minimum(np.maximum.reduceat(said, self.starts, axis=1), 1.0)
        return best

    def share(self, covered: Scores, sizes: Iterable[int] | None = None) -> Scores:
        """What share of all that the words tell is covered, from 0 to 1: float32 (texts,).

        ``sizes`` are as in ``covered``.
        """
        total = self.telling.sum()
        if total <= 0:
            return np.zeros(len(covered), np.float32)
        found: Scores = _product(covered, self.telling, sizes) / total
        return found


def _product(one: Scores, other: Scores, sizes: Iterable[int] | None) -> Scores:
    """The matrix product of finite numbers, of so many rows at a time: their number tells in the last bit.

    The library behind it computes with what lies beyond a row too, and once in many thousand tells of it.
    """
    found = np.empty((len(one), *other.shape[1:]), np.float32)
    start = 0
    with np.errstate(invalid="ignore"):
        for size in (len(one),) if sizes is None else sizes:
            np.matmul(one[start : start + size], other, out=found[start : start + size])
            start += size
    return found
