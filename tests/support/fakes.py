"""A library whose answers the eye can follow: the passage is the paragraph that shares most words."""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import cast

from app.answer.answer import Answer, CitedPassage, Source, Verdict, matters_of, recalled
from app.answer.citation import citation
from app.answer.matters import Matter, elsewhere
from app.answer.place import Place
from app.feedback.kept import Feedback
from app.library import Library
from corpus.assemble import told_apart
from corpus.document import (
    Document,
    Page,
    Run,
    Section,
    SectionKind,
    SourceMap,
    Span,
    case_of,
    items_by_case,
    section_path,
)
from corpus.errors import DamagedStoreError, FeedbackError, QuestionError, UnknownDocumentError
from corpus.language import Language
from index.filters import ANYWHERE, Filter
from index.followup import stands_alone
from index.search import Index

Part = tuple[str, SectionKind, int | None, Sequence[str]]
"""A section: its title, kind, parent, and paragraphs."""


def make_document(
    document_id: str, title: str, parts: Sequence[Part], page_breaks: Sequence[int] = ()
) -> Document:
    """A document whose clean text is its source: each title and paragraph is a paragraph of its own.

    ``page_breaks`` are the offsets at which pages end; with none the document has no pages.
    """
    text = ""
    sections: list[Section] = []

    def put(written: str) -> Span:
        nonlocal text
        text += "\n\n" if text else ""
        text += written
        return Span(len(text) - len(written), len(text))

    for name, kind, parent, paragraphs in parts:
        heading = put(name)
        item = "§ 7" if kind == "item" else None
        sections.append(Section(name, kind, parent, heading, tuple(map(put, paragraphs)), item))
    edges = [0, *page_breaks, len(text)]
    pages = tuple(
        Page(number, str(number), Span(start, end), inferred=True)
        for number, (start, end) in enumerate(pairwise(edges), start=1)
    )
    return Document(
        id=document_id,
        path=f"/tmp/{document_id}",
        title=title,
        text=text,
        source_map=SourceMap((Run(0, 0, len(text)),)),
        sections=told_apart(text, sections),
        pages=pages if page_breaks else (),
        digest="0" * 64,
        item="§ 7" if parts[0][1] == "item" else None,
        case="HEL 2025-000007",
        body="Puistojaosto",
        date=datetime.date(2025, 3, 4),
    )


PARKS = make_document(
    "puistot.md",
    "Puistojen hoito",
    [
        ("Puistojen hoito", "item", None, ["Asia koskee kaikkia puistoja."]),
        ("Päätös", "part", 0, ["Jaosto hyväksyi hoitosuunnitelman. Suunnitelma alkaa <b>keväällä</b> 2026."]),
        ("Perustelut", "part", 0, []),
        ("Kustannukset", "heading", 2, ["Hoito maksaa 40 000 euroa.\nSumma on <script>alert(1)</script>."]),
    ],
    page_breaks=[90],
)
"""A document of one item, on two pages, with text that looks like markup."""

ODD = make_document(
    "outo & <i>.md",
    "Ohje <b>lihavoitu</b> & muut",
    [
        ("Merkit", "heading", None, ["Kaavat $x^2$, **tähdet**, {{value}}, ${1+1} ja `koodi` ovat tekstiä."]),
        ("Sääntö", "heading", None, ["Vain ruusuja ja lumihiutaleita."]),
    ],
)
"""A document without pages, whose name and text hold what markup is made of."""

_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"[^.]+\.")


