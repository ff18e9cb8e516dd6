"""What others would build of the same passages: each makes an index in a folder, opens it, and ranks.

They are written as their makers show it, with what they offer for text that inflects: stems or grams. All
but the plain script fuse by reciprocal ranks, as they do themselves (k = 60).
"""

import importlib
import json
import os
import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from index.encoders import Encoder, load_encoder
from index.ranking import spread
from scripts.measure.systems import stems

Vectors = npt.NDArray[np.float32]

TOP = 10
"""The passages that are asked for."""

_FUSED = 200  # candidates of each side
_CONSTANT = 60  # of reciprocal rank fusion (Cormack, Clarke and Buettcher 2009)
_AT_ONCE = 10_000
_WORD = re.compile(r"\w{3,}")


class System(Protocol):
    """An index of passages by their rows; it is made in a folder, and opened there by another process."""

    def build(self, passages: Sequence[str], encoder: Encoder, folder: Path) -> None:
        """Make the index of passages in an empty folder."""
        ...

    def open(self, folder: Path, encoder: Encoder) -> None:
        """Open an index that was made."""
        ...

    def search(self, question: str) -> list[int]:
        """The rows of the best passages, best first, ``TOP`` at most."""
        ...


class Plain:
    """FAISS and bm25s over Snowball's stems, their scores brought to the range from 0 to 1 and summed."""

    def build(self, passages: Sequence[str], encoder: Encoder, folder: Path) -> None:
        """Write ``dense.faiss`` and the files of bm25s."""
        faiss, bm25s = importlib.import_module("faiss"), importlib.import_module("bm25s")
        dense = faiss.IndexFlatIP(encoder.width)
        dense.add(_encoded(passages, encoder))
        faiss.write_index(dense, str(folder / "dense.faiss"))
        words = bm25s.BM25(method="lucene")
        words.index([stems(passage) for passage in passages], show_progress=False)
        words.save(str(folder / "words"))

    def open(self, folder: Path, encoder: Encoder) -> None:
        """Read both."""
        faiss, bm25s = importlib.import_module("faiss"), importlib.import_module("bm25s")
        self._encoder = encoder
        self._dense = faiss.read_index(str(folder / "dense.faiss"))
        self._words = bm25s.BM25.load(str(folder / "words"))

    def search(self, question: str) -> list[int]:
        """By the sum of both."""
        few = min(_FUSED, self._dense.ntotal)
        scores, rows = self._dense.search(self._encoder.encode_questions([question]), few)
        fused = dict(zip(rows[0].tolist(), spread(scores[0]).tolist(), strict=True))
        found = self._words.get_scores(stems(question))
        best = np.argpartition(-found, few - 1)[:few]
        for row, score in zip(best.tolist(), spread(found[best]).tolist(), strict=True):
            fused[row] = fused.get(row, 0.0) + score
        return sorted(fused, key=lambda row: (-fused[row], row))[:TOP]


class Lance:
    """LanceDB's hybrid search: its full-text index over 4-grams, its vectors, its reranker by ranks."""

    def build(self, passages: Sequence[str], encoder: Encoder, folder: Path) -> None:
        """Write a table with both indexes."""
        lancedb = importlib.import_module("lancedb")
        vectors = _encoded(passages, encoder)
        rows = [
            {"row": at, "text": text, "vector": vector.tolist()}
            for at, (text, vector) in enumerate(zip(passages, vectors, strict=True))
        ]
        table = lancedb.connect(str(folder)).create_table("passages", rows)
        table.create_fts_index("text", base_tokenizer="ngram", ngram_min_length=4, ngram_max_length=4)
        table.create_index(metric="dot", vector_column_name="vector", index_type="IVF_FLAT")

    def open(self, folder: Path, encoder: Encoder) -> None:
        """Open the table."""
        self._encoder = encoder
        self._table = importlib.import_module("lancedb").connect(str(folder)).open_table("passages")
        self._fuse = importlib.import_module("lancedb.rerankers").RRFReranker(_CONSTANT)

    def search(self, question: str) -> list[int]:
        """By both, fused by ranks."""
        vector = self._encoder.encode_questions([question])[0]
        asked = self._table.search(query_type="hybrid").vector(vector).text(" ".join(_WORD.findall(question)))
        found = asked.rerank(self._fuse).limit(TOP).select(["row"]).to_list()
        return [row["row"] for row in found]


