"""Every word that the page says, in Finnish, Swedish and English."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from index.language import Language

LANGUAGES: tuple[Language, ...] = ("fi", "sv", "en")
"""The languages of the page, the city's own first."""

LANGUAGE_NAMES: Mapping[Language, str] = {"fi": "Suomi", "sv": "Svenska", "en": "English"}
"""What each language calls itself."""

LANGUAGE_COOKIE = "pykala-language"
"""The cookie in which the browser keeps the language that was chosen by hand."""


@dataclass(frozen=True, slots=True)
class Texts:
    """All texts in one language; ``{name}`` stands for what is put in when a text is shown.

    ``found``, ``maybe`` and ``not_found`` are the verdicts in words.
    """

    language: Language
    page_title: str
    tagline: str
    skip: str
    needs_script: str
    choose_language: str
    lost: str

    conversation: str
    welcome: str
    promise: str
    privacy: str
    opening: str
    one_document: str
    documents: str
    examples: str
    question: str
    question_hint: str
    send: str
    asked: str
    searching: str

    found: str
    maybe: str
    not_found: str
    looked_for: str
    source: str
    also_at: str
    same_matter: str
    limits: str
    limit_document: str
    limit_body: str
    limit_part: str
    limit_since: str
    limit_until: str
    limit_any: str
    limited: str
    hinted: str
    unhint: str
    one_more: str
    more: str
    closest: str
    searched_one: str
    searched: str
    ask_otherwise: str
    advice: tuple[str, str, str]

    empty_question: str
    unfit_question: str
    cannot_answer: str
    unexpected: str

    reader: str
    choose_document: str
    contents: str
    close: str
    back: str
    page: str
    inferred_pages: str
    gone_document: str
    gone_span: str


FINNISH = Texts(
    language="fi",
    page_title="Pykälä – kysy pöytäkirjoista ja raporteista",
    tagline="Kysy pöytäkirjoista ja raporteista",
    skip="Siirry kirjoittamaan kysymys",
    needs_script="Sivu toimii vain, kun selaimessa on JavaScript käytössä.",
    choose_language="Sivun kieli",
    lost="Yhteys ohjelmaan katkesi. Sivu yrittää saada sen takaisin; voit myös ladata sivun uudelleen.",
    conversation="Kysymykset ja vastaukset",
    welcome="Mitä haluat tietää?",
    promise="Pykälä etsii asiakirjoista kohdan, joka vastaa kysymykseesi, ja kertoo, missä se on. "
    "Se ei kirjoita mitään itse: vastaus on aina suora lainaus.",
    privacy="Kysy suomeksi, ruotsiksi tai englanniksi. Kysymyksiä ei lähetetä ulkopuolisiin palveluihin.",
    opening="Asiakirjoja avataan. Ensimmäisellä kerralla se kestää hetken.",
    one_document="Haettavana on yksi asiakirja:",
    documents="Haettavana on {count} asiakirjaa:",
    examples="Kysy esimerkiksi",
    question="Kysymys",
    question_hint="Kirjoita kysymys tähän",
    send="Kysy",
    asked="Kysyit:",
    searching="Vastausta etsitään…",
    found="Vastaus löytyi",
    maybe="Vastaus voi olla tässä",
    not_found="Vastausta ei löytynyt näistä asiakirjoista",
    looked_for="Haettu: {words}",
    source="Lähde:",
    also_at="Sama teksti on myös:",
    same_matter="Samaa asiaa on käsitelty myös:",
    limits="Rajaa hakua",
    limit_document="Asiakirja",
    limit_body="Toimielin",
    limit_part="Pöytäkirjan osa",
    limit_since="Alkaen",
    limit_until="Päättyen",
    limit_any="Kaikki",
    limited="Haku on rajattu: {what}",
    hinted="Kysymyksen mukaan etusijalla: {what}",
    unhint="Hae ilman tätä",
    one_more="Yksi muu kohta",
    more="{count} muuta kohtaa",
    closest="Lähimmät kohdat, jotka eivät vastaa kysymykseen",
    searched_one="Haku kattoi yhden asiakirjan koko tekstin.",
    searched="Haku kattoi kaikkien {count} asiakirjan koko tekstin.",
    ask_otherwise="Kokeile kysyä toisin",
    advice=(
        "Kysy yhtä asiaa kerrallaan, kokonaisella lauseella.",
        "Käytä sanoja, joita asiakirjassa luultavasti käytetään: hankkeen, yhtiön tai toimielimen nimeä.",
        "Avaa asiakirja ja katso sisällyksestä, mitä siinä käsitellään.",
    ),
    empty_question="Kirjoita ensin kysymys.",
    unfit_question="Tällä kysymyksellä ei voitu hakea. Kirjoita se lyhyemmin, kokonaisella lauseella.",
    cannot_answer="Kysymykseen ei voitu vastata. Ohjelman oma selitys on englanniksi:",
    unexpected="Vastausta haettaessa tapahtui virhe. Kysy uudelleen. Jos virhe toistuu, kerro siitä "
    "ohjelman ylläpitäjälle.",
    reader="Asiakirja",
    choose_document="Valitse asiakirja",
    contents="Sisällys",
    close="Sulje asiakirja",
    back="Takaisin vastaukseen",
    page="sivu {label}",
    inferred_pages="Sivunumerot on laskettu tekstin sivunvaihdoista.",
    gone_document="Linkin asiakirjaa ei ole enää haettavana.",
    gone_span="Linkin kohtaa ei enää ole tässä asiakirjassa. Teksti on luultavasti muuttunut.",
)

