"""Opening the index of a store for a command, and telling where it is not the newest."""

from app.commands import terminal
from index.search import Index
from index.store.stores import Store, usual_store


def opened(store: Store | None, encoder: str | None = None, extractor: bool = False) -> Index:
    """The index of a store, by default the user's own; takes and raises what ``Index.open`` does.

    Where what is published is damaged and an index made before it was opened, a warning says so.
    """
    index = Index.open(store or usual_store(), encoder, extractor)
    if index.generation.notice:
        terminal.show_warning(index.generation.notice)
    return index
