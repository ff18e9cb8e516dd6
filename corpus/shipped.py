"""The reports that ship with the product."""

from pathlib import Path

import corpus


def shipped_reports() -> list[Path]:
    """The files of the shipped reports, by name."""
    return sorted((Path(corpus.__file__).parent / "reports").glob("*.md"))
