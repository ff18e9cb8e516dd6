"""Copies: a quote with its citation as plain text, a conversation as Markdown, to be pasted into a memo."""

from collections.abc import Sequence
from html import escape

from app.answer.answer import CitedPassage
from app.answer.turn import Turn
from app.page.passage_card import line
from app.texts import Texts, verdict

_MARKS = str.maketrans({mark: f"\\{mark}" for mark in r"\`*_[]<>#|~$"})


def quote_text(passage: CitedPassage) -> str:
    """``”Jaosto hyväksyi hoitosuunnitelman.” (§ 7 Puistojen hoito, Päätös, s. 1)``, in one line."""
    return f"”{line(passage.quote.of(passage.text))}” ({passage.citation})"


def markdown(turns: Sequence[Turn], texts: Texts) -> str:
    """Questions as headings, each with its verdict and every passage as a quote with its citation.

    The best passage's quoted sentence is in bold. Turns without an answer are left out.
    """
    parts: list[str] = []
    for turn in turns:
        if turn.answer is None:
            continue
        parts += [f"## {_plain(turn.question)}", _plain(verdict(texts, turn.answer.verdict))]
        if turn.answer.verdict == "not_found" and turn.answer.passages:
            parts.append(_plain(texts.closest))
        parts += [_passage(passage) for passage in turn.answer.passages]
    return "\n\n".join(parts) + "\n" if parts else ""


def copy_button(text: str, label: str, texts: Texts) -> str:
    """A button that copies a text and says so, as HTML; ``script/copy.js`` does it."""
    return (
        f'<button type="button" class="copy" data-copy="{escape(text)}" data-done="{escape(texts.copied)}" '
        f'data-failed="{escape(texts.copy_failed)}">{escape(label)}</button>'
    )


def _passage(passage: CitedPassage) -> str:
    before, quote, after = (
        passage.text[: passage.quote.start],
        passage.quote.of(passage.text),
        passage.text[passage.quote.end :],
    )
    lead = " " if before[-1:].isspace() else ""
    tail = " " if after[:1].isspace() else ""
    text = f"{_plain(before)}{lead}**{_plain(quote)}**{tail}{_plain(after)}"
    return f"> {text.strip()}\n>\n> — {_plain(passage.citation)}"


def _plain(text: str) -> str:
    """A text in one line, in which nothing is a mark of Markdown."""
    return line(text).translate(_MARKS)
