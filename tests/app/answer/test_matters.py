"""One case in several meetings."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from app.answer.answer import answer
from app.answer.json_answer import to_json
from app.answer.place import find
from app.article.answer_card import answer_html
from app.commands.terminal import show_answer
from app.texts import TEXTS
from index.building.build import build
from index.filters import Filter
from index.search import Index
from index.store.store import load
from tests.support.site.htmls import parsed
from tests.support.toys.toy import ToyEncoder

MEETING = """\
## § {item} {title}

HEL 2025-000009

#### Päätös

{body} päätti, että kissa saa {what} talon.
"""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder = tmp_path_factory.mktemp("minutes")
    for name, text in {
        "a-2025-01-10.md": MEETING.format(
            item=3, title="Kissatalo", body="Tekninen lautakunta", what="pienen"
        ),
        "b-2025-02-10.md": MEETING.format(item=8, title="Kissatalo", body="Kaupunginhallitus", what="pienen"),
        "c-2025-03-10.md": MEETING.format(item=2, title="Venepaikat", body="Jaosto", what="ison").replace(
            "09", "10"
        ),
    }.items():
        (folder / name).write_text(text, encoding="utf-8")
    build(folder / "store", [folder], ToyEncoder())
    return Index(load(folder / "store"), ToyEncoder())


def test_the_newest_decision_of_a_matter_is_told_first(index: Index) -> None:
    passages = answer(index, "Minkä talon kissa saa, pienen?", top=2).passages
    assert [passage.source.id for passage in passages] == ["b-2025-02-10.md", "a-2025-01-10.md"]
    assert [passage.rank for passage in passages] == [1, 2]


def test_a_matter_of_several_meetings_is_one_group(index: Index, capsys: pytest.CaptureFixture[str]) -> None:
    handled = ("§ 8 Kissatalo (HEL 2025-000009, 10.2.2025)", "§ 3 Kissatalo (HEL 2025-000009, 10.1.2025)")
    found = answer(index, "Minkä talon kissa saa, pienen?", top=10)
    ranks = tuple(p.rank for p in found.passages if p.source.case == "HEL 2025-000009")
    (matter,) = found.matters
    assert (matter.case, matter.ranks, matter.meetings) == ("HEL 2025-000009", ranks, 2)
    assert tuple(item.citation for item in matter.handled) == handled
    assert ranks == tuple(range(ranks[0], ranks[0] + len(ranks)))
    assert to_json(found)["matters"] == [
        {"case": "HEL 2025-000009", "passages": list(ranks), "meetings": 2, "handled": list(handled)}
    ]
    show_answer(found)
    told = "\n  ".join(("One matter in 2 meetings, the newest decision first (HEL 2025-000009):", *handled))
    printed = capsys.readouterr().out
    assert told in printed
    assert "the same matter" not in printed


SEVERAL = {
    "a-2025-01-10.md": MEETING.format(item=3, title="Kissatalo", body="Jaosto", what="pienen"),
    "b-2025-02-10.md": MEETING.format(item=8, title="Kissatalo", body="Jaosto", what="ison")
    + MEETING.format(item=9, title="Kissatalon piha", body="Jaosto", what="aidatun"),
}
"""One case in three items of two meetings."""

FILES = {
    f"kaupunginhallitus-2025-03-10-{item}.md": MEETING.format(
        item=item, title="Kissatalo", body="Kaupunginhallitus", what="pienen"
    )
    for item in (3, 4)
}
"""One meeting in two files, an item each."""


def indexed(folder: Path, texts: Mapping[str, str]) -> Index:
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    build(folder / "store", [folder], ToyEncoder())
    return Index(load(folder / "store"), ToyEncoder())


def test_two_items_of_one_meeting_are_one_meeting(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(indexed(tmp_path, SEVERAL), "Minkä talon kissa saa?", top=10)
    (matter,) = found.matters
    assert (matter.meetings, len(matter.handled)) == (2, 3)
    assert [item.citation[:3] for item in matter.handled] == ["§ 8", "§ 9", "§ 3"]
    (told,) = to_json(found)["matters"]
    assert (told["meetings"], len(told["handled"])) == (2, 3)
    show_answer(found)
    assert "One matter in 2 meetings" in capsys.readouterr().out
    for texts in TEXTS.values():
        shown = parsed(answer_html(found, 2, texts)).one("div", class_="elsewhere matter")
        assert shown.all("p")[0].text == texts["one_matter"].format(count=2)
        assert len(shown.all("a", class_="source")) == 3


def test_two_files_of_one_meeting_are_one_meeting(tmp_path: Path) -> None:
    index = indexed(tmp_path, FILES)
    assert {document.body for document in index.documents()} == {"Kaupunginhallitus"}
    found = answer(index, "Minkä talon kissa saa?", top=10)
    assert {passage.source.id for passage in found.passages} == set(FILES)
    assert found.matters == ()
    assert [passage.same_matter for passage in found.passages] == [()] * len(found.passages)


def test_every_place_of_a_matter_leads_to_its_item(index: Index) -> None:
    (matter,) = answer(index, "Minkä talon kissa saa, pienen?", top=10).matters
    for item, heading in zip(matter.handled, ("§ 8 Kissatalo", "§ 3 Kissatalo"), strict=True):
        document = index.document(item.place.document_id)
        span = find(document, item.place)
        assert span is not None
        assert span.of(document.text) == heading
        assert item.language == "fi"


def test_a_matter_found_in_one_meeting_is_no_group(index: Index, capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(index, "Minkä talon kissa saa, pienen?", top=10, wanted=Filter(document="a-2025-01-10.md"))
    assert found.matters == ()
    show_answer(found)
    assert "the same matter: § 8 Kissatalo (HEL 2025-000009, 10.2.2025)" in capsys.readouterr().out


def test_where_else_the_matter_was_handled_is_told(index: Index) -> None:
    found = answer(index, "Minkä talon kissa saa, pienen?", top=10)
    told = {
        passage.source.id[0]: tuple(item.citation for item in passage.same_matter)
        for passage in found.passages
    }
    assert told == {
        "a": ("§ 8 Kissatalo (HEL 2025-000009, 10.2.2025)",),
        "b": ("§ 3 Kissatalo (HEL 2025-000009, 10.1.2025)",),
        "c": (),
    }
    assert to_json(found)["passages"][0]["same_matter"] == list(told["b"])
