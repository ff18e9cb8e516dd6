"""The archive as a place: its meetings, each with its items, and its cases, each with its handlings.

In reading order:

meetings.py    the meetings, found by what is known of them, in an order
cases.py       the handlings of a case, over meetings, in order of time
routes.py      the pages of meetings, of one of them, and of a case
"""
