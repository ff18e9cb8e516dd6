"""The check of a database: whether what it holds is what was written, and fits together."""

from collections.abc import Iterator

from corpus.errors import DamagedStoreError, GoneGenerationError
from index.postgres.address import Address
from index.postgres.held.dense import StoredDense
from index.postgres.held.segments import StoredLexical
from index.postgres.opening import open_published
from index.store.check import generation_problems
from index.store.generation import Generation


def problems(address: Address) -> Iterator[str]:
    """What is wrong with the published generation, a sentence each; nothing where all is well.

    Parts, postings, codes and documents are compared with their digests, each passage with its own, each
    vector with unit length, each section's span with its document.

    Raises:
        EmptyStoreError: nothing has been indexed yet.
        StoreError: the database cannot be asked.
    """
    try:
        generation = open_published(address)
        yield from _altered(generation)
        yield from generation_problems(generation)
    except (DamagedStoreError, GoneGenerationError) as error:
        yield str(error)


def _altered(generation: Generation) -> Iterator[str]:
    if isinstance(generation.lexical, StoredLexical):
        for table in generation.lexical.held.altered():
            yield f"{table}: the postings are not what was written"
    if isinstance(generation.dense, StoredDense):
        for one in generation.dense.codes:
            if one.altered():
                yield f"{one.written.table}: the codes are not what was written"
