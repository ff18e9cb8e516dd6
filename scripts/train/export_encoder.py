"""Export a sentence-transformers model to the folder that ``index/encoders/onnx.py`` runs.

    python -m scripts.train.export_encoder FOLDER OUT [--bits 4|8|32] [--source TEXT] [--licence TEXT]

OUT gets ``model.onnx``, ``tokenizer.json`` and ``config.json``. The ONNX model takes ``input_ids`` and
``attention_mask`` (int64, texts x pieces) and gives ``vector`` (float32, texts x width). The weights are
packed into 4 or 8 bits in blocks of 32 with one scale each; arithmetic stays in float32; 32 bits packs
nothing. A model that was unpacked from 4-bit blocks loses nothing by 4 bits, one that was tuned
afterwards does: take 8 for it, and measure. The prompts are those of the model.

At the end the exported model and the original encode the same texts; exit status 1 where they disagree.
Needs the packages of the extra ``dev``.
"""

import argparse
import json
import sys
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch

from index.encoders.onnx import OnnxEncoder
from index.encoders.sentence_transformers_encoder import SentenceEncoder, load_model
from scripts.train.pack_weights import pack_weights

LEAST_COSINE = {4: 0.9, 8: 0.999, 32: 0.9999}
"""The cosine of an exported and an original vector under which an export has gone wrong, by bits."""

_FULL = 32  # bits of a weight that is not packed
_TEXTS = (
    "Kaupunginhallitus päätti myöntää avustuksen 12.9.2022.",
    "Vem ansvarar för stadens internationella verksamhet?",
    "How many international networks is the city a member of?",
    "Päätös. " * 300,
    "",
)


class _Vector(torch.nn.Module):
    """A sentence-transformers model as one function of two tensors."""

    def __init__(self, model: Any) -> None:
        super().__init__()
        self.model = model

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        features = {"input_ids": input_ids, "attention_mask": attention_mask}
        vector: torch.Tensor = self.model(features)["sentence_embedding"]
        return vector


def main(arguments: Sequence[str] | None = None) -> int:
    """Export as the arguments say; the exit status."""
    parser = argparse.ArgumentParser(prog="export_encoder", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path, help="a sentence-transformers folder")
    parser.add_argument("out", type=Path, help="the folder to write")
    parser.add_argument("--bits", type=int, choices=sorted(LEAST_COSINE), default=4, help="of a weight")
    parser.add_argument("--source", help="where the model comes from; the folder's name unless given")
    parser.add_argument("--licence", default="see the source", help="of the model")
    given = parser.parse_args(arguments)
    export(given.folder, given.out, given.bits, given.source or given.folder.name, given.licence)
    size = (given.out / "model.onnx").stat().st_size
    cosine = least_cosine(given.folder, given.out)
    print(f"{given.out}: {size / 1e6:.1f} MB, least cosine to the original {cosine:.6f}")
    if cosine < LEAST_COSINE[given.bits]:
        print(
            f"that is less than the {LEAST_COSINE[given.bits]} that {given.bits} bits need", file=sys.stderr
        )
        return 1
    return 0


def export(folder: Path, out: Path, bits: int, source: str, licence: str) -> None:
    """Write the exported model of a sentence-transformers folder.

    Raises:
        EncoderError: the folder cannot be loaded.
    """
    original = SentenceEncoder(folder, "original")
    model = load_model(folder, model_kwargs={"attn_implementation": "eager"})
    out.mkdir(parents=True, exist_ok=True)
    _trace(model, out / "model.onnx")
    if bits < _FULL:
        traced = onnx.load(str(out / "model.onnx"))
        pack_weights(traced, bits)
        onnx.save(traced, str(out / "model.onnx"))
    tokenizer = model.tokenizer.backend_tokenizer
    tokenizer.no_padding()
    tokenizer.no_truncation()
    tokenizer.save(str(out / "tokenizer.json"), pretty=False)
    config = {
        "width": original.width,
        "max_pieces": model.max_seq_length,
        "prompts": {"question": original.question_prompt or "", "passage": original.passage_prompt or ""},
        "bits": bits,
        "source": source,
        "licence": licence,
    }
    (out / "config.json").write_text(
        json.dumps(config, ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
    )


def least_cosine(folder: Path, out: Path) -> float:
    """The least cosine of a text's two vectors, as question and as passage, over a few texts."""
    original, exported = SentenceEncoder(folder, "original"), OnnxEncoder(out, "exported")
    pairs = (
        (original.encode_questions(_TEXTS), exported.encode_questions(_TEXTS)),
        (original.encode_passages(_TEXTS), exported.encode_passages(_TEXTS)),
    )
    return min(float(np.sum(one * other, axis=1).min()) for one, other in pairs)


def _trace(model: Any, path: Path) -> None:
    ids, mask = torch.tensor([[0, 3, 2, 1], [0, 3, 3, 2]]), torch.tensor([[1, 1, 1, 0], [1, 1, 1, 1]])
    axes = {0: "texts", 1: "pieces"}
    with warnings.catch_warnings():
        # The exporter without dynamo is announced to go, but the other one needs one more package. What
        # the others warn of, a choice taken for good and negative indices, the comparison would show.
        warnings.simplefilter("ignore", DeprecationWarning)
        warnings.filterwarnings("ignore", "Converting a tensor to a Python boolean")
        warnings.filterwarnings("ignore", "Exporting aten::index operator", UserWarning)
        torch.onnx.export(
            _Vector(model).eval(),
            (ids, mask),
            str(path),
            input_names=["input_ids", "attention_mask"],
            output_names=["vector"],
            dynamic_axes={"input_ids": axes, "attention_mask": axes, "vector": {0: "texts"}},
            opset_version=20,
            dynamo=False,
        )


if __name__ == "__main__":
    sys.exit(main())
