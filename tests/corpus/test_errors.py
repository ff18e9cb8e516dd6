"""The tree of errors, and its drawing at the top of the file."""

import ast
import re
from pathlib import Path

from corpus import errors

ROOT = Path(__file__).parent.parent.parent


def drawn() -> dict[str, str]:
    """Each error of the drawing with the one it hangs from."""
    above: list[str] = []
    found = {}
    for line in (errors.__doc__ or "").splitlines():
        match = re.match(r"([│├└─ ]*)(\w+Error)\b", line)
        if match:
            depth = len(match[1]) // 4
            above = [*above[:depth], match[2]]
            found[match[2]] = above[depth - 1] if depth else "Exception"
    return found


def test_the_drawing_is_the_tree() -> None:
    classes = {n: c for n, c in vars(errors).items() if isinstance(c, type) and issubclass(c, Exception)}
    assert drawn() == {name: found.__bases__[0].__name__ for name, found in classes.items()}


def test_no_error_grows_elsewhere() -> None:
    grown = [
        f"{path.relative_to(ROOT)}: {node.name}"
        for room in ("corpus", "index", "app")
        for path in (ROOT / room).rglob("*.py")
        if path.name != "errors.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and node.name.endswith("Error")
    ]
    assert grown == []
