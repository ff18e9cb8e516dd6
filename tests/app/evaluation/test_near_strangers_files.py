"""The form of the near strangers, of their answerable fellows and of the short questions.

A near stranger shares the words and topics of a collection that does not answer it. The report ships with
the project, so that what is said of it is looked up in it; of the other collections the form alone is
checked.

A short question names, for each of its content words, the Finnish stems that it may be searched with. A
word that was searched with is right where the longest stem that it begins with, of all those expected and
wrong, is an expected one.
"""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from corpus.readers import read, shipped_reports

DATA = Path(__file__).parent.parent.parent / "data"
(REPORT,) = shipped_reports()
OLDER = ("report_questions.jsonl", "minutes_questions.jsonl", "followup_questions.jsonl")
USES = ("tune", "calibrate", "held")
COLLECTIONS = ("report", "minutes", "elsewhere", "statutes")


def rows(name: str) -> list[dict[str, Any]]:
    text = (DATA / name).read_text(encoding="utf-8")
    assert text.endswith("\n")
    return [json.loads(line) for line in text.splitlines()]


NEAR = rows("near_strangers.jsonl")
ANSWERED = rows("near_answerable.jsonl")
SHORT = rows("short_questions.jsonl")
HELD = rows("short_held_questions.jsonl")


def places(row: dict[str, Any]) -> list[tuple[str, str | None]]:
    """Every document and item that answers a question, its own first."""
    return [(place["document"], place.get("item")) for place in (row, *row.get("also", []))]


def answers(row: dict[str, Any]) -> list[str]:
    return [row["answer"]] if isinstance(row["answer"], str) else row["answer"]


def meetings() -> set[str]:
    """The documents of the twelve meetings, as the questions on them name them."""
    return {row["document"] for row in rows("minutes_questions.jsonl") if "document" in row}


def test_questions_are_trimmed_and_end_as_questions_do() -> None:
    asked = [row["q"] for row in (*NEAR, *ANSWERED, *SHORT)]
    assert [q for q in asked if q != " ".join(q.split()) or not q.endswith("?")] == []


def test_no_question_stands_twice_in_these_files_or_in_the_older_ones() -> None:
    older = [row["q"] for name in OLDER for row in rows(name)]
    new = [row["q"] for row in (*NEAR, *ANSWERED, *SHORT)]
    times = Counter(q.casefold() for q in new)
    assert [q for q in new if times[q.casefold()] > 1] == []
    assert {q.casefold() for q in new} & {q.casefold() for q in older} == set()


def test_near_strangers_have_their_fields() -> None:
    fields = ("q", "language", "collection", "near", "answerable", "kind", "use", "note")
    assert {tuple(row) for row in NEAR} == {fields}
    assert {row["answerable"] for row in NEAR} == {False}
    assert [row["note"] for row in NEAR if not re.fullmatch(r"[^\n]{20,120}\.", row["note"])] == []


def test_near_strangers_are_counted_by_collection_and_language() -> None:
    assert Counter((row["collection"], row["language"]) for row in NEAR) == {
        ("report", "fi"): 18,
        ("report", "sv"): 6,
        ("report", "en"): 6,
        ("minutes", "fi"): 36,
        ("minutes", "sv"): 12,
        ("minutes", "en"): 12,
        ("elsewhere", "fi"): 24,
        ("elsewhere", "sv"): 8,
        ("elsewhere", "en"): 8,
        ("statutes", "fi"): 12,
        ("statutes", "sv"): 4,
        ("statutes", "en"): 4,
    }


def test_half_of_the_near_strangers_ask_a_detail_and_a_quarter_each_swap_a_name_or_stand_beside() -> None:
    assert Counter((row["collection"], row["kind"]) for row in NEAR) == {
        ("report", "detail"): 15,
        ("report", "swap"): 8,
        ("report", "neighbour"): 7,
        ("minutes", "detail"): 30,
        ("minutes", "swap"): 15,
        ("minutes", "neighbour"): 15,
        ("elsewhere", "detail"): 20,
        ("elsewhere", "swap"): 10,
        ("elsewhere", "neighbour"): 10,
        ("statutes", "detail"): 10,
        ("statutes", "swap"): 5,
        ("statutes", "neighbour"): 5,
    }


def test_a_third_of_the_near_strangers_of_each_collection_is_held_back() -> None:
    uses = Counter((row["collection"], row["use"]) for row in NEAR)
    assert {name: tuple(uses[name, use] for use in USES) for name, _ in uses} == {
        "report": (10, 10, 10),
        "minutes": (20, 20, 20),
        "elsewhere": (13, 13, 14),
        "statutes": (7, 7, 6),
    }
    assert Counter((row["language"], row["use"]) for row in NEAR) == {
        **{("fi", use): 30 for use in USES},
        **{("sv", use): 10 for use in USES},
        **{("en", use): 10 for use in USES},
    }


def test_near_strangers_name_the_document_that_is_near() -> None:
    named = {name: [row["near"] for row in NEAR if row["collection"] == name] for name in COLLECTIONS}
    assert set(named["report"]) == {REPORT.stem}
    assert set(named["minutes"]) == meetings()
    assert max(Counter(named["minutes"]).values()) == 6
    assert [name for name in named["statutes"] if not re.fullmatch(r"asd\d{8}", name)] == []
    assert len(set(named["statutes"])) == 20


