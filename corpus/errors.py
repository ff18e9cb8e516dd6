"""Every error that the library raises on purpose, one tree.

PykalaError
├── ReadError                a file cannot be read as a document
│   ├── MissingFileError     there is no such file or folder, or it may not be opened
│   ├── FormatError          no reader for a file of this kind
│   ├── EncodingError        the text is not UTF-8
│   ├── BinaryFileError      the file holds bytes that no text holds
│   ├── EmptyFileError       the file holds no text
│   ├── ScannedFileError     the file holds pictures of pages, no text
│   ├── EncryptedFileError   the file is locked with a password
│   ├── DamagedFileError     the file is cut short, altered, or made to harm
│   ├── ChangedFileError     the file is another than the one that was indexed
│   └── PageError            a page that is not there, or that cannot be drawn
├── EncoderError             an encoder cannot be loaded or does not fit
│   └── EncoderMismatchError the index was made with another encoder
├── StoreError               the store cannot be read or written
│   ├── EmptyStoreError      nothing has been indexed yet
│   ├── DamagedStoreError    a file of the store is missing, cut short or altered
│   ├── OutdatedStoreError   an earlier version of Pykälä wrote the store
│   ├── GoneGenerationError  a generation that was read has been removed meanwhile
│   ├── BusyStoreError       another process is writing to the store
│   ├── AwayStoreError       the server of the store is not there now, or has too much to do
│   ├── RemovalError         more would be removed from the store than was agreed to
│   └── UnknownDocumentError no document or section of that name
├── QuestionError            a question that cannot be searched
│   └── QuestionsFileError   a file of questions that cannot be read
├── FeedbackError            what people say of answers cannot be kept or read
├── AddressError             a host, port or prefix that the page cannot be served at
├── PasswordError            no password to log in with, or none that will do
└── ExtraError               an optional part of the program is not installed
"""


class PykalaError(Exception):
    """Anything that the library raises on purpose; its text is meant for the person who asked."""


class ReadError(PykalaError):
    """A file that cannot be read as a document."""


class MissingFileError(ReadError):
    """A path at which nothing can be opened."""


class FormatError(ReadError):
    """A file of a kind that no reader is made for."""


class EncodingError(ReadError):
    """A text file that is not UTF-8."""


class BinaryFileError(ReadError):
    """A file named as text that holds bytes which no text holds."""


class EmptyFileError(ReadError):
    """A file without any text."""


class ScannedFileError(ReadError):
    """A file of so many ``pages`` that are pictures, from which no text can be taken before OCR."""

    def __init__(self, message: str, pages: int = 0) -> None:
        super().__init__(message)
        self.pages = pages


class EncryptedFileError(ReadError):
    """A file that is locked with a password."""


class DamagedFileError(ReadError):
    """A file that is cut short or altered, or that takes more time or memory than any file should."""


class ChangedFileError(ReadError):
    """A file that is no longer the one that was indexed."""


class PageError(ReadError):
    """A page that a document does not have, or that cannot be drawn."""


class EncoderError(PykalaError):
    """An encoder that cannot be loaded or does not do what an encoder must."""


class EncoderMismatchError(EncoderError):
    """A question asked with another encoder than the index was made with."""


class StoreError(PykalaError):
    """A store that cannot be read or written."""


class EmptyStoreError(StoreError):
    """A store in which nothing has been indexed yet."""


class DamagedStoreError(StoreError):
    """A store of which a file is missing, cut short or altered."""


class OutdatedStoreError(StoreError):
    """A store in the format of an earlier version; indexing writes it anew."""


class GoneGenerationError(StoreError):
    """A generation that was published once, and that the store no longer holds."""


class BusyStoreError(StoreError):
    """A store that another process is writing to."""


class AwayStoreError(StoreError):
    """A store whose server is not there now or has too much to do, and may answer in a moment."""


class RemovalError(StoreError):
    """A change that would remove more documents than anybody agreed to."""


class UnknownDocumentError(StoreError):
    """A document or section that the store does not hold."""


class QuestionError(PykalaError):
    """A question that cannot be searched."""


class QuestionsFileError(QuestionError):
    """A file of questions that cannot be read, or of which a line says no question."""


class FeedbackError(PykalaError):
    """A file of feedback that cannot be read or written."""


class AddressError(PykalaError):
    """A host, port or prefix that the page cannot be served at."""


class PasswordError(PykalaError):
    """A password that is missing, cannot be read, or is too weak."""


class ExtraError(PykalaError):
    """A part of the program that needs packages which are not installed."""
