"""Opening a generation: nothing of it is understood before it has been compared with its digest."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from corpus.errors import DamagedStoreError
from corpus.language import LANGUAGES
from index.dense import Dense
from index.heads import Heads, joined_heads, sections_of
from index.lexical import Lexical
from index.store.checked import CheckedFiles, GenerationFiles
from index.store.generation import Generation
from index.store.held.contexts import HeldContexts
from index.store.held.dense import joined_dense
from index.store.held.documents import HeldDocuments
from index.store.held.part import Part, Parts, runs_of, starts_of
from index.store.held.postings import PartedLexical, PartPostings
from index.store.held.records import Piece, Records, check_offsets
from index.store.manifest import MEND, PartMark, read_manifest

UNFIT = (KeyError, TypeError, ValueError, AttributeError, IndexError, OSError, EOFError, RecursionError)
"""What is raised where files that are as they were written do not hold what they should."""

PartDocuments = tuple[Heads, Records, Records]
"""Documents of a part: their heads, what stands of them, and their texts."""

_NONE: Mapping[str, Part] = MappingProxyType({})


def open_generation(folder: Path, *, thorough: bool = False) -> Generation:
    """The generation of a folder.

    Raises:
        DamagedStoreError: a file is missing or is not what was written.
        OutdatedStoreError: an earlier version of Pykälä wrote it.
        StoreError: a later one did.
    """
    files = GenerationFiles(folder, read_manifest(folder), thorough=thorough)
    generation = generation_in(files)
    files.remember()
    return generation


def generation_in(
    files: GenerationFiles, known: Mapping[str, Part] = _NONE, *, searched: bool = True
) -> Generation:
    """The generation that some files hold.

    Parts of it that are open already may be given as ``known``, by their names. Where it is not to be
    ``searched``, codes of vectors are not read.

    Raises:
        DamagedStoreError: they are not what was written, or do not fit together.
    """
    own, manifest = files.own, files.manifest
    try:
        held = [
            known.get(mark.name) or part_in(mark, each, searched=searched)
            for mark, each in zip(manifest.parts, files.parts, strict=True)
        ]
        parts, places = Parts(tuple(held), places_in(files)), own.array("passages.npy")
        documents, heads = documents_in(files, [(part.heads, part.lines, part.texts) for part in held])
        rows = parts.rows(starts_of(places[:, 0], manifest.documents))
        vectors = [(part.dense, each) for part, each in zip(held, rows, strict=True)]
        generation = Generation(
            encoder=manifest.encoder,
            analyzer=manifest.analyzer,
            reading=manifest.reading,
            documents=documents,
            heads=heads,
            contexts=HeldContexts(_above(parts), documents.texts, places, own.array("spans.npy")),
            sources=tuple(sources_in(own)[2]),
            places=places,
            digests=own.array("digests.npy"),
            languages=own.array("languages.npy"),
            dense=joined_dense(vectors, len(places), manifest.encoder.width),
            lexical=_lexical_in(own, held, rows),
            parts=parts,
            name=files.folder.name,
        )
    except UNFIT as error:
        raise DamagedStoreError(f"{files.folder}: cannot be read ({error}); {MEND}") from None
    check_rows(str(files.folder), generation)
    return generation


def part_in(mark: PartMark, files: CheckedFiles, *, searched: bool = True) -> Part:
    """A part that some files hold.

    Raises:
        DamagedStoreError: a file is not what was written.
        ValueError: the files do not fit together.
    """
    firsts, dense = firsts_in(mark, files), dense_in(files, searched=searched)
    coded = Lexical.load(lambda name: files.open(f"lexical/{name}")).coded
    if not len(dense) == len(coded.lengths) == mark.passages:
        raise ValueError(f"{files.folder}: not the vectors and postings of {mark.passages} passages")
    heads, lines, texts = part_documents_in(mark, files)
    above = _records(files, "above.txt", int(firsts[-1, 1]))
    return Part(mark, files, heads, lines, texts, above, firsts, dense, coded)


def part_documents_in(mark: PartMark, files: CheckedFiles) -> PartDocuments:
    """What is known of the documents of a part, what stands of them, and their texts.

    Raises:
        what ``part_in`` raises, KeyError and TypeError.
    """
    heads = heads_in(files)
    if len(heads) != mark.documents:
        raise ValueError(f"{files.folder}: heads.json: not the heads of {mark.documents} documents")
    lines, texts = (_records(files, name, mark.documents) for name in ("documents.jsonl", "texts.txt"))
    return heads, lines, texts


def firsts_in(mark: PartMark, files: CheckedFiles) -> npt.NDArray[np.int64]:
    """Where the passages of the documents of a part begin; raises as ``part_in`` does."""
    firsts = files.array("firsts.npy")
    fit = firsts.dtype == np.int64 and firsts.shape == (mark.documents + 1, 2) and not np.any(firsts[0])
    if not fit or np.any(np.diff(firsts, axis=0) < 0) or firsts[-1, 0] != mark.passages:
        raise ValueError(f"{files.folder}: firsts.npy: not where passages begin")
    found: npt.NDArray[np.int64] = firsts
    return found


def _records(files: CheckedFiles, name: str, count: int) -> Records:
    """The records of a file, of which there are so many."""
    offsets = files.array(Path(name).with_suffix(".npy").name)
    check_offsets(offsets, count, files.marks[name].bytes)
    return Records.of(files.open(name), offsets)


def places_in(files: GenerationFiles) -> npt.NDArray[np.int32]:
    """Where the documents of a generation lie in its parts; raises as ``part_in`` does."""
    places, count = files.own.array("parts.npy"), files.manifest.documents
    if places.dtype != np.int32 or places.shape != (count, 2) or np.any(places < 0):
        raise ValueError(f"parts.npy: not the places of {count} documents")
    found: npt.NDArray[np.int32] = places
    return found


def documents_in(files: GenerationFiles, parts: Sequence[PartDocuments]) -> tuple[HeldDocuments, Heads]:
    """The documents of a generation, read by need, of those of its parts, and their heads.

    Raises:
        DamagedStoreError: a file is not what was written.
        IndexError, ValueError: the files do not fit together.
    """
    count, runs = files.manifest.documents, list(runs_of(places_in(files)))
    marks = files.own.array("marks.npy")
    if marks.dtype != np.uint8 or marks.shape != (count, 16):
        raise ValueError(f"marks.npy: not the marks of {count} documents")
    lines: list[Piece] = []
    texts: list[Piece] = []
    for run in runs:
        _, of_lines, of_texts = parts[run.part]
        lines += of_lines.part(run.place, run.end)
        texts += of_texts.part(run.place, run.end)
    documents = HeldDocuments(Records(lines), Records(texts), marks)
    if not len(documents) == len(documents.texts) == count:
        raise ValueError(f"parts.npy: not the places of {count} documents")
    heads = joined_heads([(parts[run.part][0], run.place, run.end) for run in runs])
    return documents, heads


def _above(parts: Parts) -> Records:
    """What stands above the passages of a generation's documents, in their order."""
    pieces: list[Piece] = []
    for run in parts.runs():
        part = parts.held[run.part]
        start, end = part.firsts[[run.place, run.end], 1].tolist()
        pieces += part.above.part(start, end)
    return Records(pieces)


