"""Run as a program, in a process of its own: draws a page of a PDF, and becomes Tesseract, which reads it.

It is called with the path of the PDF, the page's number from 1, and Tesseract's path and languages. The first
line on standard output is ``{"dots", "width", "height"}``, how many dots of the picture are an inch of the
page, and its size in points as it is shown; what follows is what Tesseract says, as hOCR. It imports nothing
of the library, so that a PDF that brings it down takes nothing with it; it ends with status 1 where the page
cannot be drawn. Its limits are Tesseract's too.
"""

import contextlib
import json
import os
import sys
import tempfile

import pypdfium2 as pdfium

_MEMORY = 1 << 30
_SECONDS = 240
_DOTS = 300.0  # an inch
_MOST = 40_000_000
_POINTS = 72  # an inch


def main(path: str, number: int, tesseract: str, languages: str) -> int:
    """Draws a page, coarser where it would have more dots than it may; gives the exit status."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    picture = tempfile.TemporaryFile()  # noqa: SIM115 (Tesseract reads it)
    try:
        page = pdfium.PdfDocument(path)[number - 1]
        wide, high = page.get_size()
        scale = min(_DOTS / _POINTS, (_MOST / (wide * high)) ** 0.5)
        page.render(scale=scale, grayscale=True).to_pil().convert("L").save(picture, "PPM")
    except (pdfium.PdfiumError, IndexError, ZeroDivisionError, MemoryError, ValueError):
        return 1
    dots = scale * _POINTS
    sys.stdout.write(json.dumps({"dots": dots, "width": wide, "height": high}) + "\n")
    sys.stdout.flush()
    picture.seek(0)
    os.dup2(picture.fileno(), sys.stdin.fileno())
    asked = ["-l", languages, "--dpi", str(round(dots)), "hocr"]
    return os.execve(  # noqa: S606
        tesseract, [tesseract, "stdin", "stdout", *asked], {**os.environ, "OMP_THREAD_LIMIT": "1"}
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), *sys.argv[3:5]))
