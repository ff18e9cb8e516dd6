"""Templates: the HTML of every part of the page, by Jinja2, with every value escaped."""

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from corpus.document import one_line


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
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["one_line"] = one_line
    return environment
