"""Small PDFs for tests, made on the spot."""

import zlib
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = A4
Words = tuple[float, float, str] | tuple[float, float, str, float, bool]
"""Left end and baseline in points from the top left, words; size and whether bold, if not 11 and plain."""


def made(pages: Sequence[Sequence[Words]], *, locked: bool = False) -> bytes:
    """A PDF with words at places of its pages, locked with a password or not."""
    data = BytesIO()
    canvas = Canvas(data, pagesize=A4, invariant=True, encrypt="salasana" if locked else None)
    for page in pages:
        for left, base, words, *look in page:
            size, bold = (float(look[0]), bool(look[1])) if look else (11.0, False)
            canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
            canvas.drawString(left, HEIGHT - base, words)
        canvas.showPage()
    canvas.save()
    return data.getvalue()


def lines(left: float, base: float, *texts: str, pitch: float = 14.5) -> list[Words]:
    """Lines of text one under the other."""
    return [(left, base + n * pitch, text) for n, text in enumerate(texts)]


def scan(path: Path, *pages: str) -> Path:
    """A PDF of pages of A4: a picture alone where the text is empty, else the text."""
    data = BytesIO()
    Image.new("L", (60, 80), 200).save(data, "PNG")
    canvas = Canvas(str(path), pagesize=A4, invariant=True)
    for text in pages:
        if text:
            canvas.drawString(60, 700, text)
        else:
            canvas.drawImage(ImageReader(BytesIO(data.getvalue())), 0, 0, *A4)
        canvas.showPage()
    canvas.save()
    return path


def raw(*objects: bytes) -> bytes:
    """A PDF of objects as they are, the first of them its catalog."""
    data, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    data += b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, table)
    start = data.index(b"xref\n")
    return data + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count, start)


CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
PAGE = (
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
    b"/Resources<</Font<</F1 5 0 R>>/XObject<</X 6 0 R>>>>>>"
)
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def one_page(content: bytes, form: bytes = b"null") -> bytes:
    """A PDF of one page whose content, and a form that it may draw, are objects as they are."""
    return raw(CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", PAGE, content, FONT, form)


def stream(data: bytes, filters: bytes = b"") -> bytes:
    """A stream object of data as it is."""
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(data), filters, data)


def inflating(size: int, times: int) -> bytes:
    """A stream of zeros that is compressed so many times over."""
    packer = zlib.compressobj(9)
    zeros = bytes(1 << 20)
    data = b"".join(packer.compress(zeros) for _ in range(size >> 20)) + packer.flush()
    for _ in range(times - 1):
        data = zlib.compress(data, 9)
    return stream(data, b"/Filter[" + b"/FlateDecode" * times + b"]")
