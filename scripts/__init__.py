"""Programs that developers run: they make what is shipped, and measure it.

In reading order:

readme.py  the README's tables and output, made anew
"""
