"""What the command line prints: answers and outlines, as text that no document can style."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from app.answer.answer import Answer, CitedPassage, tells_matter
from app.answer.citation import CitedPlace, joined
from app.answer.form import LISTS
from app.answer.item import AnsweredItem
from app.answer.matters import Matter
from app.commands.escaped import EscapingConsole, escaped, json_text
from app.register.rows import Row
from app.texts.worded import outcome_line, outcome_text
from corpus.document import (
    Document,
    Scan,
    Section,
    full_title,
    is_read_by_machine,
    item_title,
    one_line,
    pages_of,
    scan_labels,
    section_path,
)
from corpus.doubts import doubts
from corpus.errors import UnknownDocumentError
from corpus.head import Head
from corpus.text.treatment import joined_words, treatment
from index.building.build import Built
from index.search import Index
from index.store.stores import Store

VERDICTS = {
    "found": ("Found", "bold green"),
    "maybe": ("Perhaps", "bold yellow"),
    "not_found": ("Not found in these documents; closest, but not an answer:", "bold red"),
}
_UNFOLDED = 100_000
_WORDS = 12


def console() -> Console:
    """The console of standard output; lines are folded only where it is a terminal."""
    return EscapingConsole(highlight=False, width=None if sys.stdout.isatty() else _UNFOLDED)


def show_lines(lines: Sequence[str]) -> None:
    """Print lines as they are."""
    for line in lines:
        console().print(Text(line))


def show_json(value: object, indent: int | None = None) -> None:
    """Print a value as JSON at once, in one line where no indent is given."""
    sys.stdout.write(json_text(value, indent) + "\n")
    sys.stdout.flush()


def show_error(message: str, head: str = "pykala: ", style: str = "bold red") -> None:
    """Print one line to standard error."""
    out = EscapingConsole(stderr=True, highlight=False, width=_UNFOLDED)
    out.print(Text.assemble((head, style), message))


def show_warning(message: str) -> None:
    """Print a line to standard error that does not end the program."""
    show_error(message, "warning: ", "bold yellow")


def show_answer(answer: Answer) -> None:
    """Print an answer: the quote, the passage with the quote marked, the citation, then the other hits."""
    out = console()
    word, style = VERDICTS[answer.verdict]
    out.print(Text(word, style))
    if answer.after:
        out.print(Text(f"going on from: {one_line(answer.after)}", "dim"))
    if answer.looked_for:
        out.print(Text(f"looked for: {', '.join(answer.looked_for)}", "dim"))
    if answer.form.kind in LISTS:
        for item in answer.items:
            out.print()
            out.print(_item(item, whole=True))
        return
    begun = {matter.ranks[0]: matter for matter in answer.matters}
    for passage in answer.passages:
        out.print()
        if passage.rank in begun:
            out.print(_matter(begun[passage.rank]))
            out.print()
        others = passage.same_matter if tells_matter(answer, passage) else ()
        if passage.rank == 1:
            for first in (item for item in answer.items if 1 in item.passages):
                out.print(_item(first, whole=passage.standing != "in_force"))
                out.print()
            _show_best(out, passage, others)
        else:
            out.print(Text.assemble((f"{passage.rank}. ", "bold"), one_line(passage.quote.of(passage.text))))
            out.print(_indented(_cited(passage, others)))


def _item(item: AnsweredItem, *, whole: bool) -> Text:
    """An item, what became of it, and with ``whole`` the text in force."""
    lines = [(item.place.citation, "cyan"), (f"\n{outcome_line(item.outcome, 'en')}", "bold")]
    if whole and item.in_force:
        lines.append((f"\n   {one_line(item.in_force[0].text)}", ""))
    return Text.assemble(*lines)


def show_decisions(rows: Sequence[Row]) -> None:
    """Print items with what became of them, a line each and the text in force below it."""
    out = console()
    for row in rows:
        head = (str(row.head.date or ""), row.head.body, row.item.full_title)
        outcome = outcome_text(row.outcome, "en")
        out.print(Text.assemble(("  ".join(part for part in head if part), "bold"), f"  {outcome}"))
        if row.in_force:
            out.print(Text(f"   {one_line(row.in_force)}", "dim"))
    out.print(Text(f"{len(rows)} items"))


def _matter(matter: Matter) -> Text:
    """What stands above the passages of one case from several meetings."""
    head = f"One matter in {matter.meetings} meetings, the newest decision first ({matter.case}):"
    return Text("\n".join((head, *(f"  {item.citation}" for item in matter.handled))), "dim")


def _show_best(out: Console, passage: CitedPassage, others: Sequence[CitedPlace]) -> None:
    out.print(Text(f"“{one_line(passage.quote.of(passage.text))}”", "bold"))
    text = Text(passage.text)
    text.stylize("reverse", passage.quote.start, passage.quote.end)
    if passage.answer is not None:
        text.stylize("bold underline", passage.answer.start, passage.answer.end)
    out.print()
    out.print(_indented(text))
    out.print()
    out.print(_cited(passage, others))


def _indented(text: Text) -> Padding:
    return Padding(text, (0, 0, 0, 3), expand=False)


def _cited(passage: CitedPassage, others: Sequence[CitedPlace]) -> Text:
    """The citations of a passage, of what says the same, and of the other meetings' items of its case."""
    lines = [passage.citation, *(f"also {twin.citation}" for twin in passage.also_at)]
    lines += [f"the same matter: {other.citation}" for other in others]
    return Text("\n".join(lines), "cyan")


