"""Run as a program, in a process of its own: the vectors of many texts by a static encoder.

Standard input is each time a line of JSON, ``{"folder", "size"}``, and then so many bytes, the texts as a
list in JSON. A line is written for each, ``{"answer": ...}``: their vectors, float32, in base 64.
"""

import json
import os
import sys
from base64 import b64encode
from pathlib import Path
from typing import Any


def main() -> None:
    """Answers on standard input."""
    sys.path.insert(0, str(Path(__file__).parents[2]))
    # Others of its kind run beside it, and each is to take one core.
    os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1", TOKENIZERS_PARALLELISM="false")
    from corpus.process.reading_program import serve
    from index.encoders.static import StaticEncoder

    encoders: dict[str, StaticEncoder] = {}

    def made(asked: dict[str, Any], data: bytes) -> str:
        folder = asked["folder"]
        encoder = encoders.setdefault(folder, StaticEncoder(Path(folder), folder))
        return b64encode(encoder.encode_questions(json.loads(data)).tobytes()).decode("ascii")

    serve(made)


if __name__ == "__main__":
    main()
