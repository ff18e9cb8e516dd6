"""The command that answers questions: ``pykala ask``."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from app.answer.answer import Answer, answer
from app.commands import terminal
from app.commands.options import Body, EncoderName, Extract, Since, Store, Until, opened
from corpus.errors import QuestionError
from index.filters import Filter


def ask_command(
    question: Annotated[
        str | None, typer.Argument(help="The question, in Finnish, Swedish or English.")
    ] = None,
    top: Annotated[int, typer.Option("--top", min=1, max=100, help="How many passages at most.")] = 5,
    as_json: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,
    batch: Annotated[
        str | None,
        typer.Option(
            "--batch",
            metavar="FILE|-",
            help="JSON lines with a key “q”, and “after” if it goes on; a JSON line for each, in order.",
        ),
    ] = None,
    after: Annotated[
        str | None,
        typer.Option("--after", metavar="QUESTION", help="The question before, that this one goes on from."),
    ] = None,
    since: Since = None,
    until: Until = None,
    body: Body = None,
    document: Annotated[
        str | None, typer.Option("--document", help="Only this document, by id or path.")
    ] = None,
    item: Annotated[
        str | None, typer.Option("--item", metavar="§", help="Only this item, as 31 or “§ 31”.")
    ] = None,
    part: Annotated[str | None, typer.Option("--part", help="Only parts of this title, as Päätös.")] = None,
    store: Store = None,
    encoder: EncoderName = None,
    extractor: Extract = None,
    exact: Annotated[
        bool, typer.Option("--exact", help="Compare all vectors of a large index, not only the likeliest.")
    ] = False,
) -> None:
    """Answer a question with the passages that answer it, each with its citation."""
    if (question is None) == (batch is None):
        raise typer.BadParameter("give a question, or a file of them with --batch")
    if batch is not None and not as_json:
        raise typer.BadParameter("--batch answers in JSON lines: give --json too")
    if batch is not None and after is not None:
        raise typer.BadParameter("--after is for one question: in a batch, give each a key “after”")
    index = opened(store, encoder, extractor, exact=exact)
    wanted = Filter(
        document=index.find_document(document).id if document else None,
        body=body,
        since=since.date() if since else None,
        until=until.date() if until else None,
        item=item,
        part=part,
    )
    if batch is not None:
        for place, asked, before in _questions(batch):
            try:
                answered = answer(index, asked, top, wanted, before=before)
            except QuestionError as error:
                raise QuestionError(f"{place}: {error}") from None
            _print_json(answered)
        return
    answered = answer(index, question or "", top, wanted, before=after)
    if as_json:
        _print_json(answered, indent=2)
    else:
        terminal.show_answer(answered)


def _print_json(answered: Answer, indent: int | None = None) -> None:
    from app.answer.json_answer import to_json  # pydantic takes longer to import than an answer to find

    terminal.show_json(to_json(answered), indent)


def _questions(batch: str) -> Iterator[tuple[str, str, str | None]]:
    """The questions of a file of JSON lines, or of standard input: where each stands, it, the one before."""
    name = "standard input" if batch == "-" else batch
    try:
        lines = sys.stdin if batch == "-" else Path(batch).open(encoding="utf-8-sig")  # noqa: SIM115 - closed below
    except OSError as error:
        raise QuestionError(f"{name}: cannot be opened ({error.strerror}); check the path") from None
    with lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            place = f"{name}, line {number}"
            try:
                row = json.loads(line)
                asked, before = row["q"], row.get("after")
            except (ValueError, KeyError, TypeError, AttributeError):
                asked = before = None
            if not isinstance(asked, str):
                raise QuestionError(f'{place}: not a JSON object with a text under “q”; write {{"q": "…"}}')
            if not isinstance(before, str | None):
                raise QuestionError(f"{place}: what stands under “after” is no text; write a question there")
            yield place, asked, before
