"""The register of decisions: every item of every meeting and what became of it.

In reading order:

rows.py       the items, found by what is known of them, in an order
forms.py      the forms of a meeting's documents, by short names
decisions.py  the items as JSON, for programs
table.py      a page of the register as HTML
csv_file.py   the register as a file for spreadsheets
routes.py     both over HTTP
"""
