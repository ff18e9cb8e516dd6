"""The lexicons: what renders a stem, and files that are damaged."""

import gzip
from pathlib import Path

import pytest

from corpus.errors import PykalaError
from corpus.language import Language
from index.words.lexicon import Lexicon, Rendering, Through, shipped

SHIPPED = Path(__file__).parent.parent.parent.parent / "index" / "models" / "lexicon"
TOY = Lexicon(
    Path("toy"),
    "2024\t2024\t2024 980\n"
    "decis\tpäätös\tpäätös 540\tratkaisu 360\n"
    "eu\tEU\teu 1000\n"
    "idé\tidea\tidée 1000\n"
    "städ\tkaupunki\tkaupung 1000\n".encode(),
)


def test_the_shipped_lexicons_go_every_way() -> None:
    assert "decis" in shipped_stems("sv", "en", "beslut")
    assert "beslut" in shipped_stems("en", "sv", "decis")


def shipped_stems(source: Language, target: Language, stem: str) -> list[str]:
    rendering = shipped(source, target).rendering(stem)
    return [name for name, _ in rendering.stems] if rendering else []


def test_a_lexicon_through_another_multiplies_and_adds_up() -> None:
    first = Lexicon(
        Path("first"), "beslut\tpäätös\tpäätös 600\tratkaisu 200\nort\tpaikka\tpaik 500\n".encode()
    )
    second = Lexicon(
        Path("second"),
        "päätös\tdecision\tdecis 500\trule 300\nratkaisu\tsolution\tsolut 300\tdecis 100\n".encode(),
    )
    through = Through(first, second)
    found = through.rendering("beslut")
    assert found is not None
    assert found.word == "decision"
    assert found.probability == pytest.approx(0.6 * 0.5)
    shares = {"decis": 0.75 * 0.625 + 0.25 * 0.25, "rule": 0.75 * 0.375, "solut": 0.25 * 0.75}
    assert dict(found.stems) == pytest.approx(shares)
    assert [name for name, _ in found.stems] == ["decis", "rule", "solut"]
    assert through.rendering("ort") is None
    assert through.rendering("annan") is None


@pytest.mark.parametrize(
    ("direction", "least"),
    [("sv_fi", 79_000), ("en_fi", 62_000), ("fi_sv", 58_000), ("fi_en", 87_000), ("en_sv", 8_000)],
)
def test_the_shipped_lexicons_are_whole(direction: str, least: int) -> None:
    lexicon = Lexicon.open(SHIPPED / f"{direction}.tsv.gz")
    lines = lexicon.lines.decode().splitlines()
    found = [line.split("\t")[0] for line in lines]
    assert len(found) > least
    assert found == sorted(set(found), key=str.encode)
    for stem in found[::97]:
        rendering = lexicon.rendering(stem)
        assert rendering is not None
        assert 1 <= len(rendering.stems) <= 5
        assert sum(share for _, share in rendering.stems) == pytest.approx(1)
        assert 0.03 <= rendering.probability <= 1


def test_the_shipped_lexicons_are_small() -> None:
    assert sum(path.stat().st_size for path in SHIPPED.iterdir()) <= 8_500_000


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    path = tmp_path / "sv_fi.tsv.gz"
    path.write_bytes(gzip.compress(TOY.lines))
    return path


def test_open_finds_what_was_packed(packed: Path) -> None:
    assert Lexicon.open(packed).rendering("eu") == Rendering("EU", (("eu", 1.0),), 1.0)


def test_open_missing_file(tmp_path: Path) -> None:
    with pytest.raises(PykalaError, match="nowhere: no lexicon"):
        Lexicon.open(tmp_path / "nowhere")


def test_open_short_file(packed: Path) -> None:
    whole = packed.read_bytes()
    for size in range(len(whole)):
        packed.write_bytes(whole[:size])
        with pytest.raises(PykalaError, match=r"sv_fi\.tsv\.gz: no lexicon"):
            Lexicon.open(packed)


def test_open_altered_file(packed: Path) -> None:
    whole = bytearray(packed.read_bytes())
    whole[len(whole) // 2] ^= 0xFF
    packed.write_bytes(whole)
    with pytest.raises(PykalaError, match="no lexicon"):
        Lexicon.open(packed)


@pytest.mark.parametrize("text", [b"", b"a\tb\tc 1000"], ids=["empty", "cut_line"])
def test_open_no_whole_lines(packed: Path, text: bytes) -> None:
    packed.write_bytes(gzip.compress(text))
    with pytest.raises(PykalaError, match="whole line"):
        Lexicon.open(packed)


@pytest.mark.parametrize(
    "line",
    [
        b"a\n",
        b"a\tword\n",
        b"a\tword\tstem\n",
        b"a\tword\tstem x\n",
        b"a\tword\tstem 0\n",
        b"a\t\xff\tstem 1000\n",
    ],
    ids=["no_word", "no_stem", "no_probability", "no_number", "nothing_likely", "not_utf8"],
)
def test_a_line_that_cannot_be_read(packed: Path, line: bytes) -> None:
    packed.write_bytes(gzip.compress(line))
    with pytest.raises(PykalaError, match="the line of “a” cannot be read"):
        Lexicon.open(packed).rendering("a")
