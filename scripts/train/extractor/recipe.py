"""The recipe of a training: the plan, and what learns how fast."""

from dataclasses import dataclass

_FLOOR = 0.02  # of the rate, at the end of the plan


@dataclass(frozen=True, slots=True)
class Recipe:
    """How it is trained: layers, those of them that do not learn, and how the others do.

    ``examples`` are those of the whole plan, ``warm_up`` those over which the rate grows, ``before`` those
    that the weights it starts from have seen, beside the plan; ``span_share`` weighs the loss of spans
    against that of answerability, which has weight 1.
    """

    layers: int = 8
    frozen: int = 4
    rate: float = 2e-4
    batch: int = 32
    examples: int = 100_000
    warm_up: int = 3_000
    dropout: float = 0.0
    decay: float = 0.01
    span_share: float = 1.0
    seed: int = 0
    before: int = 0

    def rate_at(self, seen: int) -> float:
        """The rate after so many examples: it grows over the warm-up, then falls in a line to the end."""
        left = (self.examples - seen) / max(self.examples - self.warm_up, 1)
        return self.rate * max(min((seen + self.batch) / self.warm_up, left, 1.0), _FLOOR)
