"""Reading in processes of their own, so that no file takes more than its share or ends a run.

In reading order:

bounded.py          programs in processes of their own, within limits of time and memory
apart.py            reading in a process of its own
reading_program.py  the program that this process runs
lasting.py          processes that last, for many small files
lasting_program.py  the program that these run
"""
