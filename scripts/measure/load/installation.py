"""What an installation weighs, with torch and without it.

``python -m scripts.measure.load.installation`` adds up the files of all that the project needs to run, as
they are installed where it runs: once all, once without what ``scripts/deploy/torch.txt``
lists and what only that needs. What Python compiled as they were installed counts, too.

The figures go to ``--to`` too, by default ``scripts/results/installation-COMMIT.json``.
"""

import argparse
import json
import sys
from collections.abc import Iterable
from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from scripts.measure.evaluate import commit

ROOT = Path(__file__).parents[3]
LEFT_OUT = ROOT / "scripts" / "deploy" / "torch.txt"


def main() -> None:
    """Prints and writes the figures, in millions of bytes."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--to", type=Path, default=ROOT / "scripts" / "results" / f"installation-{commit()}.json"
    )
    arguments = parser.parse_args()
    figures = weighed(left_out())
    print(json.dumps(figures))
    arguments.to.parent.mkdir(exist_ok=True)
    arguments.to.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def left_out() -> frozenset[str]:
    """The names of what may be left out."""
    lines = LEFT_OUT.read_text(encoding="utf-8").splitlines()
    return frozenset(canonicalize_name(line) for line in lines if not line.startswith("#"))


def weighed(without: frozenset[str]) -> dict[str, object]:
    """The megabytes of the project, of all that it needs, and of that without some; and their numbers."""
    own = [path for room in ("corpus", "index", "app") for path in (ROOT / room).rglob("*")]
    size = sum(path.stat().st_size for path in own if path.is_file() and "__pycache__" not in path.parts)
    needed, fewer = closure("pykala"), closure("pykala", without)
    return {
        "python": sys.version.partition(" ")[0],
        "platform": sys.platform,
        "torch": distribution("torch").version,
        "project": round(size / 1e6),
        "needed": {"packages": len(needed), "megabytes": megabytes(needed)},
        "without": {"packages": len(fewer), "megabytes": megabytes(fewer)},
    }


def closure(project: str, without: frozenset[str] = frozenset()) -> frozenset[str]:
    """The names of all distributions that a project needs to run, without some of its own requirements."""
    waiting = [one for one in _needed(project, "") if canonicalize_name(one.name) not in without]
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        requirement = waiting.pop()
        key = canonicalize_name(requirement.name), frozenset(requirement.extras)
        if key not in seen:
            seen.add(key)
            waiting += [one for extra in ("", *key[1]) for one in _needed(key[0], extra)]
    return frozenset(name for name, _ in seen)


def _needed(name: str, extra: str) -> list[Requirement]:
    found = map(Requirement, distribution(name).requires or ())
    return [one for one in found if one.marker is None or one.marker.evaluate({"extra": extra})]


def megabytes(names: Iterable[str]) -> int:
    """The size of the files that distributions list, as far as they are there."""
    places = {Path(str(file.locate())) for name in names for file in distribution(name).files or ()}
    return round(sum(place.stat().st_size for place in places if place.is_file()) / 1e6)


if __name__ == "__main__":
    main()