SWEDISH = Texts(
    language="sv",
    page_title="Pykälä – fråga protokoll och rapporter",
    tagline="Fråga protokoll och rapporter",
    skip="Gå till frågefältet",
    needs_script="Sidan fungerar bara om JavaScript är påslaget i webbläsaren.",
    choose_language="Sidans språk",
    lost="Förbindelsen till programmet bröts. Sidan försöker få den tillbaka; du kan också ladda om sidan.",
    conversation="Frågor och svar",
    welcome="Vad vill du veta?",
    promise="Pykälä söker upp stället i dokumenten som svarar på din fråga och visar var det står. "
    "Den skriver ingenting själv: svaret är alltid ett ordagrant citat.",
    privacy="Fråga på finska, svenska eller engelska. Frågorna skickas inte till några utomstående tjänster.",
    opening="Dokumenten öppnas. Första gången tar det en stund.",
    one_document="Ett dokument genomsöks:",
    documents="{count} dokument genomsöks:",
    examples="Fråga till exempel",
    question="Din fråga",
    question_hint="Skriv din fråga här",
    send="Fråga",
    asked="Du frågade:",
    searching="Söker svar…",
    found="Svaret hittades",
    maybe="Svaret kan finnas här",
    not_found="Inget svar hittades i de här dokumenten",
    looked_for="Sökt på finska: {words}",
    source="Källa:",
    also_at="Samma text finns också:",
    same_matter="Samma ärende har också behandlats:",
    limits="Begränsa sökningen",
    limit_document="Dokument",
    limit_body="Organ",
    limit_part="Del av protokollet",
    limit_since="Från och med",
    limit_until="Till och med",
    limit_any="Alla",
    limited="Sökningen är begränsad: {what}",
    hinted="Enligt frågan i första hand: {what}",
    unhint="Sök utan detta",
    one_more="Ett ställe till",
    more="{count} ställen till",
    closest="De närmaste ställena, som inte svarar på frågan",
    searched_one="Hela texten i ett dokument genomsöktes.",
    searched="Hela texten i alla {count} dokument genomsöktes.",
    ask_otherwise="Försök fråga på ett annat sätt",
    advice=(
        "Fråga om en sak i taget, med en hel mening.",
        "Använd ord som troligen finns i dokumentet: namnet på ett projekt, ett bolag eller ett organ.",
        "Öppna dokumentet och se i innehållsförteckningen vad det handlar om.",
    ),
    empty_question="Skriv först en fråga.",
    unfit_question="Det gick inte att söka med frågan. Skriv den kortare, med en hel mening.",
    cannot_answer="Det gick inte att svara på frågan. Programmets egen förklaring är på engelska:",
    unexpected="Ett fel inträffade när svaret söktes. Fråga på nytt. Om felet upprepas, berätta det för "
    "den som sköter programmet.",
    reader="Dokument",
    choose_document="Välj dokument",
    contents="Innehåll",
    close="Stäng dokumentet",
    back="Tillbaka till svaret",
    page="sida {label}",
    inferred_pages="Sidnumren har räknats från textens sidbrytningar.",
    gone_document="Länkens dokument finns inte längre här.",
    gone_span="Länkens ställe finns inte längre i dokumentet. Texten har troligen ändrats.",
)

