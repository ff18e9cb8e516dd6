"""Run as a program, in a process that lasts: one small file after another into the line of its document.

On standard input stands for each file a line of JSON, ``{"path", "digest", "id", "size"}``, and then so many
bytes. It answers a line each: of the document (``corpus.records.document_line``), or a list of the class and
the message of an error.
"""

import json
import sys
from pathlib import Path


def main() -> None:
    """Answers until standard input ends."""
    sys.path.insert(0, str(Path(__file__).parents[2]))
    from corpus.errors import PykalaError
    from corpus.process.bounded import limit_memory
    from corpus.readers import document_here
    from corpus.records import document_line

    limit_memory(seconds=None)
    given, answers = sys.stdin.buffer, sys.stdout.buffer
    while asked := given.readline():
        told = json.loads(asked)
        data = given.read(told["size"])
        try:
            line = document_line(document_here(Path(told["path"]), data, told["digest"], told["id"]))
        except PykalaError as error:
            line = json.dumps([type(error).__name__, str(error)]).encode() + b"\n"
        answers.write(line)
        answers.flush()


if __name__ == "__main__":
    main()
