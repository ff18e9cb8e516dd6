"""The card of an answer, as HTML: verdict, item and outcome, passage and citation, others folded."""

import re
from collections.abc import Sequence
from functools import partial

from markupsafe import Markup

from app.answer.answer import Answer, CitedPassage, tells_matter
from app.answer.citation import CitedPlace
from app.answer.form import LISTS
from app.answer.place import Place
from app.article.copying import quoted
from app.article.item_view import about, in_force, part_label
from app.article.limited import in_words
from app.texts import Texts
from app.texts.families import ARCHIVE, OUTCOME
from app.web.templates import html
from app.web.ways import Ways
from corpus.document import Span
from corpus.minutes.grammar import is_contents_label

_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_CLOSEST = 3
_UNFOLDED = 15
"""Up to so many items of a listing are in sight."""

Stretch = tuple[bool, Sequence[tuple[bool, str]]]
"""A stretch of a text: whether it is marked, and its parts, each with whether its words are the answer."""


def answer_html(answer: Answer, searched: int, texts: Texts, *, limited: bool = False) -> Markup:
    """An answer: the verdict, the item with what became of it, the passage with its quote, the others folded.

    A listing tells its items, each with what became of it, in place of passages.

    Where nothing was found: what was searched, how to ask otherwise, and the closest passages, said to
    be no answer.
    """
    found = answer.verdict != "not_found" and bool(answer.passages)
    best = answer.passages[0] if found else None
    listing = answer.form.kind in LISTS
    beside = _beside(answer)

    return html(
        "page/answer.html",
        answer=answer,
        texts=texts,
        links=Links(answer),
        verdict=texts[answer.verdict],
        hinted=in_words(answer.hinted, texts.language),
        best=best,
        item=next((item for item in answer.items if best and best.rank in item.passages), None),
        listing=answer.items if listing else (),
        about=about,
        in_force=in_force,
        outcome_texts=OUTCOME[texts.language],
        archive_texts=ARCHIVE[texts.language],
        ways=Ways(),
        label=partial(part_label, language=texts.language),
        unfolded=_UNFOLDED,
        case=answer.form.kind == "case",
        is_list=best is not None and is_contents_label(best.section_path[-1]),
        beside=beside,
        further=[passage for passage in answer.passages[1:] if passage not in beside],
        closest=answer.passages[:_CLOSEST],
        matters={matter.ranks[0]: matter for matter in answer.matters},
        tells_matter=partial(tells_matter, answer),
        searched=searched_text(searched, texts, limited=limited),
        paragraphs=paragraphs,
    )


class Links:
    """The links of one answer, every place under a name of its own.

    Two places may have one citation, as two sentences of a page have. A screen reader is told of the second
    that it is another: the answer's own passages come first, by rank, then the others as they are drawn.
    """

    def __init__(self, answer: Answer) -> None:
        self._known: dict[str, list[Place]] = {}
        best = answer.passages[0] if answer.passages and answer.verdict != "not_found" else None
        self._item = (best.source.id, best.item) if best else None
        for passage in answer.passages:
            self.number(self.of(passage))

    def of(self, passage: CitedPassage) -> CitedPlace:
        """The place of a passage's quote, cited in short where its item is the best passage's, told above."""
        short = (passage.source.id, passage.item) == self._item
        return quoted(passage, passage.source_line if short else passage.citation)

    def number(self, cited: CitedPlace) -> int:
        """Which place of its citation it is, from 1."""
        known = self._known.setdefault(cited.citation, [])
        if cited.place not in known:
            known.append(cited.place)
        return known.index(cited.place) + 1


def _beside(answer: Answer) -> Sequence[CitedPassage]:
    """Of each other meeting on the best passage's matter the first passage: they stand directly below it."""
    ranks = next((matter.ranks for matter in answer.matters if 1 in matter.ranks), ())
    group = [passage for passage in answer.passages if passage.rank in ranks]
    first = {passage.source.id: passage for passage in reversed(group)}
    return [passage for passage in group if passage.rank > 1 and first[passage.source.id] is passage]


def searched_text(count: int, texts: Texts, *, limited: bool) -> str:
    """How many documents were searched, in words: all of them, or those that a filter allows."""
    if limited:
        return texts.searched_within_one if count == 1 else texts.searched_within.format(count=count)
    return texts.searched_one if count == 1 else texts.searched.format(count=count)


def paragraphs(passage: CitedPassage) -> list[list[Stretch]]:
    """A passage's text paragraph by paragraph, with its quote marked and the answer in it told apart."""
    text, answer = passage.text, passage.answer or Span(0, 0)
    return [
        [
            (marked, [(answers, part.of(text)) for answers, part in cut(stretch, answer)])
            for marked, stretch in cut(Span(*paragraph.span()), passage.quote)
        ]
        for paragraph in _PARAGRAPH.finditer(text)
    ]


def cut(span: Span, mark: Span) -> list[tuple[bool, Span]]:
    """A span cut where a mark begins and ends, each part with whether it lies in the mark."""
    start, end = max(span.start, mark.start), min(span.end, mark.end)
    if start >= end:
        return [(False, span)]
    parts = ((False, Span(span.start, start)), (True, Span(start, end)), (False, Span(end, span.end)))
    return [(marked, part) for marked, part in parts if len(part)]
