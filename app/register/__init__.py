"""The register of decisions: every item of every meeting and what became of it.

In reading order:

rows.py       the items, found by what is known of them, in an order
decisions.py  the items as JSON, for programs
csv_file.py   the register as a file for spreadsheets
routes.py     a page of it, and that file, over HTTP
"""
