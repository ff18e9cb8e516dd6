"""PDF: pages as they are set into blocks.

The files in reading order:

process.py            the pages of a PDF, read in a process of its own within limits
extract_program.py    the program that this process runs
scans.py              pages that are pictures, read by Tesseract where it is installed
recognized.py         what Tesseract says of a page into pieces of text
misread.py            what it misreads, mended by what stands beside it
recognize_program.py  the program that draws a page for Tesseract and becomes it
lines.py              pieces of text into lines in reading order, page headers told apart
tables.py             ruled tables into rows of whole cells
usual.py              how most of the running text is set
typography.py         lines into headings, paragraphs, lists and tables by size, weight and place
numbered.py           numbered headings that are set as the text is
turns.py              paragraphs that go on where a page turns
text.py               all of this into a PDF's text, its pages and its blocks
"""
