"""The page: what a visitor sees and asks with; what it answers is in ``app/article``.

In reading order:

chat.py         the blocks of Gradio: box, button, conversation
asking.py       a question as it is sent, and the article that comes back
routes.py       all else that the page asks for over HTTP
relevant.py     what it shows beside its best passage
filters.py      the form that limits a search
frame.py        what stands around the conversation in one language, and in it while it is empty
files.py        style and script
doors.py        what of Gradio's server is open
shell.py        Gradio's page made ours
"""
