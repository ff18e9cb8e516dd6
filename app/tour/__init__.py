"""The tour of a document: its sections, its decisions, its names, and what it can be asked.

In reading order:

bodies.py     names of boards and councils in running text.
names.py      the people, organisations and bodies that recur.
central.py    the sentence of a section that says most of what the others say.
tour.py       all that is found out of one document.
asking.py     the questions of a document, each tried before it is shown.
examples.py   questions to begin with, of the whole archive.
following.py  questions to go on with, of the item that an answer tells of.
view.py       a tour and its questions as HTML, and the documents of an archive by body and date.
routes.py     the tours over HTTP, kept while the generation stays.

The folder ``wording``: how questions are worded in Finnish.
"""
