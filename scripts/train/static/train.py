"""Train the static encoder: the vectors of pieces whose mean stands for a text.

    python -m scripts.train.static.train DATA OUT --steps 2500

DATA is a folder of parallel text, questions with passages and headings with sections (see
``scripts/train/static/pairs.py``). The vectors begin as those that the shipped encoder gives each piece by
itself (Minish Lab's Model2Vec), brought to fewer dimensions, rare pieces weighing more (Arora et al. 2017).
Then they learn to tell a text's partner from those of all others of a batch (van den Oord et al. 2018),
from half of each text's pieces: to fit is easy, to generalise is not. OUT becomes the folder of an
encoder.
"""

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Tokenizer
from torch import nn

from index.encoders import Encoder, load_encoder
from index.encoders.static import Pieces, packed
from scripts.train.static.pairs import KINDS, Pairs, frequencies, read_pairs, sample, some
from scripts.train.static.vocabulary import train_vocabulary

SHARES: Mapping[str, float] = {
    "question_fi": 0.2,
    "question_en": 0.15,
    "question_sv": 0.15,
    "heading": 0.1,
    "sv_fi": 0.16,
    "en_fi": 0.16,
    "en_sv": 0.08,
}
"""How much of the batches is of each kind of pairs."""

RARE = 1e-3
"""From which share of all pieces on a piece weighs less than half: the *a* of smooth inverse frequency."""

KEPT = 0.5
"""The share of a text's pieces that are read in training."""

_MOST_PIECES = 96
_TOLD_BACK = 0.5
_WARMING = 50
_SEED = 0


@dataclass(frozen=True, slots=True)
class Settings:
    """How many steps to learn, how many texts a batch has, the highest rate, and the temperature."""

    steps: int = 2500
    batch: int = 2048
    rate: float = 1.5e-2
    temperature: float = 0.05


def first_vectors(
    encoder: Encoder, tokenizer: Tokenizer, shares: npt.NDArray[np.float64], width: int
) -> npt.NDArray[np.float32]:
    """Vectors to begin with, float32 (pieces, width): what the encoder says of each piece by itself.

    They are centred, turned so that the first dimensions tell most (principal components), cut to
    ``width``, and weighted by how rare a piece is.
    """
    size = tokenizer.get_vocab_size()
    texts = [str(tokenizer.id_to_token(number)).replace("▁", " ").strip() for number in range(size)]
    vectors = encoder.encode_passages(texts).astype(np.float64)
    vectors -= vectors.mean(axis=0)
    _, axes = np.linalg.eigh(vectors.T @ vectors)
    turned = vectors @ axes[:, ::-1][:, :width]
    turned /= np.linalg.norm(turned, axis=1, keepdims=True)
    weighted: npt.NDArray[np.float32] = (turned * (RARE / (RARE + shares))[:, None]).astype(np.float32)
    return weighted


class _Means(torch.autograd.Function):
    """The means of rows of a table, as a sparse matrix takes them: many times as fast as an embedding bag."""

    @staticmethod
    def forward(context: Any, table: torch.Tensor, means: Any) -> torch.Tensor:
        context.means = means
        return torch.from_numpy(means @ table.detach().numpy())

    @staticmethod
    def backward(context: Any, *gradients: torch.Tensor) -> tuple[torch.Tensor, None]:
        return torch.from_numpy(context.means.T @ gradients[0].numpy()), None


def taking_means(pieces: npt.NDArray[np.int64], starts: npt.NDArray[np.int64], size: int) -> Any:
    """The sparse matrix (texts, size) that takes the mean of each text's pieces, of none zero; float32."""
    from scipy.sparse import csr_matrix

    ends = np.append(starts, len(pieces))
    lengths = np.diff(ends)
    shares = np.repeat(1 / np.maximum(lengths, 1), lengths).astype(np.float32)
    return csr_matrix((shares, pieces, ends), shape=(len(starts), size))


