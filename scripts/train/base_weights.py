"""The weights of an exported network, in blocks of 4 or 8 bits, as numbers again."""

import re
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
from onnx import numpy_helper

from corpus.errors import EncoderError
from scripts.train.pack_weights import BLOCK, from_blocks

Floats = npt.NDArray[np.float32]

_PREFIX = re.compile(r"^.*?(?=embeddings\.|encoder\.)")


def base_weights(path: Path) -> dict[str, Floats]:
    """The weights of an exported BERT by their names in ``BertModel``; matrices are (out, in).

    A matrix has no name of its own in the file; it takes that of the bias that is added to its product.

    Raises:
        EncoderError: the model holds no matrices in blocks of 4 bits.
    """
    graph = onnx.load(str(path)).graph
    tensors = {tensor.name: tensor for tensor in graph.initializer}
    found: dict[str, Floats] = {}
    products: dict[str, Floats] = {}
    for node in graph.node:
        inputs = list(node.input)
        if node.op_type == "MatMulNBits":
            codes = numpy_helper.to_array(tensors[inputs[1]])
            scales = numpy_helper.to_array(tensors[inputs[2]])
            products[node.output[0]] = _matrix(codes, scales)
        elif node.op_type == "GatherBlockQuantized":
            found[inputs[0].rsplit("_", 1)[0]] = _table(tensors[inputs[0]], tensors[inputs[2]])
        elif node.op_type == "Add":
            for bias, product in (inputs, inputs[::-1]):
                if bias in tensors and product in products:
                    found[bias.removesuffix("bias") + "weight"] = products[product]
    if not products:
        raise EncoderError(
            f"{path}: holds no weights in blocks of 4 bits; take the model of index/models/base"
        )
    for name, tensor in tensors.items():
        if tensor.data_type == onnx.TensorProto.FLOAT and name.endswith((".bias", ".weight")):
            found[name] = numpy_helper.to_array(tensor)
    return {_PREFIX.sub("", name): value for name, value in found.items()}


def extractor_weights(path: Path) -> dict[str, Floats]:
    """The weights of an exported extractor by their names in ``Extractor``; matrices are (out, in).

    A matrix has no name of its own in the file; it takes that of the place of its product.

    Raises:
        EncoderError: the model holds no matrices in blocks of 4 or 8 bits.
    """
    graph = onnx.load(str(path)).graph
    tensors = {tensor.name: tensor for tensor in graph.initializer}
    found = {
        name: numpy_helper.to_array(tensor)
        for name, tensor in tensors.items()
        if tensor.data_type == onnx.TensorProto.FLOAT and name.endswith((".bias", ".weight"))
    }
    products = 0
    for node in graph.node:
        inputs = list(node.input)
        if node.op_type == "MatMulNBits":
            codes, scales = (numpy_helper.to_array(tensors[name]) for name in inputs[1:3])
            found[node.name.strip("/").replace("/", ".").removesuffix("MatMul") + "weight"] = _matrix(
                codes, scales
            )
            products += 1
        elif node.op_type == "GatherBlockQuantized":
            found[inputs[0].removesuffix("_codes")] = _table(tensors[inputs[0]], tensors[inputs[2]])
    if not products:
        raise EncoderError(f"{path}: holds no weights in blocks; take the model of index/models/extractor")
    return found


def _table(codes: onnx.TensorProto, scales: onnx.TensorProto) -> Floats:
    """The table that rows are taken from; signed codes of 4 bits, or unsigned of 8."""
    whole = numpy_helper.to_array(codes)
    numbers = whole.astype(np.float32) - (128 if whole.dtype == np.uint8 else 0)
    blocks = numbers.reshape(len(whole), -1, BLOCK) * numpy_helper.to_array(scales)[:, :, None]
    table: Floats = blocks.reshape(whole.shape)
    return table


def _matrix(codes: npt.NDArray[np.uint8], scales: Floats) -> Floats:
    """The matrix of codes (rows, blocks, bytes): of 4 bits two in a byte, the first in its low half."""
    scales = scales.reshape(len(codes), -1)
    if codes.shape[-1] == BLOCK:  # a byte a weight
        return from_blocks(codes.reshape(len(codes), -1), scales, 8)
    both = np.stack((codes & 15, codes >> 4), axis=-1).reshape(len(codes), -1)
    return from_blocks(both, scales, 4)
