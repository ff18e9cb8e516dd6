"""The lexicon: stems of one language, and those of another that render them.

In reading order:

terms.py  terms and their translations
train.py  a bilingual lexicon from parallel text
pack.py   a lexicon as the file that ships
"""
