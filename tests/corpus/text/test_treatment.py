"""What reading did to a document is told by the document alone."""

from pathlib import Path

from corpus.document import Document
from corpus.readers import read
from corpus.text.treatment import joined_words, treatment
from tests.support.pdfs import made


def document(path: Path, text: str) -> Document:
    path.write_text(text, encoding="utf-8")
    return read(path)


def words(found: Document) -> list[str]:
    return [span.of(found.text) for span in joined_words(found)]


def test_words_that_were_split_at_line_ends_are_told_once_each(tmp_path: Path) -> None:
    found = document(
        tmp_path / "a.md",
        "# Kissa\n\nKissa is-\ntuu kansain-\nväli-\nsen EU-\nhankkeen matolla,\nja nukkuu.\n",
    )
    assert found.text == "Kissa\n\nKissa istuu kansainvälisen EU-hankkeen matolla, ja nukkuu."
    assert words(found) == ["istuu", "kansainvälisen"]


def test_what_was_not_split_is_not_told(tmp_path: Path) -> None:
    found = document(tmp_path / "a.md", "# Kissa\n\nKissa istuu\nmatolla.\n\nSe **nukkuu**.\n")
    assert treatment(found).words == ()
    assert not treatment(found).by_looks


def test_words_at_the_turn_of_a_page_and_what_was_taken_out_between(tmp_path: Path) -> None:
    pages = []
    for number in range(4):
        begins = "Kissa istuu matolla" if number == 0 else "kauan Kissa istuu"
        pages.append([(60.0, 40.0, "Kissakunnan kokous"), (60.0, 200.0, f"{begins} {number} ja nuk-")])
        pages[-1].append((60.0, 214.0, "kuu siinä myös hyvin hyvin"))
    path = tmp_path / "a.pdf"
    path.write_bytes(made(pages))
    found = read(path)
    told = treatment(found)
    assert [span.of(found.text) for span in told.words] == ["nukkuu"] * 4
    assert [found.sections[at].title for at in told.taken_out] == ["Ylätunniste"]


def test_headings_of_files_that_do_not_mark_them_are_told_by_their_looks(tmp_path: Path) -> None:
    text = "Johdanto\n\nKissa istuu matolla.\n\nLoppu\n\nKoira nukkuu.\n"
    assert not treatment(document(tmp_path / "a.md", f"# {text}")).by_looks
    path = tmp_path / "a.pdf"
    path.write_bytes(made([[(60, 60, "Johdanto", 18, True), (60, 90, "Kissa istuu matolla ja nukkuu.")]]))
    assert treatment(read(path)).by_looks
