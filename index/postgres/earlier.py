"""What a build may take over of what is published in a database."""

from index.postgres import tables
from index.postgres.address import Address
from index.postgres.held.dense import StoredDense
from index.postgres.held.documents import StoredDocuments
from index.postgres.opening import Manifest, opened, vectors_of
from index.store.earlier import Earlier, Listed, Vectors


def earlier(address: Address, manifest: Manifest) -> tuple[Earlier, ...]:
    """What may be taken over of the generation of a manifest; of an earlier format the vectors, if any.

    Its documents, passages and postings stay where they are.

    Raises:
        DamagedStoreError: a part of it is not what was written.
        StoreError: it cannot be read.
    """
    if not tables.FIRST_TAKEN_OVER <= manifest.format <= tables.FORMAT:
        return ()
    if manifest.format < tables.FORMAT:
        digests, stored = vectors_of(address, manifest)
        return (
            Earlier(
                name=manifest.name,
                whole=False,
                encoder=manifest.encoder,
                analyzer=manifest.analyzer,
                reading=manifest.reading,
                listed=None,
                documents=None,
                heads=None,
                vectors=Vectors(digests, stored, joined=stored.joined),
            ),
        )
    generation = opened(address, manifest)
    heads, documents, dense = generation.heads, generation.documents, generation.dense
    listed = zip(heads.ids, heads.paths, generation.sources, strict=True)
    return (
        Earlier(
            name=manifest.name,
            whole=True,
            encoder=manifest.encoder,
            analyzer=manifest.analyzer,
            reading=manifest.reading,
            listed=tuple(Listed(*one) for one in listed),
            documents=documents,
            heads=heads,
            vectors=Vectors(
                generation.digests, dense, joined=dense.joined if isinstance(dense, StoredDense) else None
            ),
            generation=generation,
            held=documents if isinstance(documents, StoredDocuments) else None,
        ),
    )
