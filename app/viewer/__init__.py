"""The viewer: an open document beside the conversation, with the cited place marked.

In reading order:

text.py       the text as HTML, with its pages and a span marked.
original.py   links to the original file, and the cited page as it looks there.
treated.py    how the document was read.
panel.py      all of that together.
documents.py  the documents that were searched for, to open one or to choose it.
files.py      the original files and the pictures of their pages over HTTP.
routes.py     all that the viewer asks for over HTTP.
"""
