"""Copies: a quote with its citation as plain text, a turn as Markdown, to be pasted into a memo."""

from app.answer.answer import CitedPassage
from app.answer.citation import CitedPlace
from app.answer.place import place_of, query
from app.answer.turn import Turn
from app.texts import Texts
from corpus.document import Span, one_line

_MARKS = str.maketrans({mark: f"\\{mark}" for mark in r"\`*_[]<>#|~$"})


def quote_text(passage: CitedPassage) -> str:
    """``”Jaosto hyväksyi suunnitelman.” – § 7 Puistojen hoito, Päätös, s. 1 (4.3.2025)``, in one line."""
    return f"”{one_line(passage.quote.of(passage.text))}” – {passage.citation}"


def markdown(turn: Turn, texts: Texts) -> str:
    """A question as a heading, with its verdict and every passage as a quote with its citation.

    The best passage's quoted sentence is in bold. Each citation is a link, ``[§ 7 …](?doc=…)``, whose
    address the browser completes. Empty where there is no answer.
    """
    if turn.answer is None:
        return ""
    parts = [f"## {_plain(turn.question)}", _plain(texts[turn.answer.verdict])]
    if turn.answer.verdict == "not_found" and turn.answer.passages:
        parts.append(_plain(texts.closest))
    return "\n\n".join([*parts, *map(_passage, turn.answer.passages)]) + "\n"


def _passage(passage: CitedPassage) -> str:
    before, quote, after = (
        passage.text[: passage.quote.start],
        passage.quote.of(passage.text),
        passage.text[passage.quote.end :],
    )
    lead = " " if before[-1:].isspace() else ""
    tail = " " if after[:1].isspace() else ""
    text = f"{_plain(before)}{lead}**{_plain(quote)}**{tail}{_plain(after)}"
    place = quoted(passage, passage.citation).place
    return f"> {text.strip()}\n>\n> — [{_plain(passage.citation)}]({query(place)})"


def _plain(text: str) -> str:
    """A text in one line, in which nothing is a mark of Markdown."""
    return one_line(text).translate(_MARKS)


def quoted(passage: CitedPassage, citation: str) -> CitedPlace:
    """The place of a passage's quote, under a citation."""
    start = passage.span.start
    quote = Span(start + passage.quote.start, start + passage.quote.end)
    place = place_of(passage.source.id, quote, passage.quote.of(passage.text))
    return CitedPlace(citation, place, passage.language)
