"""The form of the question files: fields, languages, counts and halves.

The report ships with the project, so that its answers are looked up in it. The minutes do not: of
their questions the form alone is checked.
"""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from corpus.document import Document
from corpus.readers import read

DATA = Path(__file__).parent.parent.parent / "data"
REPORT = (
    Path(__file__).parent.parent.parent.parent
    / "corpus"
    / "reports"
    / "helsinki-elinkeinojaosto-2024-12-02-31.md"
)
MEETINGS = {
    "lapua-hyvinvointilautakunta-2024-11-14",
    "lapua-hyvinvointilautakunta-2025-06-17",
    "lapua-sivistyslautakunta-2024-11-21",
    "lapua-sivistyslautakunta-2025-01-15",
    "lapua-sivistyslautakunta-2025-10-08",
    "lapua-tarkastuslautakunta-2025-05-08",
    "lapua-tekninen-lautakunta-2024-12-11",
    "lapua-tekninen-lautakunta-2025-03-25",
    "lapua-tekninen-lautakunta-2025-05-20",
    "lapua-tekninen-lautakunta-2025-10-14",
    "lapua-ymparistolautakunta-2024-04-16",
    "lapua-ymparistolautakunta-2025-06-10",
}
FIELDS = ("q", "language", "document", "item", "answer", "use")


def rows(name: str) -> list[dict[str, Any]]:
    text = (DATA / name).read_text(encoding="utf-8")
    assert text.endswith("\n")
    return [json.loads(line) for line in text.splitlines()]


REPORT_QUESTIONS = rows("report_questions.jsonl")
FOLLOWUPS = rows("followup_questions.jsonl")
MINUTES = rows("minutes_questions.jsonl")
ON_OUTCOMES = rows("outcome_questions.jsonl")
OUTCOMES = {(row["document"], row["item"]): row for row in rows("outcomes.jsonl")}
ANSWERED = [row for row in MINUTES if "answer" in row]
STRANGERS = [row for row in MINUTES if "answer" not in row]


@pytest.fixture(scope="module")
def sections() -> dict[str, str]:
    """The shipped report: a section's title to its paragraphs, twins of one title together."""
    document: Document = read(REPORT)
    found: dict[str, str] = {}
    for section in document.sections:
        text = " ".join(span.of(document.text) for span in section.paragraphs)
        found[section.title] = " ".join(f"{found.get(section.title, '')} {text}".split())
    return found


def items_of(row: dict[str, Any]) -> list[tuple[str, str]]:
    """Every item that answers a question, the one it was written from first."""
    return [(place["document"], place["item"]) for place in (row, *row.get("also", []))]


@pytest.mark.parametrize(
    "questions",
    [REPORT_QUESTIONS, MINUTES, FOLLOWUPS, ON_OUTCOMES],
    ids=["report", "minutes", "followup", "outcome"],
)
def test_questions_are_trimmed_and_said_once(questions: list[dict[str, Any]]) -> None:
    asked = [(row.get("first"), row["q"]) for row in questions]
    assert [q for q, times in Counter(asked).items() if times > 1] == []
    assert [row["q"] for row in questions if row["q"] != " ".join(row["q"].split()) or not row["q"]] == []


def test_report_questions_have_their_fields_and_languages() -> None:
    assert {tuple(row) for row in REPORT_QUESTIONS} == {
        ("q", "language", "section", "answer"),
        ("q", "language", "answerable"),
    }
    assert Counter((row["language"], row.get("answerable", True)) for row in REPORT_QUESTIONS) == {
        ("fi", True): 30,
        ("en", True): 12,
        ("sv", True): 12,
        ("fi", False): 2,
        ("en", False): 2,
        ("sv", False): 2,
    }


def test_answers_of_report_questions_stand_in_their_sections(sections: dict[str, str]) -> None:
    assert [
        row["q"]
        for row in REPORT_QUESTIONS
        if "answer" in row and row["answer"] not in sections[row["section"]]
    ] == []


