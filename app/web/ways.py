"""Lasting addresses: of the meetings, of one of them, of a case. They stay as long as the documents do."""

from dataclasses import dataclass
from urllib.parse import urlencode

from corpus.language import Language


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways to the pages without script; ``language`` goes with them where the visitor's address named it.

    All are relative to the root of the page, where they stand side by side.
    """

    language: Language | None = None

    def meetings(self, **fields: object) -> str:
        """``archive``, narrowed and ordered by the fields of its query."""
        return self._address("archive", fields)

    def meeting(self, document_id: str, page: int = 1) -> str:
        """``meeting?doc=ID``: the meeting that a document is of."""
        return self._address("meeting", {"doc": document_id, "page": page if page > 1 else None})

    def case(self, case: str, page: int = 1) -> str:
        """``case?number=CASE``: the handlings of a case; in a path, proxies would lose its slashes."""
        return self._address("case", {"number": case, "page": page if page > 1 else None})

    def register(self, **fields: object) -> str:
        """``register``, narrowed by the fields of its query (``app/register/routes.py``)."""
        return self._address("register", fields)

    def csv(self, **fields: object) -> str:
        """``register.csv``: all of what that shows, as a file."""
        return self._address("register.csv", fields)

    def _address(self, path: str, fields: dict[str, object]) -> str:
        told = {name: value for name, value in fields.items() if value not in {None, ""}}
        if self.language is not None:
            told["language"] = self.language
        return f"{path}?{urlencode(told)}" if told else path
