"""A memo: the turns of a conversation as a Word document (ECMA-376), to be worked on with the quotes in it.

It has paragraphs in a few styles, and hyperlinks. The language of each text is told, so that Word checks no
Finnish quote as English.
"""

import datetime
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO

from markupsafe import Markup

from app.answer.answer import Answer, CitedPassage
from app.answer.place import query
from app.answer.turn import Turn
from app.article.answer_card import cut
from app.article.copying import quoted
from app.article.limited import in_words
from app.texts import Texts
from app.web.templates import html
from corpus.document import Span, one_line
from corpus.language import Language

MEMO = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
"""The kind of file that it is."""

_TAGS: Mapping[Language, str] = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}
_PARTS = (
    ("[Content_Types].xml", "types"),
    ("_rels/.rels", "package"),
    ("docProps/core.xml", "core"),
    ("word/styles.xml", "styles"),
    ("word/_rels/document.xml.rels", "links"),
    ("word/document.xml", "document"),
)
"""The files of the package with the templates that they are made by, in ``app/templates/memo``."""

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML may hold (XML 1.0, 2.2)."""

_MADE = (1980, 1, 1, 0, 0, 0)
"""The time of all files of the package: the same turns are the same bytes."""


def memo(turns: Sequence[Turn], texts: Texts, root: str, clock: datetime.tzinfo) -> bytes:
    """The turns that were answered: each question with when it was asked, its verdict and its quotes.

    Each quote has its citation below it, which links to its place on the page at the address ``root``.
    ``clock`` is that of the reader. The best sentence of a passage is bold.
    """
    links: list[str] = []
    answered = [_turn(turn, turn.answer, texts, root, clock, links) for turn in turns if turn.answer]
    values = {"turns": answered, "links": links, "title": texts.memo_title, "tag": _TAGS[texts.language]}
    package = BytesIO()
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as files:
        for name, template in _PARTS:
            part = Markup('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n')
            part += html(f"memo/{template}.xml", **values)
            files.writestr(zipfile.ZipInfo(name, _MADE), _FORBIDDEN.sub("", part), zipfile.ZIP_DEFLATED)
    return package.getvalue()


def _turn(
    turn: Turn, answer: Answer, texts: Texts, root: str, clock: datetime.tzinfo, links: list[str]
) -> Mapping[str, object]:
    """What the templates need of a turn; the addresses that it links to are added to ``links``."""
    notes = [texts[answer.verdict]]
    if turn.at is not None:
        when = turn.at.astimezone(clock)
        notes.insert(0, texts.asked_at.format(when=f"{when.day}.{when.month}.{when.year} {when:%H:%M}"))
    if turn.wanted:
        notes.append(texts.limited.format(what=in_words(turn.wanted, texts.language)))
    if answer.verdict == "not_found" and answer.passages:
        notes.append(texts.closest)
    quotes = []
    for passage in answer.passages:
        links.append(f"{root}{query(quoted(passage, '').place)}")
        quotes.append((list(_runs(passage)), passage.citation, len(links), _TAGS[passage.language]))
    return {"question": one_line(turn.question), "notes": notes, "quotes": quotes}


def _runs(passage: CitedPassage) -> Iterator[tuple[str, bool]]:
    """The text of a passage in pieces, and whether each is the quote."""
    for is_quote, part in cut(Span(0, len(passage.text)), passage.quote):
        yield re.sub(r"\s+", " ", part.of(passage.text)), is_quote
