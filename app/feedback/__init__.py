"""Feedback: what people say of answers, with nothing about who said it.

In reading order: ``form`` (the form under an answer), ``rating`` (what a visitor says, taken in), ``kept``
(the file that it is kept in).
"""
