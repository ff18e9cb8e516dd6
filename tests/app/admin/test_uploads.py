"""Documents that are sent: kept, read, found; what cannot be read is told and not kept."""

import time
from io import BytesIO
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.admin.uploads import State, Uploads, file_name
from tests.app.admin.made import served
from tests.support.documents import ODD, PARKS
from tests.support.library import MadeLibrary

TEXT = b"# Silta\n\nJaosto p\xc3\xa4\xc3\xa4tti sillasta.\n"


def done(uploads: Uploads) -> State:
    """What has become of what was sent, once it is read."""
    for _ in range(500):
        if uploads.state.step is None:
            return uploads.state
        time.sleep(0.02)
    raise TimeoutError


def test_sent_document_is_kept_read_and_found(tmp_path: Path) -> None:
    library = MadeLibrary()
    uploads = Uploads(library, tmp_path / "saapuneet")
    client = TestClient(served(library, uploads=uploads), client=("127.0.0.1", 50000), follow_redirects=False)
    files = [
        ("files", (r"C:\Asiakirjat\silta.md", BytesIO(TEXT))),
        ("files", ("rikki.pdf", BytesIO(b"%PDF-1.7\nrikki"))),
        ("files", ("kuva.exe", BytesIO(b"MZ"))),
    ]
    answer = client.post("/admin-upload", files=files, headers={"accept-language": "sv"})
    assert (answer.status_code, answer.headers["location"]) == (303, "admin?language=sv")
    state = done(uploads)
    assert (state.added, state.problem) == (("silta.md",), "")
    assert [name for name, _ in state.refused] == ["kuva.exe", "rikki.pdf"]
    assert sorted(path.name for path in (tmp_path / "saapuneet").iterdir()) == ["silta.md"]
    library._looked = 0.0
    assert set(library.heads().ids) == {"silta.md", PARKS.id, ODD.id}
    page = client.get("/admin?language=fi").text
    assert "Otettu hakuun 1: silta.md" in page
    assert "<dd>Lisätty 1: silta.md</dd>" in page
    assert "rikki.pdf: <span" in client.get("/admin-upload").text


def test_one_sending_is_read_after_the_other(tmp_path: Path) -> None:
    uploads = Uploads(MadeLibrary(), tmp_path / "saapuneet")
    with uploads._lock:
        assert not uploads.take([("silta.md", BytesIO(TEXT))])
    assert not (tmp_path / "saapuneet").exists()
    (tmp_path / "saapuneet").write_text("a file", encoding="utf-8")
    assert uploads.take([("silta.md", BytesIO(TEXT))])
    assert done(uploads).problem == "File exists"


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("silta.md", "silta.md"),
        ("../../etc/Pöytäkirja 3.PDF", "Pöytäkirja 3.PDF"),
        ("a\\b\\c.docx", "c.docx"),
        ("a\nb<c>.txt", "a_b_c_.txt"),
        ("x" * 300 + ".md", "x" * 118 + ".md"),
        (".md", None),
        ("silta", None),
        ("silta.exe", None),
        ("..", None),
    ],
)
def test_name_of_a_sent_file(given: str, name: str | None) -> None:
    assert file_name(given) == name


def test_nothing_can_be_sent_where_it_is_not_allowed() -> None:
    client = TestClient(served(MadeLibrary()), client=("127.0.0.1", 50000))
    assert client.post("/admin-upload", files={"files": ("a.md", BytesIO(TEXT))}).status_code == 404
    assert "<form" not in client.get("/admin").text
