"""What programs and assistants ask: the answers of the command line over HTTP and the Model Context Protocol.

In reading order:

models.py     what is asked and got beside answers, as the OpenAPI document tells it
reading.py    documents and their sections
http.py       the interface over HTTP, read-only
mcp_tools.py  the tools for assistants
"""
