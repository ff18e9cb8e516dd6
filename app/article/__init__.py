"""The article of a turn: the question, what became of the matter, and the passages with their citations.

In reading order:

history.py        turns as a browser keeps them
limited.py        what a search was limited to, in words
item_view.py      what is told of an item beside its title and outcome
answer_card.py    the answer, with the links of its citations
copying.py        the places of its quotes, its Markdown
feedback_form.py  the form under an answer, and what a visitor says with it
article.py        a turn as HTML, with all of that
memo.py           several turns as a Word document
"""
