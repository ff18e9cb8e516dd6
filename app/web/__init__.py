"""The web: the layers around the page, the pages that need no script, and how HTML is written.

In reading order:
    asgi: the words of ASGI, and how each layer answers by itself.
    templates: the HTML of a template, with every value escaped.
    visitor: in which language a visitor is answered.
    fragments: pieces of HTML that the page's script asks for.
    errors: refusals, as a page or as JSON.
    hosts: by which names the page is asked, and from which pages.
    proxy: what a request was before a proxy passed it on.
    password: the password of a shared machine.
    login_page: the page that asks for it.
    login: those who gave it.
    accessibility: the accessibility statement.
"""
