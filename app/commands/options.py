"""What several commands share: options, and the index of the store that they name."""

from datetime import datetime
from typing import Annotated

import typer

from app.commands import terminal
from index.search import Index
from index.store import stores

_DATES = ["%Y-%m-%d", "%d.%m.%Y"]

Since = Annotated[
    datetime | None, typer.Option("--from", formats=_DATES, help="Only what is of this date or later.")
]
Until = Annotated[
    datetime | None, typer.Option("--to", formats=_DATES, help="Only what is of this date or earlier.")
]
Body = Annotated[str | None, typer.Option("--body", help="Only decisions of this body.")]
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
    bool | None,
    typer.Option(
        "--extractor/--no-extractor",
        help="Read what was found for the words that answer, or only search; the default is to read what "
        "“base” found.",
    ),
]


def opened(
    store: stores.Store | None,
    encoder: str | None = None,
    extractor: bool | None = None,
    *,
    exact: bool = False,
) -> Index:
    """The index of a store, by default the user's own; takes and raises what ``Index.open`` does.

    Where what is published is damaged and an index made before it was opened, a warning says so.
    """
    index = Index.open(store or stores.usual_store(), encoder, extractor, exact=exact)
    if index.generation.notice:
        terminal.show_warning(index.generation.notice)
    return index
