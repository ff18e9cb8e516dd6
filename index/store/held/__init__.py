"""What lies in files and is read by need.

The files in reading order:

file_array.py   arrays and bytes of a file: small ones in memory, large ones read by need
vector_file.py  vectors of one width
records.py      records of files by their numbers
documents.py    documents: a line of each and its text
joined.py       things of several sequences as one
part.py         parts: documents that were written together, with all of theirs that is large
dense.py        the vectors of a generation in its parts
postings.py     the postings of a generation in its parts
contexts.py     the contexts of passages: what stands above a passage, and its part of its document's text
"""
