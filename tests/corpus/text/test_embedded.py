"""Embedded data is no text, in whatever format it stands."""

import base64
from pathlib import Path

import pytest

from corpus.document import Span
from corpus.readers import read
from corpus.text.embedded import embedded

PICTURE = base64.b64encode(bytes(range(256)) * 120).decode()
LINES = "\n".join(PICTURE[at : at + 76] for at in range(0, 7600, 76))


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("Kissa istuu matolla.", []),
        ("a data:image/png;base64,AAAA= b", [Span(2, 29)]),
        ("(data:image/svg+xml;utf8,%3Csvg)", [Span(1, 31)]),
        ("metadata:a/b,c", []),
        ("data: ei, vaan tieto", []),
        (f"a {PICTURE} b", [Span(2, 2 + len(PICTURE))]),
        (f"a\n{LINES}\nb", [Span(2, 3 + len(LINES))]),
        ("A" * 399, []),
    ],
)
def test_what_is_embedded(text: str, spans: list[Span]) -> None:
    assert embedded(text) == spans


@pytest.mark.parametrize(
    ("name", "source", "text"),
    [
        ("a.md", f"Kissa.\n\n![Kuva](data:image/png;base64,{PICTURE})\n\nKoira.", "Kissa.\n\nKuva\n\nKoira."),
        (
            "b.md",
            f"Kissa. ![][k]\n\n[k]: <data:image/png;base64,{PICTURE}>\n\nKoira.",
            "Kissa.\n\nKoira.",
        ),
        ("c.md", f'Kissa.\n\n<img src="data:image/png;base64,{PICTURE}">\n\nKoira.', "Kissa.\n\nKoira."),
        ("d.md", f"Kissa.\n\n{LINES}\n\nKoira.", "Kissa.\n\nKoira."),
        ("e.txt", f"Kissa.\n\n{PICTURE}\n\nKoira.", "Kissa.\n\nKoira."),
        (
            "f.html",
            f"<p>Kissa.<p><img src='data:image/png;base64,{PICTURE}'>{PICTURE}<p>Koira.",
            "Kissa.\n\nKoira.",
        ),
    ],
)
def test_embedded_data_is_never_text(tmp_path: Path, name: str, source: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(source, encoding="utf-8")
    assert read(path).text == text
