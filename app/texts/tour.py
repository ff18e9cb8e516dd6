"""What the tour says, and the three steps that a first visit shows."""

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.language import Language


@dataclass(frozen=True, slots=True)
class TourTexts:
    """All texts of the tour in one language; ``{name}`` stands for what is put in when a text is shown."""

    language: Language
    waiting: str
    gone: str
    archive: str
    archive_lead: str
    spread: str
    no_body: str
    meetings: str
    one_meeting: str
    items: str
    one_item: str
    undated: str
    back: str

    lead: str
    jump: str
    decisions: str
    decided: str
    sections: str
    sections_lead: str
    below: str
    one_below: str
    names: str
    names_lead: str
    bodies: str
    others: str
    places: str
    questions: str
    questions_lead: str
    trying: str
    no_questions: str
    tried_failed: str

    steps: str
    steps_done: str
    ask_step: tuple[str, str]
    check_step: tuple[str, str]
    nothing_step: tuple[str, str]


FINNISH = TourTexts(
    language="fi",
    waiting="Kierrosta kootaan…",
    gone="Asiakirjaa ei ole enää haettavana.",
    archive="Tutustu asiakirjoihin",
    archive_lead="Valitse kokous tai asiakirja: näet sen osat, päätökset ja nimet sekä kysymyksiä, "
    "joihin se vastaa.",
    spread="{documents} asiakirjaa, {since}–{until}",
    no_body="Muut asiakirjat",
    meetings="{count} kokousta",
    one_meeting="yksi kokous",
    items="{count} asiaa",
    one_item="yksi asia",
    undated="ei päiväystä",
    back="Kaikki asiakirjat",
    lead="Näin pääset alkuun: mitä päätettiin, mitä kussakin osassa sanotaan, ketkä toistuvat ja mitä "
    "asiakirjalta voi kysyä. Virkkeet ovat asiakirjasta sanasta sanaan.",
    jump="Kierroksen osat",
    decisions="Mitä päätettiin",
    decided="Päättäjä: {who}",
    sections="Osat järjestyksessä",
    sections_lead="Jokaisesta osasta näkyy sen keskeisin virke. Linkki avaa kohdan asiakirjassa.",
    below="{count} alempaa osaa",
    one_below="Yksi alempi osa",
    names="Nimet, jotka toistuvat",
    names_lead="Nimet, jotka ovat ainakin kahdessa osassa. Ne on poimittu kirjoitusasun perusteella, "
    "joten luettelo ei ole täydellinen.",
    bodies="Toimielimet",
    others="Henkilöt, yhtiöt ja muut",
    places="{count} osassa",
    questions="Kysy asiakirjalta",
    questions_lead="Jokainen kysymys on kokeiltu: haku löytää siihen vastauksen mainitusta osasta.",
    trying="Kysymyksiä kokeillaan…",
    no_questions="Tälle asiakirjalle ei löytynyt valmiita kysymyksiä, jotka haku varmasti osaa.",
    tried_failed="Kysymyksiä ei voitu kokeilla.",
    steps="Näin Pykälä toimii",
    steps_done="Selvä, sulje ohje",
    ask_step=(
        "Kysy omin sanoin",
        "Kirjoita kokonainen kysymys suomeksi, ruotsiksi tai englanniksi. Yksi asia kerrallaan riittää.",
    ),
    check_step=(
        "Tarkista lähde",
        "Jokaisen lainauksen alla on linkki. Se avaa asiakirjan siitä kohdasta, josta lainaus on.",
    ),
    nothing_step=(
        "Jos vastausta ei löydy",
        "”Ei löytynyt” koskee vain näitä asiakirjoja. Asia voi olla päätetty muualla: kokeile toisia sanoja.",
    ),
)

