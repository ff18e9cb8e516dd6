"""Pictures: a page of a PDF as it looks, drawn in a process of its own."""

import hashlib
import subprocess
import sys
from pathlib import Path

from corpus.archive import contents
from corpus.document import Document
from corpus.errors import ChangedFileError, PageError

_PATIENCE = 30.0  # seconds on the clock
_MOST = 4_000_000  # dots
_RENDER = Path(__file__).with_name("render_program.py")


def page_picture(document: Document, number: int, width: int = 1000) -> bytes:
    """A page of a document's PDF as a PNG picture, so many dots wide, its corners those of ``places_of``.

    ``number`` is from 1. A page that would have more than four million dots is drawn smaller. Drawing takes
    place in a process that may take 1 GiB of memory, 10 s of processor time and 30 s on the clock.

    Raises:
        PageError: the document has no such page, shows no layout, or the page takes more than it may.
        MissingFileError: the file is no longer where it was read.
        ChangedFileError: the file is another now than when it was read.
        EncryptedFileError, DamagedFileError: its archive is.
    """
    page = next((page for page in document.pages if page.number == number), None)
    if page is None or page.layout is None:
        raise PageError(f"{document.path}: there is no page {number} in it that could be drawn")
    path = Path(document.path)
    data = contents(path)
    if hashlib.sha256(data).hexdigest() != document.digest:
        raise ChangedFileError(f"{path}: the file has changed since it was indexed; index again")
    command = [sys.executable, "-P", str(_RENDER), str(number), str(width), str(_MOST)]
    try:
        done = subprocess.run(  # noqa: S603
            command,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise PageError(f"{path}: page {number} takes longer to draw than {_PATIENCE:g} s") from None
    if done.returncode or not done.stdout:
        raise PageError(f"{path}: page {number} cannot be drawn; it is damaged, or takes too much memory")
    return done.stdout
