"""Word help: under each word of a text what a dictionary makes of it in another language.

In reading order:
    words: words as they are written, with their places and their capitals.
    small_words: words that say nothing by themselves.
    inflection: which written words may be forms of one word.
    renderings: what a dictionary makes of each word of a text.
    ruby: that as HTML, and the switch of it.
    routes: the words of a section over HTTP, for the viewer.
"""
