"""One case in several meetings."""

import pytest

from app.answer import answer, to_json
from app.matters import Matter
from app.terminal import show_answer
from index.build import build
from index.filters import Filter
from index.search import Index
from index.store import load
from tests.toy import ToyEncoder

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
    assert found.matters == (Matter("HEL 2025-000009", ranks, handled),)
    assert ranks == tuple(range(ranks[0], ranks[0] + len(ranks)))
    assert to_json(found)["matters"] == [
        {"case": "HEL 2025-000009", "passages": list(ranks), "handled": list(handled)}
    ]
    show_answer(found)
    told = "\n  ".join(("One matter in 2 meetings, the newest decision first (HEL 2025-000009):", *handled))
    printed = capsys.readouterr().out
    assert told in printed
    assert "the same matter" not in printed


def test_a_matter_found_in_one_meeting_is_no_group(index: Index, capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(index, "Minkä talon kissa saa, pienen?", top=10, wanted=Filter(document="a-2025-01-10.md"))
    assert found.matters == ()
    show_answer(found)
    assert "the same matter: § 8 Kissatalo (HEL 2025-000009, 10.2.2025)" in capsys.readouterr().out


def test_where_else_the_matter_was_handled_is_told(index: Index) -> None:
    found = answer(index, "Minkä talon kissa saa, pienen?", top=10)
    told = {passage.source.id[0]: passage.same_matter for passage in found.passages}
    assert told == {
        "a": ("§ 8 Kissatalo (HEL 2025-000009, 10.2.2025)",),
        "b": ("§ 3 Kissatalo (HEL 2025-000009, 10.1.2025)",),
        "c": (),
    }
    assert to_json(found)["passages"][0]["same_matter"] == list(found.passages[0].same_matter)
