"""Things of several sequences as one: of what is there already, and of what is new."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from index.store.held.records import ByNumber

Kind = TypeVar("Kind")
Kind_co = TypeVar("Kind_co", covariant=True)


class Numbered(Protocol[Kind_co]):
    """Things that are found by their numbers."""

    def __getitem__(self, number: int, /) -> Kind_co:
        """The thing of a number."""
        ...


@dataclass(frozen=True, slots=True)
class Run(Generic[Kind]):
    """The things of something from one number, before another."""

    held: Numbered[Kind]
    start: int
    end: int


class Joined(ByNumber[Kind]):
    """The things of runs, one after another."""

    def __init__(self, runs: Sequence[Run[Kind]]) -> None:
        self.runs = tuple(run for run in runs if run.start < run.end)
        self._firsts = [0]
        for run in self.runs:
            self._firsts.append(self._firsts[-1] + run.end - run.start)

    def __len__(self) -> int:
        return self._firsts[-1]

    def at(self, number: int) -> Kind:
        """The thing of a number."""
        place = bisect_right(self._firsts, number) - 1
        run = self.runs[place]
        return run.held[run.start + number - self._firsts[place]]
