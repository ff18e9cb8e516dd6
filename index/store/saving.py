"""Saving: a generation to its files, and what is new in it to those of a part."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.errors import StoreError
from corpus.records import line_of
from index.heads import joined_heads
from index.lexical import Lexical
from index.store.disk import Mark, NewFile, new_file, new_folder, sync_folder
from index.store.generation import Generation
from index.store.held.contexts import HeldContexts
from index.store.held.documents import HeldDocuments
from index.store.held.part import Parts, starts_of
from index.store.held.records import Records, offsets_of
from index.store.manifest import Manifest, PartMark, write_manifest

_LEXICAL = "lexical"
_Written = Callable[[str], AbstractContextManager[NewFile]]


def save_part(folder: Path, name: str, generation: Generation) -> PartMark | None:
    """Write what no part of a generation holds yet as a part of a name into a folder; None where all is held.

    Raises:
        OSError: it cannot be written.
        StoreError: its documents do not lie in files, or what they are copied from is not what was written.
    """
    documents, contexts, parts = _in_files(folder, generation)
    runs = [run for run in parts.runs() if run.part == len(parts.held)]
    if not runs or parts.fresh is None:
        return None
    new_folder(folder / _LEXICAL)
    marks: dict[str, Mark] = {}
    written = _writing(folder, marks)
    starts = starts_of(generation.places[:, 0], len(documents))
    firsts = np.stack([starts, contexts.sections_before(starts)], axis=1)
    above = [tuple(firsts[[run.first, run.last], 1].tolist()) for run in runs]
    own = [(run.first, run.last) for run in runs]
    heads = joined_heads((generation.heads, *each) for each in own)
    with written("heads.json") as file:
        file.write(line_of(heads.to_record()))
    _save_array(written, "sections", heads.sections.facts)
    _save_array(written, "titles", heads.sections.titles)
    _save_records(written, "documents.jsonl", documents.lines, own)
    _save_records(written, "texts.txt", documents.texts, own)
    _save_records(written, "above.txt", contexts.above, above)
    counts = np.concatenate([np.diff(firsts[run.first : run.last + 1], axis=0) for run in runs])
    _save_array(written, "firsts", np.concatenate([np.zeros((1, 2), np.int64), np.cumsum(counts, axis=0)]))
    dense, coded = parts.fresh
    with written("dense.faiss") as file:
        dense.save(file)
    if dense.near is not None:
        with written("codes.faiss") as file:
            dense.near.save(file)
    Lexical(coded).save(lambda each: written(f"{_LEXICAL}/{each}"))
    sync_folder(folder / _LEXICAL)
    sync_folder(folder)
    return PartMark(name, len(counts), len(dense), dict(sorted(marks.items())))


def save_generation(folder: Path, generation: Generation, number: int, fresh: PartMark | None) -> None:
    """Write a generation into an empty folder: its files, and last a manifest with what they should hold.

    ``fresh`` is the part that was written of what is new in it.

    Raises:
        OSError: it cannot be written.
        StoreError: its documents do not lie in files.
    """
    documents, contexts, parts = _in_files(folder, generation)
    heads, lexical = generation.heads, generation.lexical
    new_folder(folder / _LEXICAL)
    marks: dict[str, Mark] = {}
    written = _writing(folder, marks)
    with written("sources.json") as file:
        file.write(line_of([heads.ids, heads.paths, generation.sources]))
    arrays: dict[str, npt.NDArray[Any]] = {
        "parts": parts.places,
        "marks": documents.marks,
        "spans": contexts.spans,
        "passages": generation.places,
        "digests": generation.digests,
        "languages": generation.languages,
        **{f"{_LEXICAL}/{name}": getattr(lexical, name) for name in ("terms", "occurs", "lengths")},
    }
    for name, array in arrays.items():
        _save_array(written, name, array)
    sync_folder(folder / _LEXICAL)
    write_manifest(
        folder,
        Manifest(
            number=number,
            encoder=generation.encoder,
            analyzer=generation.analyzer,
            reading=generation.reading,
            documents=len(generation.documents),
            passages=len(generation.places),
            files=dict(sorted(marks.items())),
            parts=(*(part.mark for part in parts.held), *([fresh] if fresh else [])),
        ),
    )


def _in_files(folder: Path, generation: Generation) -> tuple[HeldDocuments, HeldContexts, Parts]:
    documents, contexts, parts = generation.documents, generation.contexts, generation.parts
    if not isinstance(documents, HeldDocuments) or not isinstance(contexts, HeldContexts) or parts is None:
        raise StoreError(f"{folder}: what does not lie in files cannot be copied into files")
    return documents, contexts, parts


def _writing(folder: Path, marks: dict[str, Mark]) -> _Written:
    """What gives each file of a folder by its name, to be written to; its mark is kept then."""

    @contextmanager
    def written(name: str) -> Iterator[NewFile]:
        with new_file(folder / name) as file:
            yield file
        marks[name] = file.mark

    return written


def _save_records(written: _Written, name: str, held: Records, parts: Sequence[tuple[int, int]]) -> None:
    """Write records from one number to another, and where each begins."""
    chosen = Records([piece for start, end in parts for piece in held.part(start, end)])
    with written(name) as file:
        for block in chosen.blocks():
            file.write(block)
    _save_array(written, Path(name).stem, offsets_of(chosen.sizes()))


def _save_array(written: _Written, name: str, array: npt.NDArray[Any]) -> None:
    with written(f"{name}.npy") as file:
        np.save(file, array, allow_pickle=False)
