"""Write the tables and the plot of READMEs and the output that the first shows anew, from results and a run.

    python -m scripts.readme

What stands between ``<!-- name -->`` and ``<!-- /name -->`` is replaced; the tests hold it true.
"""

import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from scripts.measure import evaluate
from scripts.measure.beside import plot, side_by_side
from scripts.measure.load import benchmark, scale
from scripts.measure.tables import answers_table, rankings_table

_ROOT = Path(__file__).parent.parent
_RESULTS = _ROOT / "scripts" / "results"

PLOT = _ROOT / "app" / "pictures" / "beside.svg"
"""What the plot is written to."""


def tables(results: Path) -> dict[str, list[str]]:
    """The lines of each table by its name.

    Raises:
        FileNotFoundError: nothing has been measured.
    """
    newest = evaluate.newest(results)
    return {
        "table": list(rankings_table(newest, evaluate.newest(results, "static"))),
        "answers": list(answers_table(newest)),
        "speed": list(benchmark.table(benchmark.newest(results))),
        "scale": list(scale.scale_table(benchmark.newest(results, "scale"))),
    }


def index_tables(results: Path) -> dict[str, list[str]]:
    """The same of ``index/README.md``; raises what ``tables`` raises."""
    return {
        "beside": list(side_by_side.table(benchmark.newest(results, "side-by-side"))),
        "million": list(scale.scale_table(benchmark.newest(results, "million"))),
    }


def drawn(results: Path) -> str:
    """The plot of what others build, as SVG; raises what ``tables`` raises."""
    return plot.plot(benchmark.newest(results, "side-by-side"))


def output(commands: Iterable[str]) -> list[str]:
    """What the commands ``$ pykala …`` print, each under itself, on a store that begins empty.

    Raises:
        CalledProcessError: one failed.
    """
    lines: list[str] = []
    with tempfile.TemporaryDirectory() as store:
        for command in commands:
            done = subprocess.run(  # noqa: S603
                [sys.executable, "-m", "app.commands.main", *shlex.split(command)[2:], "--store", store],
                cwd=_ROOT,
                capture_output=True,
                encoding="utf-8",
                check=True,
            )
            lines += [command, *(line.rstrip() for line in done.stdout.splitlines() if line != store)]
    return lines


def part(text: str, name: str) -> list[str]:
    """The lines between the marks of a name.

    Raises:
        ValueError: the marks are not there.
    """
    found = _marked(name).search(text)
    if found is None:
        raise ValueError(f"no <!-- {name} --> and <!-- /{name} -->")
    return found[2].splitlines()


def with_part(text: str, name: str, lines: Iterable[str]) -> str:
    """The text with other lines between the marks of a name; raises what ``part`` raises."""
    part(text, name)
    inside = "".join(f"{line}\n" for line in lines)
    return _marked(name).sub(lambda found: f"{found[1]}{inside}{found[3]}", text)


def _marked(name: str) -> re.Pattern[str]:
    return re.compile(rf"(<!-- {name} -->\n)(.*?)(<!-- /{name} -->)", re.DOTALL)


def main() -> None:
    """Write the READMEs."""
    path = _ROOT / "README.md"
    text = path.read_text(encoding="utf-8")
    first, *shown, last = part(text, "output")  # within the marks of a block of code
    lines = output(line for line in shown if line.startswith("$ "))
    text = with_part(text, "output", [first, *lines, last])
    for name, made in tables(_RESULTS).items():
        text = with_part(text, name, made)
    path.write_text(text, encoding="utf-8")
    beneath = _ROOT / "index" / "README.md"
    text = beneath.read_text(encoding="utf-8")
    for name, made in index_tables(_RESULTS).items():
        text = with_part(text, name, made)
    beneath.write_text(text, encoding="utf-8")
    PLOT.write_text(drawn(_RESULTS), encoding="utf-8")


if __name__ == "__main__":
    main()
