"""The web: the layers around the page, the pages that need no script, and how HTML is written.

In reading order:

asgi.py           how the layers answer by themselves, and what all answers carry.
templates.py      the HTML of a template, with every value escaped.
ways.py           the lasting addresses of the pages that need no script.
table.py          tables of many rows, their order and their leaves.
visitor.py        in which language a visitor is answered.
fragments.py      pieces of HTML that the page's script asks for.
turns.py          questions in turn, a few at once.
pool.py           a few threads for what takes long.
errors.py         refusals, as a page or as JSON.
hosts.py          by which names the page is asked, and from which pages.
clients.py        where requests come from.
proxy.py          what a request was before a proxy passed it on.
accessibility.py  the accessibility statement.
"""
