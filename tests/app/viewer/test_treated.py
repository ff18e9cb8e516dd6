"""What the open document says of how it was read."""

from dataclasses import replace
from pathlib import Path

from app.texts import ENGLISH, FINNISH, SWEDISH
from app.viewer.panel import treated_html
from app.viewer.text import text_html
from corpus.document import Document, Span
from corpus.readers import read
from tests.support.site.htmls import parsed


def document(path: Path) -> Document:
    path.write_text(
        "# Kissa\n\nKissa is-\ntuu kansain-\nvälisen matolla ja is-\ntuu.\n\n"
        "**Postiosoite**  \nPL 1  \n**Puhelin**  \n09 1234\n",
        encoding="utf-8",
    )
    return read(path)


def test_words_and_what_was_taken_out_are_told(tmp_path: Path) -> None:
    found = document(tmp_path / "a.md")
    shown = parsed(treated_html(found, FINNISH)).one("details")
    assert shown.one("summary").text == FINNISH["treated"]
    words, taken_out = shown.all("li")
    assert words.text == (
        "Rivien ja sivujen lopuista koottuja sanoja, tekstissä pistein alleviivattuja: 3, näistä istuu, "
        "kansainvälisen"
    )
    assert taken_out.text == "Tekstin välistä siirretty loppuun: Yhteystiedot"
    number = next(at for at, section in enumerate(found.sections) if section.kind == "furniture")
    assert taken_out.one("a").attributes["href"] == f"#section-{number}"


def test_headings_that_were_told_by_their_looks(tmp_path: Path) -> None:
    found = replace(document(tmp_path / "a.md"), path="a.pdf")
    assert parsed(treated_html(found, SWEDISH)).all("li")[-1].text == SWEDISH["treated_looks"]


def test_many_words_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    letters = "abcdefghij"
    lines = (f"kis{a}{b}-\nsasta" for a in letters for b in letters[:5])
    path.write_text("# Kissa\n\n" + " ja ".join(lines), encoding="utf-8")
    [words] = parsed(treated_html(read(path), ENGLISH)).all("li")
    assert words.text.startswith(
        "Words put together at the ends of lines and pages, underlined with dots in the text: 50, "
        "among them kisaasasta, "
    )
    assert words.text.endswith(", kishesasta and 10 more")


def test_where_nothing_was_done_nothing_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# Kissa\n\nKissa istuu.", encoding="utf-8")
    assert treated_html(read(path), FINNISH) == ""


def test_words_that_were_put_together_are_marked_in_the_text_but_not_inside_the_citation(
    tmp_path: Path,
) -> None:
    found = document(tmp_path / "a.md")
    shown = parsed(text_html(found, None, FINNISH)).one("div", class_="text")
    assert [span.text for span in shown.all("span", class_="joined")] == ["istuu", "kansainvälisen", "istuu"]
    assert shown.all("p")[0].text == "Kissa istuu kansainvälisen matolla ja istuu."
    start = found.text.index("istuu kansain")
    cited = parsed(text_html(found, Span(start, start + len("istuu")), FINNISH)).one("div", class_="text")
    assert [mark.text for mark in cited.all("mark")] == ["istuu"]
    assert [span.text for span in cited.all("span", class_="joined")] == ["kansainvälisen", "istuu"]
    assert cited.all("p")[0].text == "Kissa istuu kansainvälisen matolla ja istuu."
