"""Follow-ups: whether a question can be understood alone, or only after the one before it.

Told by the question's own words, in three languages. Where in doubt it stands alone: whoever meant more
can say more, but whoever asked a whole question must not get the answer to another.
"""

import re

from corpus.language import FUNCTION_WORDS

EARLIER_WEIGHT = 0.7
"""What a word of the question before counts beside one of the question itself.

Less costs Swedish and English among many documents, more is no better and drowns what is asked now; from
0.7 to 0.8 the report alone and thirteen documents are both at their best.
"""

EARLIER_SHARE = 0.5
"""The share of the question before in the vector."""

_LEAD = re.compile(
    r"\W*(?:(?:(?:ja|no|mutta|and|but|so|och|men)\s+)?"
    r"(?:entä|entäs|entäpä|mites|(?:what|how) about|hur (?:är|var|blir|gick) det (?:med|för|i))\b"
    r"|(?:ja|mutta|and|but|och|men)\b)[\s,:–-]*",
    re.IGNORECASE,
)
"""What a question that goes on begins with: *entä*, *and what about*, *hur är det med*, a bare *och*."""

_TAIL = re.compile(r"[\s,]+(?:sitten|sit|då|then)(?=\W*$)", re.IGNORECASE)
"""What it may end with, and which says nothing: *Och i Esbo då?*"""

_WORD = re.compile(r"[^\W_]+(?:[-'’:][^\W_]+)*")

_ASKING = frozenset(
    "mikä mitä mitkä minkä mitkä miksi miksei milloin koska missä mistä mihin millä mille miltä minne miten "
    "kuinka kuka kenen ketä ketkä kenelle keneltä kenet paljonko montako kumpi kumman millainen "
    "what which who whom whose when where why how "
    "vad vilken vilket vilka vem vems när var vart varför hur".split()
)
"""Words that ask."""

_LIGHT = (
    FUNCTION_WORDS["fi"]
    | FUNCTION_WORDS["sv"]
    | FUNCTION_WORDS["en"]
    | _ASKING
    | frozenset(
        "ei eikö eivät ole ollut olleet olisi olemassa me te minä sinä meidän niin noin sitten vielä enää jo "
        "vai kaikki kaikkia mitään muita yhtään tarkalleen oikein mennessä "
        "being am we our you your me i any some all much many long exactly just so if over under between "
        "without against through up out "
        "är var vara varit bli blivit ha hade finns fanns man vi vår ni er jag sig någon något några alla "
        "allt mycket många länge exakt så nu då redan ännu över mellan utan mot hos genom enligt inom upp "
        "ut in".split()
    )
)
"""Words that say nothing of what is asked about."""

_POINTING = frozenset(
    "se sen sitä siitä siihen siinä sillä sille siltä ne niitä niiden niistä niihin niissä niillä niille "
    "niiltä hän hänen häntä hänelle häneltä hänestä he heidän heitä heille heiltä heistä "
    "heillä hänellä siellä sieltä sinne "
    "it its they them their theirs he him his she her hers "
    "hon han hans hennes honom henne dem deras dess".split()
)
"""Words that point back, wherever they stand."""

_POINTING_LAST = frozenset("det den de detta denna dessa this that these those there där dit".split())
"""Words that point back at the end of a question, and are articles or fillers elsewhere."""

_OWNERS = frozenset("his her its their hans hennes dess deras".split())
"""Possessives: the pupils and *their phones*, who sent *his army*."""

_BINDING = frozenset(
    "joka jonka jota jossa josta johon jolla jolle jotka joiden joita joissa joista joihin jos kun että "
    "ettei vaikka kuin mitä miten mikä kuinka who which that whose when where if while because than "
    "som att om när eftersom medan vad vilken".split()
)
"""Words that open a clause, in which what points back points into the question itself."""

_IF = frozenset("if although because while jos vaikka kun om fast eftersom medan".split())
"""Words that open a clause at the beginning of a question, where others ask."""

_AGREEING = {
    "millä": ("lla", "llä"),
    "missä": ("ssa", "ssä"),
    "mistä": ("sta", "stä"),
    "mille": ("lle",),
    "miltä": ("lta", "ltä"),
    "minkä": ("n",),
    "mihin": ("hin", "seen", "aan", "ään", "oon", "uun", "yyn", "öön", "een", "iin"),
    "mitkä": ("t",),
    "which": ("",),
    "vilken": ("",),
    "vilket": ("",),
    "vilka": ("",),
}
"""Words that ask for the one noun after them, and its endings then: *Millä valtuuksilla?*, *Which city?*"""

_MOST_AFTER_LEAD = 3
_MOST_BEFORE_LAST = 3
_BEING = frozenset("is are was were be been finns fanns är var".split())
_THERE_IS = re.compile(
    r"\W*(?:(?:have|has|had) there been|(?:is|are|was|were) there) any\b"
    r"|\W*(?:onko|oliko|ovatko)(?: ollut| olemassa)? (?:mitään|muita|yhtään)\b"
    r"|\W*(?:finns|fanns|har) det (?:funnits )?(?:några|något|andra)\b",
    re.IGNORECASE,
)
"""*Have there been any …?*, of which the question before says where."""


def stands_alone(question: str) -> bool:
    """Whether a question can be understood without the one before it.

    It cannot where it begins as one that goes on (*Entä Tallinna?*, *And in 2025?*) and is short; where it
    points at something that it does not name (*När skedde det?*, *Mikä hänen numeronsa on?*); and where it
    is no whole question (*Miksi ei?*, *Which city?*).
    """
    own = own_words(question)
    written = _WORD.findall(own)
    found = [word.lower() for word in written]
    content = [word for word in found if word not in _LIGHT | _POINTING]
    if own != question and _LEAD.match(question):
        return len(content) > _MOST_AFTER_LEAD
    if not found or not content:
        return not any(word in _LIGHT | _POINTING for word in found)
    if len(found) == 2 and found[1].endswith(_AGREEING.get(found[0], ("\n",))):
        return False
    if len(content) == 1 and _THERE_IS.match(own):
        return False
    return not _points_back(written, found)


def own_words(question: str) -> str:
    """A question without the words that only say that it goes on: ``Entä Tallinna?`` is ``Tallinna?``."""
    lead = _LEAD.match(question)
    if lead is None:
        return question
    rest = _TAIL.sub("", question[lead.end() :])
    return rest if _WORD.search(rest) else question


def _points_back(written: list[str], words: list[str]) -> bool:
    """Whether a word points at something that does not stand before it in the question."""
    last = len(words) - 1
    if words[0] in _IF or any(word in _BINDING for word in words[1 : last - 1]):
        return False
    found = (
        at for at, word in enumerate(words) if word in _POINTING or (word in _POINTING_LAST and at == last)
    )
    at = next(found, None)
    return at is not None and not _points_here(written, words, at)


def _points_here(written: list[str], words: list[str], at: int) -> bool:
    """Whether what a word points at stands in the question, or it points at nothing."""
    word, last = words[at], at == len(words) - 1
    before = [other for other in words[:at] if other not in _LIGHT | _POINTING]
    return (
        any(other[0].isupper() for other in written[1:at])  # a name, which may be what is meant
        or (word in _OWNERS and (bool(before) or words[0] in {"who", "vem"}))
        or (word == "it" and not {"to", "that", "for"}.isdisjoint(words[at:]))  # How long does it take to …
        or (word in {"there", "det"} and words[at - 1] in _BEING)  # How many are there?
        or len(before) > (_MOST_BEFORE_LAST if last else 1)
    )
