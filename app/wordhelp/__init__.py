"""Word help: under each word of a text what a dictionary makes of it in another language.

In reading order:

words.py        words as they are written, with their places and their capitals.
small_words.py  words that say nothing by themselves.
inflection.py   which written words may be forms of one word.
renderings.py   what a dictionary makes of each word of a text.
ruby.py         that as HTML, and the switch of it.
routes.py       the words of a section over HTTP, for the viewer.
"""
