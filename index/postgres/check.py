"""The check of a database: whether what it holds is what was written, and fits together."""

from collections.abc import Iterator

from corpus.errors import DamagedStoreError, GoneGenerationError
from index.postgres.address import Address
from index.postgres.opening import open_published
from index.postgres.postings import StoredLexical
from index.postgres.publishing import postings_mark
from index.store.check import generation_problems
from index.store.generation import Generation

_AT_ONCE = 500


def problems(address: Address) -> Iterator[str]:
    """What is wrong with the published generation, a sentence each; nothing where all is well.

    Parts, postings and documents are compared with their digests, each passage with its own, each vector
    with unit length, each section's span with its document.

    Raises:
        EmptyStoreError: nothing has been indexed yet.
        StoreError: the database cannot be asked.
    """
    try:
        generation = open_published(address)
        yield from _postings(generation)
        yield from generation_problems(generation)
    except (DamagedStoreError, GoneGenerationError) as error:
        yield str(error)


def _postings(generation: Generation) -> Iterator[str]:
    lexical = generation.lexical
    if not isinstance(lexical, StoredLexical):
        return
    terms = range(len(lexical.terms))

    def held() -> Iterator[tuple[object, object]]:
        for start in range(0, len(terms), _AT_ONCE):
            found = dict(lexical.held.fetched(list(terms[start : start + _AT_ONCE])))
            yield from (found[term] for term in sorted(found))

    if postings_mark(held()) != lexical.held.mark:
        yield f"{lexical.held.table}: the postings are not what was written"
