"""The extractor's network: what it starts from, examples in pieces, and its losses by hand."""

import math
from pathlib import Path

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer

from corpus.document import Span
from corpus.errors import EncoderError
from scripts.train.base_weights import base_weights
from scripts.train.extractor.data import Example
from scripts.train.extractor.model import (
    BEGIN,
    END,
    PADDING,
    Extractor,
    Packed,
    Sizes,
    batch_of,
    load_base,
    losses,
    pack,
    sizes_of,
)
from scripts.train.extractor.train import BASE
from tests.support.toys.tiny_extractor import (
    LAYERS,
    POSITIONS,
    VOCABULARY,
    WIDTH,
    save_base,
    tiny_bert,
    weights_of,
)

SMALL = Sizes(width=32, layers=2, heads=2, inner=32, vocabulary=20, positions=12)


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(BASE / "tokenizer.json"))


def pieces_of(tokenizer: Tokenizer, text: str) -> list[int]:
    return list(tokenizer.encode(text, add_special_tokens=False).ids)


def test_the_weights_of_blocks_are_those_that_were_packed(tmp_path: Path) -> None:
    found = base_weights(save_base(tmp_path) / "model.onnx")
    expected = weights_of(tiny_bert())
    assert set(found) == set(expected)
    for name, weight in expected.items():
        np.testing.assert_array_equal(found[name], weight, err_msg=name)


def test_a_model_without_blocks_is_refused(tmp_path: Path) -> None:
    from onnx import helper, save

    path = tmp_path / "model.onnx"
    save(helper.make_model(helper.make_graph([], "empty", [], [])), str(path))
    with pytest.raises(EncoderError, match="holds no weights in blocks of 4 bits"):
        base_weights(path)


