"""What is read of documents.

In reading order:

reading.py        what is read of documents, a line for each fact
same_text.py      one text in several formats: paragraphs, words, headings
set_apart.py      what a PDF sets in several paragraphs by its own characters
check_minutes.py  the same meetings as PDF and as Markdown, side by side
scans.py          pages printed to pictures and read by Tesseract
seeds.py          Word documents to damage, as DOCX, DOC, ODT and RTF
fuzz_reading.py   what reading makes of files that are damaged
outcomes.py       outcomes of items against what was read by hand
"""
