"""The files of the page, its style and its script, under an address that changes with them."""

import hashlib
import re
from collections.abc import Mapping
from importlib import resources

PLACE = "page-files"
"""The folder that they lie in; not a name that a prefix may have too."""

_SHEETS = "frame head talk welcome box viewer filters tour feedback threshold narrow".split()
"""The parts of the style sheet, in order."""

MODULES = "common conversations feedback viewer conversation tour main".split()
"""The modules of the script, each after those that it imports; they are sent as one file."""

_IMPORT = re.compile(r'^import \{([^}]*)\} from "\./(\w+)\.js";$', re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async )?(?:const|function) (\w+))", re.MULTILINE)

STYLE, SCRIPT = "text/css; charset=utf-8", "text/javascript; charset=utf-8"


class PageFiles:
    """Both files, in memory, and the version that stands in their addresses."""

    def __init__(self) -> None:
        sheets = b"\n".join(_read(f"style/{sheet}.css") for sheet in _SHEETS)
        script = bundle({name: _read(f"script/{name}.js").decode("utf-8") for name in MODULES})
        self._files: Mapping[str, tuple[str, bytes]] = {
            "page.css": (STYLE, sheets),
            "main.js": (SCRIPT, script.encode("utf-8")),
        }
        contents = b"".join(content for _, content in self._files.values())
        self.version = hashlib.sha256(contents).hexdigest()[:12]

    def address(self, name: str) -> str:
        """The address of a file below the page's own: ``page-files/1a2b3c4d5e6f/main.js``."""
        return f"{PLACE}/{self.version}/{name}"

    def at(self, path: str) -> tuple[str, bytes, bool] | None:
        """The kind and content of the file at a path, and whether it may be kept for ever.

        It may where the path names the version that this is: a page that was opened from another program may
        ask for another.
        """
        place, _, rest = path.removeprefix("/").partition("/")
        version, _, name = rest.partition("/")
        if place != PLACE or name not in self._files:
            return None
        return *self._files[name], version == self.version


def bundle(modules: Mapping[str, str]) -> str:
    """Modules of a script as one, each in a function of its own, which returns what it exports.

    They come in the order that they run in: none imports a later one. What they export is not assigned anew.
    """
    return "".join(_closed(name, text) for name, text in modules.items())


def _closed(name: str, text: str) -> str:
    exported = ", ".join(found[2] for found in _EXPORT.finditer(text))
    inner = _EXPORT.sub(r"\1", _IMPORT.sub(r"const {\1} = \2Module;", text))
    return f"const {name}Module = (() => {{\n{inner}return {{ {exported} }};\n}})();\n"


def _read(name: str) -> bytes:
    return resources.files("app").joinpath("static", name).read_bytes()
