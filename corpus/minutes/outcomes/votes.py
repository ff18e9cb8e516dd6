"""Votes and motions, as minutes print them: who moved what, how many were for which, and what won."""

import re
from dataclasses import dataclass
from typing import Literal

from corpus.document import Span

Side = Literal["proposal", "counterproposal"]


@dataclass(frozen=True, slots=True)
class Vote:
    """The votes of one count as printed: ``for_`` is what is printed first (*JAA*), ``against`` the other."""

    for_: int
    against: int
    blank: int = 0


@dataclass(frozen=True, slots=True)
class Motion:
    """What a member moved: the mover's name, the text moved, and whether it fell without a vote.

    ``text`` is a span of the document's text, None where the words of the motion are not printed apart.
    """

    mover: str
    text: Span | None
    lapsed: bool


_N = r"(\d{1,3})\)?"
_NAMES = r"(?:\s*\([^()]{0,1500}\))?"
_YES = (
    r"(?:\bJAA\b|\bJaa\b|\bjaa\b|\b(?:JA|Ja|ja)(?=\s?-?\s?(?:röst|RÖST))"
    r"|(?<=rösta\s)(?:ja|JA)\b|(?<=röstar\s)(?:ja|JA)\b)"
)
_NO = r"(?:\bEI\b|\bEi\b|\bei\b|\b(?:NEJ|Nej|nej)\b|\bEI(?=ään)|\bNEJ(?=rös))"
_BALLOTS = r"(?:ääntä|ääni|röster|röst)"
_BESIDE, _LISTED = 120, 400  # characters in which blank votes are told
_BALLOT = re.compile(r"ään[tie]|röst|JAA|Jaa\b|jaa\b")
_VOTES = (
    # 6 JAA-ääntä (nimet) ja 3 EI-ääntä; 6 ja-röster … 3 nej-röster; a converter leaves the hyphen out
    re.compile(
        rf"{_N}\s+(?:JAA|Jaa|jaa|JA|Ja|ja)\s?-?\s?{_BALLOTS}\b{_NAMES}.{{0,80}}?{_N}\s+(?:EI|Ei|ei|NEJ|Nej|nej)\s?-?\s?"
        rf"{_BALLOTS}\b",
        re.DOTALL,
    ),
    # JAA-ääniä annettiin 6 … EI-ääniä 3; Jaa: 6, Ei: 3
    re.compile(
        rf"{_YES}\s?-?\s?(?:ääniä|ääntä|röster)?\s*(?:annettiin|avgavs|gavs)?\s*[:=]?\s*{_N}{_NAMES}"
        rf"[^.]{{0,1500}}?{_NO}\s?-?\s?(?:ääniä|ääntä|röster)?\s*(?:annettiin|avgavs|gavs)?\s*[:=]?\s*"
        rf"{_N}(?!\w)",
        re.DOTALL,
    ),
    # Jaa-äänet: 8 (nimet) Ei-äänet: 5
    re.compile(
        r"\bJaa-äänet\s*:?\s*(\d{1,3}).{0,1500}?\bEi-äänet\s*:?\s*(\d{1,3})", re.DOTALL | re.IGNORECASE
    ),
    # äänin 7-2; med rösterna 7–2; äänin 7 jaa … 2 ei
    re.compile(
        r"\b(?:äänin|äänillä|med\s+rösterna|med\s+rösttalet)\s+\(?(\d{1,3})\s?[-–—]\s?(\d{1,3})(?!\d)"
    ),
    re.compile(
        r"\b(?:äänin|äänillä|med\s+rösterna|med)\s+(\d{1,3})\s+(?:ääntä\s+|röster\s+)?(?:vastaan|mot)\s+(\d{1,3})\b"
    ),
    # kahdeksalla (8) äänellä viittä (5) vastaan; kahdeksalla äänellä viittä (8/5) vastaan
    re.compile(r"\((\d{1,3})\)\s+äänellä\s+\w+\s+\((\d{1,3})\)\s+(?:ääntä\s+)?vastaan"),
    re.compile(r"\bäänellä\b[^.()]{0,40}\((\d{1,3})\s?[/–-]\s?(\d{1,3})\)"),
    # … puolesta annettiin seitsemän (7) ääntä ja … puolesta kaksi (2) ääntä; esitys sai 27 ääntä ja … 7 ääntä
    re.compile(
        rf"{_N}\s+(?:ääntä|ääni|röster|röst)\b(?![^.]{{0,40}}tyhj)[^.]{{1,300}}?{_N}\s+"
        r"(?:ääntä|ääni|röster|röst)\b",
    ),
)
_BLANK = re.compile(
    rf"{_N}\s+(?:tyhjää|tyhjä|blanka|blank|tyhjää\s+ääntä|TYHJÄÄ)\b|\b(?:tyhjiä|tyhjää|tyhjä|blanka)\b[^.\d]{{0,30}}(\d{{1,3}})",
    re.IGNORECASE,
)
_BASE = re.compile(
    r"pohjae|esittelijän|johtajan|pormestarin|hallituksen|päätösehdotu|alkuperäi|lautakunnan|jaoston|"
    r"föredragand|direktörens|styrelsens|grundförslag|utskottets|beslutsförslag",
    re.IGNORECASE,
)
_COUNTER = re.compile(
    r"(?:vasta|muutos|hylkäys|lisäys|palautus|pöydällepano)-?(?:ehdotu|esity)|motförsl|ändringsförsl|avslagsyrk|avslagsförsl|"
    r"återremissförsl|återremissyrk|bordläggningsförsl",
    re.IGNORECASE,
)


