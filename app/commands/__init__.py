"""The ``pykala`` command and what it says.

In reading order:

terminal.py   what the command line prints
waiting.py    how long encoding will take, told where it is long
options.py    options that several commands share
ask.py        the command that answers questions
decisions.py  the command that lists what was decided
evaluate.py   the command that measures
feedback.py   the command for what people said of answers
serve.py      the commands that open the page, and the tools for an assistant
main.py       the pykala command
"""
