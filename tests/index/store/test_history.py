"""What was added to a store and removed from it, and when."""

import re
from pathlib import Path

from index.building.build import build
from index.building.change import add, remove
from index.store.history import changes, note
from tests.support.toys.toy import ToyEncoder


def test_each_publication_that_changes_documents_is_noted(tmp_path: Path) -> None:
    store, encoder = tmp_path / "store", ToyEncoder()
    files = [tmp_path / name for name in ("a.md", "b.md")]
    for file in files:
        file.write_text(f"# {file.name}\n\nkissa {file.name}\n", encoding="utf-8")
    assert changes(store) == ()
    build(store, files[:1], encoder)
    build(store, files[:1], encoder)  # nothing changed
    add(store, files[1:], encoder)
    files[0].write_text("# a\n\ntalo\n", encoding="utf-8")
    add(store, files[:1], encoder)
    remove(store, ["a.md"], encoder)
    told = changes(store)
    assert [(each.added, each.changed, each.removed) for each in told] == [
        ((), (), ("a.md",)),
        ((), ("a.md",), ()),
        (("b.md",), (), ()),
        (("a.md",), (), ()),
    ]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", told[0].at)


def test_many_are_counted_and_the_first_named(tmp_path: Path) -> None:
    note(tmp_path, [f"{number}.md" for number in range(80)], (), ("x.md",))
    (change,) = changes(tmp_path)
    assert (len(change.added), change.removed, change.counts) == (50, ("x.md",), (80, 0, 1))


def test_damaged_lines_are_passed_over_and_a_store_that_cannot_be_written_keeps_still(tmp_path: Path) -> None:
    note(tmp_path, ["a.md"], (), ())
    with (tmp_path / "history.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"at": 3}\n[[\n\n"x"\n')
    assert [change.added for change in changes(tmp_path)] == [("a.md",)]
    note(tmp_path / "nowhere", ["a.md"], (), ())
    assert changes(tmp_path / "nowhere") == ()