def votes_in(text: str) -> list[tuple[Vote, int, int]]:
    """The votes that a text prints, in order, each with the offsets of the words that print it."""
    found: list[tuple[Vote, int, int]] = []
    if not _BALLOT.search(text):
        return found
    for pattern in _VOTES:
        for match in pattern.finditer(text):
            if all(match.end() <= start or end <= match.start() for _, start, end in found):
                after = text[
                    match.end() : match.end()
                    + (_LISTED if match[0].startswith(("Jaa-äänet", "JAA-ÄÄNET")) else _BESIDE)
                ]
                blank = _BLANK.search(after)
                count = int(next(group for group in blank.groups() if group)) if blank else 0
                found.append((Vote(int(match[1]), int(match[2]), count), match.start(), match.end()))
    return sorted(found, key=lambda each: each[1])


def winning_side(text: str, vote: tuple[Vote, int, int]) -> Side | None:
    """Which side a vote was won by, by the words around its figures; None on a tie or where they do not tell.

    JAA stands for what the text says before that word, and for the presenter's proposal where it says
    nothing.
    """
    count, start, end = vote
    if count.for_ == count.against:
        return None
    printed = text[start:end]
    if re.search(rf"{_YES}|JAA?\s?-?\s?{_BALLOTS}", printed, re.IGNORECASE):
        first: Side = _side_of_yes(text[:start])
    else:
        lead = re.split(r"(?<=[\w)”\"])[.!?]\s", text[:start])[-1]
        told = side(re.split(r"\b(?:ja|och)\b", lead)[-1]) or side(lead)
        if told is None:
            later = side(printed) or side(text[end : end + 60])
            if later is None:
                return None
            told = "counterproposal" if later == "proposal" else "proposal"
        first = told
    other: Side = "counterproposal" if first == "proposal" else "proposal"
    return first if count.for_ > count.against else other


def _side_of_yes(before: str) -> Side:
    """What JAA stands for, by the voting proposal that stands before a count."""
    found = list(re.finditer(rf"{_YES}(.{{0,250}}?){_NO}", before, re.DOTALL))
    if not found:
        return "proposal"
    last = found[-1]
    lead = re.split(r"[.!?]\s", before[max(last.start() - 250, 0) : last.start()])[-1]
    # “… äänestävät JAA” names its side before the word, “JAA: pohjaehdotus” behind it.
    named = lead if re.search(r"äänest|röst|kannatt|understöd", lead) else last[1]
    return side(named) or "proposal"


