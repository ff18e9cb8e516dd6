"""A sentence-transformers folder with a tiny BERT of random weights, made on the spot."""

import json
import string
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

from scripts.train.pack_weights import BLOCK, to_blocks

Floats = npt.NDArray[np.float32]

WIDTH = 64
LONGEST = 40
LETTERS = string.ascii_lowercase + "åäö0123456789.:?"
UNKNOWN = {"unk_token": "[UNK]"}
PROMPTS = {"query": "query: ", "passage": "passage: "}


def tiny_tokenizer() -> Tokenizer:
    """Lower-case letters, and a few words that are one piece: ``[CLS] text [SEP]``."""
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
    words = ["query", "passage", "kokous", "päätös"]
    pieces = [*special, *LETTERS, *(f"##{letter}" for letter in LETTERS), *words]
    tokenizer = Tokenizer(models.WordPiece({piece: i for i, piece in enumerate(pieces)}, **UNKNOWN))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    return tokenizer


def save_tiny_model(
    folder: Path,
    *,
    prompts: Mapping[str, str] = PROMPTS,
    pooling: str = "mean",
    unit: bool = True,
    on_grid: bool = False,
) -> Path:
    """Write the model to a folder and give it back; equal arguments give equal weights.

    ``on_grid`` puts the weights where packing into 4 bits moves none of them.
    """
    import torch
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    torch.manual_seed(31)
    tokenizer = tiny_tokenizer()
    config = BertConfig(
        vocab_size=tokenizer.get_vocab_size(),
        hidden_size=WIDTH,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=2 * WIDTH,
        max_position_embeddings=LONGEST,
        pad_token_id=0,
        # The usual 0.02 leaves the texts nearly alike, which every encoder would agree on.
        initializer_range=0.3,
    )
    model = BertModel(config)
    if on_grid:
        with torch.no_grad():
            for weight in model.parameters():
                if weight.dim() == 2:
                    weight.copy_(torch.from_numpy(on_the_grid(weight.numpy(), 4)))
    model.save_pretrained(folder)
    special = {"pad_token": "[PAD]", "unk_token": "[UNK]", "cls_token": "[CLS]", "sep_token": "[SEP]"}
    fast: Any = PreTrainedTokenizerFast
    fast(tokenizer_object=tokenizer, **special).save_pretrained(folder)
    types = ["Transformer", "Pooling", *(["Normalize"] if unit else [])]
    paths = ["", "1_Pooling", "2_Normalize"]
    modules = [
        {"idx": i, "name": str(i), "path": paths[i], "type": f"sentence_transformers.models.{kind}"}
        for i, kind in enumerate(types)
    ]
    kinds = {"mean": "mean_tokens", "cls": "cls_token"}
    pooled = {f"pooling_mode_{name}": kind == pooling for kind, name in kinds.items()}
    for name, content in {
        "modules.json": modules,
        "sentence_bert_config.json": {"max_seq_length": LONGEST, "do_lower_case": False},
        "config_sentence_transformers.json": {"prompts": prompts, "default_prompt_name": None},
        "1_Pooling/config.json": {"word_embedding_dimension": WIDTH, **pooled},
    }.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content), encoding="utf-8")
    (folder / "2_Normalize").mkdir()
    return folder


def on_the_grid(weights: Floats, bits: int) -> Floats:
    """The weights moved to where packing them puts them."""
    codes, scales = to_blocks(np.ascontiguousarray(weights), bits)
    moved: Floats = (codes.astype(np.float32) - 2 ** (bits - 1)) * np.repeat(scales, BLOCK, axis=1)
    return moved
