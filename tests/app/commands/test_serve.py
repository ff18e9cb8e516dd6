"""The options of ``pykala chat``: names, prefix and password, before anything is served."""

import socket
from pathlib import Path

import pytest
from typer.testing import CliRunner

import app.server
import app.site
from app.commands.main import app as command
from app.commands.serve import hosts, prefix
from app.site import Site
from app.web.proxy import THIS_MACHINE
from corpus.errors import AddressError, PykalaError

RUN = CliRunner()


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[Site]:
    """The sites that would have been served."""
    sites: list[Site] = []
    monkeypatch.setattr(app.site, "web_application", lambda _, site: sites.append(site))
    monkeypatch.setattr(app.server, "serve", lambda site, *_, **__: site())
    monkeypatch.delenv("PYKALA_PASSWORD", raising=False)
    return sites


def chat(tmp_path: Path, *options: str) -> str:
    """What ``pykala chat`` says on standard error with these options."""
    done = RUN.invoke(command, ["chat", "--store", str(tmp_path), *options])
    if done.exception is not None:
        raise done.exception
    return done.stderr


def password_file(folder: Path) -> Path:
    file = folder / "salasana"
    file.write_text("päiväkoti-12\n", encoding="utf-8")
    file.chmod(0o600)
    return file


def test_alone_on_this_machine(tmp_path: Path, served: list[Site]) -> None:
    assert chat(tmp_path) == ""
    assert served == [Site()]
    assert "localhost" in served[0].hosts
    assert "10.0.0.5" not in served[0].hosts


def test_everything_on_a_shared_machine(tmp_path: Path, served: list[Site]) -> None:
    file = password_file(tmp_path)
    options = (
        "--auth-file",
        str(file),
        "--root-path",
        "/pykala/",
        "--allow-host",
        "Minutes.example",
        "--mcp",
        "--contact",
        "kirjaamo@kunta.example",
    )
    assert chat(tmp_path, "--host", "0.0.0.0", *options) == ""  # noqa: S104
    (site,) = served
    assert (site.password, site.prefix, site.proxies, site.mcp) == (
        "päiväkoti-12",
        "/pykala",
        THIS_MACHINE,
        True,
    )
    for name in ("minutes.example", "10.0.0.5", "[fe80::1]", "localhost", socket.gethostname().lower()):
        assert name in site.hosts
    assert "other.example" not in site.hosts


def test_password_of_the_environment(
    tmp_path: Path, served: list[Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYKALA_PASSWORD", "päiväkoti-12")
    chat(tmp_path)
    chat(tmp_path, "--auth", "--proxy")
    assert [site.password for site in served] == ["päiväkoti-12"] * 2
    assert [site.proxies for site in served] == [frozenset(), THIS_MACHINE]


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "pykala.example"])  # noqa: S104
def test_a_page_for_others_without_a_password_is_warned_of(
    tmp_path: Path, served: list[Site], host: str
) -> None:
    told = chat(tmp_path, "--host", host)
    assert told.startswith(f"warning: {host} can be reached from other machines")
    assert "--auth-file" in told
    assert served[0].password is None


@pytest.mark.parametrize("options", [("--host", "192.0.2.1"), ("--proxy",)])
def test_a_page_for_others_whose_statement_names_nobody_is_warned_of(
    tmp_path: Path, served: list[Site], options: tuple[str, ...]
) -> None:
    assert "--contact" in chat(tmp_path, *options)
    assert "--contact" not in chat(tmp_path, *options, "--contact", "kirjaamo@kunta.example")
    assert [site.contact for site in served] == ["", "kirjaamo@kunta.example"]


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "127.0.0.2"])
def test_no_warning_where_nobody_else_comes(tmp_path: Path, served: list[Site], host: str) -> None:
    assert chat(tmp_path, "--host", host) == ""
    assert served[0].hosts == hosts("127.0.0.1", [])


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--auth",), "give --auth-file or set PYKALA_PASSWORD"),
        (("--auth-file", "nowhere"), "nowhere: cannot be opened"),
        (("--root-path", "pykala"), "--root-path pykala: not a path"),
    ],
)
def test_what_cannot_be_served(
    tmp_path: Path, served: list[Site], options: tuple[str, ...], message: str
) -> None:
    with pytest.raises(PykalaError, match=message):
        chat(tmp_path, *options)
    assert served == []


@pytest.mark.parametrize("wrong", ["pykala", "/a//b", "/a?b", "/å b", "http://x/", "//evil.example"])
def test_prefixes_that_are_no_path(wrong: str) -> None:
    with pytest.raises(AddressError, match="write it as /pykala"):
        prefix(wrong)


def test_prefixes() -> None:
    assert [prefix(path) for path in ("", "/", "/pykala", "/a/b-c/")] == ["", "", "/pykala", "/a/b-c"]
