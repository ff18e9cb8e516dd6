"""Train the extractor: which words of a passage answer a question, and whether any do.

    python -m scripts.train.extractor.train DATA OUT --examples 100000 [--layers 8] [--frozen 4]

DATA is a folder as ``data.py`` says. OUT gets ``latest.pt`` and ``previous.pt`` every ten minutes
(weights, their running average, the optimiser's state, that of chance, and the place in the data) and
``curve.jsonl``, a line every 50 steps. A run goes on from ``latest.pt`` where there is one, with the same
recipe but for ``--examples`` and ``--rate``: a longer plan may follow a shorter one. It stops at the end of
the plan, or when it is told to end (SIGTERM, Ctrl-C), and writes a checkpoint first.

Where no checkpoint is left, ``--weights index/models/extractor`` goes on from an exported network: it
takes the weights and the examples after those that the network has seen, with new warm-up and optimiser.

On processors without bfloat16 arithmetic float32 is ten times as fast; ``--bfloat16`` is for all others.
"""

import argparse
import json
import random
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from corpus.errors import EncoderError
from scripts.train.base_weights import base_weights, extractor_weights
from scripts.train.extractor.data import Texts, read_texts
from scripts.train.extractor.groups import group
from scripts.train.extractor.model import (
    Batch,
    Extractor,
    Packed,
    Sizes,
    batch_of,
    load_base,
    losses,
    pack,
    sizes_of,
)
from scripts.train.extractor.recipe import Recipe

BASE = Path(__file__).resolve().parents[3] / "index" / "models" / "base"

_LINES_EVERY = 50  # steps
_SAVED_EVERY = 600.0  # seconds
_CHUNK = 160  # groups that are sorted by length together
_AVERAGED = 0.998  # of the running average that stays at each step, in the long run


@dataclass(slots=True)
class Run:
    """A run as far as it has come: the network, its running average, and the place in the data.

    ``seen`` are examples, ``seconds`` of training; the next batch is number ``at`` of chunk ``chunk``.
    """

    net: Extractor
    adam: torch.optim.Optimizer
    average: dict[str, Tensor]
    seen: int = 0
    steps: int = 0
    seconds: float = 0.0
    chunk: int = 0
    at: int = 0
    lost: list[tuple[float, float]] = field(default_factory=list)


def new_run(net: Extractor, recipe: Recipe) -> Run:
    """A run that has not begun; ``net`` has its first weights."""
    free = [weight for weight in net.parameters() if weight.requires_grad]
    groups = [
        {"params": [weight for weight in free if weight.ndim > 1], "weight_decay": recipe.decay},
        {"params": [weight for weight in free if weight.ndim == 1], "weight_decay": 0.0},
    ]
    adam = torch.optim.AdamW(groups, lr=recipe.rate, betas=(0.9, 0.98), fused=True)
    average = {name: weight.detach().clone() for name, weight in learnt(net).items()}
    return Run(net, adam, average)


def first_weights(recipe: Recipe, base: Path, exported: Path | None = None) -> Extractor:
    """The network before its first step: the lower layers of an encoder, or an exported extractor.

    Raises:
        EncoderError: the model is not packed in blocks.
    """
    weights = base_weights(base / "model.onnx")
    net = Extractor(sizes_of(weights, recipe.layers), recipe.frozen, recipe.dropout)
    if exported:
        found = extractor_weights(exported / "model.onnx")
        net.load_state_dict({name: torch.from_numpy(np.array(value)) for name, value in found.items()})
    else:
        load_base(net, weights)
    return net


def learnt(net: Extractor) -> dict[str, Tensor]:
    """The weights that learn, by name."""
    return {name: weight for name, weight in net.named_parameters() if weight.requires_grad}


def batches(texts: Texts, tokenizer: Any, recipe: Recipe, chunk: int) -> list[Batch]:
    """The batches of a chunk of groups, each of groups of like length, in an order of chance.

    A batch has whole groups with ``recipe.batch`` examples or fewer. A group with an answer that stands
    beyond the pieces that are read is left out.
    """
    begin = recipe.before + chunk * _CHUNK
    packed = []
    for number in range(begin, begin + _CHUNK):
        found = [pack(tokenizer, example) for example in group(texts, recipe.seed, number)]
        whole = [example for example in found if example is not None]
        if len(whole) == len(found):
            packed.append(whole)
    packed.sort(key=lambda examples: max(len(example.pieces) for example in examples))
    cut: list[list[list[Packed]]] = [[]]
    for examples in packed:
        if cut[-1] and sum(map(len, cut[-1])) + len(examples) > recipe.batch:
            cut.append([])
        cut[-1].append(examples)
    random.Random(f"{recipe.seed} chunk {chunk}").shuffle(cut)
    return [batch_of(groups) for groups in cut if groups]


