"""Relevant passages: what an answer shows beside its best passage, each text once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from app.answer.answer import Answer, CitedPassage
from app.answer.form import LISTS
from app.answer.matters import meeting_of
from corpus.document import one_line

_RELEVANT = 0.75
"""The share of the best score from which another passage is shown beside the best one."""


def relevant(answer: Answer) -> Answer:
    """An answer without the passages that say less than its best one, or say once more what stands there.

    What each other meeting says first on the best passage's matter stays. A listing stays as it is, and so
    does what is closest where nothing was found.
    """
    if answer.verdict == "not_found" or answer.form.kind in LISTS or len(answer.passages) < 2:
        return answer
    matter = next((matter.ranks for matter in answer.matters if 1 in matter.ranks), ())
    kept: list[CitedPassage] = []
    for passage in answer.passages:
        meetings = {each.source.id for each in kept}
        told = passage.rank in matter and passage.source.id not in meetings and not _told(passage, kept)
        near = passage.score >= _RELEVANT * answer.passages[0].score and not _told(passage, kept)
        if not kept or told or near:
            kept.append(passage)
    if len(kept) == len(answer.passages):
        return answer
    ranks = {passage.rank: rank for rank, passage in enumerate(kept, start=1)}
    items = [replace(item, passages=_known(item.passages, ranks)) for item in answer.items]
    matters = [replace(matter, ranks=_known(matter.ranks, ranks)) for matter in answer.matters]
    return replace(
        answer,
        passages=tuple(replace(passage, rank=ranks[passage.rank]) for passage in kept),
        matters=tuple(
            matter
            for matter in sorted(matters, key=lambda matter: matter.ranks)
            if len({meeting_of(kept[rank - 1].source) for rank in matter.ranks}) > 1
        ),
        items=tuple(item for item in sorted(items, key=lambda item: item.passages) if item.passages),
    )


def _known(before: Iterable[int], ranks: Mapping[int, int]) -> tuple[int, ...]:
    return tuple(ranks[rank] for rank in before if rank in ranks)


def _told(passage: CitedPassage, before: Sequence[CitedPassage]) -> bool:
    """Whether all that a passage says stands in one of those before it, or the other way round."""
    text, *others = (one_line(each.text.casefold()) for each in (passage, *before))
    return any(text in other or other in text for other in others)
