"""The view of those who keep the archive: its documents, what was said of answers, and what is missing.

In reading order:

access.py     who may see it
uploads.py    documents that are sent to it, and what became of them
documents.py  the documents with what reading thought of each, and what was added and removed
said.py       what people said of answers, and what no answer was found to
routes.py     all of it over HTTP
"""
