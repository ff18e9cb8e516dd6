"""How alike a text is read that is there in several formats: paragraphs, words and headings.

``python -m scripts.measure.documents.same_text REFERENCE FILE ...`` takes the first file, a web page of
the text, for what is right, and counts for each other file, a folder's files as one:

- of the long paragraphs of the reference that the file has at all (half of their runs of five words), those
  that are whole: their letters, in order, inside one paragraph of the file; and, for the texts differ in
  places, the same share of those whose letters the file has in order, be it over several paragraphs;
- the same share of those that a PDF itself sets as one paragraph, by the places, sizes and weights of its
  characters (``set_apart.py``): outside of tables an indent or a line in other type begins one that the
  reference does not have;
- those that are broken nowhere but between sentences or after a heading, where the file as it is printed may
  well begin a paragraph that the reference does not: a break inside a sentence is one that nobody set;
- words that are split: a hyphen in them that the reference does not have there;
- breaks inside sentences: two paragraphs on end whose last and first two words stand in one of the reference;
- of the reference's headings that the file has, those that are a heading of it, whole.

The figures go to ``--to`` too, by default ``scripts/results/same-text-COMMIT.json``.
"""

import argparse
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from corpus.document import Document, one_line
from corpus.parsers import PARSERS
from corpus.pdf.process import pdf_pages
from corpus.readers import read
from scripts.measure.documents.set_apart import Row, rows_of, set_apart
from scripts.measure.evaluate import commit

_RESULTS = Path(__file__).parents[2] / "results"
_LONG = 200
_CELL = " | "
_RUN = 5
_ENDS = (".", "!", "?", ":", ";", "”", '"', "»", ")")
_ALIKE = str.maketrans(
    {"”": '"', "“": '"', "’": "'", "´": "'", "–": "-", "—": "-", "\u00a0": " ", "•": "-", "…": "."}
)
_SPLIT = re.compile(r"[^\W\d_]+(?:-\s?[^\W\d_]+)+")


def main() -> None:
    """Prints and writes the figures of files beside the reference."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("reference", type=Path)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--to", type=Path, default=_RESULTS / f"same-text-{commit()}.json")
    arguments = parser.parse_args()
    reference = [read(arguments.reference)]
    figures = {path.name: compared(reference, _documents(path), _rows(path)) for path in arguments.files}
    print(json.dumps(figures, indent=2, ensure_ascii=False))
    arguments.to.parent.mkdir(exist_ok=True)
    arguments.to.write_text(json.dumps(figures, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _documents(path: Path) -> list[Document]:
    paths = sorted(path.iterdir()) if path.is_dir() else [path]
    return [read(each) for each in paths if each.suffix.lower() in PARSERS]


def _rows(path: Path) -> list[Row]:
    return rows_of(pdf_pages(path, path.read_bytes())) if path.suffix.lower() == ".pdf" else []


def compared(
    reference: Sequence[Document], documents: Sequence[Document], rows: Sequence[Row] = ()
) -> dict[str, Any]:
    """The figures of some documents beside those that are right; ``rows`` are of the PDF that they are."""
    right, found = list(paragraphs(reference)), list(paragraphs(documents))
    every = " ".join(found)
    runs = _runs([every])
    long = [text for text in right if len(text) >= _LONG]
    there = [text for text in long if len(own := _runs([text])) and len(own & runs) * 2 >= len(own)]
    bare = [letters(text) for text in found]
    whole = [text for text in there if any(letters(text) in other for other in bare)]
    as_one = {text for text in there if _CELL in text or not set_apart(rows, letters(text))}
    titles = [title for title in _titles(reference) if letters(title)]
    every_letter = letters(every)
    named = {letters(title) for title in _titles(documents)}
    headings = [title for title in titles if letters(title) in every_letter]
    headings_whole = sum(letters(title) in named for title in headings)
    same = [text for text in there if letters(text) in every_letter]
    stretches = list(_stretches(documents))
    unbroken = [text for text in there if any(letters(text) in stretch for stretch in stretches)]
    words = {word for text in right for word in text.split()}
    text = "".join(right)
    return {
        "long_paragraphs": len(there),
        "whole": len(whole),
        "share_whole": round(len(whole) / max(len(there), 1), 3),
        "of_the_same_words": len(same),
        "share_whole_of_these": round(len(whole) / max(len(same), 1), 3),
        "set_as_one": sum(text in as_one for text in there),
        "whole_of_set_as_one": sum(text in as_one for text in whole),
        "share_whole_of_set_as_one": round(
            sum(text in as_one for text in whole) / max(sum(text in as_one for text in there), 1), 3
        ),
        "unbroken_inside_sentences": len(unbroken),
        "share_unbroken": round(len(unbroken) / max(len(there), 1), 3),
        "words_split": sum(is_split(found[0], words, text) for found in _SPLIT.finditer(every)),
        "breaks_inside_sentences": _breaks(found, _pairs(right)),
        "headings": len(headings),
        "headings_whole": headings_whole,
        "share_headings": round(headings_whole / max(len(headings), 1), 3),
        "sections": sum(len(document.sections) for document in documents),
        "empty_sections": sum(
            not section.paragraphs and not any(other.parent == at for other in document.sections)
            for document in documents
            for at, section in enumerate(document.sections)
        ),
    }


def alike(text: str) -> str:
    """A text in which blanks, quotes and dashes are of one kind."""
    return one_line(text.translate(_ALIKE))


def letters(text: str) -> str:
    """The letters of a text, small, and nothing else."""
    return "".join(sign for sign in text.lower() if sign.isalpha())


def paragraphs(documents: Iterable[Document]) -> Iterator[str]:
    """The paragraphs and headings of documents, furniture left out, in order, each alike."""
    for document in documents:
        for section in document.sections:
            if section.kind != "furniture":
                spans = (section.heading, *section.paragraphs)
                yield from (alike(span.of(document.text)) for span in spans if span)


def _stretches(documents: Iterable[Document]) -> Iterator[str]:
    """The letters of paragraphs on end, up to each paragraph that does not end with a sentence."""
    for document in documents:
        run = ""
        for section in document.sections:
            if section.kind == "furniture":
                continue
            run += letters(section.heading.of(document.text)) if section.heading else ""
            for paragraph in (span.of(document.text) for span in section.paragraphs):
                run += letters(paragraph)
                if not paragraph.endswith(_ENDS):
                    yield run
                    run = ""
        yield run


def is_split(written: str, words: set[str], text: str) -> bool:
    """Whether a word with a hyphen is one that the right text has without it."""
    bare = re.sub(r"-\s?", "", written)
    return alike(written) not in text and len(bare) > 3 and any(bare in word for word in words)


def _titles(documents: Iterable[Document]) -> Iterator[str]:
    for document in documents:
        yield from (section.heading.of(document.text) for section in document.sections if section.heading)


def _runs(texts: Iterable[str]) -> set[tuple[str, ...]]:
    lists = (text.split() for text in texts)
    return {tuple(words[at : at + _RUN]) for words in lists for at in range(len(words) - _RUN + 1)}


def _pairs(texts: Iterable[str]) -> set[tuple[str, ...]]:
    """Four words on end, of every paragraph."""
    lists = (text.split() for text in texts)
    return {tuple(words[at : at + 4]) for words in lists for at in range(len(words) - 3)}


def _breaks(found: Sequence[str], inside: set[tuple[str, ...]]) -> int:
    """The places at which two paragraphs part what the right text has in one."""
    return sum((*a.split()[-2:], *b.split()[:2]) in inside for a, b in pairwise(found))


if __name__ == "__main__":
    main()
