"""What the disk holds: immutable generations, of which one is published.

The files in reading order:

store.py      a store and its generations: load, publish, the right to write
leftovers.py  vectors that a build encoded before it was cut off
check.py      whether a store holds what was written, and fits together
"""
