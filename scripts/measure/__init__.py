"""Benchmarks, evaluation, calibration, speed, and their tables.

In reading order:

benchmarks.py     questions with their right passages
systems.py        what is compared
metrics.py        measures of rankings, and paired tests
measuring.py      a system on a benchmark
tables.py         results as text and as the tables of the README
evaluate.py       all benchmarks, all systems
benchmark.py      speed and memory
scale.py          the same of an archive of many passages
followups.py      second turns, with and without the question before
kept_extractor.py  readings kept between runs
extracting.py     what the extractor changes, and what it makes needless
calibrate.py      how sure an answer is: what the evidence says, fitted
calibrate_near.py  the same by near strangers, with and without reading
archive_pages.py  the pages of a large archive: how large, how fast
reading.py        what is read of documents, a line for each fact
same_text.py      one text in several formats: paragraphs, words, headings
check_minutes.py  the same meetings as PDF and as Markdown, side by side
fuzz_reading.py   what reading makes of files that are damaged
outcomes.py       outcomes of items against what was read by hand
crowd.py          many who ask the server at once, and some who hold it up
store_faults.py   a store whose disk fails, whose program is ended, whose files are damaged
outcome_answers.py  questions about outcomes, and what is shown as decided
"""
