"""How people and programs ask: the page, the interface for programs, and the command line.

In reading order:

library.py    the index of a store as it is now, for all that ask
renewed.py    what is made of the documents, anew with each generation
catalogue.py  the documents to choose from, found by their titles
site.py       all of it as one application
connections.py  its connections, bounded in number and time
server.py     the site's server
"""
