"""Options of the command line that several commands share."""

from typing import Annotated

import typer

from index.store import stores

DATES = ["%Y-%m-%d", "%d.%m.%Y"]
"""The forms that a date may be given in."""

Store = Annotated[
    stores.Store | None,
    typer.Option(
        "--store",
        parser=stores.store_at,
        metavar="DIR|URL",
        help="Folder of the index, or postgresql://user@host/database; the default is your own data folder, "
        "or PYKALA_STORE.",
    ),
]
EncoderName = Annotated[
    str | None,
    typer.Option(
        "--encoder",
        help="“base”, “static” for large archives, or a sentence-transformers model by name or folder.",
    ),
]
Extract = Annotated[
    bool,
    typer.Option("--extractor/--no-extractor", help="Read what was found for the words that answer; slow."),
]
