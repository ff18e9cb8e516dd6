"""What an installation weighs: all that is needed, and nothing of what only the packages left out need."""

import json
from importlib.metadata import Distribution, PackagePath
from pathlib import Path
from typing import cast

import pytest

from scripts.measure.load import installation
from scripts.measure.load.installation import closure, left_out, megabytes, weighed


def test_what_is_left_out_goes_with_what_only_it_needs() -> None:
    assert left_out() == {"sentence-transformers", "torch"}
    needed, fewer = closure("pykala"), closure("pykala", left_out())
    assert {"torch", "sentence-transformers", "transformers", "scikit-learn"} <= needed - fewer
    assert {"gradio", "numpy", "huggingface-hub", "tokenizers", "starlette"} <= fewer
    assert "pytest" not in needed
    assert fewer < needed


def test_a_file_counts_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    class Made:
        def __init__(self, *names: str) -> None:
            self.files = [PackagePath(name) for name in names]
            for file in self.files:
                file.dist = cast("Distribution", self)

        def locate_file(self, file: PackagePath) -> Path:
            return tmp_path / file

    (tmp_path / "a.so").write_bytes(b"x" * 2_000_000)
    (tmp_path / "b.so").write_bytes(b"x" * 5_000_000)
    (tmp_path / "c.txt").write_bytes(b"x" * 1_000_000)
    made = {"one": Made("a.so", "b.so", "gone.py"), "other": Made("a.so", "c.txt")}
    monkeypatch.setattr(installation, "distribution", made.__getitem__)
    assert (megabytes(["one"]), megabytes(["other"]), megabytes(["one", "other"])) == (7, 3, 8)


def test_the_figures_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["installation", "--to", str(tmp_path / "figures.json")])
    installation.main()
    figures = json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))
    assert figures == weighed(left_out())
    assert figures["without"]["megabytes"] < figures["needed"]["megabytes"]
