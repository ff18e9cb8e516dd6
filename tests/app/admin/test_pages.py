"""The pages of the view: documents with doubts, what was said and its state, questions without an answer."""

import datetime
from dataclasses import replace

import pytest
from starlette.requests import Request
from starlette.testclient import TestClient

from app.admin.documents import documents_html
from app.catalogue import catalogue_of
from app.feedback.kept import (
    Feedback,
    Unanswered,
    clear,
    count_unanswered,
    feedback_file,
    set_state,
    states,
    unanswered,
)
from app.page.asking import Asking
from app.texts.families import ADMIN
from app.texts.worded import doubt_text
from corpus.doubts import Doubt, Kind
from corpus.language import LANGUAGES
from index.documents import Documents
from index.heads import Heads
from tests.app.admin.made import served
from tests.support.documents import PARKS, make_document
from tests.support.library import MadeLibrary
from tests.support.site.asgi import get

SAID = Feedback(
    "0123456789abcdef",
    "2026-11-27",
    "missing",
    "Mitä <silta>?",
    "fi",
    "maybe",
    PARKS.id,
    "§ 7",
    "Päätös",
    "x",
)
GONE = Feedback("f" * 16, "2026-11-26", "useful", "Kuka?", "fi", "found", "poissa.md", None, None, None)
WRONG = replace(
    make_document(
        "aukko.md",
        "Kokous",
        [(f"Asia {number}", "item", None, ["Teksti."]) for number in (1, 2)],
    ),
    body=None,
    date=None,
)


def test_documents_are_listed_with_what_looks_wrong_in_them() -> None:
    library = MadeLibrary([PARKS, WRONG])
    page = get(served(library), "/admin?language=en")[2]
    assert page.index(PARKS.title) > 0
    assert "2 in all" in page
    only = get(served(library), "/admin?language=en&doubtful=1")[2]
    assert "1 in all" in only
    assert "The body and the date of the meeting were not found" in only
    assert "No changes have been noted." in page
    assert "Show only those with remarks (1)" in page


def test_in_a_large_archive_only_the_documents_in_sight_are_looked_at() -> None:
    many = [replace(WRONG, id=f"{number:03}.md") for number in range(201)]
    catalogue, asked = catalogue_of(Heads.of(many)), []

    def doubted(name: str) -> tuple[Doubt, ...]:
        asked.append(name)
        return ()

    request = Request({"type": "http", "query_string": b"language=en", "headers": []})
    page = documents_html(request, catalogue, Documents(many), doubted)
    assert len(asked) == 50
    assert ">Show only those with remarks</a>" in page


def test_what_was_said_has_a_place_and_a_state() -> None:
    library = MadeLibrary()
    file = feedback_file(library.store)
    for each in (GONE, SAID):
        library.rate(each)
    client = TestClient(served(library), client=("127.0.0.1", 50000), follow_redirects=False)
    page = client.get("/admin-feedback?language=fi").text
    assert page.index("Mitä &lt;silta&gt;?") < page.index("Kuka?")
    assert f'<a href="./?doc={PARKS.id}">§ 7, Päätös, {PARKS.id}</a>' in page
    assert "<td>poissa.md</td>" in page
    for state, told in (("mended", {SAID.key: "mended"}), ("lost", {SAID.key: "mended"})):
        answer = client.post("/admin-feedback?language=sv", data={"key": SAID.key, "state": state})
        assert (answer.status_code, answer.headers["location"]) == (303, "admin-feedback?language=sv")
        assert states(file) == told
    set_state(file, "nobody's", "seen")
    assert states(file) == {SAID.key: "mended"}
    library.rate(SAID)  # said anew
    assert states(file) == {}


def test_questions_without_an_answer_are_counted_only_where_that_is_switched_on() -> None:
    library = MadeLibrary()
    file = feedback_file(library.store)
    Asking(library).turn("Uimahalli?")
    assert unanswered(file) == ()
    for question in ("Uimahalli?", "uimahalli?", "Hyväksyi jaosto suunnitelman?"):
        Asking(library, counting=True).turn(question)
    (missed,) = unanswered(file)
    assert (missed.question, missed.count) == ("Uimahalli?", 2)
    shown = get(served(library, counting=True), "/admin-feedback?language=en")[2]
    assert "Uimahalli?" in shown
    hidden = get(served(library), "/admin-feedback?language=en")[2]
    assert "Uimahalli?" not in hidden
    assert ADMIN["en"]["not_counted"] in hidden
    clear(file)
    assert unanswered(file) == ()


def test_most_frequent_question_comes_first_and_is_cut() -> None:
    library = MadeLibrary()
    file = feedback_file(library.store)
    for question, day in (("Silta?", 1), ("Koulu?", 2), ("Silta?", 3), ("x" * 400, 3)):
        count_unanswered(file, question, datetime.date(2026, 11, day))
    assert unanswered(file) == (
        Unanswered("Silta?", 2, "2026-11-03"),
        Unanswered("x" * 300, 1, "2026-11-03"),
        Unanswered("Koulu?", 1, "2026-11-02"),
    )


def test_a_damaged_file_of_feedback_is_told_without_its_path() -> None:
    library = MadeLibrary()
    feedback_file(library.store).write_bytes(b"no database")
    status, _, page = get(served(library), "/admin-feedback")
    assert status == 500
    assert ADMIN["fi"]["unexpected"] in page
    assert str(library.store) not in page


@pytest.mark.parametrize(
    ("kind", "values", "told"),
    [
        ("gap", ("§ 9 Silta", 6, "§ 7–§ 8"), "§ 9 Silta on pykälän 6 jälkeen: puuttuu § 7–§ 8"),
        ("headings", (4, 10), "Otsikoista 10 on 4 ilman tekstiä"),
        ("decision", ("§ 9 Silta",), "§ 9 Silta: päätöstä ei löytynyt"),
        ("meeting", (), "Kokouksen toimielintä ja päivää ei löytynyt"),
    ],
)
def test_doubt_in_words(kind: Kind, values: tuple[str | int, ...], told: str) -> None:
    doubt = Doubt("in English", None, kind, values)
    assert doubt_text(doubt, "fi") == told
    assert len({doubt_text(doubt, language) for language in LANGUAGES}) == 3
