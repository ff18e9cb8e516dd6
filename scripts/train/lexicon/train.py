"""Make a bilingual lexicon from parallel text: for each stem of a language the stems that render it.

    python -m scripts.train.lexicon.train sv_fi.tsv.xz 1 2 --languages sv fi --terms scripts/terms.tsv
        --out lexicon_sv_fi.tsv.xz

The text has a pair a line, with tabs between: its source, then a column for each language; two numbers
say which columns, from 0, are of the first and of the second of ``--languages``. The probabilities are
those of IBM model 1 (Brown et al. 1993), which knows neither positions nor fertilities. What people wrote
as terms, short pairs of thesauri, registers and forms, and those of ``--terms``, counts more than a
sentence, and a term of two stems gets a line of its own. A line is a stem or two with a space between,
the term's translation where people wrote it (of a single stem that of ``--terms`` alone), else nothing,
then the stems that render it with their probabilities: ``youth centr⇥nuorisotalo⇥nuorisotalo 1.000``.
Needs 2 GB and two minutes on one core; ``scripts/train/lexicon/pack.py`` makes the file that ships of it.
"""

import argparse
import lzma
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.language import LANGUAGES, Language
from scripts.train.lexicon.terms import (
    OWN_TERM_WEIGHT,
    TERM_SOURCES,
    TERM_WEIGHT,
    Pair,
    Side,
    Terms,
    read_terms,
)

ROUNDS = 5

LEAST = 3
"""A stem is learned from text if it stands in so many pairs."""

FLOOR = 0.03
"""A rendering is kept from this probability on."""

OWN_SHARE = 0.5
"""The share of a stem's renderings that our own terms have at least: they are its senses in a city's day."""

_MOST = 70_000
_MOST_OF_STATUTES = 140_000
_STATUTES = "finlex_statutes"
_LONGEST_SENTENCE = 40
_RENDERINGS = 8
_BLOCKS = 16
_SLICE = 2_000_000

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Entry:
    """How a stem or two are rendered, best first; ``word`` is a translation to read, empty if unknown."""

    word: str
    renderings: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """How often stems of the first language are rendered by stems of the second, as expected.

    Pair ``n`` is of the stem ``first[n]``, int32, and ``second[n]``, int32, and has ``times[n]``, float32
    and positive; pairs lie in order of their first stem.
    """

    first: Ints
    second: Ints
    times: Floats


def learn(sentences: Sequence[tuple[list[int], list[int]]], sizes: tuple[int, int], rounds: int) -> Counts:
    """The counts of IBM model 1 over sentences as numbers of stems, below a size for each language.

    Each stem of the second language is rendered from one of the first in its sentence, or from none: an
    empty one, that stands in every sentence and is left out of what is returned.
    """
    empty = sizes[0]
    lengths = np.repeat(
        np.array([len(first) + 1 for first, _ in sentences], np.int32),
        [len(second) for _, second in sentences],
    )
    first = np.fromiter(
        (number for one, other in sentences for _ in other for number in (*one, empty)),
        np.int32,
        int(lengths.sum()),
    )
    second = np.repeat(
        np.fromiter((number for _, other in sentences for number in other), np.int32, len(lengths)), lengths
    )
    pairs, at = _numbered(first, second, sizes)
    del second
    starts = np.concatenate(([0], np.cumsum(lengths, dtype=np.int64)))
    likely = np.ones(len(pairs[0]), np.float32)
    for _ in range(rounds):
        times = np.zeros(len(likely), np.float32)
        for begin in range(0, len(lengths), _SLICE):
            end = min(begin + _SLICE, len(lengths))
            cells = at[starts[begin] : starts[end]]
            shares = likely[cells]
            sums = np.add.reduceat(shares, starts[begin:end] - starts[begin])
            shares /= np.repeat(sums, lengths[begin:end])
            np.add.at(times, cells, shares)
        likely = (times / np.bincount(pairs[0], times)[pairs[0]]).astype(np.float32)
    kept = (pairs[0] != empty) & (times > 0)
    return Counts(pairs[0][kept], pairs[1][kept], times[kept])


