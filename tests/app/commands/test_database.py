"""The commands on a store in PostgreSQL."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.commands.main import app
from app.library import Library
from corpus.errors import StoreError
from index.building.build import build
from index.store.stores import store_at
from tests.support.database import Server
from tests.support.toys.toy import ToyEncoder


def test_every_command_takes_an_address(
    database: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platformdirs.user_data_dir", lambda *_, **__: str(tmp_path))
    address = database.address().replace("postgres@", "postgres:s3cret@")
    monkeypatch.setenv("PYKALA_STORE", str(tmp_path / "none"))

    def run(*arguments: str) -> str:
        done = CliRunner().invoke(app, ["--store", address, *arguments], catch_exceptions=False)
        assert done.exit_code == 0, done.output
        assert "s3cret" not in done.output
        return " ".join(done.output.split())

    assert "1 added; 38 passages, 38 encoded now postgresql://postgres@/postgres?host=" in run(
        "index", "--encoder", "static"
    )
    assert "1 unchanged; 38 passages, 0 encoded now" in run("index", "--encoder", "static")
    assert "Yhteistyötä useiden eri kaupunkien kanssa, s. 3 (HEL 2024-015391, 2.12.2024)" in run(
        "ask", "Minkä kaupungin kanssa on allekirjoitettu yhteistyöasiakirja?"
    )
    assert re.search(r"store postgresql://postgres@/\S+ documents 1 passages 38 encoder static", run("info"))
    document = re.search(r"\S+\.md", run("show"))
    assert document is not None
    assert "§ 31" in run("show", document[0])
    assert "1 items" in run("decisions")
    assert "all is as it was written" in run("doctor")
    assert run("feedback") == "nothing has been said yet"
    with pytest.raises(StoreError, match="--mend is for an index in files"):
        run("doctor", "--mend")


def test_a_library_opens_what_is_published_anew(database: Server, tmp_path: Path) -> None:
    address = database.address()
    library = Library(store_at(address), ToyEncoder())
    assert len(library.heads()) == 1  # the report that ships
    folder = library.held_in.folder
    assert "postgresql" in folder.parts
    (tmp_path / "one.md").write_text("# Kissa\n\nkissa tuli\n", encoding="utf-8")
    build(store_at(address), [tmp_path], ToyEncoder())
    library._looked = 0.0
    assert library.heads().ids == ["one.md"]
    database.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'pykala'"
    )
    library._looked = 0.0
    assert library.ask("kissa").passages[0].text == "kissa tuli"
