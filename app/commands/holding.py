"""The commands that change what the index holds: ``index``, ``add`` and ``remove``; ``doctor`` checks it."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.commands import terminal
from app.commands.escaped import escaped
from app.commands.options import EncoderName, Store, opened
from app.commands.progress import Shown, progress
from app.commands.waiting import offering, scanning
from corpus.errors import DamagedStoreError, RemovalError, StoreError
from corpus.readers import shipped_reports
from index.store.stores import FileStore, usual_store

if TYPE_CHECKING:
    from index.building.build import Built
    from index.building.vectors import Progress
    from index.encoders import Encoder
    from index.store.stores import Store as AnyStore

FEW = 2
"""The documents that may be removed without a question."""

Exclude = Annotated[
    list[str] | None,
    typer.Option("--exclude", metavar="PATTERN", help="Leave out what is so named: “*.txt”, “drafts”."),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")]
Ocr = Annotated[
    bool | None,
    typer.Option(
        "--ocr/--no-ocr", help="Read pages that are pictures with Tesseract; the default asks at a terminal."
    ),
]
Yes = Annotated[bool, typer.Option("--yes", help=f"Remove more than {FEW} documents without asking.")]


def index_command(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Files and folders to index; with none, the report that ships.", show_default=False
        ),
    ] = None,
    exclude: Exclude = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    ocr: Ocr = None,
    store: Store = None,
    encoder: EncoderName = None,
) -> None:
    """Make the index hold exactly the documents under the PATHs, encoding only what changed."""
    from index.building.build import build  # only these commands read files
    from index.encoders import load_encoder

    loaded = load_encoder(encoder or "base")
    folder = store or usual_store()
    with _telling() as tell:
        built = build(
            folder,
            paths or shipped_reports(),
            loaded,
            offered(tell, loaded),
            exclude or [],
            agree=agreeing(tell, yes=yes),
            dry=dry_run,
            scans=scanning(tell, ocr=ocr),
        )
    terminal.show_built(built, folder, dry=dry_run)


def add_command(
    paths: Annotated[list[Path], typer.Argument(help="Files and folders to add.", show_default=False)],
    exclude: Exclude = None,
    dry_run: DryRun = False,
    ocr: Ocr = None,
    store: Store = None,
    encoder: EncoderName = None,
) -> None:
    """Add the documents under the PATHs to the index, or read them anew, beside all that it holds."""
    from index.building.change import add

    folder = store or usual_store()
    loaded = _encoder_of(folder, encoder)
    with _telling() as tell:
        scans = scanning(tell, ocr=ocr)
        built = add(folder, paths, loaded, offered(tell, loaded), exclude or [], dry=dry_run, scans=scans)
    terminal.show_built(built, folder, dry=dry_run)


def remove_command(
    documents: Annotated[
        list[str], typer.Argument(metavar="DOCUMENT...", help="Ids or paths, as “pykala show” lists them.")
    ],
    dry_run: DryRun = False,
    yes: Yes = False,
    store: Store = None,
    encoder: EncoderName = None,
) -> None:
    """Remove documents from the index; their files stay where they are."""
    from index.building.change import remove

    folder = store or usual_store()
    loaded = _encoder_of(folder, encoder)
    with _telling() as tell:
        built = remove(folder, documents, loaded, tell, agree=agreeing(tell, yes=yes), dry=dry_run)
    terminal.show_built(built, folder, dry=dry_run)


def doctor_command(
    mend: Annotated[
        bool, typer.Option("--mend", help="Make good what is damaged, from the files that were indexed.")
    ] = False,
    reading: Annotated[
        bool, typer.Option("--reading", help="List the documents whose reading looks wrong instead.")
    ] = False,
    store: Store = None,
    encoder: EncoderName = None,
) -> None:
    """Check that the index holds what was written; status 1 on any damage."""
    from index.building.change import mend as mend_store

    folder = store or usual_store()
    if reading:
        terminal.show_doubts(opened(folder).documents())
        return
    if mend:
        if not isinstance(folder, FileStore):
            raise StoreError(f"{folder}: --mend is for an index in files; {folder.mending()}")
        loaded = _encoder_of(folder, encoder)
        with _telling() as tell:
            built = mend_store(folder, loaded, offered(tell, loaded))
        terminal.show_mended(built)
    damage = list(folder.problems())
    if damage:
        raise DamagedStoreError("\n".join([*damage, folder.mending()]))
    terminal.show_sound(folder)


def agreeing(shown: Shown, *, yes: bool) -> "Callable[[Built], bool]":
    """What asks the person at the terminal before more than a few documents are removed.

    Raises:
        RemovalError: there is nobody to ask, and ``yes`` was not said before; or the answer is no.
    """

    def agree(built: "Built") -> bool:
        lost = built.lost
        if len(lost) <= FEW or yes:
            return True
        some = ", ".join(lost[:3]) + (", …" if len(lost) > 3 else "")
        what = f"{len(lost)} documents that are in the index would be removed from it ({some})"
        if not sys.stdin.isatty():
            raise RemovalError(
                f"{what}; say --yes to remove them, or “pykala add” to keep them beside the others"
            )
        with shown.asking():
            agreed = typer.confirm(f"{escaped(what)}. Remove them?", err=True)
        if not agreed:
            raise RemovalError("nothing was changed; “pykala add” keeps them beside the others")
        return True

    return agree


def _encoder_of(folder: "AnyStore", named: str | None) -> "Encoder":
    """The encoder that is named, else that of the index, else the one that a first index is made with."""
    from index.encoders import load_encoder, recorded_encoder

    recorded = folder.recorded_name()
    return load_encoder(named or "base") if named or recorded is None else recorded_encoder(recorded)


def offered(shown: Shown, encoder: "Encoder") -> "Progress":
    """A progress that offers a faster encoder where encoding will take long."""
    return shown if encoder.name == "static" else offering(shown, terminal.show_warning)


@contextmanager
def _telling() -> "Iterator[Shown]":
    """What shows how far the work is; where it is stopped, a person is told what became of it."""
    with progress() as shown:
        try:
            yield shown
        except KeyboardInterrupt:
            terminal.show_warning("stopped; the index is as it was, and the same command goes on from here")
            raise
