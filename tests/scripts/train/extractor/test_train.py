"""Training the extractor: the plan, a run that goes on, and threads that change nothing."""

import json
import signal
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, pairwise
from pathlib import Path

import pytest
import torch
from tokenizers import Tokenizer

from corpus.errors import EncoderError
from scripts.train.extractor.data import Texts, read_texts
from scripts.train.extractor.export import difference, export
from scripts.train.extractor.groups import group
from scripts.train.extractor.model import Batch, Extractor, load_base, sizes_of
from scripts.train.extractor.recipe import Recipe
from scripts.train.extractor.train import (
    BASE,
    Run,
    averaged,
    batches,
    curve_line,
    first_weights,
    learnt,
    main,
    new_run,
    resume,
    save,
    train,
)
from tests.support.toys.tiny_extractor import save_base, save_texts, tiny_bert, weights_of

RECIPE = Recipe(layers=2, frozen=1, rate=1e-3, batch=4, examples=1000, warm_up=8, dropout=0.1)


@pytest.fixture(autouse=True)
def _threads_and_signals() -> Iterator[None]:
    threads, handlers = (
        torch.get_num_threads(),
        [signal.getsignal(n) for n in (signal.SIGTERM, signal.SIGINT)],
    )
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)
    for number, handler in zip((signal.SIGTERM, signal.SIGINT), handlers, strict=True):
        signal.signal(number, handler)


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Texts:
    return read_texts(save_texts(tmp_path_factory.mktemp("texts")))


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(BASE / "tokenizer.json"))


def begun(recipe: Recipe = RECIPE) -> Run:
    torch.manual_seed(0)
    weights = weights_of(tiny_bert())
    net = Extractor(sizes_of(weights, recipe.layers), recipe.frozen, recipe.dropout)
    load_base(net, weights)
    return new_run(net, recipe)


def steps(
    run: Run, count: int, texts: Texts, tokenizer: Tokenizer, recipe: Recipe = RECIPE, threads: int = 1
) -> None:
    for _ in islice(train(run, texts, tokenizer, recipe, threads=threads), count):
        pass


def test_the_rate_grows_over_the_warm_up_and_falls_to_the_end() -> None:
    recipe = Recipe(rate=1.0, batch=10, examples=1100, warm_up=100)
    assert [recipe.rate_at(seen) for seen in (0, 40, 90, 100, 600, 1050, 1100)] == pytest.approx(
        [0.1, 0.5, 1.0, 1.0, 0.5, 0.05, 0.02]
    )


def test_a_chunk_has_each_group_once_in_batches_of_like_length(texts: Texts, tokenizer: Tokenizer) -> None:
    found = batches(texts, tokenizer, RECIPE, 0)
    assert sum(int(batch.group.max()) + 1 for batch in found) == 160
    assert {len(batch.ids) for batch in found} <= {1, 2, 3, 4}
    drawn = Counter(example.question for number in range(160) for example in group(texts, 0, number))
    assert sum(len(batch.ids) for batch in found) == drawn.total()
    longest = sorted(longest_of_groups(batch) for batch in found)
    assert all(one[-1] <= other[0] for one, other in pairwise(longest))
    again = batches(texts, tokenizer, RECIPE, 0)
    assert all(torch.equal(one.ids, other.ids) for one, other in zip(found, again, strict=True))


def longest_of_groups(batch: Batch) -> list[int]:
    """How many pieces the longest example of each group has, the shortest first."""
    lengths = batch.mask.sum(1)
    return sorted(int(lengths[batch.group == number].max()) for number in range(int(batch.group.max()) + 1))


def test_a_run_that_goes_on_ends_as_an_unbroken_one(
    tmp_path: Path, texts: Texts, tokenizer: Tokenizer
) -> None:
    # 50 batches are the first chunk: the break lies within the second.
    unbroken = begun()
    steps(unbroken, 54, texts, tokenizer)
    broken = begun()
    steps(broken, 52, texts, tokenizer)
    save(broken, RECIPE, tmp_path)
    torch.manual_seed(99)  # what a new process would begin with
    gone_on = resume(tmp_path / "latest.pt", RECIPE)
    assert (gone_on.chunk, gone_on.at) == (1, 2)
    steps(gone_on, 2, texts, tokenizer)
    assert gone_on.seen == unbroken.seen
    for name, weight in unbroken.net.state_dict().items():
        assert torch.equal(gone_on.net.state_dict()[name], weight), name
    for name, weight in unbroken.average.items():
        assert torch.equal(gone_on.average[name], weight), name


def test_what_is_frozen_stays_and_the_rest_learns(texts: Texts, tokenizer: Tokenizer) -> None:
    run = begun()
    before = {name: weight.clone() for name, weight in run.net.state_dict().items()}
    steps(run, 2, texts, tokenizer)
    moved = {name for name, weight in run.net.state_dict().items() if not torch.equal(weight, before[name])}
    assert moved == set(learnt(run.net))


def test_it_learns_what_it_is_shown(texts: Texts, tokenizer: Tokenizer) -> None:
    recipe = replace(RECIPE, dropout=0.0, rate=3e-3)
    run = begun(recipe)
    steps(run, 80, texts, tokenizer, recipe)
    first, last = run.lost[:16], run.lost[-16:]
    assert sum(spans for spans, _ in last) < 0.5 * sum(spans for spans, _ in first)


