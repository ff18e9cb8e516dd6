"""The texts that stores are made of."""

from pathlib import Path

import pytest

TEXTS = {
    "one.md": "# Elot\n\n## Kissa\n\nKissa istui talolla.\n\n## Koira\n\nKoira haukkui kissaa 12.9.2024.\n",
    "two.md": "# Matkat\n\n## Juna\n\nJuna lähti.\n\n## Vene\n\nVene tuli rantaan, kirja kädessä.\n",
    "three.md": "# Ruoka\n\n## § 3 Omena\n\nOmena putosi. Kissa söi.\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "texts"
    made.mkdir()
    for name, text in TEXTS.items():
        (made / name).write_text(text, encoding="utf-8")
    return made
