"""Benchmarks read from tiny files."""

from pathlib import Path
from typing import Any

from scripts.measure import benchmarks
from tests.support.small_benchmarks import MINUTES, SQUAD, lines


def test_squad_asks_in_every_language_it_has(squad: Path) -> None:
    found = benchmarks.squad(squad)
    assert [(q.id, q.language, sorted(q.right), q.answerable) for q in found.questions] == [
        ("s0/0", "fi", ["s0"], None),
        ("s0/1", "fi", ["s0"], False),
        ("s1/0", "fi", ["s1"], True),
        ("s0/0", "en", ["s0"], None),
        ("s0/1", "en", ["s0"], False),
        ("s1/0", "en", ["s1"], True),
        ("s0/0", "sv", ["s0"], None),
    ]
    assert found.collection.labels == ("s0", "s1", "s2")
    assert [passage.context for passage in found.collection.passages] == [row["text"] for row in SQUAD]


def test_a_sample_is_of_each_language_and_always_the_same(squad: Path) -> None:
    sample = benchmarks.squad(squad, 2).questions
    assert [question.language for question in sample] == ["fi", "fi", "en", "en", "sv"]
    assert sample == benchmarks.squad(squad, 2).questions
    assert set(sample) < set(benchmarks.squad(squad).questions)


def test_nq_is_read_from_plain_lines(tmp_path: Path) -> None:
    rows = [{"id": "n7", "text": "Vene.", "questions": [{"fi": "mikä vene"}]}]
    (question,) = benchmarks.nq(lines(tmp_path / "nq.jsonl", rows)).questions
    assert (question.id, question.text, question.right) == ("n7/0", "mikä vene", frozenset({"n7"}))


def test_flores_asks_in_six_directions(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [
        {"fi": "Kissa.", "en": "A cat.", "sv": "En katt."},
        {"fi": "Talo.", "en": "A house.", "sv": "Ett hus."},
    ]
    found = benchmarks.flores(lines(tmp_path / "flores.jsonl", rows))
    directions = [(b.name, q.language, q.text, *q.right) for b in found for q in b.questions if q.id == "1"]
    assert directions == [
        ("flores→fi", "en", "A house.", "1"),
        ("flores→fi", "sv", "Ett hus.", "1"),
        ("flores→en", "fi", "Talo.", "1"),
        ("flores→en", "sv", "Ett hus.", "1"),
        ("flores→sv", "fi", "Talo.", "1"),
        ("flores→sv", "en", "A house.", "1"),
    ]


def test_report_questions_are_labelled_by_section(tmp_path: Path) -> None:
    document = tmp_path / "kokous.md"
    document.write_text(MINUTES, encoding="utf-8")
    rows: list[dict[str, Any]] = [
        {"q": "Mitä?", "language": "fi", "section": "Päätös", "answer": "kalaa"},
        {"q": "Mikä?", "language": "sv", "answerable": False},
    ]
    found = benchmarks.report(document, lines(tmp_path / "q.jsonl", rows))
    assert [(q.right, q.answerable) for q in found.questions] == [
        (frozenset({"Päätös"}), True),
        (frozenset(), False),
    ]
    assert found.collection.labels == ("Kokous", "Päätös", "Ilmoitusasiat", "Päätös")


def test_minutes_are_labelled_by_item_and_asked_in_halves(minutes: Path, questions: Path) -> None:
    tune, report = benchmarks.minutes(minutes, questions)
    assert (tune.name, report.name) == ("minutes/tune", "minutes/report")
    assert tune.collection is report.collection
    assert tune.collection.labels == tuple(
        f"kokous-{meeting}{item}" for meeting in "ab" for item in ("", " § 1", " § 2", " § 3")
    )
    assert [(q.right, q.answerable, q.kind) for q in tune.questions] == [
        (frozenset({"kokous-a § 1", "kokous-b § 1"}), True, None),
        (frozenset(), False, "near"),
    ]
    assert [q.right for q in report.questions] == [frozenset({"kokous-b § 3"})]


def test_titles_are_asked_for_once_and_left_out_of_what_is_searched(minutes: Path) -> None:
    path = minutes / "kokous-a.md"
    path.write_text(
        MINUTES.replace("## § 2", "#### Liitteet\n\n1 Kissojen ruokinta.pdf\n\n## § 2"), encoding="utf-8"
    )
    found = benchmarks.headings(minutes)
    # The titles of § 2 and § 3 stand in both meetings.
    assert [(q.text, *q.right) for q in found.questions] == [
        ("Kissojen ruokinta", "kokous-a § 1"),
        ("Koirien ruokinta", "kokous-b § 1"),
    ]
    assert len(found.collection.passages) == 6
    assert not any("ruokinta" in passage.context for passage in found.collection.passages)
    assert not any("Läsnä" in passage.context for passage in found.collection.passages)
