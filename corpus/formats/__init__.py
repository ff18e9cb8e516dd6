"""The formats but PDF: a file's bytes or text into blocks.

The files in reading order:

markdown.py        Markdown, each character traced to its source
inline.py          emphasis, links and tags out of a line of Markdown
plaintext.py       plain text, its headings told by their look
extract.py         text that is taken out of a file which is no text itself
encoding.py        the encoding of a web page
html.py            the main content of a web page
docx.py            Word documents
office.py          documents of other word processors, made DOCX by LibreOffice
office_program.py  the program that has LibreOffice do so
"""
