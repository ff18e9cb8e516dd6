"""The password of a shared machine: from a file or the environment, never from a command line."""

import os
from pathlib import Path

from corpus.errors import PasswordError

VARIABLE = "PYKALA_PASSWORD"
"""The environment variable that may hold it."""

ADMIN_VARIABLE = "PYKALA_ADMIN_PASSWORD"
"""The same for the password of those who keep the archive."""

_SHORTEST = 8


def read_password(file: Path | None = None, variable: str = VARIABLE) -> str | None:
    """The password in the first line of a file, or else of a variable; None where there is neither.

    Raises:
        PasswordError: the file cannot be read or others may read it, or the password has fewer than
            eight characters.
    """
    if file is not None:
        return _fit(_first_line(file), str(file))
    return _fit(os.environ[variable].strip(), variable) if variable in os.environ else None


def _first_line(file: Path) -> str:
    try:
        if os.name == "posix" and file.stat().st_mode & 0o077:
            raise PasswordError(
                f"{file}: others may read this password; take that away with “chmod 600 {file}”"
            )
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise PasswordError(f"{file}: cannot be opened ({error.strerror}); check the path") from None
    except UnicodeDecodeError:
        raise PasswordError(f"{file}: is not UTF-8; write the password in its first line") from None
    return lines[0].strip() if lines else ""


def _fit(password: str, where: str) -> str:
    if len(password) < _SHORTEST:
        raise PasswordError(f"{where}: the password has {len(password)} characters; take {_SHORTEST} or more")
    return password
