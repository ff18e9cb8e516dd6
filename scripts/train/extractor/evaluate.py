"""Measure the extractor: answers found in given passages, and whether passages answer at all.

    python -m scripts.train.extractor.evaluate DEV MODEL [--questions 300] [--pairs 600] [--last]

DEV holds ``tydi_fi.jsonl.xz`` (passages with Finnish questions and the spans that answer them) and
``squad_dev.jsonl.xz`` (passages with questions in Finnish, English and Swedish, answered or not). MODEL is
a checkpoint of ``train.py`` or a folder of ``export.py``. Prints one JSON object: F1 and
exact match of words, the best over the given answers, as SQuAD measures them (Rajpurkar et al. 2016), and
for each language how often a question that its passage answers scores higher than one that it does not
(AUROC), and than an answered one with the passage that comes next in the article. With fewer
``--questions`` and ``--pairs`` (0: all) a sample is measured, always the same.
"""

import argparse
import json
import lzma
import random
import re
import string
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Tokenizer

from app.evaluation.measures import auroc
from corpus.document import Span
from index.extractor import windows as extractor
from index.extractor.windows import Network, Reach, Scores, Window, best_span, padded
from scripts.train.extractor.model import MOST_OF_QUESTION, MOST_PIECES, PASSAGE, QUESTION
from scripts.train.extractor.train import BASE, averaged

LANGUAGES = ("fi", "en", "sv")

_Row = TypeVar("_Row")

_BATCH = 16
_ARTICLES = re.compile(r"\b(a|an|the)\b")
_PUNCTUATION = str.maketrans("", "", string.punctuation)


@dataclass(frozen=True, slots=True)
class Read:
    """What was read: the likeliest answer's span in the text, and the score that the text answers."""

    span: Span
    answerable: float


def windows(tokenizer: Any, question: str, text: str, most: int = MOST_PIECES) -> list[Window]:
    """The text in windows of at most ``most`` pieces with the question, in order; each overlaps the next."""
    return extractor.windows(tokenizer, Reach(most, MOST_OF_QUESTION, QUESTION, PASSAGE), question, text)


def read(network: Network, tokenizer: Any, pairs: Sequence[tuple[str, str]]) -> list[Read]:
    """What is read of each question in its text, in order; of long texts, in the best window."""
    cut = [(at, window) for at, pair in enumerate(pairs) for window in windows(tokenizer, *pair)]
    cut.sort(key=lambda item: len(item[1].pieces))
    best: dict[int, tuple[float, Span]] = {}
    answerable: dict[int, float] = {}
    for start in range(0, len(cut), _BATCH):
        part = cut[start : start + _BATCH]
        ids, mask = padded([window for _, window in part])
        for (at, window), first, last, whole in zip(part, *network(ids, mask), strict=True):
            inside = slice(window.begin, window.begin + len(window.places))
            low, high, score = best_span(first[inside], last[inside])
            if at not in best or score > best[at][0]:
                best[at] = score, Span(window.places[low].start, window.places[high].end)
            answerable[at] = max(float(whole), answerable.get(at, -np.inf))
    return [Read(best[at][1], answerable[at]) for at in range(len(pairs))]


def words(text: str) -> list[str]:
    """A text's words as SQuAD compares them: small letters, no punctuation, no English articles."""
    return _ARTICLES.sub(" ", text.lower().translate(_PUNCTUATION)).split()


def f1(given: str, right: str) -> float:
    """The harmonic mean of the shares of words of either text that are in the other as well."""
    one, other = words(given), words(right)
    same = sum((Counter(one) & Counter(other)).values())
    return 2 * same / (len(one) + len(other)) if one or other else 1.0


def tydi(path: Path) -> list[tuple[str, str, list[str]]]:
    """The questions of TyDi QA: question, text, answers."""
    return [
        (asked["fi"], row["text"], [row["text"][start:end] for start, end in asked["answers"]])
        for row in _rows(path)
        for asked in row["questions"]
    ]


def squad(path: Path) -> list[tuple[dict[str, str], str, bool]]:
    """The questions of which it is known whether their passage answers them, in all languages."""
    return [
        ({language: asked[language] for language in LANGUAGES}, row["text"], asked["answerable"])
        for row in _rows(path)
        for asked in row["questions"]
        if asked.get("answerable") is not None and all(asked.get(language) for language in LANGUAGES)
    ]