class FakeLibrary(Library):
    """Answers from documents held in memory; a question with ``hajalla`` meets a damaged index.

    A question with ``puistojaosto`` hints at that body; one that goes on is answered by the words of both.
    ``asked`` are the filters and hints asked with.
    """

    def __init__(self, documents: Sequence[Document] = (PARKS, ODD)) -> None:
        self._documents = tuple(documents)
        self.warmed = 0
        self.rated: list[Feedback] = []
        self.asked: list[tuple[Filter, bool]] = []

    @property
    def generation(self) -> str:
        return str(id(self._documents))

    @property
    def _as_index(self) -> Index:
        """What answers are made with of an index, this has, too."""
        return cast("Index", self)

    def documents(self) -> tuple[Document, ...]:
        return self._documents

    def warm(self) -> None:
        self.warmed += 1

    def rate(self, feedback: Feedback) -> None:
        if "rikki" in feedback.remark:
            raise FeedbackError("feedback.sqlite3: the file is cut <short>")
        self.rated.append(feedback)

    def document(self, document_id: str) -> Document:
        for document in self._documents:
            if document.id == document_id:
                return document
        raise UnknownDocumentError(f"{document_id}: no such document")

    @property
    def cases(self) -> Mapping[str, Sequence[tuple[Document, int]]]:
        return items_by_case(self._documents)

    def language(self, document_id: str, section: int) -> Language:
        return self.document(document_id).sections[section].language

    def matters(self, passages: Sequence[CitedPassage]) -> tuple[Matter, ...]:
        return matters_of(self._as_index, passages)

    def recall(self, place: Place, quote: Span, twins: Sequence[Place] = ()) -> CitedPassage | None:
        return recalled(self._as_index, place, quote, twins)

    def ask(
        self,
        question: str,
        top: int = 5,
        wanted: Filter | None = None,
        *,
        hinting: bool = True,
        before: str | None = None,
    ) -> Answer:
        self.asked.append((wanted or ANYWHERE, hinting))
        if len(question) > 10_000:
            raise QuestionError(f"the question has {len(question)} characters, more than 10000")
        if "hajalla" in question:
            raise DamagedStoreError("vectors.faiss: the file is cut <short>")
        if "kaatuu" in question:
            raise ZeroDivisionError("secret detail")
        language: Language = "en" if "the" in question.split() else "fi"
        after = None if stands_alone(question) else before
        asked = set(_WORD.findall(f"{after or ''} {question}".lower()))
        places = [
            (document, number, span)
            for document in self._documents
            if wanted is None or wanted.document in {None, document.id}
            for number, section in enumerate(document.sections)
            for span in section.paragraphs
        ]
        scored = sorted(places, key=lambda place: -_shared(asked, place[2].of(place[0].text)))[:top]
        passages = tuple(
            replace(
                cited(document, number, span, rank, asked),
                same_matter=elsewhere(self._as_index, document, number),
            )
            for rank, (document, number, span) in enumerate(scored, start=1)
        )
        best = _shared(asked, scored[0][2].of(scored[0][0].text))
        verdict: Verdict = "found" if best >= 2 else "maybe" if best == 1 else "not_found"
        return Answer(
            question=question,
            language=language,
            looked_for=("puisto", "hoito") if language == "en" else None,
            verdict=verdict,
            confidence=min(1.0, best / 2),
            after=after,
            hinted=Filter(body="Puistojaosto") if hinting and "puistojaosto" in asked else ANYWHERE,
            passages=passages,
            matters=matters_of(self._as_index, passages),
        )


def cited(
    document: Document, number: int, span: Span, rank: int = 1, asked: set[str] | None = None
) -> CitedPassage:
    """A passage of a document as an answer holds it; its quote is the sentence that shares most words."""
    text = span.of(document.text)
    found = [Span(match.start(), match.end()) for match in _SENTENCE.finditer(text)] or [Span(0, len(text))]
    quote = max(found, key=lambda s: _shared(asked or set(), s.of(text)))
    quote = Span(quote.end - len(quote.of(text).lstrip()), quote.end)
    return CitedPassage(
        rank=rank,
        score=1 / rank,
        text=text,
        language=document.sections[number].language,
        span=span,
        quote=quote,
        source=Source(
            document.id,
            document.title,
            document.path,
            case_of(document, document.sections[number]),
            document.body,
            document.date.isoformat() if document.date else None,
        ),
        section=number,
        section_path=section_path(document, number),
        item=document.sections[number].item,
        pages=(1, 1) if document.pages else None,
        citation=citation(document, number, span),
        also_at=(),
        source_spans=(span,),
        same_matter=(),
    )


def _shared(asked: set[str], text: str) -> int:
    return len(asked & set(_WORD.findall(text.lower())))
