"""How documents become a generation of the store.

In reading order:

spool.py      what is made, in temporary files until it is published
stretches.py  which documents and passages are new, and which the generation before has
cutting.py    documents into passages
vectors.py    a vector for each passage: kept from before, or encoded now
scans.py      scans among the files, read where that is wanted
reading.py    the files read, many beside each other
gather.py     files into documents, each with an id
build.py      documents into a new generation
change.py     documents added and removed, and damage made good
"""