def train(
    run: Run,
    texts: Texts,
    tokenizer: Any,
    recipe: Recipe,
    device: str = "cpu",
    threads: int = 1,
    *,
    bfloat16: bool = False,
) -> Iterator[None]:
    """Take the steps of the plan from where the run is; it stands still after each.

    With several threads each takes parts of a batch: they wait for each other once a step, not at each
    product of matrices, which is what counts where other programs take some of the time.
    """
    run.net.train()
    part = partial(_part, run, recipe=recipe, device=device, bfloat16=bfloat16)
    with ThreadPoolExecutor(threads, initializer=torch.set_num_threads, initargs=(1,)) as pool:
        while run.seen < recipe.examples:
            waiting = batches(texts, tokenizer, recipe, run.chunk)
            while run.at < len(waiting) and run.seen < recipe.examples:
                start = time.perf_counter()
                batch = waiting[run.at].to(device)
                parts = batch.parts(2 * threads) if threads > 1 else [batch]
                whole = len(batch.ids), max(1, int((batch.first[:, 0] >= 0).sum()))
                found = (pool.map if threads > 1 else map)(partial(part, whole=whole), parts)
                _step(run, recipe, whole, list(found))
                run.at += 1
                run.seconds += time.perf_counter() - start
                yield
            if run.at == len(waiting):
                run.chunk, run.at = run.chunk + 1, 0


def _part(
    run: Run, batch: Batch, whole: tuple[int, int], recipe: Recipe, device: str, bfloat16: bool
) -> tuple[Sequence[Tensor], float, float]:
    """The gradients and the two losses of a part of a batch; means over the ``whole`` batch's examples."""
    with torch.autocast(torch.device(device).type, dtype=torch.bfloat16, enabled=bfloat16):
        scores = run.net(batch.ids, batch.mask)
    of_spans, of_answers = losses(scores, batch)
    of_answers, of_spans = of_answers / whole[0], of_spans / whole[1]
    weights = list(learnt(run.net).values())
    gradients = torch.autograd.grad(recipe.span_share * of_spans + of_answers, weights)
    return gradients, of_spans.item(), of_answers.item()


def _step(
    run: Run, recipe: Recipe, whole: tuple[int, int], parts: Sequence[tuple[Sequence[Tensor], float, float]]
) -> None:
    """Move the weights by the gradients of a batch's parts, which stand in for their sum."""
    for parameters in run.adam.param_groups:
        parameters["lr"] = recipe.rate_at(run.seen)
    weights = learnt(run.net)
    for weight, *gradients in zip(weights.values(), *(gradients for gradients, _, _ in parts), strict=True):
        weight.grad = sum(gradients[1:], start=gradients[0])
    torch.nn.utils.clip_grad_norm_(list(weights.values()), 1.0)
    run.adam.step()
    run.adam.zero_grad(set_to_none=True)
    run.steps, run.seen = run.steps + 1, run.seen + whole[0]
    stays = min(_AVERAGED, run.steps / (run.steps + 10))
    with torch.no_grad():
        for name, weight in weights.items():
            run.average[name].lerp_(weight, 1 - stays)
    run.lost.append((sum(spans for _, spans, _ in parts), sum(answers for _, _, answers in parts)))


def save(run: Run, recipe: Recipe, folder: Path) -> None:
    """Write ``latest.pt``; the one before becomes ``previous.pt``."""
    state = {
        "recipe": asdict(recipe),
        "sizes": asdict(run.net.sizes),
        "net": run.net.state_dict(),
        "average": run.average,
        "adam": run.adam.state_dict(),
        "chance": torch.get_rng_state(),
        "place": {name: getattr(run, name) for name in _PLACE},
    }
    latest, made = folder / "latest.pt", folder / "being-written.pt"
    torch.save(state, made)
    if latest.exists():
        latest.replace(folder / "previous.pt")
    made.replace(latest)


_PLACE = ("seen", "steps", "seconds", "chunk", "at")


