"""Documents of other word processors (DOC, ODT, RTF), made DOCX by LibreOffice where it is installed."""

import shutil
import sys
import tempfile
from pathlib import Path

from corpus.errors import DamagedFileError, FormatError
from corpus.process.bounded import said

OFFICE = frozenset({".doc", ".odt", ".rtf"})
"""The kinds of files that LibreOffice is needed for."""

_PATIENCE = 120.0  # seconds of processor time
_PROGRAM = Path(__file__).with_name("office_program.py")


def installed_office() -> str | None:
    """The path of LibreOffice, None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def as_docx(path: Path, data: bytes) -> bytes:
    """The DOCX that LibreOffice makes of a file's bytes; errors name it by its path.

    It runs with a profile of its own, without macros and without what the file links to, and may take 60 s
    of processor time.

    Raises:
        FormatError: LibreOffice is not installed.
        DamagedFileError: it makes nothing of the file, or takes too long.
    """
    program = installed_office()
    if program is None:
        raise FormatError(
            f"{path}: files of the kind “{path.suffix}” are read where LibreOffice is installed (Debian: "
            "libreoffice-writer); install it, or save the file as .docx"
        )
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"file{path.suffix.lower()}"
        file.write_bytes(data)
        command = [sys.executable, "-P", str(_PROGRAM), program, folder, file.name]
        ended = list(said(command, b"", _PATIENCE))
        made = Path(folder) / "file.docx"
        if not ended or not made.is_file():
            raise DamagedFileError(
                f"{path}: LibreOffice cannot read the file, or takes more time than a document should; open "
                "it in the program that made it and save it as .docx"
            )
        return made.read_bytes()
