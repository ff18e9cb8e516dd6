"""The page: what a visitor sees and asks with.

In reading order: ``chat`` (the blocks of Gradio: box, button, conversation), ``asking`` (a question and its
article), ``routes`` (all else that the page asks for), ``article`` (a turn as HTML), ``answer_card`` (the
answer in it), ``links`` (its citations), ``copying`` (its Markdown), ``filters`` (what limits a search),
``history`` (turns as a browser keeps them), ``frame`` (what stands around the conversation, in one language),
``welcome`` (what stands in an empty one), ``files`` (style and script), ``shell`` (Gradio's page made ours).
"""
