"""What is told of each document that is read."""

from pathlib import Path

from corpus.readers import read
from scripts.measure.documents.reading import facts


def test_facts_of_minutes(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "Tekninen lautakunta, kokous 20.5.2025\n\n## § 5 Katuvalot\n\nVAADno-2025-1\n\n### Ehdotus\n\n"
        "Valot sammutetaan.\n\n### Päätös\n\nHyväksyttiin.\n\n## § 6 Muut asiat",
        encoding="utf-8",
    )
    assert facts(read(path)) == {
        "title": "Tekninen lautakunta, kokous 20.5.2025",
        "date": "2025-05-20",
        "body": "Tekninen lautakunta",
        "items": ["§ 5", "§ 6"],
        "cases": ["VAADno-2025-1"],
        "parts": {"proposal": 1, "decision": 1},
        "outcomes": {"accepted": 1, "unknown": 1},
        "headings": 0,
        "paragraphs": 4,
    }
