"""Templates: the HTML of every part of the page, by Jinja2, with every value escaped."""

import re
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.ext import Extension
from markupsafe import Markup

from app.answer.citation import finnish_date
from app.answer.place import query, section_address, span_address
from app.texts import LANGUAGE_NAMES, TEXTS
from app.texts.worded import doubt_text, form_name, outcome_line, outcome_text
from app.web.visitor import day_of_field
from corpus.document import item_title, one_line, scan_labels

ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E"
    "%3Crect width='32' height='32' rx='7' fill='%230b5c8c'/%3E%3Ctext x='16' y='23' font-size='22' "
    "font-family='Georgia,serif' text-anchor='middle' fill='white'%3E§%3C/text%3E%3C/svg%3E"
)
"""The page's sign, as an address that holds the picture itself; in a template ``icon``."""

_LINE_BREAK = re.compile(r"(?<=[>}])\s*\n\s*|\s*\n\s*(?=[<{])")


class Lines(Extension):
    """Takes out of a template each line break beside a tag, with the indentation around it.

    So templates are indented as one likes, and a space that a visitor sees is written within a line.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002
        """The template without those line breaks."""
        return _LINE_BREAK.sub("", source)


def html(template: str, **values: Any) -> Markup:
    """The HTML of a template of ``app/templates``, ``viewer/panel.html``, with values put in.

    Text is escaped, Markup is put in as it is.

    Raises:
        jinja2.UndefinedError: the template asks for a value that was not given.
    """
    return Markup(_environment().get_template(template).render(values))  # noqa: S704 - escaped by Jinja2


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("app"),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=[Lines],
        auto_reload=False,
    )
    filters = (day_of_field, doubt_text, finnish_date, form_name, item_title, one_line, outcome_text)
    for function in (*filters, outcome_line, query, scan_labels, section_address, span_address):
        environment.filters[function.__name__] = function
    environment.globals |= {"icon": ICON, "TEXTS": TEXTS, "LANGUAGE_NAMES": LANGUAGE_NAMES}
    return environment
