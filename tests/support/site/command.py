"""The ``pykala`` command in this process, which is soon, or in one of its own, which is as people run it."""

import io
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from app.commands.main import main

ROOT = Path(__file__).parents[3]


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a command."""

    returncode: int
    stdout: str
    stderr: str


def pykala(*arguments: str, store: Path, stdin: str = "") -> Done:
    """The command in this process."""
    out, errors = io.StringIO(), io.StringIO()
    status = 0
    with (
        patch.dict(os.environ, surroundings(store)),
        patch.object(sys, "argv", ["pykala", *arguments]),
        patch.object(sys, "stdin", io.StringIO(stdin)),
        redirect_stdout(out),
        redirect_stderr(errors),
    ):
        try:
            main()
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else int(end.code is not None)
    return Done(status, out.getvalue(), errors.getvalue())


def pykala_alone(*arguments: str, store: Path, stdin: str = "") -> Done:
    """The command in a process of its own, in which warnings are errors."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "app.commands.main", *arguments],
        cwd=ROOT,
        env={**os.environ, **surroundings(store)},
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    return Done(done.returncode, done.stdout, done.stderr)


def surroundings(store: Path) -> Mapping[str, str]:
    """The variables that the command goes by."""
    return {"PYKALA_STORE": str(store), "COLUMNS": "200", "PYTHONIOENCODING": "utf-8"}
