"""Speed, memory, and what holds under load and damage.

In reading order:

benchmark.py      speed and memory
scale.py          the same of an archive of many passages
database.py       the same archive in files and in PostgreSQL: equal answers, speed
failover.py       a server is lost under load: answers, wrong ones, the longest time without any
kills.py          builds that are killed at random moments: what is there then
archive_pages.py  the pages of a large archive: how large, how fast
installation.py   what an installation weighs, with torch and without
crowd.py          many who ask the server at once, and some who hold it up
walk.py           the first minute on the page: ten tasks, by keyboard and by touch
store_faults.py   a store whose disk fails, whose program is ended, whose files are damaged

The folder: ``servers`` (PostgreSQL on this machine, and who asks what it holds).
"""
