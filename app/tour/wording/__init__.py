"""How questions are worded in Finnish.

In reading order:

capitals.py  which capitalised words are common words, and which are names.
shapes.py    questions that a sentence answers as it is built.
topic.py     a title as a question names it.
"""
