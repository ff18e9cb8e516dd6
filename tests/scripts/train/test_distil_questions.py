"""Tuning the question side, on a tiny model: what is pulled where, and what stays."""

from pathlib import Path

import numpy as np
import pytest
import torch

from index.encoders.sentence_transformers_encoder import load_model
from scripts.train.adapt_questions import Adapter
from scripts.train.distil_questions import PLACES, Recipe, Texts, adapted, loss_of, student, taught, tune
from scripts.train.tuning_texts import Row
from tests.support.toys.tiny_model import WIDTH, save_tiny_model

ROWS = [
    Row("a", {"fi": "kokous", "sv": "sammantrade", "en": "meeting"}, "kokous alkoi aamulla"),
    Row("a", {"fi": "päätös", "sv": "beslut", "en": "decision"}, "päätös tehtiin illalla"),
    Row("b", {"fi": "avustus", "sv": "understod"}),
    Row("b", {"fi": "rakennus", "en": "building"}),
    Row("b", {"fi": "koulu ja kirjasto", "sv": "skola och bibliotek", "en": "school and library"}),
]
RECIPE = Recipe(steps=40, batch=8, rate=3e-3, rank=4, temperature=0.1, strength=1)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_tiny_model(tmp_path_factory.mktemp("distil") / "tiny")


def quiet(_: str) -> None: ...


def vectors(folder: Path, adapter: Adapter, language: str) -> torch.Tensor:
    """The rows' vectors in a language by the whole model, the adapter added to its weights."""
    model = load_model(folder)
    with torch.no_grad():
        for name, (down, up) in adapter.items():
            layer, place = name.split("/", 1)
            linear = model[0].auto_model.encoder.layer[int(layer)].get_submodule(place.replace("/", "."))
            linear.weight += torch.from_numpy((down @ up).T)
    texts = [row.texts[language] for row in ROWS if language in row.texts]  # type: ignore[index]
    found: torch.Tensor = model.encode(texts, prompt_name="query", convert_to_tensor=True)
    return found


def test_the_student_is_the_teacher_before_the_first_step(tiny: Path) -> None:
    model = load_model(tiny)
    texts = taught(model, ROWS, 1, RECIPE)
    upper = adapted(model[0].auto_model.encoder.layer[1:], 4)
    found = student(upper, [texts.halves[row, "fi"] for row in range(len(ROWS))])
    assert (found * texts.targets).sum(1).min() > 0.9999
    assert (vectors(tiny, {}, "fi") * texts.targets).sum(1).min() > 0.9999


def test_passages_are_known_once_each_and_no_more_than_asked_for(tiny: Path) -> None:
    again = [*ROWS, Row("c", {"fi": "päätös asiasta"}, "päätös tehtiin illalla")]
    texts = taught(load_model(tiny), again, 1, RECIPE)
    assert texts.answered == {0: 0, 1: 1, 5: 1}
    assert texts.answers.shape == (2, WIDTH)
    expected = load_model(tiny).encode(["passage: kokous alkoi aamulla"], convert_to_tensor=True)
    assert float((texts.answers[0] * expected[0]).sum()) == pytest.approx(1, abs=1e-4)
    assert taught(load_model(tiny), again, 1, Recipe(passages=1)).answered == {0: 0}


def test_tuning_brings_other_languages_to_the_finnish_vectors_and_leaves_those(tiny: Path) -> None:
    said: list[str] = []
    adapter = tune(tiny, ROWS, RECIPE, said.append)
    assert sorted(adapter) == sorted(f"1/{place}" for place in PLACES)
    before = vectors(tiny, {}, "fi")
    assert (vectors(tiny, adapter, "fi") * before).sum(1).mean() > 0.95
    targets = before[[0, 1, 3, 4]]
    near, far = ((vectors(tiny, found, "en") * targets).sum(1).mean() for found in (adapter, {}))
    assert near > far + 0.1
    assert [line.split(":")[0] for line in said] == ["step 20", "step 40"]


def test_the_same_recipe_gives_the_same_additions(tiny: Path) -> None:
    short = Recipe(steps=3, batch=8, rank=4)
    one, other = (tune(tiny, ROWS, short, quiet) for _ in range(2))
    for name, (down, up) in one.items():
        np.testing.assert_array_equal(down, other[name][0])
        np.testing.assert_array_equal(up, other[name][1])


def test_losses_by_hand() -> None:
    targets = torch.tensor([[1.0, 0.0], [0.0, 1.0], [0.0, 1.0]])  # the last two are twins
    texts = Texts({}, targets, torch.tensor([[1.0, 0.0], [0.0, 1.0]]), {1: 1})
    given = torch.tensor([[0.6, 0.8], [0.8, 0.6]])
    others, distance, passages = loss_of(given, [0, 1], texts, Recipe(temperature=1.0))
    first = np.log(1 + 2 * np.exp(0.2))  # against both of the others
    second = np.log(1 + np.exp(0.2))  # against the first alone, its twin left out
    assert others.item() == pytest.approx((first + second) / 2, abs=1e-5)
    assert distance.item() == pytest.approx(0.4, abs=1e-6)
    assert passages.item() == pytest.approx(second / 2, abs=1e-5)  # half of the batch has a passage


def test_without_passages_their_loss_is_nothing() -> None:
    texts = Texts({}, torch.eye(2), torch.zeros(0, 2), {})
    assert loss_of(torch.eye(2), [0, 1], texts, Recipe())[2].item() == 0


def test_strength_is_what_is_kept_of_the_addition(tiny: Path) -> None:
    whole, half = (tune(tiny, ROWS, Recipe(steps=3, batch=8, rank=4, strength=s), quiet) for s in (1, 0.5))
    for name, (down, up) in whole.items():
        assert np.abs(down @ up).max() > 0
        np.testing.assert_allclose(half[name][0] @ half[name][1], down @ up / 2, rtol=1e-5)