def followed(path: Path) -> list[tuple[dict[str, str], str, str]]:
    """The questions that their passage answers, in all languages, with it and the passage after it."""
    rows = list(_rows(path))
    return [
        ({language: asked[language] for language in LANGUAGES}, row["text"], after["text"])
        for row, after in pairwise(rows)
        for asked in row["questions"]
        if asked.get("answerable") and all(asked.get(language) for language in LANGUAGES)
    ]


def _rows(path: Path) -> Iterator[Any]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def measure(network: Network, tokenizer: Any, dev: Path, questions: int, pairs: int) -> dict[str, float]:
    """The measures by name, each rounded to four places."""
    found: dict[str, float] = {}
    asked = _sample(tydi(dev / "tydi_fi.jsonl.xz"), questions)
    told = read(network, tokenizer, [(question, text) for question, text, _ in asked])
    answers = [(one.span.of(text), right) for one, (_, text, right) in zip(told, asked, strict=True)]
    found["tydi questions"] = len(asked)
    found["tydi f1"] = _mean([max(f1(given, one) for one in right) for given, right in answers])
    found["tydi exact"] = _mean(
        [max(float(words(given) == words(one)) for one in right) for given, right in answers]
    )
    known = _sample(squad(dev / "squad_dev.jsonl.xz"), pairs)
    found["squad questions"] = len(known)
    for language in LANGUAGES:
        told = read(network, tokenizer, [(asked[language], text) for asked, text, _ in known])
        scores = np.array([one.answerable for one in told])
        right = np.array([answerable for _, _, answerable in known])
        found[f"squad auroc {language}"] = round(auroc(scores[right], scores[~right]), 4)
    two = _sample(followed(dev / "squad_dev.jsonl.xz"), pairs)
    for language in LANGUAGES:
        own = read(network, tokenizer, [(asked[language], text) for asked, text, _ in two])
        after = read(network, tokenizer, [(asked[language], text) for asked, _, text in two])
        scores, others = (np.array([one.answerable for one in told]) for told in (own, after))
        found[f"own and next auroc {language}"] = round(auroc(scores, others), 4)
    return found


def _sample(rows: list[_Row], most: int) -> list[_Row]:
    return rows if not 0 < most < len(rows) else random.Random(0).sample(rows, most)


def _mean(values: Sequence[float]) -> float:
    return round(sum(values) / len(values), 4)


def torch_network(net: Any) -> Network:
    """A network of torch, to read with."""

    def scores(ids: npt.NDArray[np.int64], mask: npt.NDArray[np.int64]) -> Scores:
        with torch.inference_mode():
            first, last, answerable = net(torch.from_numpy(ids), torch.from_numpy(mask))
        return first.numpy(), last.numpy(), answerable.numpy()

    return scores


def onnx_network(path: Path, threads: int = 1) -> Network:
    """An exported network, to read with."""
    from index.encoders.onnx import silent_onnxruntime

    onnxruntime = silent_onnxruntime()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    def scores(ids: npt.NDArray[np.int64], mask: npt.NDArray[np.int64]) -> Scores:
        first, last, answerable = session.run(
            ["start", "end", "answerable"], {"input_ids": ids, "attention_mask": mask}
        )
        return first, last, answerable

    return scores


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure as the arguments say; the exit status."""
    parser = argparse.ArgumentParser(
        prog="evaluate", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("dev", type=Path, help="a folder of questions that it was not trained on")
    parser.add_argument("model", type=Path, help="a checkpoint, or the folder of an export")
    parser.add_argument("--questions", type=int, default=300, metavar="N", help="of TyDi QA (0: all)")
    parser.add_argument("--pairs", type=int, default=600, metavar="N", help="of SQuAD, a language (0: all)")
    parser.add_argument("--last", action="store_true", help="a checkpoint's last weights, not their average")
    parser.add_argument("--threads", type=int, default=1, metavar="N")
    given = parser.parse_args(arguments)
    torch.set_num_threads(given.threads)
    folder = given.model if given.model.is_dir() else BASE
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    if given.model.is_dir():
        network = onnx_network(given.model / "model.onnx", given.threads)
    else:
        network = torch_network(averaged(given.model, average=not given.last))
    print(json.dumps(measure(network, tokenizer, given.dev, given.questions, given.pairs)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
