"""Central sentences: the one of a section that says most of what the others say.

LexRank (Erkan and Radev 2004) in its continuous form: a walk between sentences, likelier to those that
share more terms, stays longest at the central ones.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from corpus.document import Document, Span
from index.words.analyzer import grams
from index.words.sentences import sentences

_DAMPING = 0.85
_ROUNDS = 40
_FEWEST_WORDS = 5
_MOST_WORDS = 60
_SAYS = re.compile(r"[a-zåäö]{4}")

Weigh = Callable[[Sequence[str]], npt.NDArray[np.float64]]
"""Terms to what each tells, float64 in their order."""


def central_sentence(document: Document, section: int, weigh: Weigh) -> Span | None:
    """The place of a section's central sentence in the document's text; None where nothing is said in words.

    Only its own paragraphs count. A line that is hardly a sentence, or a list that goes on and on, comes
    into question only where there is nothing else. Of two alike, the first.
    """
    found = [
        Span(paragraph.start + span.start, paragraph.start + span.end)
        for paragraph in document.sections[section].paragraphs
        for span in sentences(paragraph.of(document.text))
    ]
    texts = [span.of(document.text) for span in found]
    whole = [at for at, text in enumerate(texts) if _is_whole(text)]
    whole = whole or [at for at, text in enumerate(texts) if _SAYS.search(text)]
    if not whole:
        return None
    ranks = lexrank([grams(texts[at]) for at in whole], weigh)
    return found[whole[int(np.argmax(np.round(ranks, 9)))]]


def _is_whole(text: str) -> bool:
    return _FEWEST_WORDS <= len(text.split()) <= _MOST_WORDS and text.rstrip("\"'”’»)").endswith(
        (".", "!", "?")
    )


def lexrank(terms: Sequence[Sequence[str]], weigh: Weigh) -> npt.NDArray[np.float64]:
    """How central each sentence is, given its terms: float64, summing to one.

    Sentences are compared by the cosine of their terms, each counted by what it tells; none with itself,
    lest one that is like no other rank as high as most. The matrix of cosines is never made, so that a
    section of thousands of sentences costs no more than its length.
    """
    count = len(terms)
    known = {term: column for column, term in enumerate(dict.fromkeys(t for each in terms for t in each))}
    counted = [
        (row, known[term], n) for row, each in enumerate(terms) for term, n in sorted(Counter(each).items())
    ]
    if not counted:
        return np.full(count, 1 / count)
    rows, columns, counts = (np.array(values) for values in zip(*counted, strict=True))
    values = counts * weigh(list(known))[columns]
    lengths = np.sqrt(np.bincount(rows, values**2, count))
    values = values / np.where(lengths > 0, lengths, 1)[rows]

    own = np.bincount(rows, values**2, count)

    def alike(ranks: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """The matrix of cosines, its diagonal left out, times a vector."""
        summed = np.bincount(columns, values * ranks[rows], len(known))
        crossed = np.bincount(rows, values * summed[columns], count) - own * ranks
        return np.maximum(crossed, 0).astype(np.float64)

    degrees = alike(np.ones(count))
    degrees[degrees <= 1e-12] = 1
    ranks: npt.NDArray[np.float64] = np.full(count, 1 / count)
    for _ in range(_ROUNDS):
        ranks = (1 - _DAMPING) / count + _DAMPING * alike(ranks / degrees)
    total = float(ranks.sum())
    return ranks / total
