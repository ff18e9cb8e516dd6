"""Original files and pictures of pages over HTTP: what is given, how, and what is never given."""

import hashlib
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from app.texts import FINNISH, SWEDISH
from app.texts.families import REFUSALS
from app.viewer.files import file_routes
from corpus.document import Document
from corpus.readers import read
from tests.support.documents import PARKS
from tests.support.library import MadeLibrary
from tests.support.pdfs import lines, made

FI = {"accept-language": "fi"}


def file(folder: Path, name: str, content: bytes) -> Document:
    """A document whose file holds some bytes."""
    path = folder / name
    path.write_bytes(content)
    return replace(PARKS, id=name, path=str(path), digest=hashlib.sha256(content).hexdigest())


def client(*documents: Document) -> TestClient:
    return TestClient(Starlette(routes=file_routes(MadeLibrary(documents))), headers=FI)


@pytest.mark.parametrize(
    ("name", "kind", "taken"),
    [
        ("a.pdf", "application/pdf", "inline"),
        ("a.md", "text/plain; charset=utf-8", "inline"),
        ("a.txt", "text/plain; charset=utf-8", "inline"),
        ("a.html", "text/html; charset=utf-8", "inline"),
        (
            "a.docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "attachment",
        ),
        ("a.odd", "application/octet-stream", "attachment"),
    ],
)
def test_file_is_given_as_what_it_is(tmp_path: Path, name: str, kind: str, taken: str) -> None:
    found = client(file(tmp_path, name, b"sis\xc3\xa4lt\xc3\xb6")).get("/original", params={"doc": name})
    assert (found.status_code, found.content) == (200, b"sis\xc3\xa4lt\xc3\xb6")
    assert found.headers["content-type"] == kind
    assert found.headers["content-disposition"] == f"{taken}; filename=\"{name}\"; filename*=UTF-8''{name}"


def test_file_can_be_saved_under_its_own_name(tmp_path: Path) -> None:
    name = 'Pöytä "kirja".md'
    found = client(file(tmp_path, name, b"x")).get("/original", params={"doc": name, "save": "1"})
    assert found.headers["content-disposition"] == (
        "attachment; filename=\"P_yt_ _kirja_.md\"; filename*=UTF-8''P%C3%B6yt%C3%A4%20%22kirja%22.md"
    )


def test_somebody_elses_page_runs_nothing(tmp_path: Path) -> None:
    page = file(tmp_path, "a.html", b"<script>alert(1)</script>")
    policy = client(page).get("/original", params={"doc": "a.html"}).headers["content-security-policy"]
    assert policy.startswith("sandbox; default-src 'none';")
    assert "allow-scripts" not in policy


def test_only_ids_open_files(tmp_path: Path) -> None:
    known = file(tmp_path, "a.md", b"x")
    (tmp_path / "secret.md").write_bytes(b"secret")
    for asked in (known.path, str(tmp_path / "secret.md"), "../secret.md", "secret.md", "", "/etc/passwd"):
        found = client(known).get("/original", params={"doc": asked})
        assert (found.status_code, found.text) == (404, FINNISH.no_file)


def test_file_that_is_gone_or_another_one_is_told_in_the_visitors_language(tmp_path: Path) -> None:
    document = file(tmp_path, "a.md", b"x")
    Path(document.path).write_bytes(b"another")
    changed = client(document).get("/original", params={"doc": "a.md"})
    assert (changed.status_code, changed.text) == (409, FINNISH.file_changed)
    Path(document.path).unlink()
    gone = client(document).get("/original", params={"doc": "a.md"}, headers={"accept-language": "sv"})
    assert (gone.status_code, gone.text) == (404, SWEDISH.file_gone)


def test_a_person_is_told_on_a_page_why_there_is_no_file(tmp_path: Path) -> None:
    known = client(file(tmp_path, "a.md", b"x"))
    asked = {"accept": "text/html,*/*;q=0.8", "accept-language": "sv"}
    told = known.get("/original", params={"doc": "b.md"}, headers=asked)
    assert (told.status_code, told.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert '<html lang="sv">' in told.text
    assert f"<h1>{REFUSALS['sv'].no_file}</h1><p>{SWEDISH.no_file}</p>" in told.text
    assert f'<a href="/">{REFUSALS["sv"].to_the_page}</a>' in told.text


def test_page_of_a_pdf_as_a_picture(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(made([lines(72, 100, "Satama avataan.")]))
    document = read(path)
    found = client(document).get("/picture", params={"doc": document.id, "page": "1"})
    assert (found.status_code, found.headers["content-type"]) == (200, "image/png")
    assert found.content.startswith(b"\x89PNG")


def test_a_file_in_an_archive_is_given_as_if_it_stood_in_a_folder(tmp_path: Path) -> None:
    page = made([lines(72, 100, "Satama avataan.")])
    archive = tmp_path / "kokoukset.zip"
    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr("2025/a.pdf", page)
    document = read(archive / "2025" / "a.pdf")
    site = client(document)
    found = site.get("/original", params={"doc": document.id})
    assert (found.status_code, found.content) == (200, page)
    assert found.headers["content-disposition"].startswith('inline; filename="a.pdf"')
    assert site.get("/picture", params={"doc": document.id, "page": "1"}).status_code == 200
    archive.write_bytes(archive.read_bytes()[:-30])
    for address in ("/original", "/picture"):
        found = site.get(address, params={"doc": document.id, "page": "1"})
        assert (found.status_code, found.text) == (409, FINNISH.file_changed)
    archive.unlink()
    assert site.get("/original", params={"doc": document.id}).status_code == 404


@pytest.mark.parametrize("page", ["", "0", "2", "-1", "1e3", "٣", "9" * 30, "1/../2"])
def test_page_that_is_none_is_told(tmp_path: Path, page: str) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(made([lines(72, 100, "Satama avataan.")]))
    document = read(path)
    found = client(document).get("/picture", params={"doc": document.id, "page": page})
    assert (found.status_code, found.text) == (404, FINNISH.no_file)


def test_document_without_layout_has_no_picture() -> None:
    assert client(PARKS).get("/picture", params={"doc": PARKS.id, "page": "1"}).status_code == 404
