"""What is read from words: the terms of a text, and what a question asks for.

The files in reading order:

numerals.py    dates, §, case numbers and amounts, each one term however it is written
analyzer.py    a text into its terms: 4-grams inside words, and numerals
terms.py       the terms of a text, and whether some are there
sentences.py   where a sentence ends; a passage's sentences with their terms
lexicon.py     the stems of one language, and those of another that render them
wording.py     a question as passages of a language could word it: its terms, its words, what was looked for
cues.py        what kind of thing a question asks for, and whether a sentence has one
stopwords.py   words that say nothing by themselves
written.py     the words of a text as written, sentence by sentence
inflection.py  which written words may be forms of one word
question.py    a question as it was understood, and its words as they are sought in an index
followup.py    whether a question can be understood alone

``postings`` are the terms of many passages, sorted by term.
"""