def test_threads_take_parts_and_change_the_gradients_by_rounding_only(
    texts: Texts, tokenizer: Tokenizer
) -> None:
    recipe = replace(RECIPE, dropout=0.0)
    one, two = begun(recipe), begun(recipe)
    steps(one, 1, texts, tokenizer, recipe)
    steps(two, 1, texts, tokenizer, recipe, threads=2)
    assert one.lost[0] == pytest.approx(two.lost[0], rel=1e-4)
    # Adam's first step is as long as the rate however small a gradient is; its mean of them tells them.
    for name, weight in learnt(one.net).items():
        other = two.adam.state[learnt(two.net)[name]]["exp_avg"]
        torch.testing.assert_close(one.adam.state[weight]["exp_avg"], other, rtol=1e-3, atol=1e-6, msg=name)


def test_the_running_average_of_a_first_step(texts: Texts, tokenizer: Tokenizer) -> None:
    run = begun()
    before = run.net.ends.weight.detach().clone()
    steps(run, 1, texts, tokenizer)
    expected = before + (run.net.ends.weight - before) * (1 - 1 / 11)
    torch.testing.assert_close(run.average["ends.weight"], expected.detach())


def test_a_checkpoint_is_read_with_its_average_or_its_last_weights(
    tmp_path: Path, texts: Texts, tokenizer: Tokenizer
) -> None:
    run = begun()
    steps(run, 3, texts, tokenizer)
    save(run, RECIPE, tmp_path)
    assert not (tmp_path / "previous.pt").exists()
    steps(run, 1, texts, tokenizer)
    save(run, RECIPE, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["latest.pt", "previous.pt"]
    latest = tmp_path / "latest.pt"
    assert torch.equal(averaged(latest).ends.weight, run.average["ends.weight"])
    assert torch.equal(averaged(latest, average=False).ends.weight, run.net.ends.weight)
    assert resume(tmp_path / "previous.pt", RECIPE).steps == 3


def test_another_recipe_does_not_go_on(tmp_path: Path) -> None:
    save(begun(), RECIPE, tmp_path)
    resume(tmp_path / "latest.pt", replace(RECIPE, examples=5000, rate=1e-4))  # a longer plan does
    with pytest.raises(EncoderError, match="was made with"):
        resume(tmp_path / "latest.pt", replace(RECIPE, batch=8))


def test_a_line_of_the_curve() -> None:
    run = begun()
    run.seen, run.seconds, run.lost = 504, 12.34, [(4.0, 0.5), (3.0, 0.25)]
    assert curve_line(run, RECIPE) == {
        "examples": 504,
        "seconds": 12.3,
        "span_loss": 3.5,
        "answerable_loss": 0.375,
        "rate": 0.0005,
    }


def test_the_command_trains_and_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base, data, out = save_base(tmp_path / "base"), save_texts(tmp_path / "data"), tmp_path / "out"
    arguments = [str(data), str(out), "--base", str(base), "--layers", "2", "--frozen", "1", "--batch", "2"]
    assert main([*arguments, "--examples", "103", "--threads", "1"]) == 0
    (line,) = (out / "curve.jsonl").read_text().splitlines()
    assert json.loads(line)["examples"] == 103
    assert main([*arguments, "--examples", "105", "--threads", "2"]) == 0
    assert "105 examples" in capsys.readouterr().out
    assert all(weight.isfinite().all() for weight in averaged(out / "latest.pt").parameters())
    assert main([*arguments, "--examples", "105", "--frozen", "0"]) == 1
    assert "name another folder" in capsys.readouterr().err


def test_a_run_goes_on_from_an_exported_network(tmp_path: Path) -> None:
    base, data, shipped = save_base(tmp_path / "base"), save_texts(tmp_path / "data"), tmp_path / "shipped"
    run = begun()
    export(run.net.eval(), BASE / "tokenizer.json", shipped, 8, 77)
    recipe = replace(RECIPE, before=77)
    again = first_weights(recipe, base, shipped).eval()
    assert difference(again, shipped / "model.onnx") < 1e-4
    arguments = [str(data), str(tmp_path / "out"), "--base", str(base), "--weights", str(shipped)]
    assert main([*arguments, "--examples", "4", "--frozen", "1", "--batch", "2", "--threads", "1"]) == 0
    state = torch.load(tmp_path / "out" / "latest.pt", weights_only=True)
    assert (state["recipe"]["before"], state["recipe"]["layers"]) == (77, 2)
    assert torch.equal(state["net"]["layers.0.inner.weight"], again.state_dict()["layers.0.inner.weight"])


def test_groups_go_on_after_those_seen_before(texts: Texts, tokenizer: Tokenizer) -> None:
    shifted = batches(texts, tokenizer, replace(RECIPE, before=160), 0)
    plain = batches(texts, tokenizer, RECIPE, 1)
    first, second = (sorted(row for batch in found for row in unpadded(batch)) for found in (shifted, plain))
    assert first == second


def unpadded(batch: Batch) -> list[list[int]]:
    """The pieces of each example of a batch."""
    return [ids[mask == 1].tolist() for ids, mask in zip(batch.ids, batch.mask, strict=True)]


def test_told_to_end_it_writes_a_checkpoint_first(tmp_path: Path) -> None:
    base, data, out = save_base(tmp_path / "base"), save_texts(tmp_path / "data"), tmp_path / "out"
    told = threading.Timer(0.0, signal.raise_signal, [signal.SIGTERM])
    arguments = [str(data), str(out), "--base", str(base), "--layers", "2", "--frozen", "1", "--batch", "2"]
    watch = threading.Thread(target=_tell_when_begun, args=(told, out), daemon=True)
    watch.start()
    assert main([*arguments, "--examples", "1000000", "--threads", "1"]) == 0
    watch.join()
    state = torch.load(out / "latest.pt", weights_only=True)
    assert 100 <= state["place"]["seen"] < 1_000_000


def _tell_when_begun(told: threading.Timer, out: Path) -> None:
    while not (out / "curve.jsonl").exists():
        threading.Event().wait(0.02)
    told.run()
