"""Benchmarks, evaluation, calibration, speed, and their tables.

In reading order:

benchmarks.py     questions with their right passages
systems.py        what is compared
metrics.py        measures of rankings, and paired tests
spent.py          processor time, be it of other processes
measuring.py      a system on a benchmark
tables.py         results as text and as the tables of the README
evaluate.py       all benchmarks, all systems

The folders: ``documents`` (what is read of them), ``answers``, ``load`` (speed, memory, damage),
``beside`` (what others would build).
"""
