"""What became of an item: the decision, the votes, and the words in force.

In reading order:

formulas.py  how a decision says what became of a proposal
votes.py     motions and votes, and which side won
acts.py      the sections and sentences of the proposal and of the decision
wording.py   what words in force are of themselves: taking note, an election
outcome.py   what was decided, by which votes, and which words are in force
"""
