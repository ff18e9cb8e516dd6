"""Shapes: questions that a Finnish sentence answers as it is built, without a word of it inflected anew.

*EU-edunvalvonnan painopisteet määriteltiin keväällä 2022* answers *Milloin EU-edunvalvonnan painopisteet
määriteltiin?* Only a question's first word is put before it; where the first word of the sentence may be a
name or a common word and nothing tells, there is no question.
"""

import re
from collections.abc import Iterator

from app.tour.wording.capitals import Capitals
from corpus.document import one_line
from index.words.stopwords import SMALL_WORDS

_LONGEST = 110
_WORD = r"[\w’'/-]+"
_PHRASE = rf"{_WORD}(?: {_WORD}){{0,8}}"
_WHEN = re.compile(
    r"\b(?:vuonna \d{4}|\d{1,2}\.\d{1,2}\.\d{4}|(?:kevää|kesä|syksy|talve)ll[aä] \d{4}|\w+kuussa \d{4}|"
    r"\w+ (?:alussa|lopussa|aikana|jälkeen))\b"
)
_PASSIVE_PAST = re.compile(rf"({_PHRASE}) (\w+(?:tt|t)iin)\b(?! että)([^,;]*)")
_SAID = re.compile(
    rf"({_PHRASE}ss[aä]) (todetaan|linjataan|esitetään|korostetaan|määritellään|kuvataan|todettiin|"
    r"linjattiin|esitettiin|korostettiin|määriteltiin|päätettiin), että"
)
_WHAT_IS = re.compile(
    rf"((?:Keskei|Tärkei|Yhtei|Ensimmäi|Viimei)nen|Tärkein|Merkittävin|Suurin|Pienin|Uusin|Ainoa) "
    rf"({_PHRASE}) (on|oli) (?!\w+(?:nut|nyt|tu|ty)\b)"
)
_WHICH_ARE = re.compile(rf"(\w+(?:i[aä]|j[aä]|it[aä]) {_WORD}(?:i[aä]|j[aä]|it[aä])) (?:ovat|olivat) ")
_VERB = re.compile(r"\b(?:on|oli|ovat|olivat|ei|eivät|joka|jotka|jonka|jossa|että|sekä|ja)\b")
_OBLIQUE = re.compile(r"(?:(?:ss|st|ll|lt)[aä]|lle|ksi|[^e]n)$")


def shaped_questions(sentence: str, capitals: Capitals) -> Iterator[str]:
    """The questions in Finnish that a sentence answers by its shape, the tellingest first."""
    text = one_line(sentence)
    for question in _shaped(text, capitals):
        if len(question) <= _LONGEST:
            yield question


def _shaped(text: str, capitals: Capitals) -> Iterator[str]:
    said = _SAID.match(text)
    if said and not _VERB.search(said[1]):
        yield from _asked("Mitä", said[1], said[2], capitals)
    passive = _PASSIVE_PAST.match(text)
    if passive and _WHEN.match(passive[3].strip()) and _is_subject(passive[1]):
        yield from _asked("Milloin", passive[1], passive[2], capitals)
    what = _WHAT_IS.match(text)
    if what and not _VERB.search(what[2]) and not _ends_small(what[2]):
        yield f"Mikä {what[3]} {what[1].lower()} {what[2]}?"
    which = _WHICH_ARE.match(text)
    if which:
        yield from _asked("Mitkä ovat", which[1], "", capitals)


def _is_subject(phrase: str) -> bool:
    """Whether a phrase may be what something was done to, by its last word; it holds no verb and no time."""
    last = phrase.rsplit(" ", 1)[-1]
    return not (_OBLIQUE.search(last) or _ends_small(phrase) or _VERB.search(phrase) or _WHEN.search(phrase))


def _ends_small(phrase: str) -> bool:
    return phrase.rsplit(" ", 1)[-1] in SMALL_WORDS["fi"]


def _asked(word: str, phrase: str, verb: str, capitals: Capitals) -> Iterator[str]:
    """The question of a phrase whose first letter is small unless its first word is a name."""
    first = phrase.split(" ", 1)[0]
    if any(letter.isupper() for letter in first[1:]):
        start = first  # EU-edunvalvonnan
    else:
        common = capitals.is_common(first)
        if common is None:
            return
        start = first[0].lower() + first[1:] if common else first
    rest = phrase[len(first) :]
    yield f"{' '.join(filter(None, (word, start + rest, verb)))}?"
