"""Benchmarks: files into collections of passages, and questions with the places that answer them."""

import json
import lzma
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from app.evaluation.judge import says
from corpus.document import Document, Section, Span
from corpus.readers import read
from index.passages import Passage, split

LANGUAGES = ("fi", "en", "sv")
_SEED = 0


@dataclass(frozen=True, slots=True)
class Question:
    """A question, and the labels that answer it, none where the collection cannot.

    ``answer`` are words of the passage that answer, where they are known. ``answerable`` is None where
    nobody has said whether the collection answers; a question can have a right label and no answer
    there (SQuAD 2 asks such). ``kind`` tells kinds of unanswerable questions apart.
    """

    id: str
    text: str
    language: str
    right: frozenset[str]
    answer: str | None = None
    answerable: bool | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Collection:
    """Passages that are searched together, a label for each, and the documents that they stand in.

    The label is what is right or wrong to find: a passage's own name, a section's title, an item. A
    collection of single passages has no documents.
    """

    name: str
    passages: tuple[Passage, ...]
    labels: tuple[str, ...]
    documents: tuple[Document, ...] = ()


@dataclass(frozen=True, slots=True)
class Benchmark:
    """Questions asked of a collection. ``encoders`` says that only dense search makes sense of it."""

    name: str
    collection: Collection
    questions: tuple[Question, ...]
    encoders: bool = False


def squad(path: Path, most: int | None = None) -> Benchmark:
    """SQuAD dev: questions in three languages over Finnish passages; of each language a fixed sample."""
    rows = list(_lines(path))
    asked = (
        Question(
            f"{row['id']}/{at}",
            question[language],
            language,
            frozenset({row["id"]}),
            answerable=question.get("answerable"),
        )
        for language in LANGUAGES
        for row in rows
        for at, question in enumerate(row["questions"])
        if question.get(language)
    )
    return Benchmark(
        "squad", singles("squad", [(row["id"], row["text"]) for row in rows]), _sampled(asked, most)
    )


def nq(path: Path, most: int | None = None) -> Benchmark:
    """NQ dev: Finnish search questions over Wikipedia's paragraphs and tables."""
    rows = list(_lines(path))
    asked = (
        Question(f"{row['id']}/{at}", question["fi"], "fi", frozenset({row["id"]}))
        for row in rows
        for at, question in enumerate(row["questions"])
    )
    return Benchmark("nq", singles("nq", [(row["id"], row["text"]) for row in rows]), _sampled(asked, most))


def flores(path: Path) -> list[Benchmark]:
    """FLORES: a sentence in one language asked for its translation in another, in six directions."""
    rows = list(_lines(path))
    collections = {
        language: singles(f"flores-{language}", [(str(at), row[language]) for at, row in enumerate(rows)])
        for language in LANGUAGES
    }
    return [
        Benchmark(
            f"flores→{target}",
            collections[target],
            tuple(
                Question(str(at), row[source], source, frozenset({str(at)}))
                for at, row in enumerate(rows)
                for source in LANGUAGES
                if source != target
            ),
            encoders=True,
        )
        for target in LANGUAGES
    ]


def report(document: Path, questions: Path) -> Benchmark:
    """The shipped report and its own questions: the right one of its sections."""
    found = read(document)
    passages = split(found)
    labels = tuple(found.sections[passage.section].title for passage in passages)
    asked = tuple(
        Question(
            f"report/{at}",
            row["q"],
            row["language"],
            frozenset({row["section"]} if "section" in row else ()),
            row.get("answer"),
            "section" in row,
        )
        for at, row in enumerate(_lines(questions))
    )
    return Benchmark("report", Collection("report", tuple(passages), labels, (found,)), asked)


