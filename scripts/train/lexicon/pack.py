"""Pack a bilingual lexicon into the file that is shipped (``index/words/lexicon.py``).

    python -m scripts.train.lexicon.pack lexicon_sv_fi.tsv.xz --into fi --text sv_fi.tsv.xz 2 --out FILE

The lexicon is what ``scripts/train/lexicon/train.py`` wrote: ``rysk⇥⇥venäj 0.701⇥venäläis 0.124``. The best
``--renderings`` are kept, with their probabilities in thousandths. Stems are no words, so a line without a
word gets one that a person can read: the form of the best rendering nearest to a base form, from texts
in its language. Each ``--text`` names a file of tab-separated lines and the number of its column, from 0,
that holds that language. Files may be ``.xz``. Needs 2 GB and two minutes.
"""

import argparse
import gzip
import lzma
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import Stemmer

from corpus.language import LANGUAGES, Language
from index.words.analyzer import written_words
from index.words.lexicon import STEMMERS, is_content
from scripts.train.lexicon.train import Entry

_WHOLE = 1000
_FREQUENT = 0.1
_LIKELY = 0.1
_A_NAME = 0.8

Stems = Sequence[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class Forms:
    """The words of a text by stem: ``counts`` in lower case, ``written`` with their usual capitals."""

    language: Language
    counts: Mapping[str, Mapping[str, int]]
    written: Mapping[str, str]

    def nearest_base(self, stems: Stems) -> str:
        """The form nearest to a base form among the frequent ones of the best stem and its variants.

        Variants are likely renderings that begin as the best one does, for a Finnish word has more stems
        than one: of *kaupung* and *kaupunk* it is *kaupunki*. Short is near the base; a Finnish genitive
        counts as two letters longer, for it can be as short as its nominative (*kansainvälisen*). Of
        English forms it is the commonest: *cooperation* is no form of *cooperate*.
        """
        best, most = stems[0]
        begin = best[: max(3, len(best) - 2)]  # Snowball makes *citi* of *city*
        forms = {
            form: count
            for stem, probability in stems
            if probability >= _LIKELY * most
            for form, count in self.counts.get(stem, {}).items()
            if form.startswith(begin)
        }
        if not forms:
            return best
        if self.language == "en":
            near = commonest(forms)
            return self.written.get(near, near)
        frequent = [form for form, count in forms.items() if count >= _FREQUENT * max(forms.values())]
        near = min(frequent, key=lambda form: (self._distance(form), len(form), -forms[form], form))
        return self.written.get(near, near)

    def as_written(self, text: str) -> str:
        """A text with each word's usual capitals, where they are known."""
        return " ".join(self.written.get(word.lower(), word) for word in text.split())

    def _distance(self, form: str) -> int:
        genitive = self.language == "fi" and form.endswith("n") and not form.endswith("nen")
        return len(form) + 2 * genitive


def commonest(forms: Mapping[str, int]) -> str:
    """The English form that is written most, a plural counting as its singular where that is there."""
    counts: Counter[str] = Counter()
    for form, count in forms.items():
        single = f"{form[:-3]}y" if form.endswith("ies") else form.removesuffix("s")
        known = forms.get(single, 0) >= _FREQUENT * count  # *lens* is no plural
        counts[single if known else form] += count
    return min(counts, key=lambda form: (-counts[form], len(form), form))


def read_forms(language: Language, texts: Iterable[str]) -> Forms:
    """The words of texts in a language.

    A word that begins a text does not tell how it is usually written. It is written with a capital if
    four times of five it is.
    """
    counts: Counter[str] = Counter()
    capitals: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        for at, word in enumerate(written_words(text)):
            lower = word.lower()
            counts[lower] += 1
            if at:
                capitals[lower][word] += 1
    by_stem: defaultdict[str, dict[str, int]] = defaultdict(dict)
    forms = [form for form in counts if is_content(form, language)]
    for form, stem in zip(forms, Stemmer.Stemmer(STEMMERS[language]).stemWords(forms), strict=True):
        by_stem[stem][form] = counts[form]
    written = {form: _usual(form, found) for form, found in capitals.items()}
    return Forms(language, by_stem, written)


def _usual(form: str, written: Counter[str]) -> str:
    usual, times = written.most_common(1)[0]
    return usual if times >= _A_NAME * written.total() or written[form] == 0 else form


def pack(lexicon: Mapping[str, Entry], forms: Forms, renderings: int) -> bytes:
    """The lines of a shipped lexicon, sorted by the bytes of their stems."""
    lines = []
    for stem, entry in lexicon.items():
        best = entry.renderings[:renderings]
        kept = [f"{name} {max(1, round(probability * _WHOLE))}" for name, probability in best]
        word = forms.as_written(entry.word) or forms.nearest_base(entry.renderings)
        lines.append("\t".join([stem, word, *kept]).encode())
    return b"".join(line + b"\n" for line in sorted(lines, key=lambda line: line.partition(b"\t")[0]))


def read_lexicon(path: Path) -> dict[str, Entry]:
    """The entries of a lexicon, by stem."""
    found: dict[str, Entry] = {}
    for stem, word, *fields in _rows(path):
        pairs = (field.rsplit(" ", 1) for field in fields)
        found[stem] = Entry(word, tuple((name, float(probability)) for name, probability in pairs))
    return found


def _rows(path: Path) -> Iterator[list[str]]:
    opened = lzma.open if path.suffix == ".xz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")


def main() -> None:
    """Read the arguments and write the packed lexicon."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("lexicon", type=Path, metavar="LEXICON")
    parser.add_argument("--into", choices=LANGUAGES, required=True, help="the language of the renderings")
    parser.add_argument("--text", nargs=2, action="append", required=True, metavar=("FILE", "COLUMN"))
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")
    parser.add_argument("--renderings", type=int, default=5, help="of a stem (default: %(default)s)")
    args = parser.parse_args()
    texts = (row[int(column)] for file, column in args.text for row in _rows(Path(file)))
    forms = read_forms(args.into, texts)
    lexicon = read_lexicon(args.lexicon)
    args.out.write_bytes(gzip.compress(pack(lexicon, forms, args.renderings), 9, mtime=0))
    print(f"{len(lexicon):,} stems, {args.out.stat().st_size:,} bytes in {args.out}")


if __name__ == "__main__":
    main()
