"""Imports run one way through the house: corpus, index, app, scripts."""

import ast
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
ALLOWED = {
    "corpus": {"corpus"},
    "index": {"corpus", "index"},
    "app": {"corpus", "index", "app"},
    "scripts": {"corpus", "index", "app", "scripts"},
}
MOST_FLOORS = 8
"""The rooms of ``app`` that stand on each other, at most."""

HEAVY = {"torch", "sentence_transformers", "transformers", "gradio", "onnxruntime", "onnx", "bm25s"}


def imported(path: Path, *, top_only: bool = False) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = tree.body if top_only else list(ast.walk(tree))
    names: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names.add(node.module or "")
    return names


def test_imports_run_one_way() -> None:
    wrong = {
        f"{path.relative_to(ROOT)} imports {name}"
        for room, allowed in ALLOWED.items()
        for path in (ROOT / room).rglob("*.py")
        for name in imported(path)
        if name.split(".")[0] in ALLOWED and name.split(".")[0] not in allowed
    }
    assert wrong == set()


def rooms_of_app() -> dict[str, set[str]]:
    """The folders of ``app``, and its files beside them, each with those that it imports, now or later."""
    rooms: dict[str, set[str]] = {}
    for path in (ROOT / "app").rglob("*.py"):
        room = path.relative_to(ROOT / "app").with_suffix("").parts[0]
        names = {name.split(".")[1] for name in imported(path) if name.startswith("app.")}
        rooms.setdefault(room, set()).update(names - {room})
    return rooms


def test_no_two_rooms_of_app_import_each_other_and_they_stand_on_eight_floors() -> None:
    floors: dict[str, int] = {}
    left = rooms_of_app()
    while free := {room for room, below in left.items() if below <= floors.keys()}:
        floors |= {room: max((floors[each] for each in left[room]), default=0) + 1 for room in free}
        left = {room: below for room, below in left.items() if room not in free}
    assert left == {}, "these import each other"
    assert max(floors.values()) <= MOST_FLOORS, floors


def test_build_and_search_do_not_know_each_other() -> None:
    assert "index.search" not in imported(ROOT / "index" / "building" / "build.py")
    assert "index.building.build" not in imported(ROOT / "index" / "search.py")


def test_only_the_store_writes_files_of_an_index() -> None:
    assert not {"open", "write_text", "write_bytes", "mkdir"} & {
        node.attr
        for node in ast.walk(ast.parse((ROOT / "index" / "search.py").read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
    }


def test_heavy_libraries_are_imported_where_they_are_used() -> None:
    rooms = [path for room in ("corpus", "index", "app") for path in (ROOT / room).rglob("*.py")]
    heavy = {
        f"{path.relative_to(ROOT)} imports {name}"
        for path in rooms
        for name in imported(path, top_only=True)
        if name.split(".")[0] in HEAVY
    }
    assert heavy - {"app/page/chat.py imports gradio"} == set()
