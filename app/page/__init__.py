"""The page: what a visitor sees and asks with.

In reading order:

chat.py         the blocks of Gradio: box, button, conversation
asking.py       a question as it is sent, and the article that comes back
routes.py       all else that the page asks for over HTTP
relevant.py     what it shows beside its best passage
article.py      a turn as HTML
item_view.py    an item as an answer shows it
answer_card.py  the answer in it
links.py        its citations
copying.py      its Markdown
filters.py      what limits a search: the form, and filters in words
history.py      turns as a browser keeps them
frame.py        what stands around the conversation, in one language
welcome.py      what stands in an empty conversation
files.py        style and script
doors.py        what of Gradio's server is open
shell.py        Gradio's page made ours
"""
