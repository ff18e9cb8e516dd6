"""Templates: what is escaped, which line breaks count, and what each template says of itself."""

from importlib import resources
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from app.web.templates import Lines, html

TEMPLATES = sorted(Path(str(resources.files("app"))).joinpath("templates").rglob("*.html"))


def test_text_is_escaped_and_html_put_in_as_it_is() -> None:
    note = html("tour/note.html", note='<b> & "')
    assert note == '<div class="tour"><p>&lt;b&gt; &amp; &#34;</p></div>'
    assert note in html("viewer/text.html", blocks=[], language=note, texts=None)


def test_value_that_is_not_given_is_an_error() -> None:
    with pytest.raises(UndefinedError, match="'note' is undefined"):
        html("tour/note.html")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<p>\n  <b>x</b>\n</p>", "<p><b>x</b></p>"),
        ("<p>{{ a }}\n  {% if b %}", "<p>{{ a }}{% if b %}"),
        ("<b>a</b> <i>b</i>", "<b>a</b> <i>b</i>"),
        ("<p>a\n  b</p>", "<p>a\n  b</p>"),
        ('<a x="1"\n  y="2">', '<a x="1"\n  y="2">'),
    ],
)
def test_line_break_beside_a_tag_is_nothing(written: str, read: str) -> None:
    assert Lines.preprocess(None, written, None) == read  # type: ignore[arg-type]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_each_template_begins_with_what_relies_on_it(template: Path) -> None:
    assert template.read_text(encoding="utf-8").startswith("{# ")
