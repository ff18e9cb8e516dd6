"""What the extractor's trainer needs, made small: an encoder of random weights to start from, and texts."""

import json
import lzma
import shutil
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import onnx

from scripts.train.extractor.train import BASE
from scripts.train.pack_weights import pack_weights
from tests.support.toys.tiny_model import on_the_grid

WIDTH, LAYERS, POSITIONS, VOCABULARY = 64, 3, 200, 51_196

PASSAGES = (
    "Espoo on kaupunki. Siellä asuu 300000 ihmistä. Kaupungin perusti kuningas vuonna 1972.",
    "Valtuusto kokoontui maanantaina. Avustus oli 500 euroa. Päätös oli yksimielinen.",
    "Joki virtaa mereen. Silta valmistui keväällä.",
)
ANSWERS = (
    {
        "passage": "1",
        "source": "squad2",
        "spans": [[31, 37], [81, 85]],
        "questions": [
            ["Montako ihmistä Espoossa asuu?", "How many people live in Espoo?", True],
            ["Milloin kaupungin perusti kuningas?", "", True],
            ["Kuka?", "", None],
            ["Montako ihmistä asuu Vantaalla?", "How many live in Vantaa?", False],
        ],
    },
    {
        "passage": "0",
        "source": "squad2",
        "spans": [[45, 54]],
        "questions": [["Paljonko oli avustus?", "How much was the grant?", True]],
    },
    {
        "passage": "7",
        "source": "nq",
        "spans": [[36, 44]],
        "questions": [["milloin silta valmistui", "when was the bridge completed", True]],
    },
)
HEADINGS = (
    ("finlex_heading2sec", "Valvonta – Vesilaki", "Aluehallintovirasto valvoo lain noudattamista."),
    ("finlex_heading2sec", "Korvaus – Vesilaki", "Vahinko korvataan rahalla."),
    ("finlex_court_keywords_abstract", "Konkurssi Määräaika", "Hakemus hylättiin."),
    ("turku_opus_pb_L4", "Hyvä on.", "Selvä."),
)


def save_texts(folder: Path) -> Path:
    """Write the three files that examples are drawn from, and give the folder back."""
    folder.mkdir(parents=True, exist_ok=True)
    numbers = (row["passage"] for row in ANSWERS)
    contents = {
        "qa_passages_fi.tsv.xz": [f"{n}\t{text}" for n, text in zip(numbers, PASSAGES, strict=True)],
        "qa_answers_fi.jsonl.xz": [json.dumps(row, ensure_ascii=False) for row in ANSWERS],
        "heading_section_fi.tsv.xz": ["\t".join(row) for row in HEADINGS],
    }
    for name, lines in contents.items():
        with lzma.open(folder / name, "wt", encoding="utf-8") as file:
            file.writelines(line + "\n" for line in lines)
    return folder


def tiny_bert() -> Any:
    """A ``BertModel`` of random weights on the grid of 4 bits; always the same."""
    import torch
    from transformers import BertConfig, BertModel

    torch.manual_seed(7)
    sized: Any = BertConfig  # which knows not all its arguments
    config = sized(
        vocab_size=VOCABULARY,
        hidden_size=WIDTH,
        num_hidden_layers=LAYERS,
        num_attention_heads=WIDTH // 32,
        intermediate_size=2 * WIDTH,
        max_position_embeddings=POSITIONS,
        pad_token_id=1,
        initializer_range=0.2,
        attn_implementation="eager",
    )
    model: Any = BertModel(config, add_pooling_layer=False)
    model.eval()
    with torch.no_grad():
        for weight in model.parameters():
            if weight.dim() == 2:
                weight.copy_(torch.from_numpy(on_the_grid(weight.numpy(), 4)))
            else:
                weight.add_(0.1 * torch.randn_like(weight))
    return model


def save_base(folder: Path) -> Path:
    """Write ``tiny_bert`` as the shipped encoder is, with its tokenizer, and give the folder back."""
    import torch

    class States(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = tiny_bert()

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
            states: torch.Tensor = self.model(
                input_ids=input_ids, attention_mask=attention_mask
            ).last_hidden_state
            return states

    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "model.onnx"
    ids = torch.tensor([[0, 3, 2]])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            States(),
            (ids, torch.ones_like(ids)),
            str(path),
            input_names=["input_ids", "attention_mask"],
            opset_version=20,
            dynamo=False,
        )
    model = onnx.load(str(path))
    pack_weights(model, 4)
    onnx.save(model, str(path))
    shutil.copyfile(BASE / "tokenizer.json", folder / "tokenizer.json")
    return folder


def weights_of(model: Any) -> dict[str, np.ndarray[Any, np.dtype[np.float32]]]:
    """The weights of a model of torch by name."""
    return {name: value.detach().numpy() for name, value in model.state_dict().items()}
