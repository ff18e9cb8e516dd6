"""Told once: an item of a meeting that stands in several documents is told from one of them."""

from collections.abc import Sequence

from index.result import Hit
from index.search import Index

ItemPlace = tuple[str, int]
"""The id of a document and the index of an item's section in it."""


def record_of(index: Index, document_id: str, section: int) -> ItemPlace:
    """Where the item at a place is told from: minutes before agendas."""
    item = None if index.is_alone(document_id) else index.meeting_item(document_id, section)
    return (item.document.id, item.section) if item else (document_id, section)


def told_once(index: Index, places: Sequence[ItemPlace]) -> list[ItemPlace]:
    """The places of items in their order, of each item one: its record, where that is among them."""
    given = set(places)
    kept: dict[ItemPlace, ItemPlace] = {}
    for place in places:
        record = record_of(index, *place)
        kept.setdefault(record, record if record in given else place)
    return list(kept.values())


def hits_once(index: Index, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Hits in their order, those of an item from one of its documents only.

    That is its record where that is among them, and else the first. Its hits take the places of the
    item's first ones.
    """
    items = [_item(index, hit) for hit in hits]
    own: dict[ItemPlace, list[Hit]] = {}
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


def _item(index: Index, hit: Hit) -> ItemPlace | None:
    """The item that a hit stands in, by its record; None where it stands in none."""
    document_id = hit.passage.document_id
    section = index.item_of(document_id, hit.passage.section)
    return None if section is None else record_of(index, document_id, section)
