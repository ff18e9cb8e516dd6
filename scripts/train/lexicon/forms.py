"""Write the words to read of those stems that a lexicon renders by and has no word for: ``fi_forms.tsv.gz``.

    python -m scripts.train.lexicon.forms en_fi.tsv.gz sv_fi.tsv.gz --into fi --text sv_fi.tsv.xz 2 --out FILE

The lexicons are what ``scripts/train/lexicon/pack.py`` wrote: each line has the word of its best rendering.
Where another goes better with the rest of a question (``index/words/senses.py``), it is that one's word that
is shown. A line is a stem, its form nearest to a base form in the text, and the stem again: ``alla⇥allas⇥alla
1000``. A stem that is its own word has none. ``--text`` is as for ``pack.py``. Needs 2 GB and two minutes.
"""

import argparse
import gzip
from collections.abc import Iterable
from pathlib import Path

from corpus.language import LANGUAGES
from scripts.train.lexicon.pack import Forms, forms_of

_WHOLE = 1000


def stems_without_words(lexicons: Iterable[bytes]) -> set[str]:
    """The stems that lines of lexicons render by, beside the first of each line."""
    return {
        field.split(" ")[0]
        for lines in lexicons
        for line in lines.decode().splitlines()
        for field in line.split("\t")[3:]
    }


def table(stems: Iterable[str], forms: Forms) -> bytes:
    """The lines of the stems whose word is another, sorted by their bytes."""
    found = {stem: forms.nearest_base([(stem, 1.0)]) for stem in stems}
    lines = [f"{stem}\t{word}\t{stem} {_WHOLE}".encode() for stem, word in found.items() if word != stem]
    return b"".join(line + b"\n" for line in sorted(lines, key=lambda line: line.partition(b"\t")[0]))


def main() -> None:
    """Read the arguments and write the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("lexicons", type=Path, nargs="+", metavar="LEXICON")
    parser.add_argument("--into", choices=LANGUAGES, required=True, help="the language of the renderings")
    parser.add_argument("--text", nargs=2, action="append", required=True, metavar=("FILE", "COLUMN"))
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")
    options = parser.parse_args()
    stems = stems_without_words(gzip.decompress(path.read_bytes()) for path in options.lexicons)
    lines = table(stems, forms_of(options.into, options.text))
    options.out.write_bytes(gzip.compress(lines, mtime=0))
    print(f"{lines.count(bytes([10])):,} stems in {options.out}")


if __name__ == "__main__":
    main()
