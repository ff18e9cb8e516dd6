"""Run as a program, in a process of its own: one page of a PDF as a PNG picture on standard output.

It takes the file's bytes from standard input, and is called with the page's number from 1, the picture's
width in dots, and the most dots that it may have in all. It imports nothing of the library, so that a PDF
that brings it down takes nothing with it; it says nothing and ends with status 1 where the page cannot be
drawn.
"""

import contextlib
import sys

import pypdfium2 as pdfium

_MEMORY = 1 << 30
_SECONDS = 10


def main(number: int, width: int, most: int) -> int:
    """Draws a page, smaller than asked where it would have more dots than it may; gives the exit status."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    try:
        page = pdfium.PdfDocument(sys.stdin.buffer.read())[number - 1]
        wide, high = page.get_size()
        scale = min(width / wide, (most / (wide * high)) ** 0.5)
        picture = page.render(scale=scale, rev_byteorder=True).to_pil()
    except (pdfium.PdfiumError, IndexError, ZeroDivisionError, MemoryError, ValueError):
        return 1
    picture.convert("RGB").save(sys.stdout.buffer, "PNG")
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:4])))
