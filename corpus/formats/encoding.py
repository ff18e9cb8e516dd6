"""The encoding of a web page: what its bytes say, what it names, and what browsers take it for."""

import codecs
import re
from pathlib import Path

from corpus.errors import EncodingError

_NAMED = re.compile(
    rb"""<meta[^<>]{1,500}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w-]{1,40})|<\?xml[^<>]{1,200}?encoding=["']([\w-]{1,40})""",
    re.IGNORECASE,
)
_HEAD = 4096
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_OF_TEXT = re.compile(
    r"utf-(?:8|16|16-le|16-be)|ascii|iso8859-\d+|cp(?:125\d|437|850|866|874)|koi8-[ru]|mac-\w+|gb\w+|big5\w*"
    r"|euc_\w+|shift_jis\w*|iso2022_\w+"
)
_LATIN = frozenset({"ascii", "iso8859-1", "cp1252"})


def page_text(path: Path, data: bytes) -> str:
    """A web page's text: by its byte order mark, as UTF-8 where it is that, else as it names.

    As in browsers, ISO 8859-1 is windows-1252, and so is a page that names nothing and is not UTF-8.

    Raises:
        EncodingError: the page's encoding is not the one that it names, or is none that there is.
    """
    marked = next((name for mark, name in _MARKS.items() if data.startswith(mark)), None)
    found = _NAMED.search(data[:_HEAD])
    named = (found[1] or found[2]).decode("ascii") if found else None
    encoding = marked or (_codec(path, named) if named else "utf-8" if _is_utf_8(data) else "cp1252")
    if encoding in _LATIN:
        text = data.decode("utf-8" if _is_utf_8(data) else "cp1252", "c1")
    else:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as error:
            raise EncodingError(
                f"{path}: byte {error.start} is 0x{data[error.start]:02x}, which is not {encoding} there; "
                "save the page as UTF-8 and try again"
            ) from None
    return text.replace("\x00", "")


def _codec(path: Path, named: str) -> str:
    """The codec of an encoding that a page names; such as *unicode_escape* are none of text."""
    try:
        name = codecs.lookup(named).name
    except LookupError:
        name = ""
    if not _OF_TEXT.fullmatch(name):
        raise EncodingError(
            f"{path}: the page names the encoding “{named}”, which nobody knows; "
            "save it as UTF-8 and try again"
        )
    return name


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _c1(error: UnicodeError) -> tuple[str, int]:
    """A byte that windows-1252 has nothing for as the control character of its number, as in browsers."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("c1", _c1)