class Lite:
    """SQLite's FTS5 over trigrams and sqlite-vec, fused by ranks."""

    def build(self, passages: Sequence[str], encoder: Encoder, folder: Path) -> None:
        """Write ``passages.db``."""
        base = _lite(folder)
        base.execute("CREATE VIRTUAL TABLE words USING fts5(text, tokenize='trigram', content='')")
        base.execute(f"CREATE VIRTUAL TABLE near USING vec0(vector float[{encoder.width}])")
        vectors = _encoded(passages, encoder)
        rows = ((at, vector.tobytes()) for at, vector in enumerate(vectors, start=1))
        with base:
            base.executemany("INSERT INTO words(rowid, text) VALUES (?, ?)", enumerate(passages, start=1))
            base.executemany("INSERT INTO near(rowid, vector) VALUES (?, ?)", rows)
        base.close()

    def open(self, folder: Path, encoder: Encoder) -> None:
        """Open it."""
        self._encoder, self._base = encoder, _lite(folder)

    def search(self, question: str) -> list[int]:
        """By both, fused by ranks; a passage need hold only some of the question's trigrams."""
        vector = self._encoder.encode_questions([question])[0].tobytes()
        near = self._base.execute(
            "SELECT rowid FROM near WHERE vector MATCH ? AND k = ? ORDER BY distance", (vector, _FUSED)
        )
        grams = {word[at : at + 3] for word in _WORD.findall(question) for at in range(len(word) - 2)}
        asked = " OR ".join(f'"{gram}"' for gram in sorted(grams))
        held = self._base.execute(
            "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank LIMIT ?", (asked or '""', _FUSED)
        )
        return [row - 1 for row in by_ranks([[row for (row,) in near], [row for (row,) in held]])]


class Txtai:
    """txtai's hybrid search: its own BM25 and FAISS, weighed alike; it is given our vectors."""

    def build(self, passages: Sequence[str], encoder: Encoder, folder: Path) -> None:  # noqa: ARG002
        """Write its index."""
        embeddings = _txtai()
        embeddings.index((at, text, None) for at, text in enumerate(passages))
        embeddings.save(str(folder / "index"))

    def open(self, folder: Path, encoder: Encoder) -> None:  # noqa: ARG002
        """Load it."""
        self._embeddings = _txtai()
        self._embeddings.load(str(folder / "index"))

    def search(self, question: str) -> list[int]:
        """As it does."""
        return [int(row) for row, _ in self._embeddings.search(question, TOP)]


SYSTEMS: dict[str, type[System]] = {
    "FAISS, bm25s": Plain,
    "LanceDB": Lance,
    "SQLite FTS5, sqlite-vec": Lite,
    "txtai": Txtai,
}
"""The systems by their names."""


def static_vectors(texts: Sequence[str]) -> Vectors:
    """The vectors of texts by the encoder ``static``, which asks for passages and questions alike."""
    return _static().encode_passages(texts)


@cache
def _static() -> Encoder:
    return load_encoder("static")


def _txtai() -> Any:
    os.environ["ALLOW_RESOLVE_TRANSFORM"] = "True"  # for a function that it names in what it saves
    embeddings = importlib.import_module("txtai").Embeddings
    return embeddings(method="external", transform=f"{__name__}.static_vectors", hybrid=True, content=False)


def read_passages(file: Path) -> list[str]:
    """The passages of a file, a JSON string a line."""
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def _encoded(passages: Sequence[str], encoder: Encoder) -> Vectors:
    parts = (passages[at : at + _AT_ONCE] for at in range(0, len(passages), _AT_ONCE))
    return np.concatenate([encoder.encode_passages(part) for part in parts])


def by_ranks(sides: Iterable[Sequence[int]]) -> list[int]:
    """The rows of several rankings by the sums of their reciprocal ranks, best first, ``TOP`` at most."""
    fused: dict[int, float] = {}
    for side in sides:
        for rank, row in enumerate(side, start=1):
            fused[row] = fused.get(row, 0.0) + 1 / (_CONSTANT + rank)
    return sorted(fused, key=lambda row: (-fused[row], row))[:TOP]


def _lite(folder: Path) -> Any:
    """A base of SQLite by apsw: not every Python lets its own load extensions."""
    base = importlib.import_module("apsw").Connection(str(folder / "passages.db"))
    base.enable_load_extension(True)
    base.load_extension(importlib.import_module("sqlite_vec").loadable_path())
    return base
