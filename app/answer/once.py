"""Told once: an item of a meeting that stands in several documents is told from one of them."""

from collections.abc import Sequence

from corpus.document import Document
from corpus.minutes.handlings import number_of_item
from index.result import Hit
from index.search import Index

ItemPlace = tuple[Document, int]
"""A document and the index of an item's section in it."""


def record_of(index: Index, document: Document, section: int) -> ItemPlace:
    """Where the item at a place is told from: minutes before agendas."""
    item = index.meeting_items.get((document.id, section))
    return (item.document, item.section) if item else (document, section)


def told_once(index: Index, places: Sequence[ItemPlace]) -> list[ItemPlace]:
    """The places of items in their order, of each item one: its record, where that is among them."""
    given = {(document.id, section) for document, section in places}
    kept: dict[tuple[str, int], ItemPlace] = {}
    for document, section in places:
        record = record_of(index, document, section)
        key = record[0].id, record[1]
        kept.setdefault(key, record if key in given else (document, section))
    return list(kept.values())


def hits_once(index: Index, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Hits in their order, those of an item from one of its documents only.

    That is its record where that is among them, and else the first. Its hits take the places of the
    item's first ones.
    """
    items = [_item(index, hit) for hit in hits]
    own: dict[tuple[str, int], list[Hit]] = {}
    for item, hit in zip(items, hits, strict=True):
        if item is not None:
            own.setdefault(item, []).append(hit)
    kept = {item: iter(_of_one_document(item[0], its)) for item, its in own.items()}
    once = (hit if item is None else next(kept[item], None) for item, hit in zip(items, hits, strict=True))
    return tuple(hit for hit in once if hit is not None)


def _of_one_document(record: str, hits: Sequence[Hit]) -> list[Hit]:
    documents = [hit.passage.document_id for hit in hits]
    chosen = record if record in documents else documents[0]
    return [hit for hit, document in zip(hits, documents, strict=True) if document == chosen]


def _item(index: Index, hit: Hit) -> tuple[str, int] | None:
    """The item that a hit stands in, by its record; None where it stands in none."""
    document = index.document(hit.passage.document_id)
    section = number_of_item(document, hit.passage.section)
    if section is None:
        return None
    record, number = record_of(index, document, section)
    return record.id, number
