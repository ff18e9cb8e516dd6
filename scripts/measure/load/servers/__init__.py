"""PostgreSQL servers of this machine, how they are lost, and what is said meanwhile.

In reading order:

link.py     a link whose packets can be dropped
server.py   a PostgreSQL server, and its replica
answers.py  what chat servers say that are asked all the while
"""
