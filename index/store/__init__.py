"""What the disk holds: immutable generations, of which one is published.

The files in reading order:

generation.py  all of one index
disk.py        writing so that what is written is what was meant
manifest.py    what a generation says of itself and of its files
stamps.py      which generations have been compared with their digests on this machine
checked.py     files that are compared with their digests before anything of them is understood
opening.py     a generation from its files
saving.py      a generation to its files
store.py       a store and its generations: load, publish, the right to write
earlier.py     what a build may take over from the generations before
leftovers.py   vectors that no generation holds and that may be needed again
history.py     what was added and removed, and when
check.py       whether a store holds what was written, and fits together
stores.py      what builds and searches ask of a store, in files or in PostgreSQL

``held`` is what lies in files and is read by need.
"""
