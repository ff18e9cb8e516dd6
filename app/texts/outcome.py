"""What became of an item, in fixed sentences: each says no more than its outcome."""

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.language import Language


@dataclass(frozen=True, slots=True)
class OutcomeTexts:
    """All texts of outcomes in one language.

    The first nine are the sentences of the kinds of outcome, under their names; those that end in ``_vote``
    stand where votes were counted, ``{votes}`` being *7–2*. The next five are what a part of an item is
    called by its role; ``earlier`` is what an earlier handling is called, ``{where}`` its body, date and §.
    """

    language: Language
    accepted: str
    amended: str
    rejected: str
    returned: str
    tabled: str
    noted: str
    elected: str
    withdrawn: str
    unknown: str
    accepted_vote: str
    amended_vote: str
    rejected_vote: str
    returned_vote: str
    decision: str
    proposal: str
    counterproposal: str
    reasons: str
    handling: str
    earlier: str
    lost: str
    in_force: str
    not_in_force: str
    items: str
    one_item: str
    handled: str


FINNISH = OutcomeTexts(
    language="fi",
    accepted="Päätettiin ehdotuksen mukaisesti",
    amended="Päätettiin muutettuna: päätös poikkeaa ehdotuksesta",
    rejected="Ehdotusta ei hyväksytty",
    returned="Palautettiin valmisteluun",
    tabled="Pantiin pöydälle",
    noted="Merkittiin tiedoksi",
    elected="Toimitettiin valinta",
    withdrawn="Poistettiin esityslistalta",
    unknown="Asiakirjasta ei käy yksiselitteisesti ilmi, mitä päätettiin",
    accepted_vote="Päätettiin ehdotuksen mukaisesti äänin {votes}",
    amended_vote="Päätettiin äänin {votes}: päätös poikkeaa ehdotuksesta",
    rejected_vote="Päätettiin äänin {votes}: vastaehdotus voitti",
    returned_vote="Palautettiin valmisteluun äänin {votes}",
    decision="Päätös",
    proposal="Ehdotus",
    counterproposal="Vastaehdotus",
    reasons="Perustelut",
    handling="Käsittely",
    earlier="Aiempi käsittely ({where})",
    lost="Ei tullut päätökseksi",
    in_force="Voimassa oleva teksti",
    not_in_force="Tämä ei ole kokouksen päätös.",
    items="{count} asiaa",
    one_item="1 asia",
    handled="Asian käsittelyt aikajärjestyksessä",
)

SWEDISH = OutcomeTexts(
    language="sv",
    accepted="Beslut: enligt förslaget",
    amended="Beslut: ändrat, avviker från förslaget",
    rejected="Förslaget godkändes inte",
    returned="Återremitterades för beredning",
    tabled="Bordlades",
    noted="Antecknades för kännedom",
    elected="Val förrättades",
    withdrawn="Ströks från föredragningslistan",
    unknown="Av handlingen framgår inte entydigt vad som beslutades",
    accepted_vote="Beslut: enligt förslaget med rösterna {votes}",
    amended_vote="Beslut med rösterna {votes}: avviker från förslaget",
    rejected_vote="Beslut med rösterna {votes}: motförslaget vann",
    returned_vote="Återremitterades för beredning med rösterna {votes}",
    decision="Beslut",
    proposal="Förslag",
    counterproposal="Motförslag",
    reasons="Motivering",
    handling="Behandling",
    earlier="Tidigare behandling ({where})",
    lost="Blev inte beslut",
    in_force="Gällande text",
    not_in_force="Detta är inte mötets beslut.",
    items="{count} ärenden",
    one_item="1 ärende",
    handled="Ärendets behandlingar i tidsordning",
)

ENGLISH = OutcomeTexts(
    language="en",
    accepted="Decided as proposed",
    amended="Decided with changes to the proposal",
    rejected="The proposal was not accepted",
    returned="Returned for further preparation",
    tabled="Postponed to a later meeting",
    noted="Noted for information",
    elected="An election was held",
    withdrawn="Withdrawn from the agenda",
    unknown="The document does not make clear what was decided",
    accepted_vote="Decided as proposed, by {votes} votes",
    amended_vote="Decided by {votes} votes, with changes to the proposal",
    rejected_vote="Decided by {votes} votes: the counterproposal won",
    returned_vote="Returned for further preparation, by {votes} votes",
    decision="Decision",
    proposal="Proposal",
    counterproposal="Counterproposal",
    reasons="Reasons",
    handling="Discussion",
    earlier="Earlier handling ({where})",
    lost="Did not become the decision",
    in_force="Text in force",
    not_in_force="This is not the decision of the meeting.",
    items="{count} items",
    one_item="1 item",
    handled="How the case was handled, in order of time",
)

OUTCOME: Mapping[Language, OutcomeTexts] = {"fi": FINNISH, "sv": SWEDISH, "en": ENGLISH}
"""The texts of each language."""
