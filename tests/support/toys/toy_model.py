"""An exported model small enough to read: a text's vector is the sum of its pieces' rows in a table."""

import json
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

from tests.support.toys.tiny_model import tiny_tokenizer

TABLE_WIDTH = 4


def save_toy(folder: Path, table: npt.NDArray[np.float32] | None = None, **config: object) -> Path:
    """Write the model to a folder and give it back; more keys for its ``config.json`` may be given."""
    folder.mkdir(exist_ok=True)
    tokenizer = tiny_tokenizer()
    if table is None:
        table = np.eye(tokenizer.get_vocab_size(), TABLE_WIDTH, dtype=np.float32)
    tokenizer.save(str(folder / "tokenizer.json"))
    nodes = [
        helper.make_node("Gather", ["table", "input_ids"], ["rows"]),
        helper.make_node("Unsqueeze", ["attention_mask", "last"], ["mask"]),
        helper.make_node("Cast", ["mask"], ["weights"], to=TensorProto.FLOAT),
        helper.make_node("Mul", ["rows", "weights"], ["kept"]),
        helper.make_node("ReduceSum", ["kept", "first"], ["vector"], keepdims=0),
    ]
    integers = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["texts", "pieces"])
        for name in ("input_ids", "attention_mask")
    ]
    output = helper.make_tensor_value_info("vector", TensorProto.FLOAT, ["texts", TABLE_WIDTH])
    constants = {"table": table, "last": np.array([2]), "first": np.array([1])}
    graph = helper.make_graph(
        nodes,
        "toy",
        integers,
        [output],
        [numpy_helper.from_array(value, name) for name, value in constants.items()],
    )
    onnx.save(
        helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8),
        str(folder / "model.onnx"),
    )
    prompts = {"question": "", "passage": ""}
    whole = {"width": TABLE_WIDTH, "max_pieces": 8, "prompts": prompts, **config}
    (folder / "config.json").write_text(json.dumps(whole))
    return folder
