"""The command that opens the page: ``pykala chat``."""

from typing import Annotated

import typer

from app import terminal
from app.options import EncoderName, Store
from index.store import default_store


def chat_command(
    host: Annotated[str, typer.Option("--host", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int | None,
        typer.Option("--port", min=0, max=65535, help="Port; the default is the first free from 7860."),
    ] = None,
    browser: Annotated[bool, typer.Option(help="Open the page in the browser.")] = True,
    store: Store = None,
    encoder: EncoderName = None,
) -> None:
    """Open the chat page; first index the report that ships, if nothing is indexed."""
    from app.library import IndexLibrary
    from app.serve import serve  # gradio takes seconds to import

    library = IndexLibrary(store or default_store(), encoder)
    serve(library, host=host, port=port, open_browser=browser, ready=terminal.show_address)