def resume(path: Path, recipe: Recipe, device: str = "cpu") -> Run:
    """The run of a checkpoint, to go on with the recipe; chance goes on as well.

    Raises:
        EncoderError: the checkpoint was made with another recipe, but for its plan and its rate.
    """
    state = torch.load(path, map_location=device, weights_only=True)
    made = Recipe(**state["recipe"])
    if replace(made, examples=recipe.examples, rate=recipe.rate, warm_up=recipe.warm_up) != recipe:
        raise EncoderError(f"{path}: was made with {made}, not with {recipe}; name another folder")
    net = Extractor(Sizes(**state["sizes"]), recipe.frozen, recipe.dropout).to(device)
    net.load_state_dict(state["net"])
    run = new_run(net, recipe)
    run.adam.load_state_dict(state["adam"])
    run.average = state["average"]
    for name, value in state["place"].items():
        setattr(run, name, value)
    torch.set_rng_state(state["chance"].cpu())
    return run


def averaged(path: Path, *, average: bool = True) -> Extractor:
    """The network of a checkpoint, to read with: with the running average of its weights, or the last."""
    state = torch.load(path, map_location="cpu", weights_only=True)
    net = Extractor(Sizes(**state["sizes"]))
    net.load_state_dict({**state["net"], **(state["average"] if average else {})})
    return net.eval()


def curve_line(run: Run, recipe: Recipe) -> dict[str, float]:
    """What stands in ``curve.jsonl``: examples, seconds, the mean losses since the line before, the rate."""
    spans, answers = (sum(values) / len(values) for values in zip(*run.lost, strict=True))
    return {
        "examples": run.seen,
        "seconds": round(run.seconds, 1),
        "span_loss": round(spans, 4),
        "answerable_loss": round(answers, 4),
        "rate": round(recipe.rate_at(run.seen), 8),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Train as the arguments say; the exit status."""
    recipe = Recipe()
    parser = argparse.ArgumentParser(
        prog="train", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, help="a folder of questions, passages and headings")
    parser.add_argument("out", type=Path, help="the folder of checkpoints and curve")
    for name in ("examples", "layers", "frozen", "batch", "seed", "warm_up"):
        parser.add_argument(
            f"--{name.replace('_', '-')}", type=int, default=getattr(recipe, name), metavar="N"
        )
    for name in ("rate", "dropout"):
        parser.add_argument(f"--{name}", type=float, default=getattr(recipe, name), metavar="X")
    parser.add_argument("--base", type=Path, default=BASE, help="the encoder that it starts from")
    parser.add_argument("--weights", type=Path, metavar="FOLDER", help="an exported extractor to go on from")
    parser.add_argument("--device", default="cpu", help="of torch (default: cpu)")
    parser.add_argument("--threads", type=int, default=2, metavar="N", help="on the cpu")
    parser.add_argument("--bfloat16", action="store_true", help="half the digits, where that is faster")
    given = parser.parse_args(arguments)
    chosen = ("examples", "layers", "frozen", "batch", "seed", "warm_up", "rate", "dropout")
    recipe = replace(recipe, **{name: getattr(given, name) for name in chosen})
    if given.weights:
        told_by = json.loads((given.weights / "config.json").read_text(encoding="utf-8"))
        recipe = replace(recipe, before=told_by["examples"], layers=told_by["layers"])
    torch.set_num_threads(1)
    torch.manual_seed(recipe.seed)
    given.out.mkdir(parents=True, exist_ok=True)
    try:
        if (given.out / "latest.pt").exists():
            run = resume(given.out / "latest.pt", recipe, given.device)
        else:
            run = new_run(first_weights(recipe, given.base, given.weights).to(given.device), recipe)
    except EncoderError as error:
        print(error, file=sys.stderr)
        return 1
    tokenizer = Tokenizer.from_file(str(given.base / "tokenizer.json"))
    told: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda received, _: told.append(received))
    saved = time.monotonic()
    steps = train(
        run,
        read_texts(given.data),
        tokenizer,
        recipe,
        given.device,
        given.threads,
        bfloat16=given.bfloat16,
    )
    for _ in steps:
        if run.steps % _LINES_EVERY == 0:
            with (given.out / "curve.jsonl").open("a", encoding="utf-8") as file:
                file.write(json.dumps(curve_line(run, recipe)) + "\n")
            run.lost.clear()
        if time.monotonic() - saved > _SAVED_EVERY:
            save(run, recipe, given.out)
            saved = time.monotonic()
        if told:
            break
    save(run, recipe, given.out)
    print(f"{given.out}: {run.seen} examples in {run.seconds:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
