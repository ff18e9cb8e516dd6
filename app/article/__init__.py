"""The article of a turn: the question, what became of the matter, and the passages with their citations.

In reading order:

article.py      a turn as HTML
item_view.py    what is told of an item beside its title and outcome
answer_card.py  the answer in it, with the links of its citations
copying.py      the places of its quotes, its Markdown
memo.py         several of them as a Word document
"""
