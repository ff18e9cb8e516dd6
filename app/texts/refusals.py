"""What is said where a request is refused, or leads nowhere."""

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.language import Language


@dataclass(frozen=True, slots=True)
class RefusalTexts:
    """What is wrong with a request, in one language: in a few words, and with what can be done.

    ``name`` is the host name that was asked by, ``most`` the bytes that a request may have.
    """

    language: Language
    two_names: tuple[str, str]
    foreign_name: tuple[str, str]
    foreign_page: tuple[str, str]
    too_long: tuple[str, str]
    nothing_here: tuple[str, str]
    no_file: str
    to_the_page: str


FINNISH = RefusalTexts(
    language="fi",
    two_names=("Pyyntö on viallinen", "Pyynnössä on monta palvelimen nimeä. Niitä saa olla vain yksi."),
    foreign_name=(
        "Tätä osoitetta ei ole otettu käyttöön",
        "Palvelu ei vastaa nimellä ”{name}”. Tarkista osoite. Jos se on oikein, palvelun ylläpitäjä voi "
        "sallia nimen valitsimella --allow-host.",
    ),
    foreign_page=(
        "Pyyntö tuli toiselta sivustolta",
        "Palvelu ei vastaa siihen, mitä muiden sivustojen sivut lähettävät. Avaa palvelu sen omasta "
        "osoitteesta. Jos palvelun edessä on välityspalvelin, ylläpitäjän on käynnistettävä palvelu "
        "valitsimella --proxy.",
    ),
    too_long=(
        "Pyyntö on liian pitkä",
        "Pyynnössä saa olla enintään {most} tavua, ja sen on kerrottava pituutensa.",
    ),
    nothing_here=("Sivua ei ole", "Tässä osoitteessa ei ole mitään."),
    no_file="Tiedostoa ei voi näyttää",
    to_the_page="Siirry Pykälään",
)

SWEDISH = RefusalTexts(
    language="sv",
    two_names=("Förfrågan är felaktig", "Förfrågan anger flera servernamn. Den får ange bara ett."),
    foreign_name=(
        "Den här adressen är inte i bruk",
        "Tjänsten svarar inte på namnet ”{name}”. Kontrollera adressen. Om den är rätt kan den som "
        "administrerar tjänsten tillåta namnet med --allow-host.",
    ),
    foreign_page=(
        "Förfrågan kom från en annan webbplats",
        "Tjänsten besvarar inte det som andra webbplatsers sidor skickar. Öppna tjänsten på dess egen "
        "adress. Om tjänsten ligger bakom en proxyserver måste den som administrerar tjänsten starta den "
        "med --proxy.",
    ),
    too_long=(
        "Förfrågan är för lång",
        "En förfrågan får ha högst {most} byte, och den måste ange sin längd.",
    ),
    nothing_here=("Sidan finns inte", "Det finns ingenting på den här adressen."),
    no_file="Filen kan inte visas",
    to_the_page="Gå till Pykälä",
)

ENGLISH = RefusalTexts(
    language="en",
    two_names=("The request is malformed", "The request names several hosts. It may name only one."),
    foreign_name=(
        "This address is not in use",
        "The service does not answer to the name “{name}”. Check the address. If it is right, whoever runs "
        "the service can allow the name with --allow-host.",
    ),
    foreign_page=(
        "The request came from another site",
        "The service does not answer what pages of other sites send. Open the service at its own address. "
        "If there is a proxy before it, whoever runs the service has to start it with --proxy.",
    ),
    too_long=(
        "The request is too long",
        "A request may have {most} bytes at most, and has to say how many it has.",
    ),
    nothing_here=("There is no such page", "There is nothing at this address."),
    no_file="The file cannot be shown",
    to_the_page="Go to Pykälä",
)

REFUSALS: Mapping[Language, RefusalTexts] = {"fi": FINNISH, "sv": SWEDISH, "en": ENGLISH}
"""What is said in each language."""
