"""What stands in ``scripts/deploy``: what it names is there, and systemd takes the unit."""

import re
import shlex
import shutil
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

import pytest
import typer.main

from app.commands.main import app
from app.login.password import VARIABLE

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "scripts" / "deploy"
UNIT = DEPLOY / "pykala.service"


def refused(arguments: list[str]) -> list[str]:
    """The words of a command line that ``pykala`` would not take: another command, an unknown option."""
    command, *words = arguments
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    if command not in commands:
        return [command]
    known = {
        name
        for parameter in commands[command].params
        for name in (*parameter.opts, *parameter.secondary_opts)
    }
    return [word for word in words if word.startswith("--") and word.partition("=")[0] not in known]


def instructions() -> list[tuple[str, str]]:
    """The instructions of the Dockerfile with what follows each."""
    lines = (DEPLOY / "Dockerfile").read_text(encoding="utf-8").splitlines()
    return [(line.partition(" ")[0], line.partition(" ")[2]) for line in lines if line and line[0] != "#"]


def unit(path: Path = UNIT) -> ConfigParser:
    """A unit of systemd; of a setting that comes twice, the last."""
    parsed = ConfigParser(strict=False, interpolation=None, delimiters="=")
    parsed.optionxform = str  # type: ignore[assignment,method-assign]
    parsed.read(path, encoding="utf-8")
    return parsed


def test_the_image_is_made_of_files_that_are_there_and_not_left_out() -> None:
    copied = [source for name, rest in instructions() if name == "COPY" for source in rest.split()[:-1]]
    assert {"corpus", "index", "app", "scripts/deploy/without-torch.txt"} <= set(copied)
    ignored = (DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    assert ignored[1] == "*"
    for source in copied:
        assert (ROOT / source).exists(), source
        assert f"!{source}" in ignored, source


def test_the_image_opens_the_page_as_somebody_who_is_not_root() -> None:
    known = dict(instructions())
    command = [*shlex.split(known["ENTRYPOINT"].strip("[]")), *re.findall(r'"([^"]*)"', known["CMD"])]
    assert command[:2] == ["pykala", "chat"]
    assert refused(command[1:]) == []
    assert command[command.index("--port") + 1] == known["EXPOSE"]
    assert known["USER"] == "pykala"
    assert known["ENV"] == f"PYKALA_STORE={known['VOLUME']}"


def test_the_unit_opens_the_page_as_somebody_who_is_not_root() -> None:
    service = unit()["Service"]
    program, *arguments = shlex.split(service["ExecStart"])
    assert (program, refused(arguments), service["User"]) == ("/opt/pykala/bin/pykala", [], "pykala")
    assert service["Environment"].partition("=")[0] == "PYKALA_STORE"
    assert service["IPAddressDeny"] == "any"  # nothing goes out; the proxy is on this machine
    told = UNIT.read_text(encoding="utf-8")
    assert f"{VARIABLE}=" in told
    assert f"> {service['EnvironmentFile']}" in told


@pytest.mark.parametrize("file", ["Dockerfile", "pykala.service"])
def test_the_commands_that_are_told_are_there(file: str) -> None:
    told = re.findall(
        r"^#.*?\bpykala (index|add|chat|doctor)\b(.*)$",
        (DEPLOY / file).read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    assert told
    for command, rest in told:
        assert refused([command, *shlex.split(rest)]) == []


def test_an_option_that_is_not_there_is_found() -> None:
    assert refused(["chat", "--port", "7860", "--prot=1", "--no-browser"]) == ["--prot=1"]
    assert refused(["talk"]) == ["talk"]


def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    service = unit()["Service"]
    known = {"User", "Environment", "EnvironmentFile", "ExecStart", "Restart", "StateDirectory", "UMask"}
    assert known <= set(service)
    verify = shutil.which("systemd-analyze")
    if verify is None:  # a machine without systemd has nothing to ask
        return
    here = UNIT.read_text(encoding="utf-8").replace("/opt/pykala/bin/pykala", sys.executable)
    (tmp_path / "pykala.service").write_text(here.replace("User=pykala", "User=root"), encoding="utf-8")
    done = subprocess.run(
        [verify, "verify", str(tmp_path / "pykala.service")], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
