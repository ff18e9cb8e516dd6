"""Export a checkpoint of the extractor to a folder: ``model.onnx``, ``tokenizer.json`` and ``config.json``.

    python -m scripts.train.extractor.export CHECKPOINT OUT [--bits 4|8|32] [--last]

The ONNX model takes ``input_ids`` and ``attention_mask`` (int64, texts x pieces) and gives ``start`` and
``end`` (float32, texts x pieces: the scores of each piece as the first and as the last of the answer) and
``answerable`` (float32, texts: positive where the text more likely answers than not). Weights that lie on
the grid of 4 bits, those of the encoder that did not learn, are packed in 4 bits without loss; the others
in ``--bits``; arithmetic stays in float32. The running average of the weights is taken, or with ``--last``
the last ones.

At the end the exported network and that of torch read the same; exit status 1 where they disagree.
"""

import argparse
import json
import shutil
import sys
import warnings
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
import torch

from scripts.train.extractor.evaluate import onnx_network, torch_network
from scripts.train.extractor.model import MOST_OF_QUESTION, MOST_PIECES, PADDING, PASSAGE, QUESTION, Extractor
from scripts.train.extractor.train import BASE, averaged
from scripts.train.pack_weights import from_blocks, pack_weights, to_blocks

LARGEST = {4: 3.0, 8: 0.25, 32: 0.001}
"""The difference of an exported and an original score above which an export has gone wrong, by bits."""

LICENCE = "CC BY-SA 4.0"

_FULL = 32
_OUTPUTS = ("start", "end", "answerable")
_SOURCE = "the base encoder (multilingual-e5-small, MIT), trained on SQuAD 2.0, Natural Questions and Finlex"


def bits_of(rows: npt.NDArray[np.float32], bits: int) -> int:
    """4 where the rows lose nothing by it, ``bits`` otherwise."""
    return 4 if np.array_equal(from_blocks(*to_blocks(rows, 4), 4), rows) else bits


def export(net: Extractor, tokenizer: Path, out: Path, bits: int, learnt_from: int) -> None:
    """Write the folder of a network; ``learnt_from`` is the number of examples that it says it saw."""
    out.mkdir(parents=True, exist_ok=True)
    _trace(net, out / "model.onnx")
    if bits < _FULL:
        traced = onnx.load(str(out / "model.onnx"))
        pack_weights(traced, partial(bits_of, bits=bits))
        onnx.save(traced, str(out / "model.onnx"))
    shutil.copyfile(tokenizer, out / "tokenizer.json")
    config = {
        "layers": net.sizes.layers,
        "max_pieces": MOST_PIECES,
        "max_question_pieces": MOST_OF_QUESTION,
        "prompts": {"question": QUESTION, "passage": PASSAGE},
        "bits": bits,
        "examples": learnt_from,
        "source": _SOURCE,
        "licence": LICENCE,
    }
    (out / "config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")


def _trace(net: Extractor, path: Path) -> None:
    ids, mask = torch.tensor([[0, 3, 2, 1], [0, 3, 3, 2]]), torch.tensor([[1, 1, 1, 0], [1, 1, 1, 1]])
    axes = {0: "texts", 1: "pieces"}
    with warnings.catch_warnings():
        # The exporter without dynamo is announced to go, but the other one needs one more package.
        warnings.simplefilter("ignore", DeprecationWarning)
        torch.onnx.export(
            net.eval(),
            (ids, mask),
            str(path),
            input_names=["input_ids", "attention_mask"],
            output_names=list(_OUTPUTS),
            dynamic_axes={
                **dict.fromkeys(("input_ids", "attention_mask", "start", "end"), axes),
                "answerable": {0: "texts"},
            },
            opset_version=20,
            dynamo=False,
        )


def difference(net: Extractor, path: Path) -> float:
    """The largest difference of a score of the network and of its export, over pieces drawn by chance.

    Texts of several lengths stand side by side; scores of padding do not count.
    """
    rng = np.random.default_rng(0)
    lengths = np.array([MOST_PIECES, 60, 9, 2])
    ids = rng.integers(
        PADDING + 1, net.sizes.vocabulary, (len(lengths), min(MOST_PIECES, net.sizes.positions))
    )
    mask = (np.arange(ids.shape[1])[None, :] < lengths[:, None]).astype(np.int64)
    ids = np.where(mask == 1, ids, PADDING)
    original, exported = torch_network(net.eval())(ids, mask), onnx_network(path)(ids, mask)
    within = (mask == 1, mask == 1, np.ones(len(ids), bool))
    return max(
        float(np.abs(one - other)[where].max())
        for one, other, where in zip(original, exported, within, strict=True)
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Export as the arguments say; the exit status."""
    parser = argparse.ArgumentParser(
        prog="export", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("checkpoint", type=Path, help="of train.py")
    parser.add_argument("out", type=Path, help="the folder to write")
    parser.add_argument(
        "--bits", type=int, choices=sorted(LARGEST), default=8, help="of a weight that learnt"
    )
    parser.add_argument("--last", action="store_true", help="the last weights, not their average")
    parser.add_argument("--tokenizer", type=Path, default=BASE / "tokenizer.json", help="of the base encoder")
    given = parser.parse_args(arguments)
    net = averaged(given.checkpoint, average=not given.last)
    state = torch.load(given.checkpoint, map_location="cpu", weights_only=True)
    seen = state["recipe"]["before"] + state["place"]["seen"]
    export(net, given.tokenizer, given.out, given.bits, seen)
    size = (given.out / "model.onnx").stat().st_size
    apart = difference(net, given.out / "model.onnx")
    print(f"{given.out}: {size / 1e6:.1f} MB, largest difference of a score to torch {apart:.6f}")
    if apart > LARGEST[given.bits]:
        print(f"that is more than the {LARGEST[given.bits]} of {given.bits} bits", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
