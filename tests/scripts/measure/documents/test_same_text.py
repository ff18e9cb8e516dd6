"""One text in several formats: paragraphs that are whole, and those that are broken inside a sentence."""

from pathlib import Path

from corpus.readers import read
from scripts.measure.documents.same_text import compared

SENTENCES = [
    "Kaupunki rakentaa uuden uimahallin ensi vuonna keskustan laidalle, jossa sitä on toivottu jo kauan.",
    "Hallin suunnittelee kaupungin oma väki, ja se on valmis syksyllä, kun koulujen lukuvuosi alkaa.",
    "Sen jälkeen vanha halli puretaan ja sen paikalle tehdään puisto, jossa on tilaa myös lapsille.",
]


def figures(folder: Path, text: str) -> dict[str, object]:
    reference, other = folder / "a.md", folder / "b.md"
    reference.write_text(" ".join(SENTENCES), encoding="utf-8")
    other.write_text(text, encoding="utf-8")
    found = compared([read(reference)], [read(other)])
    return {name: found[name] for name in ("whole", "unbroken_inside_sentences", "breaks_inside_sentences")}


def test_a_whole_paragraph(tmp_path: Path) -> None:
    assert list(figures(tmp_path, " ".join(SENTENCES)).values()) == [1, 1, 0]


def test_a_break_between_sentences(tmp_path: Path) -> None:
    assert list(figures(tmp_path, "\n\n".join(SENTENCES)).values()) == [0, 1, 2]


def test_a_break_inside_a_sentence(tmp_path: Path) -> None:
    assert list(figures(tmp_path, " ".join(SENTENCES).replace("väki, ", "väki,\n\n")).values()) == [0, 0, 1]
