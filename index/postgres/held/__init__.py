"""What lies in rows and is read by need.

The files in reading order:

passages.py   contexts and vectors of passages, kept at hand
postings.py   the postings of terms in segments, kept at hand
segments.py   postings in segments, and those of the next generation
codes.py      codes of vectors in several parts, and those of the next generation
dense.py      the nearest passages by codes or by HNSW, scored exactly
documents.py  documents
"""
