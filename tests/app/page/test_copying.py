"""Copies: a quote as plain text, a conversation as Markdown."""

from dataclasses import replace

from app.answer.turn import Turn
from app.page.copying import copy_button, markdown, quote_text
from app.texts import FINNISH
from corpus.document import Span
from tests.support.fakes import FakeLibrary
from tests.support.htmls import parsed

LIBRARY = FakeLibrary()
FOUND = LIBRARY.ask("Hyväksyi jaosto suunnitelman?")
CITATION = "§ 7 Puistojen hoito, Päätös, s. 1–2 (HEL 2025-000007, 4.3.2025)"


def test_quote_is_copied_with_its_citation_in_one_line() -> None:
    assert quote_text(FOUND.passages[0]) == f"”Jaosto hyväksyi hoitosuunnitelman.” ({CITATION})"
    broken = replace(FOUND.passages[0], text="a\n b. c", quote=Span(0, 5))
    assert quote_text(broken) == f"”a b.” ({CITATION})"


def test_conversation_as_markdown() -> None:
    answer = replace(FOUND, passages=FOUND.passages[:1])
    missed = replace(LIBRARY.ask("Uimahalli?"), passages=())
    turns = [
        Turn("Hyväksyi # jaosto?", answer),
        Turn("", problem="empty_question"),
        Turn("Uimahalli?", missed),
    ]
    assert markdown(turns, FINNISH) == (
        "## Hyväksyi \\# jaosto?\n\n"
        "Vastaus löytyi\n\n"
        "> **Jaosto hyväksyi hoitosuunnitelman.** Suunnitelma alkaa \\<b\\>keväällä\\</b\\> 2026.\n"
        ">\n"
        f"> — {CITATION}\n\n"
        "## Uimahalli?\n\n"
        "Vastausta ei löytynyt näistä asiakirjoista\n"
    )
    assert markdown([Turn("", problem="empty_question")], FINNISH) == ""


def test_every_passage_is_in_the_copy_and_the_closest_are_told_from_answers() -> None:
    copied = markdown([Turn("Uimahalli?", LIBRARY.ask("Uimahalli?"))], FINNISH)
    assert copied.count("\n> — ") == 5
    assert FINNISH.closest in copied


def test_button_holds_what_it_copies_as_text() -> None:
    button = parsed(copy_button('"<b>" & x', "Kopioi", FINNISH)).one("button")
    assert button.text == "Kopioi"
    assert button.attributes["data-copy"] == '"<b>" & x'
    assert button.attributes["data-done"] == FINNISH.copied
