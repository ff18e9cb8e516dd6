"""The weights of an ONNX model in blocks of few bits, each block with one scale."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import onnx
from onnx import helper, numpy_helper

BLOCK = 32
_DOMAIN = "com.microsoft"  # onnxruntime's own operators
_FLOAT_ARITHMETIC = 1

Floats = npt.NDArray[np.float32]
Codes = npt.NDArray[np.uint8]


def pack_weights(model: onnx.ModelProto, bits: int | Callable[[Floats], int]) -> None:
    """Put the model's weights, in place, into blocks of 32 numbers of 4 or 8 bits; arithmetic stays float32.

    These are the tables that rows are gathered from and the matrices that are multiplied with, where the
    blocks fit; they become ``GatherBlockQuantized`` and ``MatMulNBits`` of onnxruntime. The bits may be
    told for each, by a function of its rows as they go into blocks.
    """
    weights = {tensor.name: tensor for tensor in model.graph.initializer}
    made: dict[str, onnx.TensorProto] = {}
    for node in model.graph.node:
        at = {"MatMul": 1, "Gather": 0}.get(node.op_type)
        if at is None or node.input[at] not in weights:
            continue
        weight = numpy_helper.to_array(weights[node.input[at]])
        rows = weight.T if node.op_type == "MatMul" else weight
        if weight.ndim != 2 or weight.dtype != np.float32 or rows.shape[1] % BLOCK:
            continue
        rows = np.ascontiguousarray(rows)
        each = bits if isinstance(bits, int) else bits(rows)
        codes, scales = to_blocks(rows, each)
        pack = _multiplied if node.op_type == "MatMul" else _gathered
        for tensor in pack(node, codes, scales, each):
            made[tensor.name] = tensor
    used = {name for node in model.graph.node for name in node.input}
    kept = [tensor for tensor in model.graph.initializer if tensor.name in used]
    del model.graph.initializer[:]
    model.graph.initializer.extend([*kept, *made.values()])
    model.opset_import.append(helper.make_opsetid(_DOMAIN, 1))
    model.ir_version = max(model.ir_version, 10)  # the first that knows numbers of 4 bits


def to_blocks(rows: Floats, bits: int) -> tuple[Codes, Floats]:
    """The rows' codes, 0 to ``2**bits - 1`` in their shape, and the scales, one for each block of a row.

    A weight is ``(code - 2**(bits - 1)) * scale``, rounded to the nearest; the largest of a block is
    exact. This is Q4_0 of ggml for 4 bits: what was unpacked from it is packed without loss.
    """
    half = 2 ** (bits - 1)
    blocks = rows.reshape(len(rows), -1, BLOCK)
    largest = np.take_along_axis(blocks, np.abs(blocks).argmax(axis=2, keepdims=True), axis=2)
    scales = largest / np.float32(-half)
    codes = np.rint(blocks / np.where(scales == 0, 1, scales)) + half
    return codes.clip(0, 2 * half - 1).astype(np.uint8).reshape(rows.shape), scales[:, :, 0]


def from_blocks(codes: Codes, scales: Floats, bits: int) -> Floats:
    """The rows again that ``to_blocks`` made these of, rounded as it did."""
    blocks = codes.reshape(len(codes), -1, BLOCK).astype(np.float32) - np.float32(2 ** (bits - 1))
    rows: Floats = (blocks * scales[:, :, None]).reshape(codes.shape)
    return rows


def _multiplied(node: onnx.NodeProto, codes: Codes, scales: Floats, bits: int) -> list[onnx.TensorProto]:
    name = node.input[1]
    columns, rows = codes.shape
    packed = _two_in_a_byte(codes) if bits == 4 else codes
    packed = packed.reshape(columns, rows // BLOCK, -1)
    node.op_type, node.domain = "MatMulNBits", _DOMAIN
    node.input[1:] = [f"{name}_codes", f"{name}_scales"]
    for key, value in (
        ("K", rows),
        ("N", columns),
        ("bits", bits),
        ("block_size", BLOCK),
        ("accuracy_level", _FLOAT_ARITHMETIC),
    ):
        node.attribute.append(helper.make_attribute(key, value))
    return [
        numpy_helper.from_array(packed, f"{name}_codes"),
        numpy_helper.from_array(scales.reshape(-1), f"{name}_scales"),
    ]


def _gathered(node: onnx.NodeProto, codes: Codes, scales: Floats, bits: int) -> list[onnx.TensorProto]:
    name = node.input[0]
    node.op_type, node.domain = "GatherBlockQuantized", _DOMAIN
    node.input[:] = [f"{name}_codes", node.input[1], f"{name}_scales"]
    del node.attribute[:]
    for key, value in (("gather_axis", 0), ("quantize_axis", 1), ("block_size", BLOCK)):
        node.attribute.append(helper.make_attribute(key, value))
    if bits == 4:
        signed = _two_in_a_byte(codes ^ np.uint8(8))  # code - 8 in two's complement of 4 bits
        tensor = helper.make_tensor(
            f"{name}_codes", onnx.TensorProto.INT4, codes.shape, signed.tobytes(), raw=True
        )
    else:
        node.attribute.append(helper.make_attribute("bits", bits))
        tensor = numpy_helper.from_array(codes, f"{name}_codes")
    return [tensor, numpy_helper.from_array(scales, f"{name}_scales")]


def _two_in_a_byte(codes: Codes) -> Codes:
    """Codes of 4 bits, two in a byte, the first in its low half."""
    packed: Codes = codes[:, ::2] + codes[:, 1::2] * np.uint8(16)
    return packed
