"""What the form for feedback says."""

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.language import Language


@dataclass(frozen=True, slots=True)
class FeedbackTexts:
    """All texts of the form in one language."""

    language: Language
    asked: str
    useful: str
    wrong_place: str
    missing: str
    remark: str
    send: str
    kept: str
    remark_kept: str
    failed: str
    private: str


FINNISH = FeedbackTexts(
    language="fi",
    asked="Oliko tästä apua?",
    useful="Oli apua",
    wrong_place="Väärä kohta",
    missing="Vastaus puuttuu",
    remark="Huomautus (ei pakollinen)",
    send="Tallenna huomautus",
    kept="Arvio on tallennettu.",
    remark_kept="Huomautus on tallennettu.",
    failed="Arviota ei voitu tallentaa. Kerro siitä ohjelman ylläpitäjälle.",
    private="Kysymys, vastauksen paikka ja arviosi jäävät tälle koneelle. Älä kirjoita henkilötietoja.",
)

SWEDISH = FeedbackTexts(
    language="sv",
    asked="Hade du nytta av svaret?",
    useful="Till nytta",
    wrong_place="Fel ställe",
    missing="Svaret saknas",
    remark="Kommentar (frivillig)",
    send="Spara kommentaren",
    kept="Omdömet har sparats.",
    remark_kept="Kommentaren har sparats.",
    failed="Omdömet kunde inte sparas. Berätta det för den som sköter programmet.",
    private="Frågan, svarets plats och ditt omdöme stannar på den här datorn. Skriv inga personuppgifter.",
)

ENGLISH = FeedbackTexts(
    language="en",
    asked="Was this of use?",
    useful="Useful",
    wrong_place="Wrong place",
    missing="Answer missing",
    remark="Remark (optional)",
    send="Save the remark",
    kept="Your feedback has been saved.",
    remark_kept="Your remark has been saved.",
    failed="Your feedback could not be saved. Tell the person who looks after the program.",
    private="The question, the place of the answer and your feedback stay on this machine. "
    "Write no personal data.",
)

FEEDBACK: Mapping[Language, FeedbackTexts] = {"fi": FINNISH, "sv": SWEDISH, "en": ENGLISH}
"""The texts of each language."""
