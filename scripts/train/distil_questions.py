"""Tuning the question side: a question in any language gets the vector of the Finnish one, near its passage.

The untuned model teaches (multilingual distillation, Reimers & Gurevych 2020): its vector of the Finnish
text is what the same text in another language should get. The student is that model with thin additions to
the matrices of its upper layers (LoRA, Hu et al. 2021), through which only questions go. Each text is
pulled towards its Finnish vector, away from those of all other rows, and, where a passage answers it,
towards the passage's vector and away from those of all other passages. Nothing of the teacher is trained,
so its vectors, and what its lower layers make of a text, are computed once, and a step is cheap.
"""

import math
import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional

from corpus.language import Language
from index.encoders.sentence_transformers_encoder import load_model
from scripts.train.adapt_questions import Adapter, Floats
from scripts.train.tuning_texts import Row

PLACES = (
    "attention/self/query",
    "attention/self/key",
    "attention/self/value",
    "attention/output/dense",
    "intermediate/dense",
    "output/dense",
)
"""The matrices of a layer that get an addition."""

_TWINS = 0.97  # cosine from which two texts say the same, and the one is no wrong answer to the other
_OUT = -1e4
_LONGEST = 48  # pieces of a question that are read


@dataclass(frozen=True, slots=True)
class Recipe:
    """How it is tuned.

    The ``lower`` part of the layers stays as it is, ``rank`` is that of an addition, and ``strength`` is
    what is kept of it at the end: half, as if the tuned weights were averaged with the untuned, was better
    than all. Of a batch's texts, ``finnish`` is the share of Finnish ones, which keep the student where it
    is; a third of the Finnish and of the English ones have passages. ``pull`` weighs the distance to the
    Finnish vector, ``answers`` the loss over passages. Passages are read up to ``longest`` pieces, no more
    than ``passages`` of them.
    """

    steps: int = 1500
    batch: int = 48
    rate: float = 8e-4
    lower: float = 0.5
    rank: int = 16
    strength: float = 0.5
    temperature: float = 0.03
    pull: float = 10.0
    answers: float = 0.5
    finnish: float = 0.25
    passages: int = 1600
    longest: int = 80
    seed: int = 0


class Added(nn.Module):
    """A linear layer with a thin addition, zero at first."""

    def __init__(self, linear: nn.Linear, rank: int) -> None:
        super().__init__()
        self.linear = linear
        self.down = nn.Parameter(torch.randn(rank, linear.in_features) / math.sqrt(linear.in_features))
        self.up = nn.Parameter(torch.zeros(linear.out_features, rank))

    def forward(self, given: Tensor) -> Tensor:
        """The layer's output with the addition."""
        out: Tensor = self.linear(given) + (given @ self.down.T) @ self.up.T
        return out


@dataclass(frozen=True, slots=True)
class Texts:
    """What the teacher makes of the rows' texts.

    ``halves`` are the texts as the lower layers leave them, by row and language, float16 (pieces, width);
    ``targets`` the vectors of the Finnish texts, (rows, width); ``answers`` the vectors of the passages,
    (passages, width), and ``answered`` the passage of a row.
    """

    halves: dict[tuple[int, Language], npt.NDArray[np.float16]]
    targets: Tensor
    answers: Tensor
    answered: dict[int, int]


def tune(folder: Path, rows: Sequence[Row], recipe: Recipe, tell: Callable[[str], None] = print) -> Adapter:
    """The additions that make a sentence-transformers folder of a BERT better at questions.

    The same rows and recipe give the same additions on the same machine. ``tell`` hears of the losses.
    """
    torch.manual_seed(recipe.seed)
    rnd = random.Random(recipe.seed)
    model = load_model(folder)
    bert = model[0].auto_model.eval().requires_grad_(False)
    lowest = round(recipe.lower * len(bert.encoder.layer))
    texts = taught(model, rows, lowest, recipe)
    upper = adapted(bert.encoder.layer[lowest:], recipe.rank)
    weights = [weight for weight in upper.parameters() if weight.requires_grad]
    adam = torch.optim.AdamW(weights, lr=recipe.rate, weight_decay=0.01, betas=(0.9, 0.98))
    batches = _Batches(texts, recipe, rnd)
    losses: list[list[float]] = []
    for step in range(recipe.steps):
        for group in adam.param_groups:
            group["lr"] = recipe.rate * min(1, (step + 1) / 20) * max(0.03, 1 - step / recipe.steps)
        keys = batches.next()
        parts = loss_of(
            student(upper, [texts.halves[key] for key in keys]), [row for row, _ in keys], texts, recipe
        )
        torch.autograd.backward([parts[0] + recipe.pull * parts[1] + recipe.answers * parts[2]])
        nn.utils.clip_grad_norm_(weights, 1.0)
        adam.step()
        adam.zero_grad()
        losses.append([part.item() for part in parts])
        if (step + 1) % 20 == 0:
            others, distance, passages = np.mean(losses[-20:], axis=0)
            tell(f"step {step + 1}: others {others:.3f}, distance {distance:.4f}, passages {passages:.3f}")
    return {
        f"{lowest + number}/{place}": thin(layer, place, recipe.strength)
        for number, layer in enumerate(upper)
        for place in PLACES
    }


