"""How large and how fast the pages of a large archive are: its meetings, one of them, a case.

``python -m scripts.measure.load.archive_pages STORE --documents 10000`` takes the documents of a store
again and again, each time a month later, until there are so many, and asks for each page: once, which
makes what is kept, and then in turn as often as ``--times`` says. A page's milliseconds are those of
processor time, of the program and its test client together, the median and the most; its kilobytes are
those before it is packed.

The figures go to ``--to`` too, by default ``scripts/results/archive-pages-COMMIT.json``.
"""

import argparse
import datetime
import json
import statistics
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

from starlette.applications import Starlette
from starlette.testclient import TestClient

from app.archive.meetings import archive_of
from app.archive.routes import archive_routes
from app.catalogue import catalogue_of
from app.library import Library
from app.renewed import Renewed
from app.web.ways import Ways
from corpus.document import Document
from index.documents import Documents
from index.heads import Heads
from index.search import Index
from scripts.measure.evaluate import commit

_RESULTS = Path(__file__).parents[2] / "results"
_MONTH = datetime.timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the pages ask of a library: its documents, and what is known of them."""

    index: Documents

    def heads(self) -> Heads:
        """The heads of all documents."""
        return self.index.heads


def main() -> None:
    """Prints and writes the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("store", type=Path)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--to", type=Path, default=_RESULTS / f"archive-pages-{commit()}.json")
    arguments = parser.parse_args()
    shelf = Shelf(Documents(repeated(Index.open(arguments.store).documents(), arguments.documents)))
    archive = Renewed(lambda: shelf.index, lambda index: archive_of(catalogue_of(index.heads), index))
    client = TestClient(Starlette(routes=archive_routes(cast("Library", shelf), archive)))
    pages = {name: measured(client, address, arguments.times) for name, address in addresses(shelf.index)}
    figures: dict[str, Any] = {"documents": arguments.documents, "pages": pages}
    for name, page in pages.items():
        print(f"{name:<20}{json.dumps(page)}")
    arguments.to.parent.mkdir(exist_ok=True)
    arguments.to.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def repeated(documents: Sequence[Document], count: int) -> tuple[Document, ...]:
    """So many documents, those that are given again and again, each time a month later, by id."""
    made = (
        replace(
            document,
            id=f"{turn:05}-{document.id}",
            date=document.date and document.date + turn * _MONTH,
        )
        for turn in range(count // len(documents) + 1)
        for document in documents
    )
    return tuple(sorted((next(made) for _ in range(count)), key=lambda document: document.id))


def addresses(documents: Documents) -> list[tuple[str, str]]:
    """The pages that are asked for, by name: the case is the one with the most items."""
    ways = Ways()
    most = max(documents.meetings, key=lambda meeting: len(meeting.items))
    case = Counter({case: len(documents.items_of_case(case)) for case in documents.cases}).most_common(1)
    return [
        ("meetings", ways.meetings()),
        ("meetings by title", ways.meetings(sort="title", order="rising", page=50)),
        ("meetings of a body", ways.meetings(body=most.body)),
        ("meetings searched", ways.meetings(search="lautakunta 2025")),
        ("largest meeting", ways.meeting(most.documents[0].id)),
        *(("largest case", ways.case(number)) for number, _ in case),
    ]


def measured(client: TestClient, address: str, times: int) -> dict[str, float]:
    """The kilobytes of a page, and the milliseconds of the first time and of those after it."""
    spent = []
    for _ in range(times + 1):
        began = time.process_time()
        answer = client.get(address).raise_for_status()
        spent.append(1000 * (time.process_time() - began))
    first, *later = spent
    return {
        "kilobytes": round(len(answer.content) / 1000, 1),
        "first": round(first, 1),
        "median": round(statistics.median(later), 1),
        "most": round(max(later), 1),
    }


if __name__ == "__main__":
    main()
