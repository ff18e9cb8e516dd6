"""The viewer: an open document beside the conversation, with the cited place marked.

In reading order:

text.py       the text as HTML, with its pages and a span marked.
panel.py      that with its contents, the original file, how it was read, and the cited page as it looks.
files.py      the original files and the pictures of their pages over HTTP.
routes.py     all that the viewer asks for over HTTP.
"""