def show_built(built: Built, store: Store, *, dry: bool = False) -> None:
    """Print what a build did; with ``dry`` what it would do."""
    out = console()
    for skipped in built.skipped:
        out.print(Text.assemble(("skipped ", "yellow"), skipped.reason))
    names = ("added", "changed", "removed", "unchanged")
    counts = ", ".join(f"{len(getattr(built, name))} {name}" for name in names if getattr(built, name))
    if dry:
        for name in ("added", "changed", "removed"):
            for document in getattr(built, name):
                out.print(Text(f"{name}: {document}"))
        out.print(Text(f"{counts}; nothing was written"))
        return
    resumed = f", {built.resumed} by an earlier run" if built.resumed else ""
    out.print(Text(f"{counts}; {built.passages} passages, {built.encoded} encoded now{resumed}"))
    out.print(Text(str(store), "dim"))


def show_mended(built: Built) -> None:
    """Print what an index holds that was made good, and what could not be."""
    out = console()
    for skipped in built.skipped:
        out.print(Text.assemble(("lost ", "red"), skipped.reason))
    held = len(built.added) + len(built.changed) + len(built.unchanged)
    out.print(Text(f"{held} documents; {built.passages} passages, {built.encoded} encoded now"))


def show_documents(documents: Iterable[Head]) -> None:
    """Print the documents, a line each."""
    table = Table(box=None, pad_edge=False)
    for name in ("document", "date", "title"):
        table.add_column(name, overflow="fold")
    for document in documents:
        cells = (document.id, str(document.date or ""), document.full_title)
        table.add_row(*(Text(escaped(cell)) for cell in cells))  # escaped before widths are reckoned
    console().print(table)


def show_outline(document: Document) -> None:
    """Print a document's metadata and its sections, each a step further in than the one above it."""
    out = console()
    scans: tuple[tuple[Scan, str], ...] = (
        ("read", "read from pictures by machine"),
        ("unread", "pictures, not read"),
    )
    out.print(Text(full_title(document), "bold"))
    date = document.date.isoformat() if document.date else ""
    out.print(Text(joined(" · ", document.body, date, document.case, document.path), "dim"))
    for scan, what in scans:
        if labels := scan_labels(document, scan):
            out.print(Text(f"s. {labels}: {what}", "yellow"))
    for line in _treated(document):
        out.print(Text(line, "dim"))
    for number, section in enumerate(document.sections):
        depth = len(section_path(document, number)) - 1
        out.print(Text.assemble("  " * (depth + 1), item_title(section), (_place(document, section), "dim")))