def test_followups_have_their_fields_and_languages() -> None:
    assert {tuple(row) for row in FOLLOWUPS} == {("first", "q", "language", "sections", "answer")}
    assert Counter(row["language"] for row in FOLLOWUPS) == {"fi": 14, "en": 8, "sv": 8}
    assert [
        row["q"] for row in FOLLOWUPS if not (row["first"].endswith("?") and row["q"].endswith("?"))
    ] == []


def test_answers_of_followups_stand_in_their_section(sections: dict[str, str]) -> None:
    assert [
        row["q"]
        for row in FOLLOWUPS
        if len(row["sections"]) != 1 or row["answer"] not in sections[row["sections"][0]]
    ] == []


def test_minutes_questions_have_their_fields() -> None:
    assert {frozenset(row) - {"section", "also"} for row in ANSWERED} == {frozenset(FIELDS)}
    assert {tuple(row) for row in STRANGERS} == {("q", "language", "answerable", "kind", "use")}
    assert {row["answerable"] for row in STRANGERS} == {False}


def test_minutes_questions_are_halved_in_each_language() -> None:
    halves = Counter((row["language"], row["use"]) for row in ANSWERED)
    assert halves == {
        ("fi", "tune"): 30,
        ("fi", "report"): 30,
        ("en", "tune"): 15,
        ("en", "report"): 15,
        ("sv", "tune"): 15,
        ("sv", "report"): 15,
    }


def test_questions_without_an_answer_are_divided_by_use_and_kind() -> None:
    assert Counter((row["language"], row["kind"], row["use"]) for row in STRANGERS) == {
        ("fi", "elsewhere", "tune"): 4,
        ("fi", "elsewhere", "report"): 3,
        ("fi", "near", "tune"): 17,
        ("fi", "near", "report"): 4,
        ("en", "elsewhere", "tune"): 2,
        ("en", "elsewhere", "report"): 2,
        ("en", "near", "tune"): 10,
        ("en", "near", "report"): 2,
        ("sv", "elsewhere", "tune"): 2,
        ("sv", "elsewhere", "report"): 2,
        ("sv", "near", "tune"): 10,
        ("sv", "near", "report"): 2,
    }


def test_items_of_the_minutes_are_well_formed() -> None:
    assert {row["document"] for row in ANSWERED} == MEETINGS
    named = {item for row in ANSWERED for item in items_of(row)}
    assert {meeting for meeting, _ in named} == MEETINGS
    assert [item for _, item in named if re.fullmatch(r"§ [1-9]\d{0,2}", item) is None] == []
    assert {row.get("section") for row in ANSWERED} == {None, "Päätös", "Ehdotus"}
    assert [row["q"] for row in ANSWERED if len(set(items_of(row))) != len(items_of(row))] == []


def test_no_item_has_more_than_three_questions() -> None:
    times = Counter((row["document"], row["item"]) for row in ANSWERED)
    assert max(times.values()) == 3
    assert len(times) == 85


def test_no_item_is_in_both_halves() -> None:
    halves = {
        use: {i for row in ANSWERED if row["use"] == use for i in items_of(row)} for use in ("tune", "report")
    }
    assert halves["tune"] & halves["report"] == set()


def test_answers_from_the_minutes_are_a_few_words_of_one_line() -> None:
    assert [
        row["answer"]
        for row in ANSWERED
        if row["answer"] != " ".join(row["answer"].split()) or not 3 <= len(row["answer"].split()) <= 20
    ] == []


def answers(row: dict[str, Any]) -> list[str]:
    """The words that answer, any of them right."""
    answer: str | list[str] = row["answer"]
    return [answer] if isinstance(answer, str) else answer


def test_outcome_questions_have_their_fields() -> None:
    needed = frozenset((*FIELDS, "kind", "outcome", "wrong"))
    assert {frozenset(row) - {"section", "also"} for row in ON_OUTCOMES} == {needed}
    assert {row.get("section") for row in ON_OUTCOMES} == {None, "Päätös", "Ehdotus"}


