"""Train the table that tells Finnish, Swedish and English questions apart (``corpus/language.py``).

    python -m scripts.train.train_language --text fi sv_fi.tsv.xz 2 --text sv sv_fi.tsv.xz 1 --out FILE

Each ``--text`` names a language, a file of tab-separated lines (``.xz`` or plain) whose first column is
the source of the line, and the number of the column, from 0, that holds text in that language. No source
gives more than ``--most`` texts. A logistic regression over the n-grams of words is fitted to whole
texts, their beginnings and windows of one to five words. Names, of which the texts are full, must count
for nothing: into three windows of ten a name is put, and names alone, from the Finnish texts, are
examples of Finnish. The n-grams that matter most are kept, the regression is fitted again to them, and
its weights are rounded to tenths. Needs scikit-learn, 4 GB and two minutes; the same seed gives the same
table.
"""

import argparse
import gzip
import lzma
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from corpus.language import letters, ngrams_of

_SCALE = 10
_LANGUAGES = ("fi", "sv", "en")
_NAME = re.compile(r"(?<=[a-zåäö,] )[A-ZÅÄÖ][\w.-]*(?: [A-ZÅÄÖ0-9][\w.-]*){0,3}")
_ORDINARY = re.compile(r"[a-zåäö]{2}")


def read_texts(
    columns: Sequence[tuple[str, Path, int]], most: int, rnd: random.Random
) -> dict[str, list[str]]:
    """For each language its texts in random order, at most so many of a source and file."""
    by_source: dict[str, dict[tuple[str, str], list[str]]] = defaultdict(lambda: defaultdict(list))
    for language, path, column in columns:
        opened = lzma.open if path.suffix == ".xz" else open
        with opened(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                fields = line.rstrip("\n").split("\t")
                if len(fields) > column and fields[column]:
                    by_source[language][path.name, fields[0]].append(fields[column])
    texts: dict[str, list[str]] = {}
    for language in _LANGUAGES:
        found = by_source[language]
        kept = [text for key in sorted(found) for text in rnd.sample(found[key], min(most, len(found[key])))]
        rnd.shuffle(kept)
        texts[language] = kept
    return texts


def examples(
    texts: dict[str, list[str]], count: int, names: int, rnd: random.Random
) -> Iterator[tuple[str, str]]:
    """Pairs of a text and its language: at most so many windows of each language, and names for Finnish."""
    found = {
        language: [n for text in texts[language] for n in _NAME.findall(text)] for language in _LANGUAGES
    }
    for language in _LANGUAGES:
        made = 0
        for text in texts[language]:
            window = _window(text.split(), rnd)
            if made == count:
                break
            if not _ORDINARY.search(" ".join(window)) or (language != "fi" and _only_names(window, text)):
                continue
            if rnd.random() < 0.3:
                where = found[rnd.choice(("fi", "fi", "fi", "sv", "en"))]
                if where:
                    window.insert(rnd.randint(0, len(window)), rnd.choice(where))
            made += 1
            yield " ".join(window), language
    for name in rnd.sample(found["fi"], min(names, len(found["fi"]))):
        yield name, "fi"


def _window(words: list[str], rnd: random.Random) -> list[str]:
    kind = rnd.random()
    if kind < 0.25:
        return words[:20]
    if kind < 0.5:
        return words[: rnd.randint(1, 4)]
    size = rnd.randint(1, 5)
    start = rnd.randrange(max(1, len(words) - size + 1))
    return words[start : start + size]


def _only_names(window: list[str], text: str) -> bool:
    """Whether nothing in the window tells its language; one capital at the start of the text is no name."""
    if len(window) == 1 and text.startswith(window[0]):
        return False
    return all(not word[0].isalpha() or word[0].isupper() for word in window)


def fit(pairs: Sequence[tuple[str, str]], kept: int, rounds: int, seed: int) -> dict[str, tuple[int, int]]:
    """The table: for each n-gram, and for ``""``, the bias, what it adds for Swedish and for English."""
    # scikit-learn comes with sentence-transformers; nothing else of ours needs it.
    from sklearn.feature_extraction.text import CountVectorizer  # type: ignore[import-untyped]
    from sklearn.linear_model import SGDClassifier  # type: ignore[import-untyped]

    def regression() -> Any:
        return SGDClassifier(
            loss="log_loss", alpha=3e-6, max_iter=rounds, tol=None, random_state=seed, average=True
        )

    counter = CountVectorizer(analyzer=_ngrams, min_df=min(30, max(1, len(pairs) // 1000)))
    counts = counter.fit_transform([text for text, _ in pairs]).astype(np.float32)
    languages = np.array([language for _, language in pairs])
    first = regression().fit(counts, languages)
    often = np.asarray((counts > 0).sum(axis=0)).ravel()
    matters = np.abs(first.coef_ - first.coef_.mean(axis=0)).max(axis=0) * np.sqrt(often)
    columns = np.sort(np.argsort(-matters, kind="stable")[:kept])
    second = regression().fit(counts[:, columns], languages)
    fi, sv, en = (list(second.classes_).index(language) for language in _LANGUAGES)
    both = np.column_stack([second.intercept_, second.coef_])
    swedish = np.rint((both[sv] - both[fi]) * _SCALE).astype(int).tolist()
    english = np.rint((both[en] - both[fi]) * _SCALE).astype(int).tolist()
    ngrams = ["", *counter.get_feature_names_out()[columns].tolist()]
    rows = zip(ngrams, swedish, english, strict=True)
    return {ngram: (a, b) for ngram, a, b in rows if ngram == "" or a or b}


def _ngrams(text: str) -> list[str]:
    return [ngram for word in letters(text) for ngram in ngrams_of(word.lower())]


def write(table: dict[str, tuple[int, int]], out: Path) -> None:
    """Write a table as ``LanguageModel.open`` reads it; the same table gives the same bytes."""
    ngrams = sorted(table)
    lines = [ngrams, *([str(table[ngram][at]) for ngram in ngrams] for at in (0, 1))]
    text = "".join("\t".join(line) + "\n" for line in lines)
    out.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def main() -> None:
    """Read the arguments, train, and write the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--text", nargs=3, action="append", required=True, metavar=("LANGUAGE", "FILE", "COLUMN")
    )
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")
    parser.add_argument("--most", type=int, default=20_000, help="texts of a source (default: %(default)s)")
    parser.add_argument("--examples", type=int, default=150_000, help="of a language (default: %(default)s)")
    parser.add_argument("--names", type=int, default=20_000, help="names alone (default: %(default)s)")
    parser.add_argument("--kept", type=int, default=20_000, help="n-grams (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=20, help="over the examples (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    rnd = random.Random(args.seed)
    columns = [(language, Path(file), int(column)) for language, file, column in args.text]
    texts = read_texts(columns, args.most, rnd)
    pairs = list(examples(texts, args.examples, args.names, rnd))
    table = fit(pairs, args.kept, args.rounds, args.seed)
    write(table, args.out)
    print(f"{len(pairs):,} examples, {len(table):,} n-grams, {args.out.stat().st_size:,} bytes in {args.out}")


if __name__ == "__main__":
    main()
