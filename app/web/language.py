"""In which language an element is said to be, as HTML says it."""

from corpus.language import Language


def lang(language: Language, around: Language) -> str:
    """The attribute of an element in a language; empty where what is around it is in that, too."""
    return "" if language == around else f' lang="{language}"'
