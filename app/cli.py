"""The ``pykala`` command: index, ask, chat, show, info."""

import json
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from app import terminal
from app.answer import answer, to_json
from app.reports import shipped_reports
from corpus.errors import DamagedStoreError, PykalaError, QuestionError
from index.filters import Filter
from index.search import Index
from index.store import default_store

app = typer.Typer(
    name="pykala",
    help="Ask the minutes, get the section: cited passages from reports and municipal minutes, offline.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

_DATES = ["%Y-%m-%d", "%d.%m.%Y"]

Store = Annotated[
    Path | None,
    typer.Option(
        "--store", help="Folder of the index; the default is your own data folder, or PYKALA_STORE."
    ),
]
EncoderName = Annotated[
    str | None,
    typer.Option("--encoder", help="“base”, or the name or folder of a sentence-transformers model."),
]


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
    from index.encoder import load_encoder

    loaded = load_encoder(encoder or "base")
    folder = store or default_store()
    with terminal.progress() as tell:
        built = build(folder, paths or shipped_reports(), loaded, tell, exclude or [])
    terminal.show_built(built, folder)


@app.command("ask")
def ask_command(
    question: Annotated[
        str | None, typer.Argument(help="The question, in Finnish, Swedish or English.")
    ] = None,
    top: Annotated[int, typer.Option("--top", min=1, max=100, help="How many passages at most.")] = 5,
    as_json: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,
    batch: Annotated[
        str | None,
        typer.Option(
            "--batch", metavar="FILE|-", help="JSON lines with a key “q”; a JSON line for each, in order."
        ),
    ] = None,
    since: Annotated[
        datetime | None, typer.Option("--from", formats=_DATES, help="Only documents of this date or later.")
    ] = None,
    until: Annotated[
        datetime | None, typer.Option("--to", formats=_DATES, help="Only documents of this date or earlier.")
    ] = None,
    body: Annotated[str | None, typer.Option("--body", help="Only decisions of this body.")] = None,
    document: Annotated[
        str | None, typer.Option("--document", help="Only this document, by id or path.")
    ] = None,
    item: Annotated[
        str | None, typer.Option("--item", metavar="§", help="Only this item, as 31 or “§ 31”.")
    ] = None,
    part: Annotated[str | None, typer.Option("--part", help="Only parts of this title, as Päätös.")] = None,
    store: Store = None,
    encoder: EncoderName = None,
) -> None:
    """Answer a question with the passages that answer it, each with its citation."""
    if (question is None) == (batch is None):
        raise typer.BadParameter("give a question, or a file of them with --batch")
    if batch is not None and not as_json:
        raise typer.BadParameter("--batch answers in JSON lines: give --json too")
    index = Index.open(store or default_store(), encoder)
    wanted = Filter(
        document=index.find_document(document).id if document else None,
        body=body,
        since=since.date() if since else None,
        until=until.date() if until else None,
        item=item,
        part=part,
    )
    if batch is not None:
        for place, asked in _questions(batch):
            try:
                found = answer(index, asked, top, wanted)
            except QuestionError as error:
                raise QuestionError(f"{place}: {error}") from None
            sys.stdout.write(json.dumps(to_json(found), ensure_ascii=False) + "\n")
            sys.stdout.flush()
        return
    found = answer(index, question or "", top, wanted)
    if as_json:
        sys.stdout.write(json.dumps(to_json(found), ensure_ascii=False, indent=2) + "\n")
    else:
        terminal.show_answer(found)


@app.command("chat")
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
def doctor_command(store: Store = None) -> None:
    """Check that the index holds what was written; status 1 on any damage."""
    from index.check import problems  # only this command reads all of the index

    folder = store or default_store()
    found = list(problems(folder))
    if found:
        raise DamagedStoreError("\n".join(found) + "\nrun “pykala index” with your paths to mend it")
    terminal.show_sound(folder)


def _questions(batch: str) -> Iterator[tuple[str, str]]:
    """The questions of a file of JSON lines, or of standard input, each after the place where it stands."""
    name = "standard input" if batch == "-" else batch
    try:
        lines = sys.stdin if batch == "-" else Path(batch).open(encoding="utf-8-sig")  # noqa: SIM115 - closed below
    except OSError as error:
        raise QuestionError(f"{name}: cannot be opened ({error.strerror}); check the path") from None
    with lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                asked = json.loads(line)["q"]
            except (ValueError, KeyError, TypeError):
                asked = None
            if not isinstance(asked, str):
                raise QuestionError(
                    f'{name}, line {number}: not a JSON object with a text under “q”; write {{"q": "…"}}'
                )
            yield f"{name}, line {number}", asked


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
