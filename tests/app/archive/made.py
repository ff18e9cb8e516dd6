"""An archive made of documents alone."""

from collections.abc import Sequence

from app.archive import meetings
from app.archive.meetings import Archive
from app.catalogue import catalogue_of
from corpus.document import Document
from corpus.minutes.meetings import meetings as meetings_of


def archive_of(documents: Sequence[Document]) -> Archive:
    """The archive of documents."""
    return meetings.archive_of(catalogue_of(documents), meetings_of(documents))
