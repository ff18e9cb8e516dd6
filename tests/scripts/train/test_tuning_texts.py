"""The texts that questions are tuned with: joined by their Finnish, chosen by shares."""

import lzma
import random
from collections import Counter
from pathlib import Path

import pytest

from scripts.train.tuning_texts import SHARES, Row, chosen, headings, questions, translations


def write(path: Path, *rows: tuple[str, ...]) -> Path:
    content = "".join("\t".join(row) + "\n" for row in rows)
    path.write_bytes(lzma.compress(content.encode()) if path.suffix == ".xz" else content.encode())
    return path


def test_translations_of_the_same_finnish_text_come_together(tmp_path: Path) -> None:
    english = write(
        tmp_path / "en.tsv.xz",
        ("koski", "school", "koulu"),
        ("koski", "3 hours", "2 tuntia"),  # put together wrongly
        ("koski", "5 hours", "5 tuntia"),
        ("koski", "long", "sana " * 27),
    )
    swedish = write(tmp_path / "sv.tsv", ("koski", "skola", "koulu"), ("hel_yjdh", "skolan", "koulu"))
    assert list(translations({"en": english, "sv": swedish})) == [
        Row("koski", {"fi": "koulu", "en": "school", "sv": "skola"}),
        Row("koski", {"fi": "5 tuntia", "en": "5 hours"}),
        Row("hel_yjdh", {"fi": "koulu", "sv": "skolan"}),
    ]


def test_questions_come_with_their_passage(tmp_path: Path) -> None:
    asked = [("nq_fi", "7", f"kuka on {number}", "") for number in range(9)]
    path = write(
        tmp_path / "q.tsv",
        ("squad2_fi", "8", "Kuka?", "Who?"),
        ("squad2_fi", "99", "Missä?", "Where?"),  # asks of no passage that is there
        *asked,
    )
    passages = write(tmp_path / "p.tsv.xz", ("7", "Seitsemäs."), ("8", "Kahdeksas."))
    found = list(questions(path, passages, random.Random(0)))
    assert found[0] == Row("squad2_fi", {"fi": "Kuka?", "en": "Who?"}, "Kahdeksas.")
    assert {row.passage for row in found[1:]} == {"Seitsemäs."}
    assert len({row.texts["fi"] for row in found[1:]}) == 5  # of a passage at most
    assert all("en" not in row.texts for row in found[1:])


def test_headings_come_with_their_section(tmp_path: Path) -> None:
    path = write(tmp_path / "h.tsv", ("finlex_heading2sec", "Omaisuus – Laki", "Akatemialla on."))
    assert list(headings(path)) == [Row("finlex_heading2sec", {"fi": "Omaisuus – Laki"}, "Akatemialla on.")]


def test_rows_are_chosen_by_the_shares() -> None:
    sources = ("squad2_fi", "ptv_finto", "finlex_statutes", "ms_bc", "unknown")
    rows = [Row(source, {"fi": f"{source} {number}"}) for source in sources for number in range(200)]
    found = chosen(iter(rows), 100, random.Random(0))
    assert Counter(row.source for row in found) == {
        "squad2_fi": 45, "ptv_finto": 33, "finlex_statutes": 14, "ms_bc": 8,
    }  # fmt: skip
    assert found == chosen(iter(rows), 100, random.Random(0))


def test_of_a_source_that_gives_too_much_questions_go_first() -> None:
    rows = [Row("hel_yjdh", {"fi": f"teksti {number}"}) for number in range(300)]
    rows += [Row("hel_yjdh", {"fi": f"mikä {number}?"}) for number in range(100)]
    found = chosen(iter(rows), 10_000, random.Random(0))
    assert len(found) == SHARES["administrative"][1]["hel_yjdh"] == 150
    assert sum(row.texts["fi"].endswith("?") for row in found) == 100


def test_the_shares_make_a_whole() -> None:
    assert sum(share for share, _ in SHARES.values()) == pytest.approx(1)
