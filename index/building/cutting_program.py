"""Run as a program, in a process of its own: files' documents, each with its slices.

It is asked as ``corpus.process.reading_program`` is, and answers what ``index.building.cut_file`` unpacks.
"""

import os
import sys
from pathlib import Path
from typing import Any


def main() -> None:
    """Answers each file on standard input."""
    sys.path.insert(0, str(Path(__file__).parents[2]))
    # Before numpy is there: each of its threads would take of the memory that this process may have.
    os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")
    from corpus.process.reading_program import serve
    from index.words.postings.tally import Tallying

    tallying = Tallying()

    def made(asked: dict[str, Any], data: bytes) -> str:
        from corpus.readers import document_here
        from index.building.cut_file import packed

        return packed(document_here(Path(asked["path"]), data, asked["digest"], asked["id"]), tallying)

    serve(made)


if __name__ == "__main__":
    main()
