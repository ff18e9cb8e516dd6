"""What the register of decisions says."""

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.language import Language


@dataclass(frozen=True, slots=True)
class RegisterTexts:
    """All texts of the register in one language; ``{name}`` stands for what is put in.

    The columns from ``date`` to ``case`` are also the labels of the fields that narrow it.
    """

    language: Language
    title: str
    lead: str
    narrow: str
    since: str
    until: str
    any: str
    search: str
    show: str
    count: str
    one: str
    none: str
    date: str
    body: str
    item: str
    matter: str
    outcome: str
    in_force: str
    case: str
    vote_for: str
    vote_against: str
    vote_blank: str
    citation: str
    document: str
    sort_by: str
    pages: str
    page: str
    previous: str
    next: str
    csv: str
    file: str
    table: str
    back: str


FINNISH = RegisterTexts(
    language="fi",
    title="Päätösluettelo",
    lead="Kokousten asiat ja se, mitä niistä päätettiin. Voimassa oleva teksti on asiakirjasta sanasta "
    "sanaan; linkki avaa kohdan asiakirjassa.",
    narrow="Rajaa luetteloa",
    since="Alkaen",
    until="Saakka",
    any="Kaikki",
    search="Sanoja otsikossa",
    show="Näytä",
    count="{count} asiaa",
    one="1 asia",
    none="Rajaukseen ei sovi yksikään asia.",
    date="Päivä",
    body="Toimielin",
    item="Pykälä",
    matter="Asia",
    outcome="Ratkaisu",
    in_force="Voimassa oleva teksti",
    case="Asianumero",
    vote_for="Ääniä puolesta",
    vote_against="Ääniä vastaan",
    vote_blank="Tyhjiä ääniä",
    citation="Viite",
    document="Asiakirja",
    sort_by="Järjestä sarakkeen {column} mukaan",
    pages="Luettelon sivut",
    page="Sivu {number}/{count}",
    previous="Edellinen sivu",
    next="Seuraava sivu",
    csv="Lataa taulukkona (CSV)",
    file="paatosluettelo",
    table="Asiat ja päätökset, vieritettävä taulukko",
    back="Takaisin Pykälään",
)

SWEDISH = RegisterTexts(
    language="sv",
    title="Beslutsförteckning",
    lead="Mötenas ärenden och vad som beslutades om dem. Den gällande texten är ordagrant ur dokumentet; "
    "länken öppnar stället i dokumentet.",
    narrow="Avgränsa förteckningen",
    since="Från och med",
    until="Till och med",
    any="Alla",
    search="Ord i rubriken",
    show="Visa",
    count="{count} ärenden",
    one="1 ärende",
    none="Inget ärende motsvarar avgränsningen.",
    date="Datum",
    body="Organ",
    item="Paragraf",
    matter="Ärende",
    outcome="Avgörande",
    in_force="Gällande text",
    case="Ärendenummer",
    vote_for="Röster för",
    vote_against="Röster emot",
    vote_blank="Blanka röster",
    citation="Hänvisning",
    document="Dokument",
    sort_by="Ordna efter kolumnen {column}",
    pages="Förteckningens sidor",
    page="Sida {number}/{count}",
    previous="Föregående sida",
    next="Nästa sida",
    csv="Ladda ner som tabell (CSV)",
    file="beslutsforteckning",
    table="Ärenden och beslut, tabell som kan rullas",
    back="Tillbaka till Pykälä",
)

ENGLISH = RegisterTexts(
    language="en",
    title="Register of decisions",
    lead="The items of the meetings and what was decided on them. The text in force is the document’s own, "
    "word for word; the link opens it in the document.",
    narrow="Narrow the register",
    since="From",
    until="To",
    any="All",
    search="Words in the title",
    show="Show",
    count="{count} items",
    one="1 item",
    none="No item fits.",
    date="Date",
    body="Body",
    item="Section",
    matter="Item",
    outcome="Outcome",
    in_force="Text in force",
    case="Case number",
    vote_for="Votes for",
    vote_against="Votes against",
    vote_blank="Blank votes",
    citation="Citation",
    document="Document",
    sort_by="Sort by the column {column}",
    pages="Pages of the register",
    page="Page {number}/{count}",
    previous="Previous page",
    next="Next page",
    csv="Download as a table (CSV)",
    file="register-of-decisions",
    table="Items and decisions, a table that scrolls",
    back="Back to Pykälä",
)

REGISTER: Mapping[Language, RegisterTexts] = {"fi": FINNISH, "sv": SWEDISH, "en": ENGLISH}
"""The texts of each language."""
