"""Searching: a question into hits, by the dense and the lexical side together."""

import math
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache, cached_property
from pathlib import Path

import numpy as np

from corpus.errors import EncoderMismatchError, StoreError
from corpus.language import LANGUAGES, Language
from index.confidence import Calibration, Evidence, confidence, load_calibration
from index.documents import Documents
from index.encoders import Encoder, load_encoder, recorded_encoder
from index.encoders.common import unit_vectors
from index.evidence import evidence, lead
from index.extractor import Extractor, load_extractor
from index.extractor.reading import read_first
from index.extractor.windows import Reading
from index.filters import ANYWHERE, Filter, Named, allowed, hints
from index.passages import Passage
from index.ranking import Ranked, Said, folded, highest, ranked, said
from index.result import Hit, Result
from index.store.generation import Generation
from index.store.stores import Store, store_at
from index.words.analyzer import ANALYZER
from index.words.followup import EARLIER_SHARE
from index.words.question import Query, Scores, Sought, understand

FINNISH_WEIGHT = 0.4
"""The share of its Finnish words in the vector of a question in another language."""

READ_WITH = "base"
"""The encoder whose indexes are read with the extractor where nothing else is asked for."""

_CANDIDATES = 100

Passages = Callable[[int], Passage]
"""What gives the passage of a row."""


