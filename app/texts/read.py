"""The files of texts, ``fi.toml``, ``sv.toml`` and ``en.toml``: read into what each part of the page says."""

import tomllib
from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from importlib import resources
from typing import Any, TypeVar

from corpus.language import LANGUAGES, Language

Family = TypeVar("Family")


def texts_of(family: type[Family], table: str) -> Mapping[Language, Family]:
    """The texts of a family (a dataclass) in each language: in the files the table of that name.

    Raises:
        TypeError: a text is missing, or one stands there that the family does not have.
    """
    return {language: family(**_values(family, table, language)) for language in LANGUAGES}


def _values(family: type[Any], table: str, language: Language) -> dict[str, Any]:
    own = {"language": language} if "language" in {field.name for field in fields(family)} else {}
    return {**own, **{name: _frozen(value) for name, value in _file(language)[table].items()}}


@cache
def _file(language: Language) -> dict[str, dict[str, Any]]:
    return tomllib.loads(resources.files("app.texts").joinpath(f"{language}.toml").read_text("utf-8"))


def _frozen(value: Any) -> Any:
    """A value with tuples in place of lists."""
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
