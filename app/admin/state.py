"""How far the reading of sent documents is, and what came of it."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class State:
    """What the last documents that were sent have become.

    While they are read, ``step`` is what is being done, ``done`` of ``total``; None where nothing is.
    ``added`` are their names, ``refused`` those that could not be read with the reason, in English;
    ``problem`` is why nothing was taken at all.
    """

    step: Literal["read", "encoded"] | None = None
    done: int = 0
    total: int = 0
    added: tuple[str, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    problem: str = ""
