"""Feedback: what people say of answers, with nothing about who said it.

In reading order:

form.py  the form under an answer, and what a visitor says with it.
kept.py  the file that it is kept in, with what became of it, and the questions that no answer was found to.
"""
