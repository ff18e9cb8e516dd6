"""How well an index answers questions whose answers are known.

In reading order:

questions.py  questions with what is known of their answers: a file read
measures.py   means with intervals, and how well confidences tell answers apart
judge.py      what an index makes of questions whose answers are known
report.py     that as a table and as JSON
"""
