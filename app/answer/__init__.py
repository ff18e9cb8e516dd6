"""An answer: what is shown for a question, each passage with its quote and citation.

In reading order:

place.py        the address of a place in a document
citation.py     where a passage stands, in one line, and the place that it leads to
source.py       what is told of the document that a passage stands in
courtesy.py     a greeting or thanks in place of a question
form.py         what a question asks for: passages, a decision, the newest, a list of items, a case
once.py         an item that stands in several documents, told from one
item.py         an item with what became of it, and what a text of it is worth
lead.py         the passage that goes first, where that should be the text in force
listing.py      the items of a meeting, a body, a time or a case
matters.py      one case in several meetings, told together
answer.py       all of it as one answer
json_answer.py  the answer as JSON
turn.py         what was asked, and what came of it
"""
