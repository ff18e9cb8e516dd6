"""What is not there everywhere: modules of one system alone, and packages that may be left out."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
REPORT = ROOT / "corpus" / "reports"
LIGHT = ROOT / "scripts" / "deploy" / "without-torch.txt"
EXCLUDED = LIGHT.with_name("torch.txt")
LEFT_OUT = ("torch", "sentence_transformers", "transformers", "scipy", "sklearn", "sympy")
POSIX_ALONE = ("resource", "grp")
"""Modules that Windows does not have; for others that it lacks, libraries have other ways there."""

BLOCK = f"""
import importlib, pkgutil, sys
for name in {(*LEFT_OUT, *POSIX_ALONE)!r}:
    sys.modules[name] = None  # importing it raises ModuleNotFoundError
"""

EVERY_MODULE = """
import app, corpus, index
for package in (corpus, index, app):
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if not module.name.endswith("_program"):  # run as programs
            importlib.import_module(module.name)
"""

COMMANDS = """
from app.commands.main import main
model = sys.argv.pop()
for command in (
    ["index", "--encoder", "static"], ["ask", "Mistä saa lisätietoja?"], ["decisions"], ["doctor"], ["info"],
    ["index", "--encoder", model],
):
    sys.argv = ["pykala", *command]
    try:
        main()
        status = 0
    except SystemExit as end:
        status = end.code or 0
    print(f"{command[0]}: {status}", file=sys.stderr)
"""


def run(code: str, *arguments: str, **environment: str) -> tuple[str, str]:
    """What a Python program prints, and what it prints on standard error."""
    done = subprocess.run(
        [sys.executable, "-c", BLOCK + code, *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout, done.stderr


def test_no_module_needs_what_is_left_out_or_is_not_there_on_every_system() -> None:
    assert run(EVERY_MODULE) == ("", "")


def test_all_but_another_model_works_without_torch(tmp_path: Path) -> None:
    model = tmp_path / "malli"
    model.mkdir()
    (model / "modules.json").write_text("[]")
    printed, told = run(COMMANDS, str(model), PYKALA_STORE=str(tmp_path / "store"))
    statuses = [line for line in told.splitlines() if line[-1:].isdigit()]
    assert statuses == ["index: 0", "ask: 0", "decisions: 0", "doctor: 0", "info: 0", "index: 1"]
    assert f"{model}: this model needs the package sentence_transformers, which is not installed" in told
    assert "pip install sentence-transformers torch" in told
    assert "1 added" in printed
    assert "s. 1 (HEL 2024-015391, 2.12.2024)" in printed


def test_the_list_without_torch_is_the_project_s_own_but_for_that() -> None:
    left_out = [
        line for line in EXCLUDED.read_text(encoding="utf-8").splitlines() if not line.startswith("#")
    ]
    assert left_out == ["sentence-transformers", "torch"]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = LIGHT.read_text(encoding="utf-8").splitlines()
    listed = [line for line in lines if not line.startswith("#")]
    assert listed == [
        needed for needed in project["dependencies"] if Requirement(needed).name not in left_out
    ]


def test_what_goes_to_a_file_is_utf_8_whatever_the_system_takes(tmp_path: Path) -> None:
    without_locale = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    code = "from app.commands.main import main\nsys.argv = ['pykala', *sys.argv[1:]]\nmain()\n"
    store = str(tmp_path / "store")
    run(code, "index", str(REPORT), "--encoder", "static", PYKALA_STORE=store, **without_locale)
    printed, _ = run(code, "ask", "HEL 2024-015391?", "--json", PYKALA_STORE=store, **without_locale)
    assert "§ 31 Tilannekatsaus Helsingin kaupungin kansainvälisten" in printed