class Index(Documents):
    """One published generation, open for questions, with all that is known of its documents.

    The encoder is loaded by the first question, or by ``warm``; opening reads no document.
    Without an extractor nothing is read, and the order is that of the search alone.
    """

    def __init__(
        self,
        generation: Generation,
        encoder: Encoder | str | None = None,
        extractor: Extractor | None = None,
        *,
        exact: bool = False,
    ) -> None:
        super().__init__(generation.documents, generation.heads)
        self.generation = generation
        self.extractor = extractor
        self._exact = exact
        self._asked = encoder
        self._encoder: Encoder | None = None
        self._loading = threading.Lock()

    @classmethod
    def open(
        cls,
        store: Path | Store,
        encoder: Encoder | str | None = None,
        extractor: Extractor | bool | None = None,
        *,
        exact: bool = False,
    ) -> "Index":
        """The index that a store has published, asked with the encoder that it was made with.

        ``extractor`` reads what was found; True is the one that ships, False none, and None the one that
        ships where the index was made with ``base``: what reading weighs was chosen beside its scores. With
        ``exact`` the vectors of a large index are all compared with a question's.

        Raises:
            EncoderError: the extractor cannot be loaded.
            EmptyStoreError: nothing has been indexed yet.
            DamagedStoreError: the store cannot be read.
            StoreError: it was made by another version of the analyzer.
        """
        store = store_at(store)
        generation = store.load()
        if generation.analyzer != ANALYZER:
            raise StoreError(
                f"{store}: indexed with the analyzer {generation.analyzer}, this version has {ANALYZER}; "
                "run “pykala index” again"
            )
        if extractor is None:
            extractor = generation.encoder.name == READ_WITH
        reader = (load_extractor() if extractor else None) if isinstance(extractor, bool) else extractor
        return cls(generation, encoder, reader, exact=exact)

    @property
    def encoder(self) -> Encoder:
        """The encoder of the questions, loaded once however many threads ask for it.

        Raises:
            EncoderError: it cannot be loaded.
            EncoderMismatchError: the index was made with another one.
        """
        with self._loading:
            if self._encoder is None:
                self._encoder = self._loaded()
            return self._encoder

    def share_encoder(self, other: "Index") -> None:
        """Take the encoder that another index has loaded, if it is the one that this was made with."""
        loaded = other._encoder
        if loaded is not None and loaded.digest == self.generation.encoder.digest:
            self._encoder = loaded

    def _loaded(self) -> Encoder:
        mark = self.generation.encoder
        if self._asked is None:
            encoder = recorded_encoder(mark.name)
        else:
            encoder = load_encoder(self._asked) if isinstance(self._asked, str) else self._asked
        if encoder.digest != mark.digest:
            raise EncoderMismatchError(
                f"the index was made with the encoder {mark.name} ({mark.digest[:12]}), and the question "
                f"came with {encoder.name} ({encoder.digest[:12]}); ask without --encoder, "
                "or index again with it"
            )
        return encoder

    def warm(self) -> None:
        """Load all that the first question would load."""
        self.encoder.encode_questions(["lämmin"])
        if self.extractor is not None and len(self.generation.places):
            self.extractor.read("lämmin", [self.generation.passage(0)])

    def search(
        self,
        question: str,
        top: int = 5,
        wanted: Filter | None = None,
        *,
        hinting: bool = True,
        before: str | None = None,
    ) -> Result:
        """The best passages for a question, at most ``top``, among those that the filter allows.

        Without ``hinting`` a date, a body or a § in the question is a word like any other. ``before`` is
        the question asked before it, which counts only where this one cannot stand alone.

        Raises:
            QuestionError: the question is empty, has more than 10,000 characters, or is no text.
            EncoderMismatchError: the index was made with another encoder.
        """
        query = understand(question, self.languages, before)
        hinted = self._hinted(query) if hinting else ANYWHERE
        telling = {language: self._telling(terms) for language, terms in query.terms.items()}
        sought = cache(lambda language: Sought.of(query.words[language], self.generation.lexical))
        passage = cache(self.generation.passage)  # for this question: each is looked at several times
        found, told = self._ranked(query, wanted, hinted, sought, passage)
        speaks = self._evidence(found, sought, told, passage)
        return Result(
            language=query.language,
            looked_for=query.looked_for,
            terms=telling,
            hits=self._hits(found, told, top, passage),
            evidence=speaks,
            confidence=self._confidence(speaks, query.language, found),
            hinted=hinted,
            after=query.earlier.text if query.earlier else None,
        )

    def _hinted(self, query: Query) -> Filter:
        """What a question says of where its answer stands, and else what the one before it said."""
        said = " ".join((query.text, *(query.looked_for or ())))
        hinted = hints(said, self._named)
        return hinted.over(self._hinted(query.earlier)) if query.earlier else hinted

    def vector(self, query: Query) -> Scores:
        """The question's vector, ``(width,)``; one in another language leans towards its Finnish words.

        The encoder is weak across languages on questions without names; the lexicon is not. One that goes
        on leans towards the question before it.
        """
        if query.earlier:
            own, earlier = self.vector(replace(query, earlier=None)), self.vector(query.earlier)
            going_on: Scores = unit_vectors(
                [(1 - EARLIER_SHARE) * own + EARLIER_SHARE * earlier], self.encoder.name
            )[0]
            return going_on
        texts = [query.text, " ".join(query.looked_for)] if query.looked_for else [query.text]
        vectors = self.encoder.encode_questions(texts)
        if len(texts) == 2:
            mean = (1 - FINNISH_WEIGHT) * vectors[0] + FINNISH_WEIGHT * vectors[1]
            vectors = unit_vectors([mean], self.encoder.name)
        vector: Scores = vectors[0]
        return vector

    def _telling(self, terms: Mapping[str, float]) -> dict[str, float]:
        """Each term's weight in the question times how much it tells in this index."""
        idf = self.generation.lexical.idf(list(terms))
        return {term: weight * float(value) for (term, weight), value in zip(terms.items(), idf, strict=True)}

    @cached_property
    def _named(self) -> Named:
        """What a question may name of the documents, gathered once."""
        return Named.of(self.heads)

    @cached_property
    def languages(self) -> tuple[Language, ...]:
        """The languages that passages are in; Finnish where there is no passage."""
        present = set(np.unique(self.generation.languages).tolist()) or {0}
        return tuple(language for number, language in enumerate(LANGUAGES) if number in present)

    def lexical(self, query: Query) -> Scores:
        """Each passage's score by the question's terms in its own language, float32 (passages,).

        A translated question has many terms of little weight. So that no language is at an advantage
        where there are several, what the terms tell is first brought to unit length in each.
        """
        score = self.generation.lexical.score
        if len(self.languages) == 1:
            return score(query.terms[self.languages[0]], self.languages[0])
        found: Scores | None = None
        for language, terms in query.terms.items():
            length = math.hypot(*self._telling(terms).values())
            if length > 0:
                scores = score({term: weight / length for term, weight in terms.items()}, language)
                found = scores if found is None else np.add(found, scores, out=found)
        return np.zeros(len(self.generation.languages), np.float32) if found is None else found

    def _ranked(
        self,
        query: Query,
        wanted: Filter | None,
        hinted: Filter,
        sought: Callable[[Language], Sought],
        passage: Passages,
    ) -> tuple[Ranked, Mapping[int, Reading]]:
        """The candidates of both sides, best first, and what was read in the first of them by their rows."""
        generation = self.generation
        vector = self.vector(query)
        among = np.flatnonzero(allowed(generation, wanted)) if wanted else None
        finding = generation.dense.begun(vector, _CANDIDATES, among, exact=self._exact)
        lexical = self.lexical(query)  # a database finds the nearest meanwhile
        if among is not None:
            best = among[highest(lexical[among], _CANDIDATES)]
        else:
            best = highest(lexical, _CANDIDATES)
        best = best[lexical[best] > 0]
        near, scores = finding(best)
        others = np.setdiff1d(best, near)
        rows = np.concatenate([near, others])
        order = np.argsort(rows)
        rows, dense = rows[order], np.concatenate([scores, generation.dense.scores(vector, others)])[order]

        kind = query.kind

        def looked(rows: Sequence[int]) -> list[Said]:
            found: dict[int, Said] = {}
            by_language: dict[Language, list[int]] = {}
            for row in rows:
                by_language.setdefault(generation.language(row), []).append(row)
            for language, own in by_language.items():
                told = said([passage(row) for row in own], sought(language), kind)
                found.update(zip(own, told, strict=True))
            return [found[row] for row in rows]

        found = ranked(
            rows,
            dense,
            lexical[rows],
            allowed(generation, hinted, rows) if hinted else None,
            looked,
        )
        told: Mapping[int, Reading] = {}
        if self.extractor is not None and len(found.rows):
            asked = f"{query.earlier.text} {query.text}" if query.earlier else query.text
            found, told = read_first(found, asked, self.extractor, passage, looked)
        return found, told

    def _evidence(
        self,
        found: Ranked,
        sought: Callable[[Language], Sought],
        told: Mapping[int, Reading],
        passage: Passages,
    ) -> Evidence | None:
        """What speaks for the best passage, None where there is none."""
        if not len(found.rows):
            return None
        first = int(found.rows[0])
        ahead, size = lead(found, lambda row: passage(row).text), len(self.generation.places)
        return evidence(found, sought(self.generation.language(first)), size, ahead, told.get(first))

    def _confidence(self, evidence: Evidence | None, asked: Language, found: Ranked) -> float:
        """How sure it is that the best passage answers a question in a language.

        Calibrated by questions on Finnish passages: one in the passage's own language counts as Finnish
        there, and a Finnish one on another passage as one in that language.
        """
        if evidence is None:
            return 0.0
        written = self.generation.language(int(found.rows[0]))
        other = "fi" if asked == written else written if asked == "fi" else asked
        return confidence(evidence, other, self.calibration)

    @cached_property
    def calibration(self) -> Calibration:
        """What confidence is computed with: made for this encoder, or for none."""
        return load_calibration(self.generation.encoder.name, read=self.extractor is not None)

    def _hits(
        self, found: Ranked, told: Mapping[int, Reading], top: int, passage: Passages
    ) -> tuple[Hit, ...]:
        """The first hits, each with its twins among the candidates and what was read in it."""
        language = self.generation.language
        scores = dict(zip(found.rows.tolist(), found.scores.tolist(), strict=True))
        rows = folded(scores, top, self._document, lambda row: passage(row).text)
        return tuple(
            Hit(passage(row), scores[row], tuple(map(passage, twins)), language(row), told.get(row))
            for row, twins in rows.items()
        )

    def _document(self, row: int) -> int:
        """The number of the document of a row."""
        return int(self.generation.places[row, 0])
