"""The terms of many passages, sorted by term.

The files in reading order:

coded.py     postings in three bytes each, and terms by their numbers
tally.py     how often each term occurs in each of some passages
growing.py   arrays that are made piece by piece, in temporary files where they are large
blocks.py    passages counted in blocks, and these merged
segments.py  the postings of a generation in several parts, each written once
"""
