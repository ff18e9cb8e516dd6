"""The words of the page: the same ones in every language."""

import ast
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from app.texts import (
    LANGUAGE_NAMES,
    LANGUAGES,
    TEXTS,
    preferred,
)
from app.texts.families import (
    ADMIN,
    ARCHIVE,
    ASKING,
    FEEDBACK,
    OUTCOME,
    REFUSALS,
    REGISTER,
    STATEMENTS,
    TOUR,
    AdminTexts,
    ArchiveTexts,
    AskingTexts,
    FeedbackTexts,
    OutcomeTexts,
    RefusalTexts,
    RegisterTexts,
    Texts,
    TourTexts,
)
from app.texts.read import texts_of
from corpus.language import Language

APP = Path(__file__).parent.parent.parent.parent / "app"
ROLES_AND_KINDS = (
    APP.parent / "corpus" / "document.py",
    APP.parent / "corpus" / "minutes" / "outcomes" / "wording.py",
    APP.parent / "corpus" / "doubts.py",
)
"""What names the texts that are told by the role of a part or the kind of an outcome."""
FAMILIES: dict[type, Mapping[Language, Any]] = {
    Texts: TEXTS,
    TourTexts: TOUR,
    AskingTexts: ASKING,
    FeedbackTexts: FEEDBACK,
    RefusalTexts: REFUSALS,
    OutcomeTexts: OUTCOME,
    RegisterTexts: REGISTER,
    ArchiveTexts: ARCHIVE,
    AdminTexts: ADMIN,
}
NAMES = [
    pytest.param(family, name, id=f"{family.__name__}.{name}")
    for family, languages in FAMILIES.items()
    for name in vars(languages["fi"])
    if name != "language"
]


def written(texts: Any, name: str) -> list[str]:
    value = texts[name]
    return [value] if isinstance(value, str) else list(value)


def placeholders(text: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(text)} - {None}


@pytest.mark.parametrize(("family", "name"), NAMES)
def test_every_text_is_written_in_every_language(family: type, name: str) -> None:
    for language in LANGUAGES:
        assert FAMILIES[family][language].language == language
        for text in written(FAMILIES[family][language], name):
            assert text.strip() == text != ""


@pytest.mark.parametrize(("family", "name"), NAMES)
def test_the_languages_put_the_same_things_in(family: type, name: str) -> None:
    found = [[placeholders(text) for text in written(texts, name)] for texts in FAMILIES[family].values()]
    if family is AskingTexts:  # one language may ask in more ways than another
        asked = {frozenset(), frozenset({"item"}), frozenset({"title"}), frozenset({"item", "body"})}
        asked |= {frozenset({"topic"}), frozenset({"subject"})}  # Finnish inflects what it can
        assert {frozenset(put) for each in found for put in each} <= asked or found[0] == found[1] == found[2]
    else:
        assert found[0] == found[1] == found[2]


@pytest.mark.parametrize(("family", "name"), NAMES)
def test_no_language_was_left_untranslated(family: type, name: str) -> None:
    assert len({tuple(written(texts, name)) for texts in FAMILIES[family].values()}) == len(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_file_of_texts_has_the_tables_that_are_read(language: Language) -> None:
    tables = tomllib.loads((APP / "texts" / f"{language}.toml").read_text("utf-8"))
    families = "page refusals feedback tour asking outcome register archive admin statement"
    assert set(tables) == set(families.split())


def test_text_that_is_declared_and_not_written_is_an_error() -> None:
    class More(FeedbackTexts):
        more: str
        other: str

    with pytest.raises(TypeError, match=r"^fi\.toml: More has no more, other$"):
        texts_of(More, "feedback")


def test_text_that_only_another_language_has_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    tables = {language: {"feedback": dict(vars(FEEDBACK[language]))} for language in LANGUAGES}
    del tables["sv"]["feedback"]["asked"]
    monkeypatch.setattr("app.texts.read._file", tables.__getitem__)
    with pytest.raises(TypeError, match=r"^sv\.toml: \[feedback\] has no asked$"):
        texts_of(FeedbackTexts, "feedback")


def test_texts_know_their_language() -> None:
    assert {language: texts.language for language, texts in TEXTS.items()} == {
        "fi": "fi",
        "sv": "sv",
        "en": "en",
    }
    assert set(LANGUAGE_NAMES) == set(TEXTS) == set(LANGUAGES)


def said_by_templates() -> set[str]:
    """The names of the texts that the templates name."""
    says = re.compile(r"(?<![/\w])(?:\w*texts|tour|statement)\.(\w+)")
    templates = [path.read_text(encoding="utf-8") for path in (APP / "templates").rglob("*.*")]
    return {name for each in templates for name in says.findall(each)}


def test_every_text_that_a_template_says_is_written() -> None:
    written = {name for languages in (*FAMILIES.values(), STATEMENTS) for name in vars(languages["fi"])}
    assert len(said_by_templates()) > 100
    assert said_by_templates() - written == set()


def test_every_text_is_said_somewhere() -> None:
    said = {
        node.attr if isinstance(node, ast.Attribute) else node.value
        for path in (*APP.rglob("*.py"), *ROLES_AND_KINDS)
        if path.parent.name != "texts"  # not the texts themselves
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute | ast.Constant)
    }
    said |= said_by_templates()
    names = {
        name.removesuffix("_vote").removeprefix("doubt_")
        for languages in FAMILIES.values()
        for name in vars(languages["fi"])
    }
    assert names - said == set()


def test_verdicts_in_words() -> None:
    texts = TEXTS["fi"]
    assert [texts[name] for name in ("found", "maybe", "not_found")] == [
        "Vastaus löytyi",
        "Vastaus voi olla tässä",
        "Vastausta ei löytynyt näistä asiakirjoista",
    ]


@pytest.mark.parametrize(
    ("chosen", "accepted", "language"),
    [
        ("sv", "fi", "sv"),
        ("xx", "sv", "sv"),
        (None, None, "fi"),
        (None, "", "fi"),
        (None, "sv-FI,fi;q=0.9", "sv"),
        (None, "fi;q=0.5, en-GB;q=0.8", "en"),
        (None, "de-DE, sv;q=0.3", "sv"),
        (None, "de-DE,de", "en"),
        (None, "FI", "fi"),
        (None, "sv;q=0, fi;q=0.1", "fi"),
        (None, "sv;q=often, en;q=0.1", "en"),
        (None, "*", "en"),
    ],
)
def test_language_of_the_page(chosen: str | None, accepted: str | None, language: str) -> None:
    assert preferred(chosen, accepted) == language