def test_outcome_questions_are_counted_by_language_use_and_kind() -> None:
    assert Counter((row["language"], row["use"]) for row in ON_OUTCOMES) == {
        ("fi", "tune"): 10,
        ("fi", "held"): 20,
        ("sv", "tune"): 5,
        ("sv", "held"): 10,
        ("en", "tune"): 5,
        ("en", "held"): 10,
    }
    assert Counter(row["kind"] for row in ON_OUTCOMES) == {
        "yes/no": 15,
        "decided": 14,
        "amount": 8,
        "date list": 8,
        "vote": 6,
        "person": 5,
        "latest": 4,
    }
    turned = [row for row in ON_OUTCOMES if row["outcome"] in ("rejected", "amended", "returned")]
    assert len(turned) == 31


def test_questions_that_users_were_seen_to_ask_are_among_them() -> None:
    assert [row["q"] for row in ON_OUTCOMES[:6]] == [
        "mitä esiopetuksen ostopalvelusta päätettiin",
        "miten kävi Mustamaan katuvaloille",
        "viimeisin päätös uimahallista",
        "mitä 14.10.2025 päätettiin",
        "mitä sivistyslautakunta on päättänyt 2025",
        "mitä 2.12.2024 päätettiin",
    ]


def test_an_outcome_that_is_expected_is_that_of_the_item() -> None:
    """The first place's; a list of decisions has others too."""
    by_hand = {(row["q"], OUTCOMES[row["document"], row["item"]]["kind"]) for row in ON_OUTCOMES}
    assert {(row["q"], row["outcome"]) for row in ON_OUTCOMES} == by_hand
    assert [row["q"] for row in ON_OUTCOMES for at in items_of(row) if at not in OUTCOMES] == []
    assert [row["q"] for row in ON_OUTCOMES if len(set(items_of(row))) != len(items_of(row))] == []


def test_a_list_of_decisions_holds_every_item_of_its_meetings() -> None:
    for row in ON_OUTCOMES:
        if row["kind"] == "date list":
            meetings = {document for document, _ in items_of(row)}
            assert set(items_of(row)) == {at for at in OUTCOMES if at[0] in meetings}


def test_what_is_wrong_is_not_what_answers() -> None:
    for row in ON_OUTCOMES:
        pairs = [(right, wrong) for right in answers(row) for wrong in row["wrong"]]
        assert [(row["q"], pair) for pair in pairs if pair[0] in pair[1] or pair[1] in pair[0]] == []
        lost = OUTCOMES[row["document"], row["item"]]["losing"]
        assert [(row["q"], right) for right in answers(row) for text in lost if right in text] == []


def test_words_of_outcome_questions_are_a_few_of_one_line() -> None:
    said = [text for row in ON_OUTCOMES for text in (*answers(row), *row["wrong"])]
    assert [t for t in said if t != " ".join(t.split()) or not 3 <= len(t.split()) <= 20] == []


def test_answers_of_outcome_questions_on_the_report_stand_in_its_decision(sections: dict[str, str]) -> None:
    on_report = [row for row in ON_OUTCOMES if row["document"] == REPORT.stem]
    assert [row["language"] for row in on_report] == ["fi", "en"]
    assert [row["q"] for row in on_report if row["answer"] not in sections[row["section"]]] == []


def test_no_item_of_outcome_questions_is_in_both_halves_but_in_lists() -> None:
    halves = {
        use: {
            (row["document"], row["item"])
            for row in ON_OUTCOMES
            if row["use"] == use and row["kind"] != "date list"
        }
        for use in ("tune", "held")
    }
    assert halves["tune"] & halves["held"] == set()


def test_outcome_questions_are_none_of_those_on_the_minutes() -> None:
    assert {row["q"] for row in ON_OUTCOMES} & {row["q"] for row in MINUTES} == set()
