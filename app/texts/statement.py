"""The accessibility statement in three languages."""

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.language import Language


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement: its title and lead, and sections of a heading and paragraphs.

    ``contact`` leads to where one may write, ``no_contact`` says that nobody has told; both stand in the
    section that ``feedback`` heads. ``back`` leads to the page.
    """

    title: str
    lead: str
    sections: tuple[tuple[str, tuple[str, ...]], ...]
    feedback: str
    contact: str
    no_contact: str
    back: str


STATEMENTS: Mapping[Language, Statement] = {
    "fi": Statement(
        title="Saavutettavuusseloste",
        lead="Tämä seloste koskee Pykälä-ohjelman sivua, jolla kysytään pöytäkirjoista ja raporteista.",
        sections=(
            (
                "Miten saavutettava sivu on",
                (
                    "Sivu on tehty täyttämään WCAG 2.1 -ohjeiden A- ja AA-tason vaatimukset. "
                    "Riippumaton asiantuntija ei ole arvioinut sitä.",
                ),
            ),
            (
                "Miten sivua on testattu",
                (
                    "Ohjelman jokaisessa versiossa testit käyvät sivun näkymät läpi axe-core-tarkistimella "
                    "Chromium-selaimessa: kolmella kielellä, vaaleana ja tummana sekä 320 kuvapisteen "
                    "levyisenä. Testit hyväksyvät vain tuloksen, jossa poikkeamia ei ole.",
                    "Testit käyttävät sivua myös pelkällä näppäimistöllä ja tarkistavat, että vastaus "
                    "ilmoitetaan ruudunlukijalle ja että kohdistus näkyy. Kun sivu suurennetaan "
                    "200 prosenttiin, ne tarkistavat, ettei mikään teksti katkea ja että kaikkeen pääsee.",
                ),
            ),
            (
                "Mitä ei tiedetä",
                (
                    "Koneellinen tarkistus löytää vain osan puutteista. Sivua ei ole testattu yhdessä "
                    "ihmisten kanssa, jotka käyttävät ruudunlukijaa, puheohjausta tai muuta apuvälinettä, "
                    "eikä muilla selaimilla kuin Chromiumilla.",
                ),
            ),
            (
                "Tunnetut puutteet",
                (
                    "Alkuperäiset tiedostot, kuten PDF-pöytäkirjat, avautuvat sellaisina kuin niiden "
                    "laatija on ne tehnyt; ne eivät välttämättä ole saavutettavia. Sama teksti on aina "
                    "luettavana sivulla otsikoituna.",
                    "Asiakirjojen tekstin kieli on merkitty kohta kohdalta. Jos samassa kohdassa on useaa "
                    "kieltä, ruudunlukija voi lukea osan siitä väärällä ääntämyksellä.",
                    "Sivu ei toimi ilman JavaScriptiä. Tämä seloste toimii.",
                ),
            ),
        ),
        feedback="Kerro puutteesta",
        contact="Jos jokin ei toimi sinulla tai tarvitset tiedon muussa muodossa, ota yhteyttä:",
        no_contact="Sivun tarjoaja ei ole ilmoittanut tässä yhteystietoja. Ota yhteyttä organisaatioon, "
        "jonka palveluna käytät sivua.",
        back="Takaisin sivulle",
    ),
    "sv": Statement(
        title="Tillgänglighetsutlåtande",
        lead="Det här utlåtandet gäller programmet Pykäläs sida, där man ställer frågor om protokoll och "
        "rapporter.",
        sections=(
            (
                "Hur tillgänglig sidan är",
                (
                    "Sidan är gjord för att uppfylla kraven på nivåerna A och AA i WCAG 2.1. "
                    "Ingen oberoende expert har bedömt den.",
                ),
            ),
            (
                "Hur sidan har testats",
                (
                    "I varje version av programmet går testerna igenom sidans vyer med granskaren axe-core i "
                    "webbläsaren Chromium: på tre språk, i ljust och mörkt läge och med en bredd på 320 "
                    "bildpunkter. Testerna godkänner bara ett resultat utan avvikelser.",
                    "Testerna använder också sidan med enbart tangentbord och kontrollerar att svaret "
                    "meddelas skärmläsaren och att fokus syns. Vid en förstoring till 200 procent "
                    "kontrollerar de att ingen text klipps av och att allt går att nå.",
                ),
            ),
            (
                "Vad som inte är känt",
                (
                    "En maskinell granskning hittar bara en del av bristerna. Sidan har inte testats "
                    "tillsammans med människor som använder skärmläsare, röststyrning eller andra "
                    "hjälpmedel, "
                    "och inte heller med andra webbläsare än Chromium.",
                ),
            ),
            (
                "Kända brister",
                (
                    "Originalfiler, till exempel protokoll i PDF, öppnas som de har gjorts av sin "
                    "upphovsman; "
                    "de är inte nödvändigtvis tillgängliga. Samma text kan alltid läsas på sidan, med "
                    "rubriker.",
                    "Språket i dokumentens text är märkt avsnitt för avsnitt. Där ett avsnitt har flera "
                    "språk kan skärmläsaren läsa en del av det med fel uttal.",
                    "Sidan fungerar inte utan JavaScript. Det här utlåtandet fungerar.",
                ),
            ),
        ),
        feedback="Berätta om en brist",
        contact="Om något inte fungerar för dig eller om du behöver informationen i en annan form, ta "
        "kontakt:",
        no_contact="Den som erbjuder sidan har inte uppgett några kontaktuppgifter här. Ta kontakt med den "
        "organisation vars tjänst du använder.",
        back="Tillbaka till sidan",
    ),
    "en": Statement(
        title="Accessibility statement",
        lead="This statement is about the page of the program Pykälä, where one asks about minutes and "
        "reports.",
        sections=(
            (
                "How accessible the page is",
                (
                    "The page is made to meet levels A and AA of WCAG 2.1. No independent expert has "
                    "assessed it.",
                ),
            ),
            (
                "How it has been tested",
                (
                    "In every version of the program, tests go through the page's views with the checker "
                    "axe-core in the browser Chromium: in three languages, light and dark, and 320 pixels "
                    "wide. They accept only a result without violations.",
                    "Tests also use the page with the keyboard alone, and check that an answer is announced "
                    "to a screen reader and that the focus can be seen. At a zoom of 200 per cent they check "
                    "that no text is cut off and that everything can be reached.",
                ),
            ),
            (
                "What is not known",
                (
                    "Automatic checks find only some of the problems. The page has not been tested together "
                    "with people who use a screen reader, voice control or another aid, nor in other "
                    "browsers "
                    "than Chromium.",
                ),
            ),
            (
                "Known problems",
                (
                    "Original files, such as minutes in PDF, open as their author made them and may not be "
                    "accessible. The same text can always be read on the page, with headings.",
                    "The text of documents is marked with its language section by section. Where a section "
                    "holds several languages, a screen reader may pronounce part of it wrongly.",
                    "The page does not work without JavaScript. This statement does.",
                ),
            ),
        ),
        feedback="Tell of a problem",
        contact="If something does not work for you, or you need the information in another form, write to:",
        no_contact="Whoever offers this page has given no contact here. Please turn to the organisation "
        "whose "
        "service you are using.",
        back="Back to the page",
    ),
}
"""The statement of each language; what it says of tests is what ``tests/test_page_axe.py`` does."""
