"""What lies in rows and is read by need.

The files in reading order:

passages.py   contexts and vectors of passages, kept at hand
dense.py      the nearest passages by HNSW, scored exactly
postings.py   the postings of terms in segments, kept at hand
segments.py   postings in segments, and those of the next generation
documents.py  documents
"""