def side(words: str) -> Side | None:
    """Whether words name the presenter's proposal or a counterproposal; None where they name neither."""
    if _COUNTER.search(words):
        return "counterproposal"
    if _BASE.search(words):
        return "proposal"
    if re.search(
        r"\b[A-ZÅÄÖ][\w-]+\s[A-ZÅÄÖ][\w-]+[ns]\b.*?(?:ehdotu|esity|förslag)|otto-?oikeuden", words, re.DOTALL
    ):
        return "counterproposal"
    return None


_MOVED_BY = re.compile(
    r"\b(?:teki|tekivät|esitti|esittivät|ehdotti|ehdottivat|framställde|föreslog|gjorde)\b"
)
_WHO = re.compile(
    r"((?:[A-ZÅÄÖ][\w-]+[\s,]+){0,3}?(?:[a-zåäö-]+\s+){0,3}?[A-ZÅÄÖ][\w-]+\s+[A-ZÅÄÖ][\w-]+)(?:\s*\([^)]*\))?[^.:]{0,160}$"
)
_WHAT = re.compile(r"([^.:]{0,200}?)(:|,?\s+(?:että|ettei|att|jossa|jonka\s+mukaan)\b)\s*")
_BEFORE = 240  # characters in which the mover's name stands before the verb
_CHAIR = re.compile(r"puheenjohtaja|ordförande", re.IGNORECASE)
_AFTER = 700  # characters in which it says that a motion lapsed
_LAPSED = re.compile(
    r"rauke|veti\s+(?:esityksensä|ehdotuksensa|pois)|kannattamatto|ei\s+kannatettu|förföll|drog\s+tillbaka",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[\w)\"”])[.!?](?=\s|$)")
_ENDS = re.compile(
    r"kannatti|kannattivat|kannattamana|raukesi|Puheenjohtaja|Koska|Suoritetussa|Ordförande|understödde|Äänestys"
)


def motions_in(text: str, start: int) -> list[Motion]:
    """The motions that a text tells of, in order.

    ``start`` is where the text stands in the document.
    """
    found: list[Motion] = []
    verbs = list(_MOVED_BY.finditer(text))
    for at, verb in enumerate(verbs):
        before = text[max(verb.start() - _BEFORE, 0) : verb.start()]
        who = _WHO.search(re.split(r"(?<=[\w)])[.!?:]\s", before)[-1])
        what = _WHAT.match(text, verb.end())
        if who is None or what is None or "äänestys" in text[verb.end() : what.end() + 30].lower():
            continue
        led = who[0] + what[1]
        if _CHAIR.search(who[1]) and "kannatt" not in led and "vasta" not in led:
            continue
        said = _moved(text, what)
        until = verbs[at + 1].start() if at + 1 < len(verbs) else len(text)
        lapsed = _LAPSED.search(text, what.end(), min(until, what.end() + _AFTER)) is not None
        span = Span(start + said[0], start + said[1]) if said else None
        found.append(Motion(" ".join(who[1].split()[-2:]), span, lapsed))
    return found


def _moved(text: str, match: re.Match[str]) -> tuple[int, int] | None:
    """The offsets of the words moved: the clause with *että*, or from a colon on up to the next act."""
    begin = match.end() if match[2] == ":" or match[2].endswith(("että", "att")) else match.start(2)
    while text[begin : begin + 1] and text[begin] in ", \n":
        begin += 1
    if match[2] != ":":
        end = _SENTENCE_END.search(text, begin)
        until = end.end() if end else len(text)
        return (begin, until) if until > begin else None
    stop = _ENDS.search(text, begin)
    limit = stop.start() if stop else len(text)
    # Back to the end of the sentence before the act that ends the motion.
    inside = text[begin:limit]
    cut = max((m.end() for m in re.finditer(r"[.!?”\"](?=\s)|\n", inside)), default=len(inside))
    finish = begin + cut
    while finish > begin and text[finish - 1].isspace():
        finish -= 1
    return (begin, finish) if finish > begin else None