def taught(model: Any, rows: Sequence[Row], lowest: int, recipe: Recipe) -> Texts:
    """What the teacher makes of the texts and of the first passages."""
    keys = [(number, language) for number, row in enumerate(rows) for language in row.texts]
    halves, vectors = _encoded(model, "query", [rows[row].texts[of] for row, of in keys], lowest, _LONGEST)
    finnish = [at for at, (_, language) in enumerate(keys) if language == "fi"]
    numbers: dict[str, int] = {}
    for row in rows:
        if row.passage is not None and (row.passage in numbers or len(numbers) < recipe.passages):
            numbers.setdefault(row.passage, len(numbers))
    _, answers = _encoded(model, "passage", list(numbers), lowest, recipe.longest)
    answered = {at: numbers[row.passage] for at, row in enumerate(rows) if row.passage in numbers}
    return Texts(dict(zip(keys, halves, strict=True)), vectors[finnish], answers, answered)


def adapted(layers: nn.ModuleList, rank: int) -> nn.ModuleList:
    """The layers, their matrices exchanged in place for such with an addition."""
    for layer in layers:
        for place in PLACES:
            *path, last = place.split("/")
            within: Any = layer
            for name in path:
                within = getattr(within, name)
            setattr(within, last, Added(getattr(within, last), rank))
    return layers


def thin(layer: nn.Module, place: str, strength: float) -> tuple[Floats, Floats]:
    """The two thin matrices of a place, as an ``Adapter`` has them, their product that much of the whole."""
    added: Any = layer.get_submodule(place.replace("/", "."))
    return added.down.detach().numpy().T.copy(), strength * added.up.detach().numpy().T


def student(layers: nn.ModuleList, halves: Sequence[npt.NDArray[np.float16]]) -> Tensor:
    """The vectors of texts that the lower layers have been through, of unit length, (texts, width)."""
    lengths = torch.tensor([len(half) for half in halves])
    there = torch.arange(int(lengths.max())) < lengths[:, None]
    states = nn.utils.rnn.pad_sequence(
        [torch.from_numpy(h.astype(np.float32)) for h in halves], batch_first=True
    )
    mask = torch.where(there, 0.0, _OUT)[:, None, None, :].expand(-1, 1, states.shape[1], -1)
    for layer in layers:
        out = layer(states, mask)
        states = out[0] if isinstance(out, tuple) else out
    return functional.normalize((states * there[..., None]).sum(1) / lengths[:, None], dim=-1)


def loss_of(
    vectors: Tensor, rows: Sequence[int], texts: Texts, recipe: Recipe
) -> tuple[Tensor, Tensor, Tensor]:
    """Three losses of a batch: among all rows, distance to the Finnish vector, among all passages."""
    right = torch.tensor(rows)
    among = _among(vectors, texts.targets, right, recipe.temperature)
    distance = (1 - (vectors * texts.targets[right]).sum(1)).mean()
    known = [(at, texts.answered[row]) for at, row in enumerate(rows) if row in texts.answered]
    if not known:
        return among, distance, torch.zeros(())
    at, passage = torch.tensor(known).T
    share = len(known) / len(rows)
    return among, distance, share * _among(vectors[at], texts.answers, passage, recipe.temperature)


def _among(vectors: Tensor, pool: Tensor, right: Tensor, temperature: float) -> Tensor:
    """InfoNCE over a pool of vectors, in which the right one's twins do not count."""
    twins = pool[right] @ pool.T > _TWINS
    twins[torch.arange(len(right)), right] = False
    scores = (vectors @ pool.T / temperature).masked_fill(twins, _OUT)
    return functional.cross_entropy(scores, right)


def _encoded(
    model: Any, prompt: str, texts: Sequence[str], lowest: int, longest: int
) -> tuple[list[npt.NDArray[np.float16]], Tensor]:
    """Each text after the lowest layers, and all texts' vectors of unit length."""
    tokenizer, bert = model.tokenizer, model[0].auto_model
    halves: list[Any] = [None] * len(texts)
    vectors = torch.zeros(len(texts), bert.config.hidden_size)
    order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
    for start in range(0, len(order), 32):
        some = order[start : start + 32]
        prompted = [model.prompts[prompt] + texts[at] for at in some]
        cut = tokenizer(prompted, padding=True, truncation=True, max_length=longest, return_tensors="pt")
        mask = cut["attention_mask"]
        with torch.no_grad():
            out = bert(input_ids=cut["input_ids"], attention_mask=mask, output_hidden_states=True)
        mean = (out.last_hidden_state * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        vectors[some] = functional.normalize(mean, dim=-1)
        for at, state, length in zip(some, out.hidden_states[lowest], mask.sum(1).tolist(), strict=True):
            halves[at] = state[:length].numpy().astype(np.float16)
    return halves, vectors


class _Batches:
    """Texts by chance, those that were seen least first, a fixed number of each language."""

    def __init__(self, texts: Texts, recipe: Recipe, rnd: random.Random) -> None:
        self._rnd = rnd
        self._seen: defaultdict[tuple[int, Language], int] = defaultdict(int)
        self._groups: list[tuple[list[tuple[int, Language]], int]] = []
        foreign = (1 - recipe.finnish) / 2
        for language, share in (("fi", recipe.finnish), ("en", foreign), ("sv", foreign)):
            keys = [key for key in texts.halves if key[1] == language]
            answered = [key for key in keys if key[0] in texts.answered]
            count = round(share * recipe.batch)
            third = count // 3 if answered else 0
            self._groups += [(answered, third), (keys, count - third)]

    def next(self) -> list[tuple[int, Language]]:
        """The keys of a batch's texts."""
        found: list[tuple[int, Language]] = []
        for keys, count in self._groups:
            some = self._rnd.sample(keys, min(len(keys), 4 * count))
            some.sort(key=lambda key: self._seen[key])
            found += some[:count]
        for key in found:
            self._seen[key] += 1
        return found
