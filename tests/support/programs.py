"""Small programs in place of large ones that may be installed or not, found on the path before these."""

import sys
from pathlib import Path

import pytest


def installed(folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, code: str) -> Path:
    """A Python program of a name, in a folder that is the whole path."""
    folder.mkdir(exist_ok=True)
    program = folder / name
    program.write_text(f"#!{sys.executable}\n{code}", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    return program


def nothing_installed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path on which there is no program."""
    folder.mkdir(exist_ok=True)
    monkeypatch.setenv("PATH", str(folder))


OFFICE = """
import sys
from pathlib import Path

profile, *asked, file = sys.argv[1:]
folder = Path(file).parent
assert profile == f"-env:UserInstallation={(folder / 'profile').as_uri()}", profile
assert asked[:2] == ["--headless", "--norestore"], asked
assert asked[2:] == ["--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder)], asked
settings = (folder / "profile" / "user" / "registrymodifications.xcu").read_text()
assert "BlockUntrustedRefererLinks" in settings and "DisableMacrosExecution" in settings
data = Path(file).read_bytes()
if data.startswith(b"PK"):
    (folder / "file.docx").write_bytes(data)
"""
"""Stands for LibreOffice: what it is given is a DOCX already, or nothing comes of it."""

TESSERACT = """
import sys

if "--list-langs" in sys.argv:
    print("List of available languages (3):\\neng\\nfin\\nosd")
    sys.exit()
assert sys.argv[1:] == ["stdin", "stdout", "-l", "fin+eng", "--dpi", "300", "--psm", "4", "hocr"], sys.argv
kind, width, height = sys.stdin.buffer.read().split(maxsplit=3)[:3]
assert (kind, width, height) == (b"P5", b"2481", b"3508"), (kind, width, height)
LINES = [
    (250, 400, 80, "§", "34", "Kissan", "talo"),
    (250, 600, 50, "Kissa", "saa", "kesällä", "talon", "veden", "ääreltä."),
    (250, 800, 80, "835", "Koira"),
    (250, 900, 50, "Koira", "ei", "saa", "taloa,", "kuten", "119", "8:ssä", "sanotaan."),
]
print("<html><body><div class='ocr_page' title='bbox 0 0 2481 3508'>")
for left, top, size, *words in LINES:
    ends = left + 150 * len(words)
    about = f"bbox {left} {top} {ends} {top + size}; baseline 0 -10; x_size {size}"
    print(f"<span class='ocr_line' title='{about}'>")
    for n, word in enumerate(words):
        at = left + 150 * n
        place = f"bbox {at} {top} {at + 140} {top + size}; x_wconf 91"
        print(f"<span class='ocrx_word' title='{place}'>{word}</span>")
    speck = f"bbox {ends} {top} {ends + 9} {top + 9}; x_wconf 4"
    print(f"<span class='ocrx_word' title='{speck}'>~</span></span>")
print("</div></body></html>")
"""
"""Stands for Tesseract with Finnish and English: on whatever page of A4 it reads two items."""
