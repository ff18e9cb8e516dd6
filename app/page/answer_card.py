"""The card of an answer, as HTML: verdict, quote, passage and citation, with further passages folded."""

from collections.abc import Sequence
from html import escape

from app.answer.answer import Answer, CitedPassage, tells_matter
from app.page.filters import in_words
from app.page.links import Links
from app.page.passage_card import citation_html, elsewhere_html, line, passage_html, places_html
from app.texts import Texts, verdict
from app.wordhelp.ruby import help_for, help_switch_html
from corpus.minutes.grammar import is_contents_label

_ICONS = {
    "found": '<path d="M5 12.5l4.5 4.5L19 7.5"/>',
    "maybe": '<path d="M8.5 9a3.5 3.5 0 1 1 5 3.2c-1 .5-1.5 1-1.5 2.3M12 18.2v.3"/>',
    "not_found": '<path d="M6 12h12"/>',
}


def answer_html(answer: Answer, searched: int, texts: Texts) -> str:
    """An answer: the verdict, the quote with its citation, its passage, and further passages folded.

    Where nothing was found: what was searched, how to ask otherwise, and the closest passages, said to
    be no answer.
    """
    verdict_line = (
        f'<p class="verdict {answer.verdict}"><svg viewBox="0 0 24 24" aria-hidden="true">'
        f"{_ICONS[answer.verdict]}</svg><span>{escape(verdict(texts, answer.verdict))}</span></p>"
    )
    words = f'<p class="looked">{_looked_for(answer.looked_for, texts)}</p>' if answer.looked_for else ""
    words += _after_html(answer, texts) + _hint_html(answer, texts)
    links = Links(answer, texts)
    if answer.verdict == "not_found" or not answer.passages:
        return verdict_line + words + _not_found_html(answer, searched, links, texts)
    best, *others = answer.passages
    beside = _beside(answer)
    apart = [passage for passage in others if passage not in beside]
    return (
        verdict_line
        + words
        + _matter_html(answer, best, links, texts)
        + _best_html(answer, best, links, texts)
        + _together_html(answer, beside, links, texts)
        + str(help_switch_html(answer, texts.language))
        + _others_html(answer, apart, links, texts)
    )


def _after_html(answer: Answer, texts: Texts) -> str:
    """The question that this one was understood as going on from, with a button to search without that."""
    if answer.after is None:
        return ""
    return (
        f'<p class="hinted">{escape(texts.going_on.format(question=line(answer.after)))} '
        f'<button type="button" class="unhint" data-question="{escape(answer.question)}">'
        f"{escape(texts.ask_alone)}</button></p>"
    )


def _hint_html(answer: Answer, texts: Texts) -> str:
    """What the question itself said of where its answer stands, with a button to search without that."""
    if not answer.hinted:
        return ""
    return (
        f'<p class="hinted">{escape(texts.hinted.format(what=in_words(answer.hinted)))} '
        f'<button type="button" class="unhint" data-plain="1" '
        f'data-question="{escape(answer.question)}" data-after="{escape(answer.after or "")}">'
        f"{escape(texts.unhint)}</button></p>"
    )


def _looked_for(words: Sequence[str], texts: Texts) -> str:
    """The Finnish words of a question, said to be Finnish."""
    before, after = texts.looked_for.split("{words}")
    return f'{escape(before)}<span lang="fi">{escape(", ".join(words))}</span>{escape(after)}'


def _best_html(answer: Answer, passage: CitedPassage, links: Links, texts: Texts) -> str:
    quote = passage.quote.of(passage.text)
    written = help_for(answer, passage, texts.language)
    whole = "" if quote.strip() == passage.text.strip() else passage_html(passage, written)
    return (
        f'<blockquote class="quote" lang="{passage.language}"><p>{written(line(quote))}</p></blockquote>'
        f"{citation_html(passage, links, texts)}{_list_html(passage, texts)}{whole}"
        f"{elsewhere_html(passage, links, texts, matter=tells_matter(answer, passage))}"
    )


def _list_html(passage: CitedPassage, texts: Texts) -> str:
    """What a list of a meeting's items is, as it tells nothing of what was decided."""
    if not is_contents_label(passage.section_path[-1]):
        return ""
    return f'<p class="hinted">{escape(texts.list_of_items)}</p>'


def _beside(answer: Answer) -> Sequence[CitedPassage]:
    """Of each other meeting on the best passage's matter the first passage: they stand directly below it."""
    ranks = next((matter.ranks for matter in answer.matters if 1 in matter.ranks), ())
    group = [passage for passage in answer.passages if passage.rank in ranks]
    first = {passage.source.id: passage for passage in reversed(group)}
    return [passage for passage in group if passage.rank > 1 and first[passage.source.id] is passage]


def _matter_html(answer: Answer, passage: CitedPassage, links: Links, texts: Texts) -> str:
    """The head of the group that a passage begins: in how many meetings its matter was handled, and where."""
    matter = next((matter for matter in answer.matters if matter.ranks[0] == passage.rank), None)
    if matter is None:
        return ""
    return (
        f'<div class="elsewhere matter"><p>{escape(texts.one_matter.format(count=matter.meetings))}</p>'
        f'<details class="handled-{passage.rank}"><summary>'
        f"{escape(texts.handled.format(case=matter.case))}</summary>"
        f"{places_html(matter.handled, links)}</details></div>"
    )


def _together_html(answer: Answer, passages: Sequence[CitedPassage], links: Links, texts: Texts) -> str:
    """What other meetings said of the matter of the best passage, directly below it."""
    items = "".join(_item_html(answer, passage, links, texts) for passage in passages)
    return f'<ol class="together">{items}</ol>' if items else ""


def _item_html(answer: Answer, passage: CitedPassage, links: Links, texts: Texts) -> str:
    told = passage_html(passage, help_for(answer, passage, texts.language))
    head = _matter_html(answer, passage, links, texts)
    others = elsewhere_html(passage, links, texts, matter=tells_matter(answer, passage))
    return f"<li>{head}{told}{citation_html(passage, links, texts)}{others}</li>"


def _others_html(answer: Answer, passages: Sequence[CitedPassage], links: Links, texts: Texts) -> str:
    if not passages:
        return ""
    told = texts.one_more if len(passages) == 1 else texts.more.format(count=len(passages))
    items = "".join(_item_html(answer, passage, links, texts) for passage in passages)
    return f'<details class="more"><summary>{escape(told)}</summary><ol>{items}</ol></details>'


def _not_found_html(answer: Answer, searched: int, links: Links, texts: Texts) -> str:
    told = texts.searched_one if searched == 1 else texts.searched.format(count=searched)
    advice = "".join(f"<li>{escape(line)}</li>" for line in texts.advice)
    closest = ""
    if answer.passages:
        items = "".join(
            f'<li><p lang="{p.language}">{help_for(answer, p, texts.language)(line(p.quote.of(p.text)))}</p>'
            f"{citation_html(p, links, texts)}{elsewhere_html(p, links, texts, matter=False)}</li>"
            for p in answer.passages[:3]
        )
        switch = help_switch_html(answer, texts.language)
        closest = f'<h3>{escape(texts.closest)}</h3>{switch}<ol class="closest">{items}</ol>'
    return (
        f"<p>{escape(told)}</p><h3>{escape(texts.ask_otherwise)}</h3>"
        f'<ul class="advice">{advice}</ul>{closest}'
    )
