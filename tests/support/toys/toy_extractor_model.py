"""An exported extractor whose scores are a table of its pieces, made on the spot."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

CONFIG = {
    "max_pieces": 180,
    "max_question_pieces": 40,
    "prompts": {"question": "query: ", "passage": "passage: "},
}
PIECES = 51_196


def save_toy_extractor(folder: Path, table: np.ndarray[Any, np.dtype[np.float32]], **config: object) -> Path:
    """Write a model that gives each piece the two scores of its row in the table, and give the folder back.

    A text is answerable by the first score of its first piece.
    """
    folder.mkdir(parents=True, exist_ok=True)
    int64, float32 = TensorProto.INT64, TensorProto.FLOAT
    nodes = [
        helper.make_node("Gather", ["first", "input_ids"], ["start"]),
        helper.make_node("Gather", ["last", "input_ids"], ["end"]),
        helper.make_node("Gather", ["start", "zero"], ["answerable"], axis=1),
    ]
    graph = helper.make_graph(
        nodes,
        "toy",
        [helper.make_tensor_value_info(name, int64, ["n", "m"]) for name in ("input_ids", "attention_mask")],
        [
            helper.make_tensor_value_info("start", float32, ["n", "m"]),
            helper.make_tensor_value_info("end", float32, ["n", "m"]),
            helper.make_tensor_value_info("answerable", float32, ["n"]),
        ],
        [
            numpy_helper.from_array(np.ascontiguousarray(table[:, 0]), "first"),
            numpy_helper.from_array(np.ascontiguousarray(table[:, 1]), "last"),
            numpy_helper.from_array(np.array(0), "zero"),
        ],
    )
    onnx.save(
        helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=10),
        folder / "model.onnx",
    )
    (folder / "config.json").write_text(json.dumps(CONFIG | config), encoding="utf-8")
    return folder
