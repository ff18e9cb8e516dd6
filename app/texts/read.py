"""The files of texts, ``fi.toml``, ``sv.toml`` and ``en.toml``: read into what each part of the page says."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any, TypeVar

from corpus.language import LANGUAGES, Language


class Family:
    """What one part of the page says in one language; ``{name}`` stands for what is put in when it is said.

    A family declares the texts that the program names. Templates name any of its table, ``texts.skip``, and
    so does Python by ``texts["skip"]``: what it has of others is known by their names alone.
    """

    language: Language

    def __init__(self, language: Language, texts: Mapping[str, Any]) -> None:
        """Take the texts of a table.

        Raises:
            TypeError: one that is declared is not there.
        """
        vars(self).update(texts, language=language)
        if missing := type(self).__annotations__.keys() - vars(self):
            raise TypeError(f"{language}.toml: {type(self).__name__} has no {', '.join(sorted(missing))}")

    def __getitem__(self, name: str) -> Any:
        return vars(self)[name]

    def __contains__(self, name: str) -> bool:
        return name in vars(self)


Texts = TypeVar("Texts", bound=Family)


def texts_of(family: type[Texts], table: str) -> Mapping[Language, Texts]:
    """The texts of a family in each language: in the files the table of that name.

    Raises:
        TypeError: a language lacks a text that is declared, or that another has.
    """
    tables = {language: _file(language)[table] for language in LANGUAGES}
    names = {name for texts in tables.values() for name in texts}
    for language, texts in tables.items():
        if missing := names - texts.keys():
            raise TypeError(f"{language}.toml: [{table}] has no {', '.join(sorted(missing))}")
    return {language: family(language, texts) for language, texts in tables.items()}


@cache
def _file(language: Language) -> dict[str, dict[str, Any]]:
    """The tables of a file, tuples in place of lists."""
    written = resources.files("app.texts").joinpath(f"{language}.toml").read_text("utf-8")
    return {
        table: {name: _frozen(value) for name, value in texts.items()}
        for table, texts in tomllib.loads(written).items()
    }


def _frozen(value: Any) -> Any:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
