"""Stretches: which documents and passages are new, and which an earlier generation has just so."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from index.store.held.joined import Joined, Numbered, Run

Kind = TypeVar("Kind")

NEW = -1
"""Stands for the number in the earlier generation where a thing is new."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Things from one number, before another; ``before`` is that of the first in the earlier generation.

    They stand there one after another, too. Where they are new ``before`` is None.
    """

    first: int
    last: int
    before: int | None


def stretches(kept: Sequence[int]) -> Iterator[Stretch]:
    """All things in stretches; ``kept`` are their numbers in the earlier generation, or ``NEW``."""
    for shift, group in groupby(enumerate(kept), key=_shift):
        numbers = [number for number, _ in group]
        first = numbers[0]
        yield Stretch(first, numbers[-1] + 1, None if shift is None else first + shift)


def joined(parts: Iterable[Stretch], before: Numbered[Kind], fresh: Numbered[Kind]) -> Joined[Kind]:
    """All things in stretches: those of the earlier generation from there, the new ones as they come."""
    runs: list[Run[Kind]] = []
    done = 0
    for one in parts:
        count = one.last - one.first
        if one.before is None:
            runs.append(Run(fresh, done, done + count))
            done += count
        else:
            runs.append(Run(before, one.before, one.before + count))
    return Joined(runs)


def _shift(pair: tuple[int, int]) -> int | None:
    number, before = pair
    return None if before == NEW else before - number
