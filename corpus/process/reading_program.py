"""Run as a program, in a process of its own: a file's document, as a record, or its source text.

Standard input is a line of JSON, ``{"path", "digest", "id", "wanted": "document" or "source"}``, and then the
file's bytes as they were prepared. It writes a line, ``{"answer": ...}`` or ``{"error": [class, message]}``.
"""

import json
import sys
from pathlib import Path
from typing import Any


def main() -> None:
    """Answers the line on standard input."""
    sys.path.insert(0, str(Path(__file__).parents[2]))
    from corpus.process.bounded import limit_memory

    limit_memory()
    asked = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    sys.stdout.write(json.dumps(_answer(asked, data)) + "\n")


def _answer(asked: dict[str, str], data: bytes) -> dict[str, Any]:
    from corpus.errors import PykalaError
    from corpus.readers import document_here, source_here
    from corpus.records import to_record

    path = Path(asked["path"])
    try:
        if asked["wanted"] == "source":
            return {"answer": source_here(path, data)}
        return {"answer": to_record(document_here(path, data, asked["digest"], asked["id"]))}
    except PykalaError as error:
        return {"error": [type(error).__name__, str(error)]}


if __name__ == "__main__":
    main()
