"""The product beside what others would build of the same passages with well-known libraries.

In reading order:

side_by_side.py   quality, time, memory and size of each
other_systems.py  those others
plot.py           a plot of that
"""
