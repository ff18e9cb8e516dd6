"""Minutes: the grammar of Finnish and Swedish minutes, and the outline that follows it.

The files in reading order:

vocabulary.py   the parts of an item by their headings
grammar.py      headings of items and parts, case numbers, dates, bodies
headers.py      the lines of page headers
labels.py       the names of parts that stand on the line of their text
parts.py        blocks at the labels of parts, in text and in the left cells of tables
attachments.py  lists of attachments and their labels
drafts.py       sections that are still being filled
item.py         an item's blocks into its sections
statute.py      the §s of laws, which are no items
outline.py      all blocks into sections
meeting.py      the body and the date of the meeting, as the document tells them
handlings.py    which body dealt with an item when, and which sections are whose
meetings.py     which documents are of one meeting, each of its items told once

The folders: ``items`` (where items begin), ``outcomes`` (what became of them).
"""
