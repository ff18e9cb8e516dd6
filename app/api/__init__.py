"""The interface for programs, and the tools for assistants.

In reading order:

models.py     the form of what is asked and answered beside answers
reading.py    documents and sections in that form
public.py     what goes out: nothing of where the server keeps its files
http.py       the interface over HTTP
mcp_tools.py  the tools for assistants, by the Model Context Protocol
"""
