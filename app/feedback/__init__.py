"""Feedback: what people say of answers, with nothing about who said it.

In reading order:

kept.py  the file that it is kept in, with what became of it, and the questions that no answer was found to.
"""