def loss_of(
    asked: torch.Tensor, told: torch.Tensor, right: npt.NDArray[np.int64], temperature: float
) -> torch.Tensor:
    """How badly each of the texts finds its partner among those of the batch, and half as much the way back.

    Both are unit vectors, float32 (texts, width). Texts with equal numbers in ``right`` are the same.
    """
    numbers = torch.from_numpy(right)
    same = (numbers[:, None] == numbers[None, :]) & ~torch.eye(len(right), dtype=torch.bool)
    scores = (asked @ told.T / temperature).masked_fill(same, -1e4)
    partners = torch.arange(len(right))
    there = nn.functional.cross_entropy(scores, partners)
    back = nn.functional.cross_entropy(scores.T, partners)
    return there + _TOLD_BACK * back


def train(
    vectors: npt.NDArray[np.float32], pairs: Mapping[str, Pairs], settings: Settings
) -> npt.NDArray[np.float32]:
    """The vectors after so many steps, float32 in their shape; the same arguments give the same."""
    rnd = np.random.default_rng(_SEED)
    table = nn.Parameter(torch.from_numpy(vectors.copy()))
    adam = torch.optim.Adam([table], lr=settings.rate, betas=(0.9, 0.98), fused=True)
    kinds = [kind for kind in KINDS if kind in pairs]
    chances = np.array([SHARES[kind] for kind in kinds])
    chances /= chances.sum()
    start = time.monotonic()
    losses: defaultdict[str, list[float]] = defaultdict(list)

    def encoded(texts: tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]) -> torch.Tensor:
        means = _Means.apply(table, taking_means(*texts, len(vectors)))  # type: ignore[no-untyped-call]
        return nn.functional.normalize(means, dim=-1)

    for step in range(1, settings.steps + 1):
        for group in adam.param_groups:
            group["lr"] = settings.rate * min(1.0, step / _WARMING) * (1 - (step - 1) / settings.steps)
        kind = kinds[rnd.choice(len(kinds), p=chances)]
        of = pairs[kind]
        chosen = rnd.choice(len(of), min(settings.batch, len(of)), replace=False)
        right = of.right[chosen]
        loss = loss_of(
            encoded(some(of.asked, of.left[chosen], KEPT, rnd, _MOST_PIECES)),
            encoded(some(of.told, right, KEPT, rnd, _MOST_PIECES)),
            right,
            settings.temperature,
        )
        adam.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        adam.step()
        losses[kind].append(loss.item())
        if step % 50 == 0:
            told = {name: round(float(np.mean(values[-8:])), 3) for name, values in losses.items()}
            print(f"{step} steps, {time.monotonic() - start:.0f} s: {told}", flush=True)
    found: npt.NDArray[np.float32] = table.detach().numpy()
    return found


def save(folder: Path, vectors: npt.NDArray[np.float32], tokenizer: Tokenizer) -> None:
    """Write the folder of an encoder."""
    folder.mkdir(parents=True, exist_ok=True)
    codes, scales = packed(vectors)
    np.savez(folder / "vectors.npz", codes=codes, scales=scales)
    tokenizer.save(str(folder / "tokenizer.json"))
    config = {"width": vectors.shape[1], "bits": 8, "pooling": "mean over the pieces; unit length"}
    (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the arguments, train and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, help="folder of training data")
    parser.add_argument("out", type=Path, help="folder for the encoder")
    parser.add_argument("--steps", type=int, default=Settings().steps, help="(default: %(default)s)")
    parser.add_argument("--batch", type=int, default=Settings().batch, help="texts (default: %(default)s)")
    parser.add_argument("--pieces", type=int, default=48_000, help="of the vocabulary (default: %(default)s)")
    parser.add_argument("--width", type=int, default=256, help="of a vector (default: %(default)s)")
    parser.add_argument("--tokenizer", type=Path, help="one that is there already")
    args = parser.parse_args(arguments)
    tokenizer = (
        Tokenizer.from_file(str(args.tokenizer))
        if args.tokenizer
        else train_vocabulary(sample(args.data), args.pieces)
    )
    pairs = read_pairs(args.data, Pieces(tokenizer))
    shares = frequencies(pairs.values(), tokenizer.get_vocab_size())
    vectors = first_vectors(load_encoder(), tokenizer, shares, args.width)
    save(args.out, train(vectors, pairs, Settings(args.steps, args.batch)), tokenizer)


if __name__ == "__main__":
    main()
