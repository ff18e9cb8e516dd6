"""The documents with what reading thought of each, what came and went when, and the form to send some."""

from collections.abc import Callable, Sequence

from starlette.requests import Request

from app.admin.uploads import State
from app.catalogue import Catalogue
from app.texts.families import ADMIN
from app.web.table import leaf_of, table_page
from app.web.visitor import request_language
from corpus.doubts import Doubt
from corpus.language import Language
from corpus.parsers import readable
from index.documents import Documents
from index.store.history import Change

_MOST_CHANGES = 20
_MOST_READ = 200
"""Up to so many documents it is told in how many of them something looks wrong."""


def documents_html(
    request: Request,
    catalogue: Catalogue,
    documents: Documents,
    doubted: Callable[[str], Sequence[Doubt]],
    changes: Sequence[Change] = (),
    state: State | None = None,
    *,
    leave: bool = False,
) -> str:
    """A leaf of the documents, the newest first; with ``doubtful`` only those that something looks wrong in.

    ``doubted`` tells what looks wrong in the document of an id, which takes some 10 ms: in a large archive it
    is asked of those in sight alone. ``state`` is that of what was sent, None where nothing may be. ``leave``
    says that one logs in to the view, and may log out.
    """
    language, doubtful = request_language(request), request.query_params.get("doubtful") == "1"
    known = doubtful or len(catalogue) <= _MOST_READ
    wrong = tuple(entry for entry in catalogue if doubted(entry.id)) if known else ()

    def address(code: Language, number: int = 1, *, only: bool = doubtful) -> str:
        more = ("&doubtful=1" if only else "") + (f"&page={number}" if number > 1 else "")
        return f"admin?language={code}{more}"

    return table_page(
        request,
        "admin/documents.html",
        ADMIN[language].title,
        "admin",
        address,
        documents=documents,
        doubted=doubted,
        leaf=leaf_of(request, wrong if doubtful else catalogue, lambda number: address(language, number)),
        count=len(catalogue),
        wrong=len(wrong) if known else None,
        doubtful=doubtful,
        changes=changes[:_MOST_CHANGES],
        kinds=",".join(sorted(readable())),
        state=state,
        leave=leave,
        texts=ADMIN[language],
    )
