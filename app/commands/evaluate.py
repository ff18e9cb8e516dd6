"""The command that measures: ``pykala evaluate``."""

from pathlib import Path
from typing import Annotated

import typer

from app.commands import terminal
from app.commands.options import EncoderName, Extract, Store, opened
from app.commands.progress import progress
from corpus.errors import QuestionError


def evaluate_command(
    questions: Annotated[
        Path,
        typer.Argument(metavar="QUESTIONS.jsonl", help="Questions with what is known of their answers."),
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print figures and questions as JSON.")] = False,
    store: Store = None,
    encoder: EncoderName = None,
    extractor: Extract = None,
) -> None:
    """Measure how well the index answers questions whose answers are known."""
    from app.evaluation.judge import figures, judge  # only this command measures
    from app.evaluation.questions import read_questions
    from app.evaluation.report import evaluation_json, show_evaluation

    asked = read_questions(questions)
    index = opened(store, encoder, extractor)
    try:
        with progress() as tell:
            judged = judge(index, asked, lambda done: tell("ask", done, len(asked)))
    except QuestionError as error:
        raise type(error)(f"{questions}, {error}") from None
    reached = list(figures(judged))
    if as_json:
        terminal.show_json(evaluation_json(reached, judged), indent=2)
    else:
        show_evaluation(terminal.console(), reached, judged, questions)
