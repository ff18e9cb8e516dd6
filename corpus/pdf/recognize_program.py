"""Run as a program, in a process of its own: draws a page of a PDF, and becomes Tesseract, which reads it.

It is called with the path of the PDF, the page's number from 1, and Tesseract's path and languages. The first
line on standard output is ``{"dots", "width", "height"}``, how many dots of the picture are an inch of the
page, and its size in points as it is shown; what follows is what Tesseract says, as hOCR. Tesseract takes the
page for one column, for where it looks for more it passes over short lines (*§ 140* between two others);
columns and tables are found by where its words stand. The sides of tables' cells are taken out before, for
it reads them as letters and digits: *|174* as *1174*. It imports nothing of the library, so that a PDF that
brings it down takes nothing with it; it ends with status 1 where the page cannot be drawn. Its limits are
Tesseract's too.
"""

import contextlib
import json
import os
import sys
import tempfile

import pypdfium2 as pdfium
from PIL import Image, ImageChops

_MEMORY = 1 << 30
_SECONDS = 240
_DOTS = 300.0  # an inch
_MOST = 40_000_000
_POINTS = 72  # an inch
_COARSE = 4  # lines of dots are looked at as one
_LONG = 240  # dots that the side of a table has at the least: no letter of a text has so many
_THICK = 16  # and the most that it is wide
_DARK = 64  # of 255: less white than paper, as a hairline is drawn
_ONE_COLUMN = "4"  # as Tesseract counts its ways to look at a page


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
        drawn = page.render(scale=scale, grayscale=True).to_pil().convert("L")
        without_sides(drawn).save(picture, "PPM")
    except (pdfium.PdfiumError, IndexError, ZeroDivisionError, MemoryError, ValueError):
        return 1
    dots = scale * _POINTS
    sys.stdout.write(json.dumps({"dots": dots, "width": wide, "height": high}) + "\n")
    sys.stdout.flush()
    picture.seek(0)
    os.dup2(picture.fileno(), sys.stdin.fileno())
    asked = ["-l", languages, "--dpi", str(round(dots)), "--psm", _ONE_COLUMN, "hocr"]
    return os.execve(  # noqa: S606
        tesseract, [tesseract, "stdin", "stdout", *asked], {**os.environ, "OMP_THREAD_LIMIT": "1"}
    )


def without_sides(picture: Image.Image) -> Image.Image:
    """A grey picture without thin dark lines from top to bottom that are longer than letters are."""
    long = _opened(picture.reduce((1, _COARSE)), 0, _LONG // _COARSE)
    if not any(long.histogram()[: 256 - _DARK]):
        return picture
    thick = _opened(long, _THICK, 0)
    sides = ImageChops.subtract(thick, long).point(lambda white: 255 if white >= _DARK else 0)
    if sides.getbbox() is None:
        return picture
    for step in (1, -1, 2, -2):  # their pale edges
        sides = ImageChops.lighter(sides, ImageChops.offset(sides, step, 0))
    found = picture.copy()
    found.paste(255, (0, 0), sides.resize(picture.size, Image.Resampling.NEAREST))
    return found


def _opened(picture: Image.Image, wide: int, high: int) -> Image.Image:
    """A picture in which dark stays what is dark so far on end, across or from top to bottom (an opening)."""
    for take, way in ((ImageChops.lighter, -1), (ImageChops.darker, 1)):
        done, most = 1, max(wide, high)
        while done < most:
            step = way * min(done, most - done)
            picture = take(picture, ImageChops.offset(picture, step if wide else 0, step if high else 0))
            done += abs(step)
    return picture


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), *sys.argv[3:5]))
