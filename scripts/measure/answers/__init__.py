"""What is answered: follow-up questions, readings, the verdict, outcomes.

In reading order:

followups.py        second turns, with and without the question before
kept_extractor.py   readings kept between runs
extracting.py       what the extractor changes, and what it makes needless
calibrate.py        how sure an answer is: what the evidence says, fitted
calibrate_near.py   the same by near strangers, with and without reading
outcome_answers.py  questions about outcomes, and what is shown as decided
"""
