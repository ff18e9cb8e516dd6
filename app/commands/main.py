"""The ``pykala`` command."""

import sys
from pathlib import Path
from typing import Annotated

import typer
from typer.core import TyperGroup

from app.commands import terminal
from app.commands.ask import ask_command
from app.commands.decisions import decisions_command
from app.commands.evaluate import evaluate_command
from app.commands.feedback import feedback_command
from app.commands.options import EncoderName, Store
from app.commands.serve import chat_command, mcp_command
from app.commands.waiting import offering
from corpus.errors import DamagedStoreError, PykalaError
from corpus.readers import shipped_reports
from index.search import Index
from index.store.store import default_store

app = typer.Typer(
    name="pykala",
    help="Ask the minutes, get the section: cited passages from reports and municipal minutes, offline.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback()
def before_command(context: typer.Context, store: Store = None) -> None:
    """Take the store before the command too; one that is given after it wins."""
    if store is not None and isinstance(context.command, TyperGroup):
        context.default_map = {name: {"store": str(store)} for name in context.command.commands}


@app.command("index")
def index_command(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Files and folders to index; with none, the report that ships.", show_default=False
        ),
    ] = None,
    exclude: Annotated[
        list[str] | None,
        typer.Option("--exclude", metavar="PATTERN", help="Leave out what is so named: “*.txt”, “drafts”."),
    ] = None,
    store: Store = None,
    encoder: EncoderName = None,
) -> None:
    """Make the index hold exactly the documents under the PATHs, encoding only what changed."""
    from index.build import build  # only this command reads files
    from index.encoders import load_encoder

    loaded = load_encoder(encoder or "base")
    folder = store or default_store()
    with terminal.progress() as tell:
        progress = tell if loaded.name == "static" else offering(tell, terminal.show_warning)
        try:
            built = build(folder, paths or shipped_reports(), loaded, progress, exclude or [])
        except KeyboardInterrupt:
            terminal.show_warning("stopped; the index is as it was, and the same command goes on from here")
            raise
    terminal.show_built(built, folder)


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
    index = Index.open(store or default_store())
    if document is None:
        terminal.show_documents(index.documents())
    elif section is None:
        terminal.show_outline(index.find_document(document))
    else:
        terminal.show_sections(index.find_document(document), section)


@app.command("info")
def info_command(store: Store = None) -> None:
    """Say what is in the index, and what it was made with."""
    folder = store or default_store()
    terminal.show_info(folder, Index.open(folder))


@app.command("doctor")
def doctor_command(
    reading: Annotated[
        bool, typer.Option("--reading", help="List the documents whose reading looks wrong instead.")
    ] = False,
    store: Store = None,
) -> None:
    """Check that the index holds what was written; status 1 on any damage."""
    from index.store.check import problems  # only this command reads all of the index

    folder = store or default_store()
    if reading:
        terminal.show_doubts(Index.open(folder).documents())
        return
    damage = list(problems(folder))
    if damage:
        raise DamagedStoreError("\n".join(damage) + "\nrun “pykala index” with your paths to mend it")
    terminal.show_sound(folder)


def main() -> None:
    """Run the command; an error of the tree is told in one line and ends with status 1."""
    try:
        app(standalone_mode=True)
    except PykalaError as error:
        terminal.show_error(str(error))
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)


if __name__ == "__main__":
    main()
