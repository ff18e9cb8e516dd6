"""Minutes: the grammar of Finnish and Swedish minutes, and the outline that follows it.

The files in reading order:

vocabulary.py   the parts of an item by their headings
grammar.py      headings of items and parts, case numbers, dates, bodies
headers.py      the lines of page headers
labels.py       the names of parts that stand on the line of their text
parts.py        blocks at the labels of parts, in text and in the left cells of tables
beginnings.py   an item as it begins, and what may be its title
apart.py        items whose § stands apart from their title, or nowhere
items.py        where items begin, and what the contents list calls them
attachments.py  lists of attachments and their labels
drafts.py       sections that are still being filled
item.py         an item's blocks into its sections
outline.py      all blocks into sections
meeting.py      the body and the date of the meeting, as the document tells them
handlings.py    which body dealt with an item when, and which sections are whose
formulas.py     how a decision says what became of a proposal
votes.py        motions and votes, and which side won
acts.py         the sections and sentences of the proposal and of the decision
wording.py      what words in force are of themselves: taking note, an election
outcome.py      what was decided, by which votes, and which words are in force
meetings.py     which documents are of one meeting, each of its items told once
"""
