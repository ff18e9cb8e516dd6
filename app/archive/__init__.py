"""The archive as a place: its meetings, each with its items, and its cases, each with its handlings.

In reading order:

meetings.py    the meetings, found by what is known of them, in an order
cases.py       the handlings of a case, over meetings, in order of time
addresses.py   the lasting addresses of all this
listed.py      the page of meetings as HTML
shown.py       the page of a meeting, and that of a case, as HTML
routes.py      all of them over HTTP
"""
