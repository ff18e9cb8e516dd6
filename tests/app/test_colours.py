"""Dark is light in other colours: nothing else changes, so that axe need look at colours alone there."""

import re
from pathlib import Path

APP = Path(__file__).parent.parent.parent / "app"
_DARK = re.compile(r"@media \(prefers-color-scheme: dark\)\s*\{\s*:root\s*\{([^}]*)\}\s*\}")


def test_what_is_dark_has_other_colours_and_nothing_else() -> None:
    files = [path for path in APP.rglob("*") if path.suffix in {".css", ".py", ".js"}]
    asked = 0
    for path in files:
        text = path.read_text(encoding="utf-8")
        blocks = _DARK.findall(text)
        assert len(blocks) == text.count("prefers-color-scheme"), path
        for block in blocks:
            asked += 1
            for rule in filter(None, (line.strip() for line in block.split(";"))):
                assert re.fullmatch(r"--[\w-]+: #[0-9a-f]{6}", rule), (path, rule)
    assert asked > 0
