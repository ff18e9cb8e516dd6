"""The command that lists what was decided: ``pykala decisions``."""

import sys
from typing import Annotated

import typer

from app.answer.json_answer import plain
from app.commands import terminal
from app.commands.options import Body, Since, Store, Until, opened
from app.register.csv_file import csv_of
from app.register.decisions import decisions_of
from app.register.rows import Wanted, rows_of, sorted_rows, wanted_rows
from corpus.minutes.outcomes.wording import OutcomeKind


def decisions_command(
    since: Since = None,
    until: Until = None,
    body: Body = None,
    outcome: Annotated[
        OutcomeKind | None, typer.Option("--outcome", help="Only items with this outcome.")
    ] = None,
    case: Annotated[str | None, typer.Option("--case", help="Only items of this case number.")] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print a file for spreadsheets.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    store: Store = None,
) -> None:
    """List what was decided: every item with its body, date, outcome, vote and the text in force."""
    if as_csv and as_json:
        raise typer.BadParameter("give --csv or --json, not both")
    index = opened(store)
    wanted = Wanted(
        body=body,
        since=since.date() if since else None,
        until=until.date() if until else None,
        outcome=outcome,
        case=case,
    )
    if as_json:
        terminal.show_json(plain(decisions_of(index, wanted)), indent=2)
        return
    rows = sorted_rows(wanted_rows(rows_of(index), wanted))
    if as_csv:
        sys.stdout.write(csv_of(rows, "fi"))
    else:
        terminal.show_decisions(rows)
