"""The static encoder, which adds up vectors of pieces.

In reading order:

pairs.py       texts that say or ask the same, as numbers of pieces
vocabulary.py  the static encoder's vocabulary
train.py       the static encoder
"""
