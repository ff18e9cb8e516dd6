"""Pages of a PDF as pictures, drawn in a process of its own.

In reading order:

picture.py         a page as a picture
render_program.py  the program that draws it
"""
