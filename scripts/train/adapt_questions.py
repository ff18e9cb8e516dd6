"""An addition to an exported encoder that only questions pass through: passages keep their vectors."""

import re
from collections.abc import Iterator, Mapping

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

from corpus.errors import EncoderError

_MULTIPLIED = re.compile(r"/layer\.(\d+)/(.+)/MatMul_output_0$")
_GATE = "is_question"

Floats = npt.NDArray[np.float32]
Adapter = Mapping[str, tuple[Floats, Floats]]
"""For a matrix of the model, named ``6/attention/self/query`` by its layer and its place there, two thin
ones, ``(inputs, rank)`` and ``(rank, outputs)``, whose product is added to it (LoRA, Hu et al. 2021)."""


def adapt_questions(model: onnx.ModelProto, adapter: Adapter, piece: int) -> None:
    """Put an adapter into a BERT that ``export_encoder`` wrote, in place.

    A text is a question where its second piece, the first after the special one, is ``piece``: so its
    prompt decides. What is added is multiplied by 1 there and by 0 elsewhere, so that the vectors of all
    other texts stay the same to the last bit. The thin matrices are kept in 16 bits.

    Raises:
        EncoderError: the model has no such matrix.
    """
    left = dict(adapter)
    nodes = list(_gate())
    constants = [
        numpy_helper.from_array(np.array(1, np.int64), f"{_GATE}_place"),
        numpy_helper.from_array(np.array(piece, np.int64), f"{_GATE}_piece"),
        numpy_helper.from_array(np.array([1, 2], np.int64), f"{_GATE}_axes"),
    ]
    for node in model.graph.node:
        nodes.append(node)
        found = _MULTIPLIED.search(node.output[0])
        thin = left.pop(f"{found[1]}/{found[2]}", None) if found else None
        if thin is None:
            continue
        name = node.output[0]
        node.output[0] = f"{name}_of_all"
        nodes += _addition(node.input[0], name)
        for side, matrix in zip(("down", "up"), thin, strict=True):
            constants.append(numpy_helper.from_array(matrix.astype(np.float16), f"{name}_{side}_16"))
    if left:
        raise EncoderError(f"the exported model has no matrix {min(left)}")
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    model.graph.initializer.extend(constants)


def _gate() -> Iterator[onnx.NodeProto]:
    """What makes the gate, float32 (texts, 1, 1): 1 for a question, 0 for any other text."""
    second, equal, number = f"{_GATE}_second", f"{_GATE}_equal", f"{_GATE}_number"
    yield helper.make_node("Gather", ["input_ids", f"{_GATE}_place"], [second], axis=1)
    yield helper.make_node("Equal", [second, f"{_GATE}_piece"], [equal])
    yield helper.make_node("Cast", [equal], [number], to=TensorProto.FLOAT)
    yield helper.make_node("Unsqueeze", [number, f"{_GATE}_axes"], [_GATE])


def _addition(given: str, name: str) -> Iterator[onnx.NodeProto]:
    """What adds to the product of all texts, ``name_of_all``, that of the thin matrices for questions."""
    few, gated, added = f"{name}_few", f"{name}_gated", f"{name}_added"
    for side in ("down", "up"):
        yield helper.make_node("Cast", [f"{name}_{side}_16"], [f"{name}_{side}"], to=TensorProto.FLOAT)
    yield helper.make_node("MatMul", [given, f"{name}_down"], [few])
    yield helper.make_node("Mul", [few, _GATE], [gated])
    yield helper.make_node("MatMul", [gated, f"{name}_up"], [added])
    yield helper.make_node("Add", [f"{name}_of_all", added], [name])