def minutes(folder: Path, questions: Path, suffix: str = ".md") -> list[Benchmark]:
    """Questions on a folder of minutes: the right item, for the half to tune with and the half to report."""
    collection = _items(folder, suffix)
    rows = list(enumerate(_lines(questions)))
    return [
        Benchmark(
            f"{collection.name}/{use}",
            collection,
            tuple(_on_minutes(f"minutes/{at}", row) for at, row in rows if row["use"] == use),
        )
        for use in ("tune", "report")
    ]


def headings(folder: Path, suffix: str = ".md") -> Benchmark:
    """The titles of items as questions for their parts, from whose contexts the titles are left out.

    Titles that occur twice (*Ilmoitusasiat*) are not asked. What stands outside items is not searched, as
    the list of matters holds every title, nor is a passage that says its item's title, as attachments do.
    """
    documents = [read(path) for path in _files(folder, suffix)]
    titled = [
        Question(
            _item_label(document, section), section.title, "fi", frozenset({_item_label(document, section)})
        )
        for document in documents
        for section in document.sections
        if section.kind == "item" and section.title
    ]
    times = Counter(question.text.casefold() for question in titled)
    title_of = {question.id: question.text for question in titled}
    passages: list[Passage] = []
    labels: list[str] = []
    for document in map(_untitled, documents):
        for passage in split(document):
            section = document.sections[passage.section]
            label = _item_label(document, section)
            if section.item and passage.span != section.heading:
                if label in title_of and says(passage.text, title_of[label]):
                    continue
                passages.append(passage)
                labels.append(label)
    collection = Collection(f"headings{_kind(suffix)}", tuple(passages), tuple(labels))
    asked = tuple(q for q in titled if times[q.text.casefold()] == 1 and q.id in labels)
    return Benchmark(collection.name, collection, asked)


def singles(name: str, texts: Sequence[tuple[str, str]]) -> Collection:
    """A collection of texts, each a passage by itself, given as a label and the text."""
    passages = tuple(Passage(f"{name}/{label}", 0, Span(0, len(text)), text, text) for label, text in texts)
    return Collection(name, passages, tuple(label for label, _ in texts))


def _items(folder: Path, suffix: str) -> Collection:
    """All minutes of a folder, labelled by item; what stands outside the items of a file is one label."""
    passages: list[Passage] = []
    labels: list[str] = []
    documents = tuple(read(path) for path in _files(folder, suffix))
    for document in documents:
        for passage in split(document):
            passages.append(passage)
            labels.append(_item_label(document, document.sections[passage.section]))
    return Collection(f"minutes{_kind(suffix)}", tuple(passages), tuple(labels), documents)


def _on_minutes(name: str, row: dict[str, Any]) -> Question:
    right = [row, *row.get("also", [])] if "item" in row else []
    labels = frozenset(f"{place['document']} {place['item']}" for place in right)
    return Question(name, row["q"], row["language"], labels, row.get("answer"), bool(labels), row.get("kind"))


def _item_label(document: Document, section: Section) -> str:
    return f"{Path(document.id).stem} {section.item or ''}".strip()


def _untitled(document: Document) -> Document:
    sections = tuple(replace(s, title="") if s.kind == "item" else s for s in document.sections)
    return replace(document, title="", sections=sections)


def _files(folder: Path, suffix: str) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix == suffix)


def _kind(suffix: str) -> str:
    return "" if suffix == ".md" else f"-{suffix[1:]}"


def _sampled(questions: Iterable[Question], most: int | None) -> tuple[Question, ...]:
    """Of each language at most so many questions, by chance but always the same ones."""
    of: dict[str, list[Question]] = {language: [] for language in LANGUAGES}
    for question in questions:
        of[question.language].append(question)
    rnd = random.Random(_SEED)
    return tuple(
        question
        for language in LANGUAGES
        for question in (
            of[language] if most is None else rnd.sample(of[language], min(most, len(of[language])))
        )
    )


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    """The JSON objects of a file of lines, packed with xz or plain."""
    opened = lzma.open if path.suffix == ".xz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
