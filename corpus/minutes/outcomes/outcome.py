"""The outcome of an item: what the meeting at hand decided, by which votes, and which words are in force.

A decision mostly says only that the proposal was accepted, and then the proposal's words are in force;
where a counterproposal won, the motion's; where the decision has words of its own, these. What the text
does not settle is unknown: no word that lost is ever given as in force.
"""

import re
from dataclasses import dataclass
from typing import Literal

from corpus.document import Document, Span
from corpus.head import is_agenda
from corpus.minutes.grammar import BODY_NAME
from corpus.minutes.handlings import Handling, handlings
from corpus.minutes.outcomes import formulas
from corpus.minutes.outcomes.acts import Sentence, acts, proposed_of, runs, sentences_of
from corpus.minutes.outcomes.votes import Motion, Side, Vote, motions_in, side, votes_in, winning_side
from corpus.minutes.outcomes.wording import POINT, OutcomeKind, kind_of, names, persons, words_of

Source = Literal["decision", "proposal", "counterproposal"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words in force: spans of the document's text in one section, in order, and whose words they are."""

    section: int
    spans: tuple[Span, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an item.

    ``kind`` says what became of the proposal: *amended* where the decision says something else or more,
    *rejected* where the opposite won, *confidential* where the minutes say that it is not public, *proposed*
    where the document is an agenda. ``vote`` is the last one printed, None without one. ``elected`` are
    the persons chosen, as printed. ``in_force`` is the text in force, the chief part first; empty where the
    document does not tell it.
    """

    kind: OutcomeKind
    vote: Vote | None = None
    elected: tuple[str, ...] = ()
    in_force: tuple[Stretch, ...] = ()


UNKNOWN = Outcome("unknown")
PROPOSED = Outcome("proposed")
CONFIDENTIAL = Outcome("confidential")


def outcomes(document: Document) -> dict[int, Outcome]:
    """The outcome of every item of a document, by the index of its section, from the text alone."""
    found = {item: _outcome(document, each[-1]) for item, each in handlings(document).items()}
    if UNKNOWN in found.values() and is_agenda(document):
        return {item: PROPOSED if outcome == UNKNOWN else outcome for item, outcome in found.items()}
    return found


def outcome_of(document: Document, own: Handling, *, agenda: bool) -> Outcome:
    """The outcome of one item as ``outcomes`` has it, by its own handling; whether it is of an ``agenda``."""
    found = _outcome(document, own)
    return PROPOSED if agenda and found == UNKNOWN else found


def _outcome(document: Document, own: Handling) -> Outcome:
    """The outcome of an item by the handling of the meeting at hand."""
    proposal, decision = acts(document, own)
    if _is_confidential(document, own, decision):
        return CONFIDENTIAL
    proposed = proposed_of(document, proposal)
    decided = sentences_of(document, decision)
    if not decided:
        decided = [s for s in sentences_of(document, proposal) if formulas.accepts(s.text) and _past(s.text)]
        if not decided and proposed and _DECIDED.match(proposed[0].text):
            decided = proposed  # what a body proposed to another one is its decision
        if not decided:
            return UNKNOWN
        proposed = [s for s in proposed if s not in decided]
    return _Reading(document, own, proposed, decided, decision).outcome()


def _is_confidential(document: Document, own: Handling, decision: tuple[int, ...]) -> bool:
    """Whether the decision, or without one the item itself, says no more than that it is not public."""
    told = decision or own.sections[:1]
    texts = [span.of(document.text) for at in told for span in document.sections[at].paragraphs]
    confidential = [formulas.is_confidential(text) for text in texts if any(map(str.isalnum, text))]
    return any(confidential) and (not decision or all(confidential))


_DECIDED = re.compile(
    rf"{BODY_NAME}\s+(?:päätti|esitti|antoi|totesi|merkitsi|hyväksyi|kehotti|valitsi|myönsi|palautti|"
    r"pani|jätti|beslutade|beslöt|föreslog|antecknade|godkände|gav|valde|beviljade)\b"
)


def _past(text: str) -> bool:
    return re.search(r"hyväksyi(?:vät)?\b|hyväksyttiin\b|godkände", text) is not None


@dataclass(frozen=True, slots=True)
class _Reading:
    """One decision, read: the proposal's paragraphs, the decision's sentences, and where they stand."""

    document: Document
    own: Handling
    proposed: list[Sentence]
    decided: list[Sentence]
    decision: tuple[int, ...]

    def outcome(self) -> Outcome:
        motions, counts = self._motions_and_counts()
        vote = counts[-1][0] if counts else None
        moved = [motion.text for motion in motions if motion.text]
        telling = [
            sentence
            for sentence in self.decided
            if not any(span.start <= sentence.span.start < span.end for span in moved)
        ]
        formal = [s for s in telling if formulas.accepts(s.text) or formulas.became(s.text)]
        own = self._ownwords_of(telling)
        winner = self._winner(
            [*(s for s in self._told() if formulas.became(s.text)), *formal], motions, counts
        )
        if any(formulas.withdraws(s.text) for s in telling if not formulas.narrates(s.text)):
            return Outcome("withdrawn", vote, (), _stretches(own or telling, "decision"))
        if winner == "counterproposal":
            return self._lost(motions, own, formal, counts)
        if any(formulas.rejects(s.text) for s in telling):
            return Outcome("rejected", vote, (), _stretches(own, "decision"))
        if formal and winner != "unclear":
            return self._accepted(formal, own, vote)
        if winner == "unclear" and not own:
            return Outcome("unknown", vote)
        return self._in_ownwords_of(own, vote)

    def _motions_and_counts(self) -> tuple[list[Motion], list[tuple[Vote, Side | None]]]:
        """The motions and the votes of the discussion and of the decision, in order."""
        motions: list[Motion] = []
        counts: list[tuple[Vote, Side | None]] = []
        told = sorted({*self.own.discussions, *self.own.votes, *self.own.counterproposals, *self.decision})
        for run in runs(self.document, tuple(told)):
            paragraphs = [p for at in run for p in self.document.sections[at].paragraphs]
            if not paragraphs:
                continue
            start, end = paragraphs[0].start, paragraphs[-1].end
            text = self.document.text[start:end]
            motions += motions_in(text, start)
            counts += [(count[0], winning_side(text, count)) for count in votes_in(text)]
        return motions, counts

    def _ownwords_of(self, telling: list[Sentence]) -> list[Sentence]:
        """The sentences of the decision that decide something in words of their own.

        A remark in the minutes lasts to the end of its paragraph.
        """
        own: list[Sentence] = []
        remark: int | None = None
        ends = {p.end for at in self.decision for p in self.document.sections[at].paragraphs}
        for sentence in telling:
            if sentence.text.startswith(
                ("Pöytäkirjamerkint", "Merkittiin pöytäkirjaan", "Protokollsanteckning")
            ):
                remark = min((end for end in ends if end >= sentence.span.end), default=sentence.span.end)
            if remark is not None and sentence.span.end <= remark:
                continue
            plain = formulas.accepts(sentence.text) or formulas.became(sentence.text)
            counted = votes_in(sentence.text) and not _DECIDES.search(sentence.text)
            if plain or counted or formulas.narrates(sentence.text):
                continue
            own.append(sentence)
        return own

    def _winner(
        self, formal: list[Sentence], motions: list[Motion], counts: list[tuple[Vote, Side | None]]
    ) -> Side | Literal["unclear"] | None:
        """Which side won, None where nothing was moved against the proposal."""
        said: Side | None = None
        for sentence in formal:
            words = re.sub(r"\b[\w-]+\s+(?:päätökseksi|beslut)\b", "", sentence.text)
            if formulas.became(sentence.text) or re.search(
                r"(?:vasta|muutos|hylkäys)(?:ehdotu|esity)|motförslag", words, re.IGNORECASE
            ):
                said = side(words) or said
            elif any(names(words, motion.mover) for motion in motions):
                said = "counterproposal"
        if said is not None:
            return said
        if not counts:
            return None
        sides = {winner for _, winner in counts}
        if "counterproposal" in sides and not (formal and "proposal" in sides):
            return "counterproposal"
        if sides - {None} == {"proposal"} and (formal or None not in sides):
            return "proposal"
        return None if formal and sides == {None} else "unclear"

    def _lost(
        self,
        motions: list[Motion],
        own: list[Sentence],
        formal: list[Sentence],
        counts: list[tuple[Vote, Side | None]],
    ) -> Outcome:
        """The outcome where a counterproposal won."""
        vote = counts[-1][0] if counts else None
        chief = [s for s in own if not s.text.startswith(("Lisäksi", "Dessutom"))]
        standing = [motion for motion in motions if not motion.lapsed and motion.text]
        named = [m for m in standing if any(names(s.text, m.mover) for s in formal)]
        found = named if len(named) == 1 else standing
        won = sum(winner == "counterproposal" for _, winner in counts)
        if sum(len(s.span) for s in chief) >= _SUBSTANCE or any(_DECIDES.search(s.text) for s in chief):
            text = "\n".join(s.text for s in chief)
            in_force = _stretches(own, "decision")
            partial = won > 1 or self._overlap(chief) >= _ALIKE
        elif len(found) == 1 and found[0].text is not None:
            text = found[0].text.of(self.document.text)
            section = self._section_at(found[0].text.start)
            in_force = (
                Stretch(section, (found[0].text,), "counterproposal"),
                *_stretches([s for s in own if s not in chief], "decision"),
            )
            partial = won > 1 or _PARTIAL.search(text) is not None
        else:
            return Outcome("rejected", vote)
        if formulas.returns(text):
            return Outcome("returned", vote, (), in_force)
        if formulas.tables(text):
            return Outcome("tabled", vote, (), in_force)
        return Outcome("amended" if partial else "rejected", vote, (), in_force)

    def _section_at(self, offset: int) -> int:
        return next(
            at
            for at in self.own.sections
            for p in self.document.sections[at].paragraphs
            if p.start <= offset < p.end
        )

    def _accepted(self, formal: list[Sentence], own: list[Sentence], vote: Vote | None) -> Outcome:
        """The outcome where the proposal was accepted, as it was or changed."""
        change = [s for s in self._told() if _CHANGES_OWN.search(s.text)]
        if change or any(formulas.changes(s.text) for s in formal):
            return self._changed(formal, own, change, vote)
        more = [s for s in formal if formulas.adds(s.text)]
        if more:
            in_force = (*_stretches(self.proposed, "proposal"), *_stretches(more + own, "decision"))
            return Outcome("amended", vote, (), in_force)
        if any(formulas.elects(s.text) for s in own):
            return self._in_ownwords_of(sorted((*formal, *own), key=lambda s: s.span.start), vote)
        if not self.proposed:
            if own:
                return self._in_ownwords_of(own, vote)
            return Outcome("accepted", vote, (), _stretches(formal, "decision"))
        extra = [s for s in own if s.text.startswith(("Lisäksi", "Samalla", "Dessutom", "Därtill"))]
        kind = kind_of([s.text for s in self.proposed]) or "accepted"
        in_force = (*_stretches(self.proposed, "proposal"), *_stretches(extra, "decision"))
        return Outcome(kind, vote, persons(self.proposed) if kind == "elected" else (), in_force)

    def _told(self) -> list[Sentence]:
        return [*sentences_of(self.document, self.own.discussions), *self.decided]

    def _changed(
        self, formal: list[Sentence], own: list[Sentence], change: list[Sentence], vote: Vote | None
    ) -> Outcome:
        """The outcome where the proposal was accepted as its presenter or the body changed it."""
        text = "\n".join(s.text for s in (*change, *own))
        if change:
            told = {s.span.start: s for s in (*change, *formal, *own)}
            in_force = _stretches([told[start] for start in sorted(told)], "decision")
        else:
            in_force = _stretches(own, "decision")
            points = {m[1] for s in own if (m := POINT.match(s.text))}
            if points:  # the points that are not printed anew stand as they were proposed
                kept = [s for s in self.proposed if (m := POINT.match(s.text)) and m[1] not in points]
                in_force = (*in_force, *_stretches(kept, "proposal"))
        if not in_force:
            in_force = _stretches([s for s in formal if len(s.text) > _SUBSTANCE], "decision")
        if formulas.returns(text):
            return Outcome("returned", vote, (), in_force)
        return Outcome("tabled" if formulas.tables(text) else "amended", vote, (), in_force)

    def _in_ownwords_of(self, own: list[Sentence], vote: Vote | None) -> Outcome:
        """The outcome of a decision in words of its own."""
        if not own:
            return Outcome("unknown", vote)
        kind = kind_of([s.text for s in own])
        if kind is None:
            same = self.proposed and all(formulas.accepts(s.text) for s in self.proposed)
            kind = "accepted" if same or not self.proposed or not self._differs(own) else "amended"
        chosen = persons(own) if kind == "elected" else ()
        return Outcome(kind, vote, chosen, _stretches(own, "decision"))

    def _overlap(self, own: list[Sentence]) -> float:
        """How much of a proposal's words stand in the decision's own, from 0 to 1."""
        proposed = words_of(self.proposed)
        return len(proposed & words_of(own)) / len(proposed) if proposed else 0.0

    def _differs(self, own: list[Sentence]) -> bool:
        """Whether a decision in its own words says what the proposal does not: a number, a name, a clause."""
        known = words_of(self.proposed) | words_of(
            [Sentence(0, Span(0, 0), self.document.sections[self.own.sections[0]].title)]
        )
        new = words_of(own) - known - _PLAIN
        numbers = {word for word in new if word[0].isdigit()}
        denied = _DENIES.search(" ".join(s.text for s in own))
        if denied and not _DENIES.search(" ".join(s.text for s in self.proposed)):
            return True
        return bool(numbers) or len(new) > max(3, len(words_of(own)) * _NEW) or self._overlap(own) < _DROPPED


_CHANGES_OWN = re.compile(  # the presenter, at the meeting
    r"(?:esittelij|johtaj|päällik|pormestar|sihteer|insinöör)\w*\b[^.]*\b(?:muutti|täydensi|korjasi|korvasi)\b[^.]*(?:ehdotu|esity)"
    r"|(?:föredragand|direktör|chef|mästar)\w*\b[^.]*\b(?:ändrade|kompletterade|korrigerade)\b[^.]*förslag",
    re.IGNORECASE,
)
_DECIDES = re.compile(r"\b(?:päätti|päättivät|päätettiin|beslutade|beslöt|beslöts)\b")
_DENIES = re.compile(r"\b(?:ei|eivät|ettei|inte|ej)\b")
_SUBSTANCE = 60  # characters
_ALIKE = 0.6
_NEW = 0.35
_DROPPED = 0.3
_PLAIN = frozenset("päätti beslut yksimi enhäll lautak kaupun hyväks että joka kesku jälkee seuraa".split())
_PARTIAL = re.compile(
    r"\bkoh(?:ta|dan|taa|dat)\b|\blisätään\b|\bmuutetaan\b|\bpoistetaan\b|\bpunkt|\btillägg|\bstryks\b"
)


def _stretches(told: list[Sentence], source: Source) -> tuple[Stretch, ...]:
    """Sentences as stretches, one a section; those that follow each other are one span."""
    found: dict[int, list[Span]] = {}
    last: Sentence | None = None
    for sentence in told:
        spans = found.setdefault(sentence.section, [])
        if (
            spans
            and last is not None
            and last.section == sentence.section
            and sentence.span.start - spans[-1].end <= 1
        ):
            spans[-1] = Span(spans[-1].start, sentence.span.end)
        else:
            spans.append(sentence.span)
        last = sentence
    return tuple(Stretch(section, tuple(spans), source) for section, spans in found.items())