ENGLISH = Texts(
    language="en",
    page_title="Pykälä – ask minutes and reports",
    tagline="Ask minutes and reports",
    skip="Skip to the question field",
    needs_script="This page works only with JavaScript turned on in the browser.",
    choose_language="Language of the page",
    lost="The connection to the program was lost. The page is trying to get it back; you can also reload it.",
    conversation="Questions and answers",
    welcome="What would you like to know?",
    promise="Pykälä finds the place in the documents that answers your question and shows where it stands. "
    "It writes nothing of its own: the answer is always a word-for-word quote.",
    privacy="Ask in Finnish, Swedish or English. Questions are not sent to any outside service.",
    opening="Opening the documents. The first time takes a moment.",
    one_document="One document is searched:",
    documents="{count} documents are searched:",
    examples="Ask, for example",
    question="Your question",
    question_hint="Write your question here",
    send="Ask",
    asked="You asked:",
    searching="Looking for the answer…",
    found="Answer found",
    maybe="The answer may be here",
    not_found="No answer was found in these documents",
    looked_for="Searched in Finnish for: {words}",
    source="Source:",
    also_at="The same text is also at:",
    same_matter="The same matter was also handled at:",
    limits="Narrow the search",
    limit_document="Document",
    limit_body="Body",
    limit_part="Part of the minutes",
    limit_since="From",
    limit_until="To",
    limit_any="All",
    limited="The search is limited to: {what}",
    hinted="As the question says, put first: {what}",
    unhint="Search without this",
    one_more="One more place",
    more="{count} more places",
    closest="The closest places, which do not answer the question",
    searched_one="The whole text of one document was searched.",
    searched="The whole text of all {count} documents was searched.",
    ask_otherwise="Try asking in another way",
    advice=(
        "Ask about one thing at a time, in a whole sentence.",
        "Use words that the document is likely to use: the name of a project, a company or a body.",
        "Open the document and see from its contents what it deals with.",
    ),
    empty_question="Write a question first.",
    unfit_question="That question could not be searched. Write it shorter, in a whole sentence.",
    cannot_answer="The question could not be answered:",
    unexpected="Something went wrong while looking for the answer. Ask again. If it happens again, tell "
    "the person who looks after the program.",
    reader="Document",
    choose_document="Choose a document",
    contents="Contents",
    close="Close the document",
    back="Back to the answer",
    page="page {label}",
    inferred_pages="Page numbers were counted from the page breaks in the text.",
    gone_document="The document of this link is no longer here.",
    gone_span="The place of this link is no longer in the document. The text has probably changed.",
)

TEXTS: Mapping[Language, Texts] = {"fi": FINNISH, "sv": SWEDISH, "en": ENGLISH}
"""The texts of each language."""


@dataclass(frozen=True, slots=True)
class Example:
    """A question to begin with, and its language."""

    language: Language
    question: str


REPORT_EXAMPLES: tuple[Example, ...] = (
    Example("fi", "Miksi yhteistyö venäläisten kaupunkien kanssa lopetettiin?"),
    Example("fi", "Kuinka monessa kansainvälisessä verkostossa Helsinki on jäsenenä?"),
    Example("sv", "Vilka städer är Helsingfors viktigaste partner?"),
    Example("en", "When were the guidelines for international activities approved?"),
)
"""Questions that the report that ships answers."""

MINUTES_EXAMPLES: tuple[Example, ...] = (
    Example("fi", "Mitä asiasta päätettiin?"),
    Example("fi", "Kuka asian esitteli?"),
    Example("sv", "Vem ger mer information?"),
    Example("en", "Can the decision be appealed?"),
)
"""Questions that most minutes answer."""


def verdict(texts: Texts, name: Literal["found", "maybe", "not_found"]) -> str:
    """A verdict in words."""
    return {"found": texts.found, "maybe": texts.maybe, "not_found": texts.not_found}[name]


def preferred(chosen: str | None, accepted: str | None) -> Language:
    """The language of the page: the one chosen by hand, or the first the browser asks for that we speak.

    ``accepted`` is an Accept-Language header (RFC 9110, 12.5.4). Finnish where the browser asks for
    nothing, English where it asks only for languages that the page does not speak.
    """
    known = {language: language for language in LANGUAGES}
    if chosen in known:
        return known[chosen]
    wished = _by_weight(accepted or "")
    for tag in wished:
        primary = tag.split("-")[0].lower()
        if primary in known:
            return known[primary]
    return "en" if wished else "fi"


def _by_weight(accepted: str) -> Sequence[str]:
    """The language tags of an Accept-Language header, the most wanted first; refused ones are left out."""
    weighed: list[tuple[float, str]] = []
    for part in accepted.split(","):
        tag, _, parameter = part.partition(";")
        weight = parameter.strip().removeprefix("q=") or "1"
        try:
            value = float(weight)
        except ValueError:
            continue
        if tag.strip() and value > 0:
            weighed.append((-value, tag.strip()))
    return [tag for _, tag in sorted(weighed, key=lambda pair: pair[0])]
