"""Questions that are made of a document: their patterns in each language.

``{item}`` stands for ``§ 31`` or ``§ 31 (2.12.2024)``, which no language inflects; what else is put in is
taken from the document as it is written there. Of several patterns the first is tried first.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.language import Language


@dataclass(frozen=True, slots=True)
class AskingTexts:
    """The patterns of one language: by what a part of minutes is for, and by what a sentence tells.

    ``months`` and ``seasons`` (winter first) are written as they stand behind ``Mitä tapahtui``.
    """

    language: Language
    decision: tuple[str, ...]
    proposal: tuple[str, ...]
    handling: tuple[str, ...]
    presenter: tuple[str, ...]
    information: tuple[str, ...]
    appeal: tuple[str, ...]
    competence: tuple[str, ...]
    notice: tuple[str, ...]
    execution: tuple[str, ...]
    attachments: tuple[str, ...]
    contact: tuple[str, ...]

    happened: str
    in_month: str
    in_season: str
    months: tuple[str, str, str, str, str, str, str, str, str, str, str, str]
    seasons: tuple[str, str, str, str]
    who: str
    heading: str
    about: str


FINNISH = AskingTexts(
    language="fi",
    decision=(
        "Mitä asiassa ”{title}” päätettiin?",
        "Mitä {body} päätti asiassa {item}?",
        "Mitä asiassa {item} päätettiin?",
    ),
    proposal=("Mitä asiassa {item} ehdotettiin päätettäväksi?",),
    handling=("Miten asiaa {item} käsiteltiin kokouksessa?",),
    presenter=("Kuka esitteli asian {item}?",),
    information=("Kuka antaa lisätietoja asiasta {item}?",),
    appeal=("Voiko asiassa {item} tehdystä päätöksestä valittaa?",),
    competence=("Kenellä on oikeus päättää asiasta {item}?",),
    notice=("Kenelle asian {item} päätös annetaan tiedoksi?",),
    execution=("Miten asian {item} päätös pannaan täytäntöön?",),
    attachments=("Mitä liitteitä asiassa {item} on?",),
    contact=("Mikä on postiosoite?",),
    happened="Mitä tapahtui {when}?",
    in_month="{month} {year}",
    in_season="{season} {year}",
    months=(
        "tammikuussa",
        "helmikuussa",
        "maaliskuussa",
        "huhtikuussa",
        "toukokuussa",
        "kesäkuussa",
        "heinäkuussa",
        "elokuussa",
        "syyskuussa",
        "lokakuussa",
        "marraskuussa",
        "joulukuussa",
    ),
    seasons=("talvella", "keväällä", "kesällä", "syksyllä"),
    who="Kuka on {name}?",
    heading="Mitä kerrotaan kohdassa ”{heading}”?",
    about="Mistä asiassa ”{title}” on kyse?",
)

SWEDISH = AskingTexts(
    language="sv",
    decision=(
        "Vad beslutades i ärendet ”{title}”?",
        "Vad beslutades under {item}?",
        "Vad var beslutet i {item}?",
    ),
    proposal=("Vad föreslogs under {item}?",),
    handling=("Hur behandlades {item} vid mötet?",),
    presenter=(
        "Vem föredrog {item}?",
        "Vem är föredragande i {item}?",
    ),
    information=("Vem ger mer information om {item}?",),
    appeal=(
        "Får beslutet i {item} överklagas?",
        "Kan man överklaga beslutet i {item}?",
    ),
    competence=(
        "Vem har rätt att besluta om {item}?",
        "Vem har beslutanderätt i {item}?",
    ),
    notice=("Vem delges beslutet i {item}?",),
    execution=("Hur verkställs beslutet i {item}?",),
    attachments=("Vilka bilagor hör till {item}?",),
    contact=(
        "Vilken är postadressen?",
        "Vilka är kontaktuppgifterna?",
    ),
    happened="Vad hände {when}?",
    in_month="i {month} {year}",
    in_season="under {season} {year}",
    months=(
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober",
        "november",
        "december",
    ),
    seasons=("vintern", "våren", "sommaren", "hösten"),
    who="Vem är {name}?",
    heading="Vad sägs under rubriken ”{heading}”?",
    about="Vad handlar ärendet ”{title}” om?",
)

ENGLISH = AskingTexts(
    language="en",
    decision=(
        "What was decided about “{title}”?",
        "What was decided under {item}?",
        "What was the decision under {item}?",
    ),
    proposal=("What was proposed under {item}?",),
    handling=("How was {item} handled at the meeting?",),
    presenter=(
        "Who presented {item}?",
        "Who was the presenting official in {item}?",
    ),
    information=("Who gives more information about {item}?",),
    appeal=("Can the decision under {item} be appealed?",),
    competence=(
        "Who has the power to decide on {item}?",
        "Who has the right to decide on {item}?",
    ),
    notice=("Who is informed of the decision under {item}?",),
    execution=("How is the decision under {item} carried out?",),
    attachments=("What attachments does {item} have?",),
    contact=("What is the postal address?",),
    happened="What happened {when}?",
    in_month="in {month} {year}",
    in_season="in the {season} of {year}",
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    seasons=("winter", "spring", "summer", "autumn"),
    who="Who is {name}?",
    heading="What is said under the heading “{heading}”?",
    about="What is the item “{title}” about?",
)

ASKING: Mapping[Language, AskingTexts] = {"fi": FINNISH, "sv": SWEDISH, "en": ENGLISH}
"""The patterns of each language."""