def test_the_sizes_are_those_of_the_weights() -> None:
    sizes = sizes_of(weights_of(tiny_bert()), 2)
    assert sizes == Sizes(WIDTH, 2, WIDTH // 32, 2 * WIDTH, VOCABULARY, POSITIONS)


def test_the_network_reads_as_the_encoder_it_starts_from() -> None:
    bert = tiny_bert()
    net = Extractor(sizes_of(weights_of(bert), LAYERS))
    load_base(net, weights_of(bert))
    ids = torch.tensor([[BEGIN, 11, 12, 13, END], [BEGIN, 14, END, PADDING, PADDING]])
    mask = (ids != PADDING).long()
    seen: list[torch.Tensor] = []
    net.layers[-1].register_forward_hook(lambda _module, _given, states: seen.append(states))
    with torch.inference_mode():
        net(ids, mask)
        states = bert(input_ids=ids, attention_mask=mask).last_hidden_state
    torch.testing.assert_close(seen[0][mask == 1], states[mask == 1], rtol=1e-4, atol=1e-4)


def test_embeddings_and_lowest_layers_do_not_learn() -> None:
    net = Extractor(SMALL, frozen=1)
    fixed = {name.rsplit(".", 1)[0] for name, weight in net.named_parameters() if not weight.requires_grad}
    assert {name for name in fixed if not name.startswith("layers.0.")} == {"pieces", "positions", "norm"}
    assert all(weight.requires_grad for weight in net.layers[1].parameters())
    assert not any(weight.requires_grad for weight in net.layers[0].parameters())


def test_an_example_in_pieces(tokenizer: Tokenizer) -> None:
    text = "Avustus oli 500 euroa. Päätös tehtiin."
    start = text.index("500 euroa")
    example = Example("Paljonko?", "Laki > ", text, (Span(start, start + 9),), answerable=True)
    packed = pack(tokenizer, example)
    assert packed is not None
    asked = pieces_of(tokenizer, "query: Paljonko?")
    whole = pieces_of(tokenizer, "passage: Laki > " + text)
    assert packed.pieces == (BEGIN, *asked, END, *whole, END)
    before = len(asked) + 2 + len(pieces_of(tokenizer, "passage: Laki >"))
    assert packed.text == Span(before, len(packed.pieces) - 1)
    (span,) = packed.spans
    assert tokenizer.decode(packed.pieces[span.start : span.end]) == "500 euroa"
    assert tokenizer.decode(packed.pieces[packed.text.start : packed.text.end]) == text
    assert packed.answerable


@pytest.mark.parametrize("answer", ["Avustus", "oli", "euroa", "tehtiin", "Päätös tehtiin"])
def test_a_span_covers_its_pieces_and_no_others(tokenizer: Tokenizer, answer: str) -> None:
    text = "Avustus oli 500 euroa. Päätös tehtiin."
    span = Span(text.index(answer), text.index(answer) + len(answer))
    packed = pack(tokenizer, Example("Mikä?", "", text, (span,), answerable=True))
    assert packed is not None
    (found,) = packed.spans
    assert tokenizer.decode(packed.pieces[found.start : found.end]) == answer


def test_a_long_example_loses_its_end_and_goes_without_its_spans(tokenizer: Tokenizer) -> None:
    text = "Alku. " + "Keskikohta jatkuu pitkään. " * 20 + "Loppu."
    first, last = Span(0, 4), Span(len(text) - 6, len(text) - 1)
    packed = pack(tokenizer, Example("Mikä?", "", text, (first, last), answerable=True), most=50)
    assert packed is not None
    assert len(packed.pieces) == 50
    assert packed.pieces[-1] == END
    assert [tokenizer.decode(packed.pieces[span.start : span.end]) for span in packed.spans] == ["Alku"]
    assert pack(tokenizer, Example("Mikä?", "", text, (last,), answerable=True), most=50) is None
    assert pack(tokenizer, Example("Mikä?", "", text, (), answerable=False), most=50) is not None


def test_examples_side_by_side_and_in_parts() -> None:
    long = Packed((0, 5, 2, 6, 7, 2), Span(3, 5), (Span(3, 4), Span(3, 5)), answerable=True)
    short = Packed((0, 5, 2, 2), Span(3, 3), (), answerable=False)
    batch = batch_of([[short], [long]])
    assert batch.ids.tolist() == [[0, 5, 2, 2, 1, 1], [0, 5, 2, 6, 7, 2]]
    assert batch.mask.tolist() == [[1, 1, 1, 1, 0, 0], [1] * 6]
    assert batch.inside.tolist() == [[False] * 6, [False, False, False, True, True, False]]
    assert batch.first.tolist() == [[-1, -1], [3, 3]]
    assert batch.last.tolist() == [[-1, -1], [3, 4]]
    assert batch.answerable.tolist() == [0, 1]
    one, two = batch.parts(2)
    assert one.ids.tolist() == [[0, 5, 2, 2]]  # no wider than its longest
    assert two.ids.tolist() == [[0, 5, 2, 6, 7, 2]]
    assert two.first.tolist() == [[3, 3]]


def test_a_group_is_never_parted() -> None:
    short, long = (Packed((0, 5, 2, 2, *[6] * more), Span(3, 3), (), answerable=False) for more in (0, 2))
    batch = batch_of([[short, long], [short], [long, short, short]])
    assert batch.group.tolist() == [0, 0, 1, 2, 2, 2]
    assert [part.group.tolist() for part in batch.parts(2)] == [[0, 0, 1], [2, 2, 2]]
    assert [part.ids.shape[1] for part in batch.parts(3)] == [6, 4, 6]


def test_the_loss_of_spans_is_of_the_sum_of_their_probabilities() -> None:
    packed = [
        Packed((0, 5, 2, 6, 7, 2), Span(3, 5), (Span(3, 4), Span(3, 5)), answerable=True),
        Packed((0, 5, 2, 6, 7, 2), Span(3, 5), (Span(4, 5),), answerable=True),
        Packed((0, 5, 2, 6, 2), Span(3, 4), (), answerable=False),
    ]
    # Among the two pieces of the text the first is three times as likely to begin, and as likely to end;
    # what stands outside of it is far likelier, and does not count.
    first = torch.tensor([[9.0, 9, 9, math.log(3), 0, 9]] * 3)
    last = torch.tensor([[9.0, 9, 9, 0, 0, 9]] * 3)
    answerable = torch.tensor([math.log(3), 0.0, math.log(3)])
    of_spans, of_answers = losses((first, last, answerable), batch_of([[one] for one in packed]))
    # 3/4 * 1/2 + 3/4 * 1/2 = 3/4, and 1/4 * 1/2 = 1/8.
    assert of_spans.item() == pytest.approx(-math.log(3 / 4) - math.log(1 / 8))
    # 3/4 yes and it is, 1/2 yes and it is, 3/4 yes and it is not.
    assert of_answers.item() == pytest.approx(-math.log(3 / 4) - math.log(1 / 2) - math.log(1 / 4))


def test_a_span_stands_against_all_passages_of_its_group() -> None:
    packed = [
        Packed((0, 5, 2, 6, 7, 2), Span(3, 5), (Span(3, 4),), answerable=True),
        Packed((0, 5, 2, 6, 2), Span(3, 4), (), answerable=False),
        Packed((0, 5, 2, 6, 2), Span(3, 4), (Span(3, 4),), answerable=True),
    ]
    first = torch.tensor([[9.0, 9, 9, math.log(3), 0, 9], [9, 9, 9, math.log(4), 9, 9], [0] * 6])
    last = torch.tensor([[9.0, 9, 9, 0, 0, 9], [9, 9, 9, math.log(2), 9, 9], [0] * 6])
    of_spans, _ = losses((first, last, torch.zeros(3)), batch_of([packed[:2], packed[2:]]))
    # 3 of 3 + 1 + 4 to begin, 1 of 1 + 1 + 2 to end; alone in its group a text of one piece is certain.
    assert of_spans.item() == pytest.approx(-math.log(3 / 8) - math.log(1 / 4))


def test_without_spans_only_answerability_counts() -> None:
    torch.manual_seed(0)
    net = Extractor(SMALL)
    batch = batch_of([[Packed((0, 5, 2, 6, 2), Span(3, 4), (), answerable=True)]])
    of_spans, of_answers = losses(net(batch.ids, batch.mask), batch)
    assert of_spans.item() == 0
    torch.autograd.backward(of_spans + of_answers)
    assert net.ends.weight.grad is not None
    assert not net.ends.weight.grad.any()
    assert all(torch.isfinite(weight.grad).all() for weight in net.parameters() if weight.grad is not None)


def test_padding_changes_no_score() -> None:
    torch.manual_seed(0)
    net = Extractor(SMALL).eval()
    ids = torch.tensor([[0, 5, 2, 6, 7, 2]])
    padded = torch.tensor([[0, 5, 2, 6, 7, 2, PADDING, PADDING]])
    with torch.inference_mode():
        alone = net(ids, torch.ones_like(ids))
        beside = net(padded, (padded != PADDING).long())
    for one, other in zip(alone, beside, strict=True):
        torch.testing.assert_close(one, other[:, :6] if one.ndim > 1 else other)
