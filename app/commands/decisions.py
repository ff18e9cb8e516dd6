"""The command that lists what was decided: ``pykala decisions``."""

import sys
from datetime import datetime
from typing import Annotated

import typer

from app.answer.json_answer import plain
from app.commands import terminal
from app.commands.escaped import json_text
from app.commands.options import DATES, Store, opened
from app.register.csv_file import csv_of
from app.register.decisions import decisions_of
from app.register.rows import Wanted, rows_of, sorted_rows, wanted_rows
from corpus.minutes.outcomes.wording import OutcomeKind


def decisions_command(
    since: Annotated[
        datetime | None, typer.Option("--from", formats=DATES, help="Only meetings of this date or later.")
    ] = None,
    until: Annotated[
        datetime | None, typer.Option("--to", formats=DATES, help="Only meetings of this date or earlier.")
    ] = None,
    body: Annotated[str | None, typer.Option("--body", help="Only decisions of this body.")] = None,
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
        decisions = plain(decisions_of(index, wanted))
        sys.stdout.write(json_text(decisions, indent=2) + "\n")
        return
    rows = sorted_rows(wanted_rows(rows_of(index), wanted))
    if as_csv:
        sys.stdout.write(csv_of(rows, "fi"))
    else:
        terminal.show_decisions(rows)
