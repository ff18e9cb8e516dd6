"""The commands that serve: ``pykala chat`` opens the page, ``pykala mcp`` the tools for one assistant."""

import re
import socket
from pathlib import Path
from typing import Annotated

import typer

from app.commands import terminal
from app.commands.options import EncoderName, Extract, Store
from app.login.password import ADMIN_VARIABLE, VARIABLE, read_password
from app.web.clients import canonical, ip_of
from app.web.hosts import LOOPBACK, Hosts, host_name
from app.web.proxy import THIS_MACHINE
from corpus.errors import AddressError, PasswordError
from index.store.stores import usual_store

_PREFIX = re.compile(r"(/[\w.~-]+)+")


def chat_command(
    host: Annotated[str, typer.Option("--host", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int | None,
        typer.Option("--port", min=0, max=65535, help="Port; the default is the first free from 7860."),
    ] = None,
    browser: Annotated[bool, typer.Option(help="Open the page in the browser.")] = True,
    auth: Annotated[
        bool, typer.Option("--auth", help=f"Ask for a password, that of --auth-file or {VARIABLE}.")
    ] = False,
    auth_file: Annotated[
        Path | None,
        typer.Option("--auth-file", metavar="FILE", help="File whose first line is the password."),
    ] = None,
    allow_host: Annotated[
        list[str] | None,
        typer.Option("--allow-host", metavar="NAME", help="A host name that the page answers to, too."),
    ] = None,
    root_path: Annotated[
        str, typer.Option("--root-path", metavar="/PATH", help="The path that a proxy serves the page at.")
    ] = "",
    proxy: Annotated[
        bool,
        typer.Option("--proxy", help="Believe X-Forwarded-Host, -Proto and -For of a proxy here."),
    ] = False,
    proxy_address: Annotated[
        list[str] | None,
        typer.Option("--proxy-address", metavar="ADDRESS", help="Believe the proxy at this address instead."),
    ] = None,
    mcp: Annotated[
        bool, typer.Option("--mcp", help="Offer the tools for assistants at /mcp (needs pykala[mcp]).")
    ] = False,
    contact: Annotated[
        str,
        typer.Option("--contact", metavar="TEXT", help="Where to write of accessibility, for its statement."),
    ] = "",
    admin_auth_file: Annotated[
        Path | None,
        typer.Option(
            "--admin-auth-file", metavar="FILE", help="File with the password of the page for upkeep."
        ),
    ] = None,
    allow_upload: Annotated[
        Path | None,
        typer.Option(
            "--allow-upload", metavar="FOLDER", help="Let upkeep add documents, kept in this folder."
        ),
    ] = None,
    count_unanswered: Annotated[
        bool, typer.Option("--count-unanswered", help="Count the questions that no answer is found to.")
    ] = False,
    store: Store = None,
    encoder: EncoderName = None,
    extractor: Extract = None,
) -> None:
    """Open the chat page; first index the report that ships, if nothing is indexed."""
    from app.library import Library
    from app.server import OF_ONE, serve  # gradio takes seconds to import
    from app.site import Site, web_application

    password = read_password(auth_file)
    if auth and password is None:
        raise PasswordError(f"--auth: there is no password; give --auth-file or set {VARIABLE}")
    site = Site(
        hosts=hosts(host, allow_host or []),
        password=password,
        prefix=prefix(root_path),
        proxies=proxies(proxy_address or [], here=proxy or bool(prefix(root_path))),
        mcp=mcp,
        contact=contact,
        admin_password=read_password(admin_auth_file, variable=ADMIN_VARIABLE),
        uploads=allow_upload,
        counting=count_unanswered,
    )
    if allow_upload and not site.has_admin:
        raise PasswordError(
            f"--allow-upload: there is no password for upkeep; give --admin-auth-file or set {ADMIN_VARIABLE}"
        )
    if password is None and not _is_loopback(host):
        terminal.show_warning(
            f"{host} can be reached from other machines, and whoever reaches it can read all documents; "
            "ask for a password with --auth-file"
        )
    if not contact and (site.proxies or not _is_loopback(host)):
        terminal.show_warning(
            "the accessibility statement, which a page for others must have, names nobody to write to; "
            "tell an address with --contact"
        )
    library = Library(store or usual_store(), encoder, extractor)
    serve(
        lambda: web_application(library, site),
        library.warm,
        host=host,
        port=port,
        open_browser=browser,
        ready=terminal.show_address,
        of_one=None if site.proxies else OF_ONE,
    )


def mcp_command(store: Store = None, encoder: EncoderName = None, extractor: Extract = None) -> None:
    """Offer the tools for an assistant over standard input and output (needs pykala[mcp])."""
    from app.api.mcp_tools import serve_assistant
    from app.library import Library

    serve_assistant(Library(store or usual_store(), encoder, extractor))


def hosts(host: str, allowed: list[str]) -> Hosts:
    """The names that a page answers to which listens on a host: its own, this machine's, and those allowed.

    One that other machines reach answers to any address, too.
    """
    names = LOOPBACK | {host_name(name) for name in allowed}
    if _is_loopback(host):
        return Hosts(names)
    own = {socket.gethostname().lower(), socket.getfqdn().lower(), host.lower()}
    return Hosts(names | own, addresses=True)


def proxies(addresses: list[str], *, here: bool) -> frozenset[str]:
    """The proxies that are believed: those named, else one on this machine where it is ``here``.

    Raises:
        AddressError: one is no address.
    """
    for address in addresses:
        if ip_of(address) is None:
            raise AddressError(f"--proxy-address {address}: not an address; write it as 10.0.0.5")
    named = frozenset(canonical(address) for address in addresses)
    return named or (THIS_MACHINE if here else frozenset())


def prefix(root_path: str) -> str:
    """A path prefix as ``/pykala``, empty for none or ``/``.

    Raises:
        AddressError: it is no path.
    """
    path = root_path.rstrip("/")
    if path and not _PREFIX.fullmatch(path):
        raise AddressError(f"--root-path {root_path}: not a path; write it as /pykala")
    return path


def _is_loopback(host: str) -> bool:
    address = ip_of(host)
    return host == "localhost" if address is None else address.is_loopback
