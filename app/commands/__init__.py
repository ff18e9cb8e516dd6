"""The ``pykala`` command and what it says.

In reading order:

escaped.py    what a terminal would obey, shown as it is written
terminal.py   what the command line prints
progress.py   how far a long piece of work has come
waiting.py    how long encoding will take, told where it is long; scans, read where it is agreed to
options.py    what several commands share: options, the index of a store
holding.py    the commands that change what the index holds, and the one that checks it
ask.py        the command that answers questions
decisions.py  the command that lists what was decided
evaluate.py   the command that measures
feedback.py   the command for what people said of answers
serve.py      the commands that open the page, and the tools for an assistant
main.py       the pykala command
"""
