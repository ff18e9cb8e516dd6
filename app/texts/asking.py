"""Questions that are made of a document: their patterns in each language.

``{topic}`` stands for a title in the case of *-sta*, ``{subject}`` for one as the subject, see
``app/tour/wording/topic.py``; ``{item}`` stands for ``§ 31`` or ``§ 31 (2.12.2024)``, which no language
inflects; what else is put in (a title, a case number) is taken from the document as it is written there. Of
several patterns the first is tried first.
"""

from app.texts.read import Family, texts_of


class AskingTexts(Family):
    """The patterns of one language: by what a part of minutes is for, and by what a sentence tells.

    ``report`` are questions on the report that ships. ``months`` and ``seasons`` (winter first) are written
    as they stand behind ``Mitä tapahtui``.
    """

    report: tuple[str, ...]
    case: tuple[str, ...]
    decision: tuple[str, ...]
    happened: str
    in_month: str
    in_season: str
    months: tuple[str, str, str, str, str, str, str, str, str, str, str, str]
    seasons: tuple[str, str, str, str]
    who: str
    heading: str
    about: tuple[str, ...]
    meeting: str


ASKING = texts_of(AskingTexts, "asking")
"""The texts of each language."""
