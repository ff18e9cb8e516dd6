"""A memo: a conversation as a Word document, read back by our own reader and by another."""

import datetime
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx

from app.answer.place import query
from app.answer.turn import Turn
from app.article.copying import quoted
from app.article.memo import memo
from app.texts import TEXTS
from corpus.readers import read
from index.filters import Filter
from tests.support.library import MadeLibrary

LIBRARY = MadeLibrary()
FOUND = LIBRARY.ask("Hyväksyi jaosto suunnitelman?")
ONE = replace(FOUND, passages=FOUND.passages[:1])
CITATION = "§ 7 Puistojen hoito, Päätös, s. 1–2 (HEL 2025-000007, 4.3.2025)"
AT = datetime.datetime(2026, 3, 1, 22, 30, tzinfo=datetime.UTC)
HELSINKI = datetime.timezone(datetime.timedelta(hours=2))
ROOT = "https://kaupunki.example/pykala/"


def made(*turns: Turn) -> bytes:
    return memo(turns, TEXTS["fi"], ROOT, HELSINKI)


def test_memo_tells_what_was_asked_when_and_what_the_documents_say(tmp_path: Path) -> None:
    missed = replace(LIBRARY.ask("Uimahalli?"), passages=())
    turns = (
        Turn("Hyväksyi <jaosto> & \x0bkuka?", ONE, at=AT, wanted=Filter(body="Puistojaosto")),
        Turn("", problem="empty_question"),
        Turn("Uimahalli?", missed),
    )
    (tmp_path / "muistio.docx").write_bytes(made(*turns))
    document = read(tmp_path / "muistio.docx")
    assert [section.title for section in document.sections] == [
        "Lainauksia asiakirjoista",
        "Hyväksyi <jaosto> & kuka?",
        "Uimahalli?",
    ]
    told = [[span.of(document.text) for span in section.paragraphs] for section in document.sections]
    assert told == [
        [],
        [
            "Kysytty 2.3.2026 00:30.",
            "Vastaus löytyi",
            "Haku on rajattu: Puistojaosto",
            "Jaosto hyväksyi hoitosuunnitelman. Suunnitelma alkaa <b>keväällä</b> 2026.",
            CITATION,
        ],
        ["Vastausta ei löytynyt näistä asiakirjoista"],
    ]


def test_quote_is_bold_and_its_citation_leads_to_its_place() -> None:
    document = docx.Document(BytesIO(made(Turn("Hyväksyi jaosto?", ONE))))
    *_, quote, cited = document.paragraphs
    assert [(run.text, bool(run.bold)) for run in quote.runs] == [
        ("Jaosto hyväksyi hoitosuunnitelman.", True),
        (" Suunnitelma alkaa <b>keväällä</b> 2026.", False),
    ]
    assert quote.style is not None
    assert quote.style.name == "Quote"
    (link,) = cited.hyperlinks
    place = quoted(ONE.passages[0], "").place
    assert (link.text, link.url) == (CITATION, ROOT + query(place))
    assert [(style.name, style.type) for style in document.styles if style.name == "Hyperlink"] != []


def test_the_same_turns_are_the_same_bytes_and_each_quote_has_a_link_of_its_own() -> None:
    turn = Turn("Puistoja?", FOUND, at=AT)
    assert made(turn, turn) == made(turn, turn)
    links = [
        link.url for each in docx.Document(BytesIO(made(turn, turn))).paragraphs for link in each.hyperlinks
    ]
    assert len(links) == 2 * len(FOUND.passages)
    assert links[: len(FOUND.passages)] == [ROOT + query(quoted(each, "").place) for each in FOUND.passages]
