"""What a page says, to the eye and to a screen reader, and which words of it are not ours to say."""

import re
from collections.abc import Iterable

from playwright.sync_api import Page

from app.texts import LANGUAGE_NAMES
from app.texts.families import STATEMENTS
from corpus.document import Document
from corpus.language import Language
from tests.app.texts.test_texts import FAMILIES, written

_WORD = re.compile(r"[^\W\d_]+")

SAID = """() => {
    const told = [document.title];
    const shown = (element) => element.checkVisibility({ visibilityProperty: true });
    const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = nodes.nextNode(); node; node = nodes.nextNode())
        if (!node.parentElement.closest("script, style, noscript, rt") && shown(node.parentElement))
            told.push(node.textContent);
    for (const element of document.body.querySelectorAll("*"))
        if (shown(element))
            for (const name of ["aria-label", "aria-description", "aria-roledescription", "aria-valuetext",
                                "title", "alt", "placeholder"])
                if (element.hasAttribute(name)) told.push(element.getAttribute(name));
    return told.filter((text) => text.trim());
}"""
"""All that is in sight or read aloud: texts, and names that stand in attributes. Word help is in no language
of the page, and told by no screen reader."""


def foreign(page: Page, language: Language, known: Iterable[str]) -> list[str]:
    """What a page says with a word that stands neither in our texts of a language nor in what is known."""
    ours = words([*texts(language), *known])
    said: list[str] = page.evaluate(SAID)
    return [text for text in said if not words([text]) <= ours]


def words(written: Iterable[str]) -> set[str]:
    """The words of texts, in small letters and without numbers."""
    return {word.lower() for text in written for word in _WORD.findall(text)}


def texts(language: Language) -> list[str]:
    """All that the page may say in a language by itself."""
    said = STATEMENTS[language]
    told = [text for name, text in vars(said).items() if name not in {"sections", "language"}]
    for heading, paragraphs in said["sections"]:
        told += [heading, *paragraphs]
    for languages in FAMILIES.values():
        for name in vars(languages[language]).keys() - {"language"}:
            told += written(languages[language], name)
    return ["Pykälä PDF Markdown", *LANGUAGE_NAMES.values(), *told]


def of_documents(documents: Iterable[Document]) -> list[str]:
    """What documents say, of what they are, and of where they stand."""
    return [
        text
        for document in documents
        for text in (document.text, document.title, document.body, document.case, document.id)
        if text
    ]
