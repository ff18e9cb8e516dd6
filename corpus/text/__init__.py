"""Text that knows where it comes from: what every format is read into.

The files in reading order:

traced.py     characters that know their place in the source
embedded.py   pictures and other files that stand in a text
lines.py      lines of a source, its pages, and lines of a paragraph put together again
blocks.py     headings and paragraphs, with what the grammar of minutes says of each
treatment.py  what reading did to a document: words put together, what was taken out
"""
