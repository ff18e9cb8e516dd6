"""The command for what people said of answers: ``pykala feedback``."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Literal

import typer

from app.answer.citation import joined
from app.commands import terminal
from app.commands.options import Store
from app.feedback.kept import Feedback, clear, feedback_file, feedback_json, kept
from corpus.errors import FeedbackError
from index.store.stores import usual_store


def feedback_command(
    action: Annotated[
        Literal["list", "export", "clear"],
        typer.Argument(help="list; export into FILE; or clear, which forgets all of it."),
    ] = "list",
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="The questions file to write.", show_default=False)
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="List as JSON lines.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Clear without asking.")] = False,
    store: Store = None,
) -> None:
    """List, export or clear what people said of answers; it is kept on this machine only."""
    path = feedback_file((store or usual_store()).folder)
    if (action == "export") != (file is not None):
        raise typer.BadParameter("“export” needs a FILE to write, and nothing else does")
    if action == "clear":
        said = len(kept(path))
        if said and not yes:
            typer.confirm(f"Forget what was said of {said} answers?", abort=True)
        terminal.show_lines([f"{clear(path)} forgotten"])
        return
    said_of = kept(path)
    if file is not None:
        try:
            file.write_text("".join(export(said_of)), encoding="utf-8")
        except OSError as error:
            raise FeedbackError(f"{file}: cannot be written ({error.strerror}); give another file") from None
        terminal.show_lines([f"{len(said_of)} written to {file}"])
    elif as_json:
        for feedback in said_of:
            terminal.show_json(feedback_json(feedback))
    else:
        terminal.show_lines(_lines(said_of) or ["nothing has been said yet"])


def export(said: Sequence[Feedback]) -> Iterator[str]:
    """Feedback as lines of a questions file, which ``pykala evaluate`` reads.

    A useful answer is known by its place and its quote. Of the others only the question is known: what is
    right about them is for a person to write, who is told in a note what was said.
    """
    for feedback in said:
        known: dict[str, object] = {"q": feedback.question, "language": feedback.language}
        if feedback.rating == "useful" and feedback.document is not None:
            place = {"document": feedback.document, "item": feedback.item, "section": feedback.section}
            told: dict[str, object] = {**place, "answer": feedback.quote, "answerable": True}
            known |= {name: value for name, value in told.items() if value}
        note = joined(": ", feedback.rating.replace("_", " "), feedback.remark)
        yield json.dumps({**known, "note": note}, ensure_ascii=False) + "\n"


def _lines(said: Sequence[Feedback]) -> list[str]:
    """A line for each answer that something was said of: day, rating, question, place and remark."""
    return [
        joined(
            "  ",
            feedback.day,
            feedback.rating.replace("_", " "),
            feedback.question,
            joined(", ", feedback.item, feedback.section),
            f"“{feedback.remark}”" if feedback.remark else "",
        )
        for feedback in said
    ]
