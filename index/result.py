"""The result of a search: hits, and how the question was understood."""

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.language import Language
from index.confidence import Evidence
from index.extractor.windows import Reading
from index.filters import ANYWHERE, Filter
from index.passages import Passage


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found, and the passages of the same document that say the same.

    ``score`` is the fused score among the candidates of one question, 0 or more; better is higher.
    ``language`` is the passage's. ``reading`` is what the extractor read in it, None where it did not.
    """

    passage: Passage
    score: float
    twins: tuple[Passage, ...]
    language: Language
    reading: Reading | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What a search found: hits, best first, and how the question was understood.

    ``terms`` are for each language of passages the 4-grams that were looked for there, with what each
    tells; ``looked_for`` the Finnish words of a question in another language, None for a Finnish one and
    where no passage is Finnish. ``evidence`` is what speaks for the first
    hit, None without hits, and ``confidence``, from 0 to 1, how sure that makes it that it answers.
    ``hinted`` is what the question itself said of where its answer stands. ``after`` is the question
    before, where this one was understood as going on from it.
    """

    language: Language
    looked_for: tuple[str, ...] | None
    terms: Mapping[Language, Mapping[str, float]]
    hits: tuple[Hit, ...]
    evidence: Evidence | None
    confidence: float
    hinted: Filter = ANYWHERE
    after: str | None = None
