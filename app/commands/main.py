"""The ``pykala`` command."""

import logging
import os
import sys
from io import TextIOWrapper
from typing import Annotated

import typer
from typer.core import TyperGroup

from app.commands import terminal
from app.commands.ask import ask_command
from app.commands.decisions import decisions_command
from app.commands.escaped import EscapingHandler
from app.commands.evaluate import evaluate_command
from app.commands.feedback import feedback_command
from app.commands.holding import add_command, doctor_command, index_command, remove_command
from app.commands.options import Store, opened
from app.commands.serve import chat_command, mcp_command
from corpus.errors import PykalaError
from index.store.stores import usual_store

app = typer.Typer(
    name="pykala",
    help="Ask the minutes, get the section: cited passages from reports and municipal minutes, offline.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback()
def before_command(
    context: typer.Context,
    store: Annotated[
        str | None, typer.Option("--store", metavar="DIR|URL", help="As after a command.")
    ] = None,
) -> None:
    """Take the store before the command too; one that is given after it wins."""
    if store is not None and isinstance(context.command, TyperGroup):
        context.default_map = {name: {"store": store} for name in context.command.commands}


app.command("index")(index_command)
app.command("add")(add_command)
app.command("remove")(remove_command)
app.command("doctor")(doctor_command)
app.command("ask")(ask_command)
app.command("decisions")(decisions_command)
app.command("evaluate")(evaluate_command)
app.command("chat")(chat_command)
app.command("mcp")(mcp_command)
app.command("feedback")(feedback_command)


@app.command("show")
def show_command(
    document: Annotated[
        str | None, typer.Argument(help="Id, file name or path; with none, all are listed.")
    ] = None,
    section: Annotated[
        str | None,
        typer.Option("--section", help="A section's title, or the beginning of one: its text as read."),
    ] = None,
    store: Store = None,
) -> None:
    """Print a document's outline, or a section of it as read."""
    index = opened(store)
    if document is None:
        terminal.show_documents(index.heads)
    elif section is None:
        terminal.show_outline(index.find_document(document))
    else:
        terminal.show_sections(index.find_document(document), section)


@app.command("info")
def info_command(store: Store = None) -> None:
    """Say what is in the index, and what it was made with."""
    folder = store or usual_store()
    terminal.show_info(folder, opened(folder))


def main() -> None:
    """Run the command; an error of the tree is told in one line and ends with status 1."""
    _speak_utf8()
    logging.basicConfig(format="%(message)s", handlers=[EscapingHandler()])
    try:
        app(standalone_mode=True)
    except PykalaError as error:
        terminal.show_error(str(error))
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)


def _speak_utf8() -> None:
    """Take and give UTF-8 where a file or another program is at the other end, whatever the system does.

    Windows has another one, and so has a machine without a locale; a person who has named one keeps it.
    """
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and not stream.isatty() and "PYTHONIOENCODING" not in os.environ:
            stream.reconfigure(encoding="utf-8")


if __name__ == "__main__":
    main()
