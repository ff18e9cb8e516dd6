"""Answers: what a question's hits come to, with citations that can be checked.

In reading order:

citation.py     where a passage stands, in one line that a person can check
place.py        places in documents, as links name them
cited_place.py  a citation with the place that it leads to
item.py         items of an answer: what the meeting decided of each, and the words in force
matters.py      one case handled in several meetings, told together
form.py         what a question asks for: passages, what was decided, or a list of items
listing.py      the items of a meeting, a body or a time, or of one case
lead.py         the passage that goes first, where that should be the text in force
answer.py       the answer: a verdict, and passages with quotes and citations
turn.py         a question with its answer, or with the problem that it met
json_answer.py  the answer as the JSON that other programs rely on
"""
