"""Gives an empty environment what the project needs to run, out of one that has more.

``python link_runtime.py PROJECT SITE_PACKAGES``, run by the environment that has the project installed: the
files of all that the project depends on, without its extras, and of what that depends on in turn, are linked
into the other environment. So it holds what an installation of the project alone would bring, and nothing is
fetched twice.
"""

import errno
import shutil
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


def needed(name: str, extras: frozenset[str] = frozenset()) -> list[Requirement]:
    """The requirements that a distribution has on this machine, with these of its extras."""
    found = map(Requirement, distribution(name).requires or ())
    asked = extras or {""}
    return [r for r in found if r.marker is None or any(r.marker.evaluate({"extra": e}) for e in asked)]


def closure(project: str) -> list[Distribution]:
    """All distributions that a project needs to run, without itself.

    Raises:
        PackageNotFoundError: one that is needed is not installed.
    """
    seen: set[tuple[str, frozenset[str]]] = set()
    waiting = needed(project)
    while waiting:
        requirement = waiting.pop()
        key = canonicalize_name(requirement.name), frozenset(requirement.extras)
        if key in seen:
            continue
        seen.add(key)
        if not requirement.specifier.contains(distribution(key[0]).version, prereleases=True):
            raise PackageNotFoundError(f"{requirement}: {distribution(key[0]).version} is installed")
        waiting += needed(*key)
    return [distribution(name) for name in sorted({name for name, _ in seen})]


def link(one: Distribution, site: Path) -> None:
    """Link a distribution's files into another environment; its commands are not needed there."""
    for file in one.files or ():
        if ".." in file.parts:
            continue
        place = site / file
        place.parent.mkdir(parents=True, exist_ok=True)
        source = Path(str(one.locate_file(file)))
        if place.exists() or (file.suffix == ".pyc" and not source.exists()):
            continue  # two distributions may share a file; what is compiled is made when it is needed
        try:
            place.hardlink_to(source)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            shutil.copy2(source, place)  # the environments lie on two disks


def main() -> None:
    """Link the project's runtime packages, and say how many they are."""
    project, site = sys.argv[1], Path(sys.argv[2])
    packages = closure(project)
    for one in packages:
        link(one, site)
    sys.stdout.write(f"{len(packages)} packages to run {project}\n")


if __name__ == "__main__":
    main()
