"""The viewer: an open document beside the conversation, with the cited place marked.

In reading order:
    text: the text as HTML, with its pages and a span marked.
    contents: the table of contents.
    original: links to the original file, and the cited page as it looks there.
    panel: all of that together.
    documents: the documents that were searched for, to open one or to choose it.
    files: the original files and the pictures of their pages over HTTP.
    routes: all that the viewer asks for over HTTP.
"""