def test_answerable_questions_are_counted_by_collection_and_language() -> None:
    assert Counter((row["collection"], row["language"]) for row in ANSWERED) == {
        ("report", "fi"): 12,
        ("report", "sv"): 4,
        ("report", "en"): 4,
        ("minutes", "fi"): 24,
        ("minutes", "sv"): 8,
        ("minutes", "en"): 8,
        ("elsewhere", "fi"): 18,
        ("elsewhere", "sv"): 6,
        ("elsewhere", "en"): 6,
        ("statutes", "fi"): 6,
        ("statutes", "sv"): 2,
        ("statutes", "en"): 2,
    }
    uses = Counter((row["collection"], row["use"]) for row in ANSWERED)
    assert {name: tuple(uses[name, use] for use in USES) for name, _ in uses} == {
        "report": (7, 6, 7),
        "minutes": (13, 14, 13),
        "elsewhere": (10, 10, 10),
        "statutes": (3, 4, 3),
    }


def test_answerable_questions_have_their_fields() -> None:
    assert {frozenset(row) - {"item", "section", "also"} for row in ANSWERED} == {
        frozenset({"q", "language", "collection", "document", "answer", "use"})
    }
    numbered = {(row["collection"], "item" in row) for row in ANSWERED}
    assert numbered == {
        ("report", True),
        ("report", False),
        ("minutes", True),
        ("elsewhere", False),
        ("statutes", True),
    }
    named = {item for row in ANSWERED for _, item in places(row) if item is not None}
    assert [item for item in named if re.fullmatch(r"§ [1-9]\d{0,2}", item) is None] == []
    assert {row["document"] for row in ANSWERED if row["collection"] == "minutes"} == meetings()


def test_no_item_of_the_minutes_or_of_an_act_has_questions_of_two_uses() -> None:
    uses: dict[tuple[str, str | None], set[str]] = {}
    for row in ANSWERED:
        if row["collection"] in ("minutes", "statutes"):
            for place in places(row):
                uses.setdefault(place, set()).add(row["use"])
    assert [place for place, found in uses.items() if len(found) > 1] == []


def test_answers_are_a_few_words_of_one_line() -> None:
    said = [answer for row in ANSWERED for answer in answers(row)]
    assert [text for text in said if text != " ".join(text.split()) or not 2 <= len(text.split()) <= 12] == []


def test_answers_of_questions_on_the_report_stand_in_their_sections() -> None:
    document = read(REPORT)
    sections: dict[str, str] = {}
    for section in document.sections:
        text = " ".join(span.of(document.text) for span in section.paragraphs)
        sections[section.title] = " ".join(f"{sections.get(section.title, '')} {text}".split())
    asked = [row for row in ANSWERED if row["collection"] == "report"]
    assert {row["document"] for row in asked} == {REPORT.stem}
    assert [row["q"] for row in asked if row["answer"] not in sections[row["section"]]] == []


def test_short_questions_are_thirty_a_language_and_have_their_fields() -> None:
    assert {tuple(row) for row in SHORT} == {("q", "language", "collection", "expected", "wrong")}
    assert Counter(row["language"] for row in SHORT) == {"sv": 30, "en": 30}
    assert Counter(row["collection"] for row in SHORT) == {"minutes": 48, "report": 5, "none": 7}
    assert [row["q"] for row in SHORT if len(row["q"].split()) > 9] == []


def test_expected_words_are_words_of_their_question_with_stems_to_look_for() -> None:
    said = [(row["q"], each) for row in SHORT for each in row["expected"]]
    assert {tuple(each) for _, each in said} == {("word", "stems")}
    assert [each["word"] for q, each in said if each["word"] not in q] == []
    stems = [stem for _, each in said for stem in each["stems"]]
    stems += [stem for row in SHORT for stem in row["wrong"]]
    assert [stem for stem in stems if not re.fullmatch(r"[a-zåäö\d-]{2,}", stem)] == []


def test_no_stem_is_both_right_and_wrong_for_a_question() -> None:
    right = [{stem for each in row["expected"] for stem in each["stems"]} for row in SHORT]
    assert [row["q"] for row, stems in zip(SHORT, right, strict=True) if stems & set(row["wrong"])] == []


def test_held_questions_are_others_and_as_many() -> None:
    assert {tuple(row) for row in HELD} == {("q", "language", "collection", "expected", "wrong")}
    assert Counter(row["language"] for row in HELD) == {"sv": 30, "en": 30}
    assert not {row["q"] for row in HELD} & {row["q"] for row in SHORT}
    assert [row["q"] for row in HELD for each in row["expected"] if each["word"] not in row["q"]] == []


def test_short_questions_hold_the_words_whose_senses_were_mistaken() -> None:
    asked = {each["word"] for row in SHORT for each in row["expected"]}
    named = "close twin pool ban kostar ringa"
    ambiguous = (
        "val minutes board plan state bank fall ring slot rum bad fast barn led LED gift court fine park"
    )
    assert set(f"{named} {ambiguous}".split()) - asked == set()
