"""Names: the people, organisations and bodies that recur in a document.

Nothing knows names beforehand, and none is made up. What counts is written: capitals inside a sentence,
or a word that ends as the names of bodies do. Inflected forms are one name by their stems; a body is told
in its base form, every other name in a form that stands there.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from app.tour.bodies import body_at, body_name
from app.tour.wording.capitals import Capitals
from corpus.document import Document, Span, one_line
from index.words.analyzer import fold
from index.words.inflection import lexeme
from index.words.written import Word, words_of

_CONNECTORS = frozenset("of the and for von af de van".split())
_MOST_WORDS = 3
_LONGEST_FIRST = 10
_SINGLE = re.compile(r"[A-ZÅÄÖ][a-zåäöéèüç]{3,}(?:-[A-ZÅÄÖ]?[a-zåäöéèüç]+)*")
_INFLECTED = re.compile(r"(?<!ne)n$|e[aä]$|(?:ss|st|ll|lt)[aä]$|lle$|ksi$|n(?:sa|sä)$")
_FEWEST_SECTIONS = 2

NameKind = Literal["body", "name"]
_Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A name as one of its forms is written, and where it stands: a place in each section that has it.

    ``places`` are pairs of a section's index and the span of the form there, in reading order.
    """

    text: str
    kind: NameKind
    places: tuple[tuple[int, Span], ...]


@dataclass(frozen=True, slots=True)
class _Seen:
    key: _Key
    kind: NameKind
    section: int
    span: Span
    base: bool = False


def recurring_names(document: Document, capitals: Capitals) -> tuple[Name, ...]:
    """The names that stand in two sections or more, those of most sections first.

    Page headers, addresses and other furniture count for nothing.
    """
    seen = [
        found
        for number, section in enumerate(document.sections)
        if section.kind != "furniture"
        for paragraph in section.paragraphs
        for words in words_of(document.text, paragraph)
        for found in _in_sentence(document.text, words, number, capitals)
    ]
    grouped: defaultdict[tuple[NameKind, _Key], list[_Seen]] = defaultdict(list)
    for one in seen:
        grouped[one.kind, one.key].append(one)
    joined = _with_short_forms(grouped)
    names = [_name(document.text, kind, key, found) for (kind, key), found in joined.items()]
    recurring = [name for name in names if name and len(name.places) >= _FEWEST_SECTIONS]
    return tuple(sorted(recurring, key=lambda name: (-len(name.places), name.places[0])))


def _in_sentence(text: str, words: Sequence[Word], section: int, capitals: Capitals) -> Iterator[_Seen]:
    """The bodies of a sentence, and the names between them."""
    at = 0
    while at < len(words):
        body = body_at(text, words, at)
        if body is not None:
            key, until = body
            yield _Seen(key, "body", section, Span(words[at].span.start, words[until - 1].span.end))
            at = until
            continue
        until = _run(text, words, at)
        if until > at:
            yield from _of_run(text, words[at:until], section, capitals, after=words[at - 1] if at else None)
        at = max(until, at + 1)


def _run(text: str, words: Sequence[Word], at: int) -> int:
    """Where a run of capitalised words ends that begins at a word; the word itself where none begins."""
    if not words[at].capital:
        return at
    until = at + 1
    while until < len(words) and _adjoins(text, words[until - 1], words[until]):
        ahead = until
        while (
            ahead + 1 < len(words)
            and words[ahead].text in _CONNECTORS
            and _adjoins(text, words[ahead], words[ahead + 1])
        ):
            ahead += 1
        if not words[ahead].capital or body_at(text, words, ahead) is not None:
            break
        until = ahead + 1
    return until


def _adjoins(text: str, one: Word, other: Word) -> bool:
    """Whether two words stand beside each other with a space between, or an initial's full stop."""
    between = text[one.span.end : other.span.start]
    return between in {" ", "\u00a0"} or (len(one.text) == 1 and between == ". ")


def _of_run(
    text: str, words: Sequence[Word], section: int, capitals: Capitals, after: Word | None
) -> Iterator[_Seen]:
    """The name that a run of capitalised words is, if it is one.

    A word at the head of a sentence or a line is part of it only where it is known for a name, or where
    a comma or the line's end follows two short words (*Mirva Korpi, esittelijä*). A single word is a name
    only behind a word in small letters. Runs of many words are lists of names that nothing parts.
    """
    following = text[words[-1].span.end : words[-1].span.end + 1]
    listed_so = words[0].first and following == ","
    ends = following in {",", "\n", ""}
    if words[0].first:
        common = capitals.is_common(words[0].text)
        listed = common is None and len(words) == 2 and ends and _is_short(words[0].text)
        if common is not False and not listed:
            words, after = words[1:], words[0]
    own = [word for word in words if word.text not in _CONNECTORS]
    if not own or (len(own) > _MOST_WORDS and len(own) == len(words)):
        return
    if all(word.text.isupper() for word in own):
        return  # abbreviations, and titles in capitals
    last = own[-1].text
    if len(own) == 1:
        behind = after is not None and after.text.islower() and not own[0].first
        if not behind or not _SINGLE.fullmatch(last) or not capitals.is_name(last):
            return
    key = (*(fold(word.text) for word in words[:-1]), lexeme(last))
    yield _Seen(
        key, "name", section, Span(words[0].span.start, words[-1].span.end), base=listed_so and len(own) > 1
    )


def _is_short(word: str) -> bool:
    return all(len(part) <= _LONGEST_FIRST for part in word.split("-"))


def _with_short_forms(
    grouped: Mapping[tuple[NameKind, _Key], Sequence[_Seen]],
) -> dict[tuple[NameKind, _Key], list[_Seen]]:
    """The groups, a short form joined to the one longer name that ends so (*Rinkineva*, *elinkeinojaosto*).

    The longer one must stand there as often at least: else the short one is a name of its own.
    """
    joined = {key: list(found) for key, found in grouped.items()}
    for kind, key in sorted(grouped, key=lambda each: len(each[1])):
        longer = [
            other
            for other in joined
            if other[0] == kind and len(other[1]) > len(key) and other[1][-len(key) :] == key
        ]
        if len(longer) == 1 and len(joined[longer[0]]) >= max(len(joined[kind, key]), 2):
            joined[longer[0]] += joined.pop((kind, key))
    return joined


def _name(text: str, kind: NameKind, key: _Key, seen: Sequence[_Seen]) -> Name | None:
    """A name by its base form; None where no form that stands there looks like one."""
    places: dict[int, Span] = {}
    for one in sorted(seen, key=lambda each: each.span):
        places.setdefault(one.section, one.span)
    base = body_name(key) if kind == "body" else _base(text, seen)
    return None if base is None else Name(base, kind, tuple(sorted(places.items())))


def _base(text: str, seen: Sequence[_Seen]) -> str | None:
    forms = Counter(one_line(one.span.of(text)) for one in seen)
    longest = max(len(form.split()) for form in forms)
    sure = {one_line(one.span.of(text)) for one in seen if one.base}
    whole = [
        form
        for form in forms
        if len(form.split()) == longest and (form in sure or not _INFLECTED.search(form))
    ]
    return min(
        whole, key=lambda form: (not form.endswith("nen"), len(form), -forms[form], form), default=None
    )
