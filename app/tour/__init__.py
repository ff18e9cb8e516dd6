"""The tour of a document: its sections, its decisions, its names, and what it can be asked.

In reading order:
    capitals: which capitalised words are common words, and which are names.
    bodies: names of boards and councils in running text.
    names: the people, organisations and bodies that recur.
    central: the sentence of a section that says most of what the others say.
    decisions: who decided what and when.
    tour: all that is found out of one document.
    shapes: questions that a sentence answers as it is built.
    asking: the questions of a document, each tried before it is shown.
    view: a tour as HTML.
    questions: the questions of a tour as HTML.
    archive: the documents of an archive by body and date, as HTML.
    routes: the tours over HTTP, kept while the generation stays.
"""
