"""Reading in processes of their own, so that no file takes more than its share or ends a run.

In reading order:

bounded.py          programs in processes of their own, within limits of time and memory
workers.py          processes that read one file after the other
apart.py            reading in one of them
reading_program.py  the program that they run
"""
