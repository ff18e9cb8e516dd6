"""How documents become a generation of the store.

In reading order:

spool.py            what is made, in temporary files until it is published
stretches.py        which documents and passages are new, and which the generation before has
slices.py           a document into passages, with all that a generation needs of it
cutting.py          documents into passages, those that are cut already and others
staying.py          what stays where it is: segments of an earlier generation
vectors.py          a vector for each passage: kept from before, or encoded now
scans.py            scans among the files, read where that is wanted
cut_file.py         a file read and cut at once, in another process
cutting_program.py  the program that does both
reading.py          the files read, many beside each other
gather.py           files into documents, each with an id
build.py            documents into a new generation
change.py           documents added and removed, and damage made good
"""
