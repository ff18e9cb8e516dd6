"""The login of a shared machine.

In reading order:

password.py  the password of a shared machine.
page.py      the page that asks for it.
gate.py      those who gave it, and those who tried.
login.py     it stands before everything.
"""
