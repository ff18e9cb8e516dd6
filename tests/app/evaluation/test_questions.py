"""Files of questions: what each field says, what is refused and where, and that what is written is read."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.evaluation.questions import KnownQuestion, Place, read_questions
from corpus.errors import QuestionsFileError

DATA = Path(__file__).parent.parent.parent / "data"


def question_lines(questions: Iterable[KnownQuestion]) -> Iterator[str]:
    """The line of each question as ``read_questions`` reads it, without what is unknown; it ends the line."""
    for question in questions:
        first, *others = question.places or (Place(),)
        record: dict[str, Any] = {"q": question.text}
        if question.language is not None:
            record["language"] = question.language
        record |= _place_record(first)
        if question.answers:
            record["answer"] = _one_or_all(question.answers)
        if question.answerable is not None:
            record["answerable"] = question.answerable
        if others:
            record["also"] = [_place_record(place) for place in others]
        yield json.dumps(record, ensure_ascii=False) + "\n"


def _place_record(place: Place) -> dict[str, Any]:
    said = {"document": place.document, "item": place.item, "section": _one_or_all(place.sections)}
    return {name: value for name, value in said.items() if value}


def _one_or_all(texts: tuple[str, ...]) -> str | list[str]:
    return texts[0] if len(texts) == 1 else list(texts)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kysymykset.jsonl"


def test_every_field_is_read(path: Path) -> None:
    path.write_text(
        '\ufeff{"q": "Mitä päätettiin?", "language": "fi", "document": "kokous.pdf", "item": 7,'
        ' "section": ["Päätös", "Beslut"], "answer": "hyväksyi", "note": "tärkeä",'
        ' "also": [{"item": "8 §"}, {"document": "b"}]}\n'
        "\n"
        '{"q": "Kuka?", "answer": ["Liisa", "L. Aho"], "language": null}\n'
        '{"q": "Vem?", "answerable": false}\n'
        '{"q": "Onko?", "answerable": true}\n'
        '{"q": "Entä?"}\n',
        encoding="utf-8",
    )
    assert read_questions(path) == (
        KnownQuestion(
            "Mitä päätettiin?",
            "fi",
            (Place("kokous.pdf", "§ 7", ("Päätös", "Beslut")), Place(item="§ 8"), Place("b")),
            ("hyväksyi",),
            answerable=True,
            line=1,
        ),
        KnownQuestion("Kuka?", None, (), ("Liisa", "L. Aho"), answerable=True, line=3),
        KnownQuestion("Vem?", answerable=False, line=4),
        KnownQuestion("Onko?", answerable=True, line=5),
        KnownQuestion("Entä?", line=6),
    )


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "no text under “q”"),
        ('{"question": "Kuka?"}', "no text under “q”"),
        ('{"q": " "}', "no text under “q”"),
        ('{"q": 7}', "no text under “q”"),
        (
            '{"q": "Kuka?", "documnet": "a"}',
            "no field is named “documnet”; there are also, answer, answerable",
        ),
        ('{"q": "Kuka?", "language": "de"}', 'the language is "de"; write one of fi, sv, en'),
        ('{"q": "Kuka?", "item": true}', "“item” is true; write it as “§ 31” or 31"),
        ('{"q": "Kuka?", "document": 3}', "“document” is 3"),
        ('{"q": "Kuka?", "section": ["Päätös", 3]}', '“section” is ["Päätös", 3]; write a text'),
        ('{"q": "Kuka?", "answer": ""}', '“answer” is ""; write a text'),
        ('{"q": "Kuka?", "answerable": "no"}', '“answerable” is "no"; write true or false'),
        ('{"q": "Kuka?", "answerable": false, "item": 3}', "“answerable” is false, and yet"),
        ('{"q": "Kuka?", "item": 3, "also": {"item": 4}}', '“also” is {"item": 4}; write a list'),
        ('{"q": "Kuka?", "item": 3, "also": [{"part": "a"}]}', "only document, item and section say a place"),
        ('{"q": "Kuka?", "also": [{"item": 4}]}', "“also” names other places than the question’s own"),
    ],
)
def test_a_bad_line_is_told_by_its_number(path: Path, line: str, told: str) -> None:
    path.write_text(f'{{"q": "Missä?"}}\n\n{line}\n', encoding="utf-8")
    with pytest.raises(QuestionsFileError) as error:
        read_questions(path)
    assert str(error.value).startswith(f"{path}, line 3: ")
    assert told in str(error.value)


def test_a_long_value_is_told_in_part(path: Path) -> None:
    path.write_text(f'{{"q": "Kuka?", "language": "{"x" * 500}"}}\n', encoding="utf-8")
    with pytest.raises(QuestionsFileError, match='line 1: the language is "x{58}…;'):
        read_questions(path)


def test_a_file_that_is_no_text_or_holds_no_question_is_refused(path: Path) -> None:
    with pytest.raises(QuestionsFileError, match="cannot be opened"):
        read_questions(path)
    path.write_bytes(b'{"q": "p\xe4\xe4t\xf6s"}\n')
    with pytest.raises(QuestionsFileError, match="not UTF-8"):
        read_questions(path)
    path.write_text("\n \n", encoding="utf-8")
    with pytest.raises(QuestionsFileError, match="no question in it"):
        read_questions(path)


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip)
PLACES = st.builds(
    Place,
    st.none() | TEXTS,
    st.none() | st.integers(1, 999).map("§ {}".format),
    st.lists(TEXTS, max_size=2).map(tuple),
).filter(bool)


@st.composite
def questions(draw: st.DrawFn) -> KnownQuestion:
    places = tuple(draw(st.lists(PLACES, max_size=2)))
    answers = tuple(draw(st.lists(TEXTS, max_size=2)))
    answerable = True if places or answers else draw(st.none() | st.booleans())
    return KnownQuestion(draw(TEXTS), draw(st.sampled_from([None, "fi", "en"])), places, answers, answerable)


@given(st.lists(questions(), min_size=1, max_size=3))
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, asked: list[KnownQuestion]
) -> None:
    path = tmp_path_factory.mktemp("questions") / "written.jsonl"
    path.write_text("".join(question_lines(asked)), encoding="utf-8", newline="")
    found = read_questions(path)
    assert [question.line for question in found] == list(range(1, len(asked) + 1))
    assert [(q.text, q.language, q.places, q.answers, q.answerable) for q in found] == [
        (q.text, q.language, q.places, q.answers, q.answerable) for q in asked
    ]


def test_our_own_questions_are_in_this_form() -> None:
    assert len(read_questions(DATA / "report_questions.jsonl")) == 60
    minutes = read_questions(DATA / "minutes_questions.jsonl")
    assert (len(minutes), sum(question.answerable is False for question in minutes)) == (180, 60)
