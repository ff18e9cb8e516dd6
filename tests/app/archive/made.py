"""An archive made of documents alone."""

from collections.abc import Sequence

from app.archive import meetings
from app.archive.meetings import Archive
from app.catalogue import catalogue_of
from app.library import Library
from app.renewed import Renewed
from corpus.document import Document
from index.documents import Documents


def kept(library: Library) -> Renewed[Archive]:
    """The archive of a library, made anew with each generation."""
    return Renewed(lambda: library.index, made_of)


def archive_of(documents: Sequence[Document]) -> Archive:
    """The archive of documents."""
    return made_of(Documents(documents))


def made_of(documents: Documents) -> Archive:
    """The archive of the documents of an index."""
    return meetings.archive_of(catalogue_of(documents.heads), documents)