def _numbered(first: Ints, second: Ints, sizes: tuple[int, int]) -> tuple[tuple[Ints, Ints], Ints]:
    """The different pairs, in order, and for each cell the number of its pair.

    A block of first stems at a time, of about as many cells each, for sorting takes several times the
    memory of what is sorted.
    """
    before = np.cumsum(np.bincount(first, minlength=sizes[0] + 1))
    block = (before * _BLOCKS // (len(first) + 1)).astype(np.int8)
    at = np.empty(len(first), np.int32)
    found: list[npt.NDArray[np.int64]] = []
    total = 0
    for number in range(_BLOCKS):
        cells = np.flatnonzero(block[first] == number)
        keys = first[cells].astype(np.int64) * sizes[1] + second[cells]
        different, places = np.unique(keys, return_inverse=True)
        at[cells] = places + total
        total += len(different)
        found.append(different)
    ones, others = np.divmod(np.concatenate(found), sizes[1])
    return (ones.astype(np.int32), others.astype(np.int32)), at


def lexicon(counts: Counts, sides: tuple[Side, Side], terms: Terms) -> dict[str, Entry]:
    """The entries of stems, from text and terms together, and of terms of two stems."""
    found: dict[str, Entry] = {}
    starts = np.searchsorted(counts.first, np.arange(len(sides[0].stems) + 1))
    for number, stem in enumerate(sides[0].stems):
        rows = slice(int(starts[number]), int(starts[number + 1]))
        times = counts.times[rows]
        total = float(times.sum())
        likely = np.flatnonzero(times >= FLOOR * total / 2)
        weights = {sides[1].stems[counts.second[rows][at]]: float(times[at]) for at in likely}
        added: Mapping[str, float] = terms.weights.get((stem,), {})
        weighed = sum(added.values())
        share = min(1.0, total / weighed) if total and weighed else 1.0
        for other, weight in added.items():
            weights[other] = weights.get(other, 0.0) + share * weight
        own = {other: share * weight for other, weight in terms.own_weights.get((stem,), {}).items()}
        whole = total + share * weighed + _raise(weights, own, total + share * weighed)
        if weights:
            found[stem] = _entry(terms.own_word((stem,), weights), weights, whole)
    for stems, weights in terms.weights.items():
        if len(stems) > 1:
            found[" ".join(stems)] = _entry(terms.word(stems), weights, sum(weights.values()))
    return {stem: entry for stem, entry in found.items() if entry.renderings}


def _raise(weights: dict[str, float], own: Mapping[str, float], whole: float) -> float:
    """Raise what our own terms weigh to their share of the whole; how much was added."""
    mass = sum(own.values())
    added = max(0.0, OWN_SHARE * whole - mass) / (1 - OWN_SHARE) if mass else 0.0
    for stem, weight in own.items():
        weights[stem] += added * weight / mass
    return added


def _entry(word: str, weights: Mapping[str, float], total: float) -> Entry:
    best = sorted(weights.items(), key=lambda found: (-found[1], found[0]))[:_RENDERINGS]
    return Entry(word, tuple((stem, weight / total) for stem, weight in best if weight >= FLOOR * total))


def train(
    by_source: Mapping[str, Sequence[Pair]],
    languages: tuple[Language, Language],
    own_terms: Sequence[Pair] = (),
) -> dict[str, Entry]:
    """The lexicon of pairs by source, and of further terms."""
    sides = Side(languages[0]), Side(languages[1])
    sentences = [(sides[0].read(one), sides[1].read(other)) for one, other in sampled(by_source)]
    common = [_common(sentences, side, len(sides[side].stems)) for side in (0, 1)]
    cut = (
        tuple([n for n in text if n in common[side]][:_LONGEST_SENTENCE] for side, text in enumerate(pair))
        for pair in sentences
    )
    kept = [(one, other) for one, other in cut if one and other]
    counts = learn(kept, (len(sides[0].stems), len(sides[1].stems)), ROUNDS)
    terms = Terms()
    for source in sorted(TERM_SOURCES & by_source.keys()):
        terms.add(by_source[source], *sides, TERM_WEIGHT)
    terms.add(own_terms, *sides, OWN_TERM_WEIGHT)
    return lexicon(counts, sides, terms)


def _common(sentences: Iterable[tuple[list[int], list[int]]], side: int, size: int) -> frozenset[int]:
    times = np.zeros(size, np.int32)
    for pair in sentences:
        times[list(set(pair[side]))] += 1
    return frozenset(np.flatnonzero(times >= LEAST).tolist())


def sampled(by_source: Mapping[str, Sequence[Pair]]) -> Iterator[Pair]:
    """Of each source at most 70,000 pairs, of statutes twice that, so that no source sets the tone."""
    rnd = random.Random(0)
    for source, pairs in sorted(by_source.items()):
        most = _MOST_OF_STATUTES if source == _STATUTES else _MOST
        yield from rnd.sample(pairs, min(len(pairs), most))


def read_pairs(path: Path, columns: tuple[int, int]) -> dict[str, list[Pair]]:
    """The pairs of two columns of a file, plain or ``.xz``, by the source in its first column."""
    found: defaultdict[str, list[Pair]] = defaultdict(list)
    opened = lzma.open if path.suffix == ".xz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            fields = line.rstrip("\n").split("\t")
            found[fields[0]].append((fields[columns[0]], fields[columns[1]]))
    return dict(found)


def write(entries: Mapping[str, Entry], path: Path) -> None:
    """Write a line for each entry, packed by xz."""
    with lzma.open(path, "wt", encoding="utf-8", preset=1) as file:
        for stem, entry in sorted(entries.items()):
            fields = (f"{name} {probability:.3f}" for name, probability in entry.renderings)
            file.write("\t".join((stem, entry.word, *fields)) + "\n")


def main() -> None:
    """Read the arguments, learn and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pairs", type=Path, metavar="FILE")
    parser.add_argument("columns", nargs=2, type=int, metavar="COLUMN")
    parser.add_argument("--languages", nargs=2, choices=LANGUAGES, required=True)
    parser.add_argument("--terms", type=Path, metavar="FILE", help="further terms, a column a language")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")
    args = parser.parse_args()
    languages: tuple[Language, Language] = tuple(args.languages)
    own = read_terms(args.terms, languages) if args.terms else []
    entries = train(read_pairs(args.pairs, tuple(args.columns)), languages, own)
    write(entries, args.out)
    print(f"{len(entries):,} entries in {args.out}")


if __name__ == "__main__":
    main()