def _lexical_in(
    files: CheckedFiles, parts: Sequence[Part], rows: Sequence[npt.NDArray[np.int32]]
) -> PartedLexical:
    terms, occurs, lengths = (files.array(f"lexical/{name}.npy") for name in ("terms", "occurs", "lengths"))
    fit = terms.dtype.kind == "U" and occurs.dtype == lengths.dtype == np.int32
    if not fit or not terms.shape == occurs.shape == (len(terms),) or lengths.ndim != 1:
        raise ValueError("lexical: not the terms of a generation")
    for part in parts:
        if np.array_equal(part.coded.terms, terms):
            terms = part.coded.terms  # not twice in memory
    return PartedLexical(terms, occurs, lengths, PartPostings(parts, rows))


def heads_in(files: CheckedFiles) -> Heads:
    """The heads of a part's documents.

    Raises:
        DamagedStoreError: a file is not what was written.
        KeyError, TypeError, ValueError: the files do not fit together.
    """
    with files.open("heads.json") as file:
        record = json.loads(file.read())
    facts, titles = files.array("sections.npy"), files.array("titles.npy")
    sections = sections_of(record["documents"]["sections"], facts, titles, record["numbers"])
    return Heads(record["documents"], record["items"], sections)


def sources_in(files: CheckedFiles) -> tuple[list[str], list[str], list[str]]:
    """The ids of all documents, the paths of their files as they were given, and the absolute ones.

    Raises:
        DamagedStoreError: the file is not what was written.
        ValueError: it holds something else.
    """
    with files.open("sources.json") as file:
        ids, paths, sources = json.loads(file.read())
    if not len(ids) == len(paths) == len(sources):
        raise ValueError(f"{files.folder}: sources.json: not one path for each document")
    return ids, paths, sources


def dense_in(files: CheckedFiles, *, searched: bool = True) -> Dense:
    """The vectors of a part's files, with their codes where it is to be ``searched``.

    Raises:
        DamagedStoreError: a file is not what was written.
    """
    if not searched:
        return Dense.load_by_need(files.open("dense.faiss"), None)
    if "codes.faiss" in files.marks:
        return Dense.load_by_need(files.open("dense.faiss"), files.open("codes.faiss"))
    with files.open("dense.faiss") as file:
        return Dense.load(file)


def check_rows(place: str, generation: Generation) -> None:
    """See that all parts of a generation are of the same passages; raises DamagedStoreError."""
    languages = generation.languages
    if languages.dtype != np.uint8 or languages.ndim != 1 or np.any(languages >= len(LANGUAGES)):
        raise DamagedStoreError(f"{place}: languages.npy: holds what is no language; {MEND}")
    _check_places(place, generation)
    counts = {
        "passages.npy": len(generation.places),
        "spans.npy": len(generation.contexts),
        "digests.npy": len(generation.digests),
        "languages.npy": len(generation.languages),
        "vectors": len(generation.dense),
        "lexical": len(generation.lexical),
    }
    documents = {len(generation.documents), len(generation.heads), len(generation.sources)}
    if len(set(counts.values())) != 1 or len(documents) != 1:
        told = ", ".join(f"{name} {count}" for name, count in counts.items())
        raise DamagedStoreError(f"{place}: its files do not hold the same passages ({told}); {MEND}")


def _check_places(place: str, generation: Generation) -> None:
    places, starts = generation.places, generation.heads.sections.starts
    fit = places.dtype == np.int32 and places.ndim == 2 and places.shape[1] == 4 and not np.any(places < 0)
    if fit and len(places):
        documents = places[:, 0]
        fit = bool(documents.max() < len(generation.heads)) and not np.any(
            places[:, 1] >= (starts[1:] - starts[:-1])[documents]
        )
    if not fit:
        raise DamagedStoreError(f"{place}: passages.npy: names documents that are not there; {MEND}")
