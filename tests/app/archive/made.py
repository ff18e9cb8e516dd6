"""An archive made of documents alone."""

from collections.abc import Sequence

from app.archive import meetings
from app.archive.meetings import Archive
from app.catalogue import catalogue_of
from app.library import Library
from app.renewed import Renewed
from corpus.document import Document
from corpus.minutes.meetings import meetings as meetings_of


def kept(library: Library) -> Renewed[Archive]:
    """The archive of a library, made anew with each generation."""
    return Renewed(library.documents, archive_of)


def archive_of(documents: Sequence[Document]) -> Archive:
    """The archive of documents."""
    return meetings.archive_of(catalogue_of(documents), meetings_of(documents))
