"""Where the items of a meeting begin.

In reading order:

beginnings.py  an item as it begins, and what may be its title
apart.py       items whose § stands apart from their title, or nowhere
find.py        where items begin, and what the contents list calls them
"""