def _treated(document: Document) -> Iterator[str]:
    """What reading did to a document, a line for each."""
    told = treatment(document)
    words = Counter(span.of(document.text) for span in told.words)
    named = [word for word, _ in words.most_common(_WORDS)]
    if named:
        more = ", …" if len(words) > len(named) else ""
        count = f"{len(told.words)} word{'s' * (len(told.words) > 1)}"
        yield f"put together at ends of lines and pages, {count}: {', '.join(named)}{more}"
    if told.taken_out:
        titles = ", ".join(document.sections[at].title for at in told.taken_out)
        yield f"taken out of the text, to its end: {titles}"
    if told.by_looks:
        yield "headings told by their looks"


def _place(document: Document, section: Section) -> str:
    spans = section.paragraphs or ((section.heading,) if section.heading else ())
    labels = [page.label for span in spans for page in pages_of(document, span)]
    if not labels:
        return ""
    read = ", read by machine" if any(is_read_by_machine(document, span) for span in spans) else ""
    return f"  s. {labels[0]}{read}" if labels[0] == labels[-1] else f"  s. {labels[0]}–{labels[-1]}{read}"


def show_sections(document: Document, title: str) -> None:
    """Print the sections whose title is, or begins with, the one given, as read.

    Words that were put together are underlined at a terminal.

    Raises:
        UnknownDocumentError: no section's title begins so.
    """
    wanted = title.casefold()
    exact = [
        n for n, s in enumerate(document.sections) if wanted in {s.title.casefold(), item_title(s).casefold()}
    ]
    begins = [n for n, s in enumerate(document.sections) if item_title(s).casefold().startswith(wanted)]
    numbers = exact or begins
    if not numbers:
        raise UnknownDocumentError(
            f"{document.id}: no section’s title begins with “{title}”; “pykala show {document.id}” lists them"
        )
    out = console()
    words = joined_words(document)
    for number in numbers:
        out.print(Text(" > ".join(section_path(document, number)), "bold"))
        for paragraph in document.sections[number].paragraphs:
            out.print()
            text = Text(paragraph.of(document.text))
            for word in words:
                if paragraph.start <= word.start < paragraph.end:
                    text.stylize("underline", word.start - paragraph.start, word.end - paragraph.start)
            out.print(text)
        out.print()


def show_info(store: Store, index: Index) -> None:
    """Print what an index holds and what it was made with."""
    out = console()
    generation = index.generation
    mark = generation.encoder
    rows = {
        "store": str(store),
        "documents": str(len(generation.documents)),
        "passages": str(len(generation.places)),
        "encoder": f"{mark.name}, {mark.width} wide, {mark.digest[:12]}",
        "analyzer": generation.analyzer,
    }
    table = Table(box=None, show_header=False, pad_edge=False)
    for name, value in rows.items():
        table.add_row(Text(name, "dim"), Text(escaped(value)))
    out.print(table)
    show_documents(index.heads)


def show_address(address: str) -> None:
    """Print where the page is, for a person to open."""
    console().print(Text.assemble("The page is open at ", (address, "bold"), " (stop it with Ctrl-C)"))
    sys.stdout.flush()  # whoever starts it from a program waits for this line


def show_doubts(documents: Sequence[Document]) -> None:
    """Print what looks wrong in the reading of documents, those without doubt only counted."""
    doubted = [(document, found) for document in documents if (found := doubts(document))]
    for document, found in doubted:
        console().print(Text(document.path, "bold"))
        for doubt in found:
            console().print(Text(f"  {doubt.text}"))
    console().print(Text(f"{len(doubted)} of {len(documents)} documents look wrong somewhere"))


def show_sound(store: Store) -> None:
    """Print that a store was checked and nothing was found."""
    console().print(Text(f"{store}: all is as it was written"))
