"""Serves the chat page on a library of made-up documents, in a process that may reach no other machine.

The first argument is the port; with a second, ``shared``, the page is served behind a proxy, with a password
and the tools for assistants. Prints the page's address, then each attempt to reach another machine as a line
of its own.
"""

import os
import socket
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.web.proxy import THIS_MACHINE
from corpus.document import Document
from corpus.readers import read
from tests.support.documents import ODD, PARKS
from tests.support.library import FailingLibrary
from tests.support.pdfs import lines, made

_LOCAL = {"127.0.0.1", "localhost", "::1", None, ""}


PREFIX, PASSWORD = "/pykala", "paivakoti-12"
"""Where the shared page lies, and its password."""


class SlowLibrary(FailingLibrary):
    """A library that takes a moment to open."""

    def warm(self) -> None:
        time.sleep(0.5)
        super().warm()


def harbour(folder: Path) -> Document:
    """A PDF of two pages, as it is read."""
    path = folder / "satama.pdf"
    first = lines(72, 100, "Satama", "Asia koskee laitureita.")
    path.write_bytes(made([first, lines(72, 421, "Laiturit korjataan syksyllä.")]))
    return read(path)


TOWER = """\
## § {item} {title}

HEL 2025-000044

#### Päätös

{decision}
"""


def meetings(folder: Path) -> list[Document]:
    """A case that two meetings handled, the second in two items, as they are read."""
    first = "Lupalautakunta päätti, että lintutorni rakennetaan niemeen."
    later = "Rakennuslautakunta vahvisti, että lintutorni rakennetaan saareen."
    stairs = TOWER.format(item=9, title="Lintutornin portaat", decision="Portaisiin tulee kaksi kaidetta.")
    texts = {
        "torni-2025-01-10.md": TOWER.format(item=3, title="Lintutorni", decision=first),
        "torni-2025-02-14.md": TOWER.format(item=8, title="Lintutorni", decision=later) + stairs,
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [read(folder / name) for name in texts]


def documents(folder: Path) -> tuple[Document, ...]:
    """All documents that are served; those that lie in files lie in a folder."""
    return PARKS, ODD, harbour(folder), *meetings(folder)


def guarded(reach: Callable[..., Any], host_of: Callable[..., Any]) -> Callable[..., Any]:
    """A function of ``socket`` that refuses every host but this one."""

    def only_here(*arguments: Any, **named: Any) -> Any:
        host = host_of(*arguments)
        if host not in _LOCAL:
            sys.stdout.write(f"REACHED {host}\n")
            sys.stdout.flush()
            raise OSError(f"{host}: no other machine may be reached")
        return reach(*arguments, **named)

    return only_here


def keep_here() -> None:
    """Let this process reach no other machine, by name or by address; say so of every attempt."""
    socket.getaddrinfo = guarded(socket.getaddrinfo, lambda host, *_: host)
    socket.gethostbyname = guarded(socket.gethostbyname, lambda host: host)
    for name in ("connect", "connect_ex"):
        own = getattr(socket.socket, name)
        setattr(socket.socket, name, guarded(own, lambda _, address: address[0]))


def main() -> None:
    keep_here()
    # A machine behind a proxy: nothing may be sent through it either.
    os.environ.update(HTTP_PROXY="http://proxy.example:3128", HTTPS_PROXY="http://proxy.example:3128")

    from app.server import serve
    from app.site import Site, web_application

    shared = Site(password=PASSWORD, prefix=PREFIX, proxies=THIS_MACHINE, mcp=True)
    site = shared if sys.argv[2:] == ["shared"] else Site()
    with tempfile.TemporaryDirectory() as folder:
        library = SlowLibrary(documents(Path(folder)))
        serve(
            lambda: web_application(library, site),
            library.warm,
            port=int(sys.argv[1]),
            ready=lambda address: print(address, flush=True),  # noqa: T201
        )


if __name__ == "__main__":
    main()
