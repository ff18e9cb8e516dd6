"""Feedback: what people say of answers, with nothing about who said it.

In reading order: ``form`` (the form under an answer, and what is said with it), ``kept`` (the file that it is
kept in).
"""