SWEDISH = TourTexts(
    language="sv",
    waiting="Rundturen sätts ihop…",
    gone="Dokumentet finns inte längre här.",
    archive="Bekanta dig med dokumenten",
    archive_lead="Välj ett möte eller ett dokument: du ser dess delar, beslut och namn samt frågor som "
    "det svarar på.",
    spread="{documents} dokument, {since}–{until}",
    no_body="Övriga dokument",
    meetings="{count} möten",
    one_meeting="ett möte",
    items="{count} ärenden",
    one_item="ett ärende",
    undated="utan datum",
    back="Alla dokument",
    lead="Så kommer du i gång: vad som beslutades, vad som sägs i varje del, vilka som återkommer och vad "
    "man kan fråga dokumentet. Meningarna är ordagrant ur dokumentet.",
    jump="Rundturens delar",
    decisions="Vad som beslutades",
    decided="Beslutat av: {who}",
    sections="Delarna i ordning",
    sections_lead="För varje del visas dess mest centrala mening. Länken öppnar stället i dokumentet.",
    below="{count} underordnade delar",
    one_below="En underordnad del",
    names="Namn som återkommer",
    names_lead="Namn som finns i minst två delar. De har plockats ut efter skrivsättet, så förteckningen "
    "är inte fullständig.",
    bodies="Organ",
    others="Personer, bolag och andra",
    places="i {count} delar",
    questions="Fråga dokumentet",
    questions_lead="Varje fråga är prövad: sökningen hittar svaret i den del som nämns.",
    trying="Frågorna prövas…",
    no_questions="För det här dokumentet hittades inga färdiga frågor som sökningen säkert klarar.",
    tried_failed="Frågorna kunde inte prövas.",
    steps="Så fungerar Pykälä",
    steps_done="Jag förstår, stäng",
    ask_step=(
        "Fråga med egna ord",
        "Skriv en hel fråga på finska, svenska eller engelska. En sak i taget räcker.",
    ),
    check_step=(
        "Kontrollera källan",
        "Under varje citat finns en länk. Den öppnar dokumentet på det ställe där citatet står.",
    ),
    nothing_step=(
        "Om inget svar hittas",
        "”Inget svar” gäller bara de här dokumenten. Saken kan ha avgjorts på annat håll: pröva andra ord.",
    ),
)

ENGLISH = TourTexts(
    language="en",
    waiting="Putting the tour together…",
    gone="The document is no longer here.",
    archive="Get to know the documents",
    archive_lead="Choose a meeting or a document: you will see its sections, decisions and names, and "
    "questions that it answers.",
    spread="{documents} documents, {since}–{until}",
    no_body="Other documents",
    meetings="{count} meetings",
    one_meeting="one meeting",
    items="{count} items",
    one_item="one item",
    undated="no date",
    back="All documents",
    lead="A way in: what was decided, what each section says, who comes up again, and what you can ask. "
    "The sentences are the document’s own, word for word.",
    jump="Parts of the tour",
    decisions="What was decided",
    decided="Decided by: {who}",
    sections="The sections in order",
    sections_lead="Each section is shown with its most central sentence. The link opens it in the document.",
    below="{count} sections below",
    one_below="One section below",
    names="Names that come up again",
    names_lead="Names that stand in two sections or more. They were picked by how they are written, so the "
    "list is not complete.",
    bodies="Bodies",
    others="People, companies and others",
    places="in {count} sections",
    questions="Ask the document",
    questions_lead="Each question has been tried: the search finds its answer in the section named.",
    trying="Trying the questions…",
    no_questions="No ready questions were found for this document that the search is sure to answer.",
    tried_failed="The questions could not be tried.",
    steps="How Pykälä works",
    steps_done="Got it, close this",
    ask_step=(
        "Ask in your own words",
        "Write a whole question in Finnish, Swedish or English. One thing at a time is enough.",
    ),
    check_step=(
        "Check the source",
        "Under each quote there is a link. It opens the document at the place where the quote stands.",
    ),
    nothing_step=(
        "When nothing is found",
        "“No answer” is said of these documents only. The matter may stand elsewhere: try other words.",
    ),
)

TOUR: Mapping[Language, TourTexts] = {"fi": FINNISH, "sv": SWEDISH, "en": ENGLISH}
"""The texts of each language."""
