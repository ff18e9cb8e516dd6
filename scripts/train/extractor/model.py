"""The extractor: a question and a passage read together; which words answer, and whether any do.

It reads ``<s> query: QUESTION </s> passage: CONTEXT > TEXT </s>``, as the base encoder's prompts have it,
with that encoder's lower layers. Each piece gets two scores, as the first and as the last of the answer,
and the first piece one for whether the text answers.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

from corpus.document import Span
from scripts.train.extractor.data import Example

QUESTION, PASSAGE = "query: ", "passage: "
BEGIN, PADDING, END = 0, 1, 2
"""The numbers of the special pieces."""

MOST_PIECES = 180
MOST_OF_QUESTION = 40

_HEAD = 32  # numbers of a head of attention
_NEVER = -1e4  # a score that no piece reaches
_SPREAD = 0.02  # of the weights of new heads
_HEADS = frozenset(("ends", "seen", "answerable"))


@dataclass(frozen=True, slots=True)
class Sizes:
    """Of the network: numbers of a piece, layers, heads of attention, inner numbers, pieces, positions."""

    width: int = 384
    layers: int = 8
    heads: int = 12
    inner: int = 1536
    vocabulary: int = 51_196
    positions: int = 512
    epsilon: float = 1e-12


@dataclass(frozen=True, slots=True)
class Packed:
    """An example in pieces: ``text`` are those of the passage's text, ``spans`` those that answer.

    Both are spans of places in ``pieces``; ``spans`` are half-open as all are.
    """

    pieces: tuple[int, ...]
    text: Span
    spans: tuple[Span, ...]
    answerable: bool


@dataclass(frozen=True, slots=True)
class Batch:
    """Examples side by side: ``ids``, ``mask`` and ``inside`` (the text's pieces) are (examples, pieces).

    ``first`` and ``last`` are the places of spans, (examples, spans), padded with -1. ``group`` numbers the
    groups, whose examples stand together, (examples,).
    """

    ids: Tensor
    mask: Tensor
    inside: Tensor
    first: Tensor
    last: Tensor
    answerable: Tensor
    group: Tensor

    def to(self, device: str) -> "Batch":
        """The batch on a device."""
        return Batch(*(getattr(self, name).to(device) for name in self.__slots__))

    def parts(self, count: int) -> "list[Batch]":
        """The batch in ``count`` parts or fewer of whole groups, each as wide as its own longest example."""
        found = []
        for groups in torch.arange(int(self.group.max()) + 1).chunk(count):
            rows = torch.isin(self.group, groups)
            part = Batch(*(getattr(self, name)[rows] for name in self.__slots__))
            width = int(part.mask.sum(1).max())
            cut = (part.ids[:, :width], part.mask[:, :width], part.inside[:, :width])
            found.append(Batch(*cut, part.first, part.last, part.answerable, part.group))
        return found


class Layer(nn.Module):
    """A layer of BERT: attention, then two matrices with GELU between, each added and normalised."""

    def __init__(self, sizes: Sizes, dropout: float) -> None:
        super().__init__()
        self.heads, self.head = sizes.heads, sizes.width // sizes.heads
        self.attended = nn.Linear(sizes.width, 3 * sizes.width)
        self.joined = nn.Linear(sizes.width, sizes.width)
        self.joined_norm = nn.LayerNorm(sizes.width, sizes.epsilon)
        self.inner = nn.Linear(sizes.width, sizes.inner)
        self.outer = nn.Linear(sizes.inner, sizes.width)
        self.outer_norm = nn.LayerNorm(sizes.width, sizes.epsilon)
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        """The next states, (examples, pieces, width); ``bias`` is added to the scores of attention."""
        examples, pieces, width = states.shape
        three = self.attended(states).view(examples, pieces, 3, self.heads, self.head)
        query, key, value = three.permute(2, 0, 3, 1, 4).unbind(0)
        scores = (query / math.sqrt(self.head)) @ key.transpose(-1, -2) + bias
        mixed = (scores.softmax(-1) @ value).transpose(1, 2).reshape(examples, pieces, width)
        states = self.joined_norm(states + self.dropout(self.joined(mixed)))
        inner = nn.functional.gelu(self.inner(states))
        normed: Tensor = self.outer_norm(states + self.dropout(self.outer(inner)))
        return normed


class Extractor(nn.Module):
    """The network. Its embeddings and its lowest ``frozen`` layers do not learn."""

    def __init__(self, sizes: Sizes, frozen: int = 0, dropout: float = 0.0) -> None:
        super().__init__()
        self.sizes, self.frozen = sizes, frozen
        self.pieces = nn.Embedding(sizes.vocabulary, sizes.width)
        self.positions = nn.Embedding(sizes.positions, sizes.width)
        self.norm = nn.LayerNorm(sizes.width, sizes.epsilon)
        self.layers = nn.ModuleList(
            Layer(sizes, dropout if at >= frozen else 0.0) for at in range(sizes.layers)
        )
        self.ends = nn.Linear(sizes.width, 2)
        self.seen = nn.Linear(sizes.width, sizes.width)
        self.answerable = nn.Linear(sizes.width, 1)
        for head in (self.ends, self.seen, self.answerable):
            nn.init.normal_(head.weight, std=_SPREAD)
            nn.init.zeros_(head.bias)
        for part in (self.pieces, self.positions, self.norm, *self.layers[:frozen]):
            part.requires_grad_(False)

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Scores of each piece as the first and as the last, (examples, pieces), and of the whole."""
        places = torch.arange(input_ids.shape[1], device=input_ids.device)
        states = self.norm(self.pieces(input_ids) + self.positions(places))
        bias = (1 - attention_mask[:, None, None, :].to(states.dtype)) * _NEVER
        for layer in self.layers:
            states = layer(states, bias)
        ends = self.ends(states)
        answerable = self.answerable(torch.tanh(self.seen(states[:, 0])))
        return ends[..., 0], ends[..., 1], answerable[:, 0]


def sizes_of(weights: Mapping[str, npt.NDArray[np.float32]], layers: int) -> Sizes:
    """The sizes of a network of so many layers that takes the weights of this ``BertModel``."""
    vocabulary, width = weights["embeddings.word_embeddings.weight"].shape
    positions = len(weights["embeddings.position_embeddings.weight"])
    inner = len(weights["encoder.layer.0.intermediate.dense.bias"])
    return Sizes(width, layers, width // _HEAD, inner, vocabulary, positions)


def load_base(net: Extractor, weights: Mapping[str, npt.NDArray[np.float32]]) -> None:
    """Put the weights of a ``BertModel`` into the network, of its layers the lowest that there are room for.

    The vector of a text's kind, the same for all pieces, is added to those of the positions.
    """
    tensors = {name: torch.from_numpy(np.array(value)) for name, value in weights.items()}
    state = {
        "pieces.weight": tensors["embeddings.word_embeddings.weight"],
        "positions.weight": tensors["embeddings.position_embeddings.weight"]
        + tensors["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": tensors["embeddings.LayerNorm.weight"],
        "norm.bias": tensors["embeddings.LayerNorm.bias"],
    }
    parts = {
        "joined": "attention.output.dense",
        "joined_norm": "attention.output.LayerNorm",
        "inner": "intermediate.dense",
        "outer": "output.dense",
        "outer_norm": "output.LayerNorm",
    }
    for at in range(net.sizes.layers):
        source = f"encoder.layer.{at}"
        for kind in ("weight", "bias"):
            state[f"layers.{at}.attended.{kind}"] = torch.cat(
                [tensors[f"{source}.attention.self.{name}.{kind}"] for name in ("query", "key", "value")]
            )
            for part, name in parts.items():
                state[f"layers.{at}.{part}.{kind}"] = tensors[f"{source}.{name}.{kind}"]
    heads = {name: value for name, value in net.state_dict().items() if name.split(".")[0] in _HEADS}
    net.load_state_dict({**state, **heads})


def pack(tokenizer: Any, example: Example, most: int = MOST_PIECES) -> Packed | None:
    """The example in pieces, the end cut off one longer than ``most``; None where that takes all spans."""
    asked = tokenizer.encode(QUESTION + example.question, add_special_tokens=False).ids[:MOST_OF_QUESTION]
    before = PASSAGE + example.context
    cut = tokenizer.encode(before + example.text, add_special_tokens=False)
    room = most - len(asked) - 3
    ids = cut.ids[:room]
    places = [(start - len(before), end - len(before)) for start, end in cut.offsets[:room]]
    begin = len(asked) + 2
    first = next((at for at, (_, end) in enumerate(places) if end > 0), len(places))
    spans = []
    for span in example.spans:
        touched = [at for at, (start, end) in enumerate(places) if start < span.end and end > span.start]
        if touched and places[touched[-1]][1] >= span.end:
            spans.append(Span(begin + touched[0], begin + touched[-1] + 1))
    if example.spans and not spans:
        return None
    text = Span(begin + first, begin + len(places))
    return Packed((BEGIN, *asked, END, *ids, END), text, tuple(spans), example.answerable)


def batch_of(groups: Sequence[Sequence[Packed]]) -> Batch:
    """The examples of groups side by side, padded."""
    examples = [example for group in groups for example in group]
    longest = max(len(example.pieces) for example in examples)
    most = max(1, *(len(example.spans) for example in examples))
    ids = torch.full((len(examples), longest), PADDING)
    mask = torch.zeros_like(ids)
    inside = torch.zeros_like(ids, dtype=torch.bool)
    first = torch.full((len(examples), most), -1)
    last = torch.full((len(examples), most), -1)
    for row, example in enumerate(examples):
        ids[row, : len(example.pieces)] = torch.tensor(example.pieces)
        mask[row, : len(example.pieces)] = 1
        inside[row, example.text.start : example.text.end] = True
        for at, span in enumerate(example.spans):
            first[row, at], last[row, at] = span.start, span.end - 1
    answerable = torch.tensor([float(example.answerable) for example in examples])
    group = torch.tensor([number for number, group in enumerate(groups) for _ in group])
    return Batch(ids, mask, inside, first, last, answerable, group)


def losses(scores: tuple[Tensor, Tensor, Tensor], batch: Batch) -> tuple[Tensor, Tensor]:
    """The sums of the losses in nats: of the spans, over examples that have any, and of the answerability.

    That of an example's spans is minus the logarithm of the sum of their probabilities, since which of
    them answers is not known; a span's is the product of those of its first and of its last piece, each
    among the pieces of all texts of its group.
    """
    first, last, answerable = (score.float() for score in scores)
    known = batch.first >= 0
    beside = batch.group[:, None] == batch.group[None, :]
    spans = torch.zeros_like(known, dtype=first.dtype)
    for score, places in ((first, batch.first), (last, batch.last)):
        whole = score.masked_fill(~batch.inside, _NEVER).logsumexp(1)
        among = whole.expand(len(whole), -1).masked_fill(~beside, -math.inf).logsumexp(1)
        spans = spans + score.gather(1, places.clamp(min=0)) - among[:, None]
    told = spans.masked_fill(~known, -math.inf)[known.any(1)].logsumexp(1)
    of_answers = nn.functional.binary_cross_entropy_with_logits(answerable, batch.answerable, reduction="sum")
    return -told.sum(), of_answers
