"""The weights of an encoder that was exported in blocks of 4 bits, as numbers again."""

import re
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
from onnx import numpy_helper

from corpus.errors import EncoderError
from scripts.train.pack_weights import BLOCK

Floats = npt.NDArray[np.float32]

_PREFIX = re.compile(r"^.*?(?=embeddings\.|encoder\.)")
_ZERO = 8  # the code of nought


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
            codes = numpy_helper.to_array(tensors[inputs[0]]).astype(np.float32)
            scales = numpy_helper.to_array(tensors[inputs[2]])
            blocks = codes.reshape(len(codes), -1, BLOCK) * scales[:, :, None]
            found[inputs[0].rsplit("_", 1)[0]] = blocks.reshape(codes.shape)
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


def _matrix(codes: npt.NDArray[np.uint8], scales: Floats) -> Floats:
    """The matrix of codes (rows, blocks, 16), two in a byte, the first in its low half."""
    both = np.stack((codes & 15, codes >> 4), axis=-1).reshape(len(codes), -1, BLOCK)
    blocks = (both.astype(np.float32) - _ZERO) * scales.reshape(len(codes), -1)[:, :, None]
    return blocks.reshape(len(codes), -1)
