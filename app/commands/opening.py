"""Opening the index of a store for a command, and telling where it is not the newest."""

from pathlib import Path

from app.commands import terminal
from index.search import Index
from index.store.store import default_store


def opened(
    store: Path | None, encoder: str | None = None, extractor: bool = False, *, exact: bool = False
) -> Index:
    """The index of a store, by default the user's own; takes and raises what ``Index.open`` does.

    Where what is published is damaged and an index made before it was opened, a warning says so.
    """
    index = Index.open(store or default_store(), encoder, extractor, exact=exact)
    if index.generation.notice:
        terminal.show_warning(index.generation.notice)
    return index
