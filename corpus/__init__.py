"""What a document is: files read into clean text whose every span maps back to its source.

The files in reading order:

errors.py           every error that the library raises on purpose, one tree
layout.py           a page's size, and where on it each line stands
language.py         the language of a text, and of the sections of a document
document.py         a document: text, source map, sections, pages
archive.py          the files packed in a .zip, as if it were a folder
head.py             what is known of a document without its text
folder.py           the files of a folder, and what in it is passed over
parsers.py          what makes of a file of each kind its text, its pages and its blocks
readers.py          a file into a document by its kind; the shipped reports
records.py          documents as JSON records, and back
clean.py            page furniture out of the body, sentences over page breaks made whole
assemble.py         cleaned and outlined blocks into one document
doubts.py           what looks wrong in the reading of a document

The folders: ``text`` (characters, lines and blocks that know their source), ``formats`` and ``pdf`` (what
makes blocks of files), ``minutes`` (their grammar, items, parts and outcomes), ``process`` (reading within
limits of time and memory), ``picture`` (pages as pictures), ``models`` (how languages are told apart),
``reports`` (what ships).
"""
