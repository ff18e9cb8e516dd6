"""How documents become searchable and are searched.

The files in reading order. What makes an index:

passages.py     a document cut into what is searched and quoted
dense.py        the vectors of passages, searched by cosine
near.py         short codes, by which the nearest of many are found
lexical.py      the postings of passages, scored by BM25
heads.py        what is known of all documents without reading one, in columns

What asks one:

filters.py      which passages a search may find, and what a question says of that
confidence.py   how sure it is that the best passage answers
ranking.py      the candidates of both sides in one order
quote.py        the sentence of a passage that answers best
evidence.py     what speaks for the first candidate, and against it
result.py       hits, and how the question was understood
documents.py    what is known of all documents: cases, meetings, handlings, outcomes
search.py       a question into hits

The folders: ``building`` (documents into generations), ``words`` (terms of texts and questions),
``encoders`` (texts into vectors), ``extractor`` (a question read with a passage), ``store`` (what the
disk holds), ``postgres`` (the same in a database), ``models`` (weights, lexicons, calibrations).
"""
