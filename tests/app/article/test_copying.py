"""Copies: a quote as plain text, a conversation as Markdown."""

from dataclasses import replace

from app.answer.place import query
from app.answer.turn import Turn
from app.article.copying import markdown, quote_text, quoted
from app.texts import FINNISH
from corpus.document import Span
from tests.support.library import MadeLibrary

LIBRARY = MadeLibrary()
FOUND = LIBRARY.ask("Hyväksyi jaosto suunnitelman?")
LINK = query(quoted(FOUND.passages[0], "").place)
CITATION = "§ 7 Puistojen hoito, Päätös, s. 1–2 (HEL 2025-000007, 4.3.2025)"


def test_quote_is_copied_with_its_citation_in_one_line() -> None:
    assert quote_text(FOUND.passages[0]) == f"”Jaosto hyväksyi hoitosuunnitelman.” – {CITATION}"
    broken = replace(FOUND.passages[0], text="a\n b. c", quote=Span(0, 5))
    assert quote_text(broken) == f"”a b.” – {CITATION}"


def test_turn_as_markdown() -> None:
    answer = replace(FOUND, passages=FOUND.passages[:1])
    assert markdown(Turn("Hyväksyi # jaosto?", answer), FINNISH) == (
        "## Hyväksyi \\# jaosto?\n\n"
        "Vastaus löytyi\n\n"
        "> **Jaosto hyväksyi hoitosuunnitelman.** Suunnitelma alkaa \\<b\\>keväällä\\</b\\> 2026.\n"
        ">\n"
        f"> — [{CITATION}]({LINK})\n"
    )
    missed = replace(LIBRARY.ask("Uimahalli?"), passages=())
    assert markdown(Turn("Uimahalli?", missed), FINNISH) == (
        "## Uimahalli?\n\nVastausta ei löytynyt näistä asiakirjoista\n"
    )
    assert markdown(Turn("", problem="empty_question"), FINNISH) == ""


def test_every_passage_is_in_the_copy_and_the_closest_are_told_from_answers() -> None:
    copied = markdown(Turn("Uimahalli?", LIBRARY.ask("Uimahalli?")), FINNISH)
    assert copied.count("\n> — [") == 5
    assert FINNISH.closest in copied
