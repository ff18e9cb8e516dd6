"""The lexicon: weights worked by hand, look-up against a dictionary, packing, and files that are damaged."""

import gzip
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import PykalaError
from index.lexicon import Lexicon, Rendering, translate
from scripts.pack_lexicon import Forms, pack, read_forms, read_lexicon

SHIPPED = Path(__file__).parent.parent / "index" / "models" / "lexicon"
TOY = Lexicon(
    Path("toy"),
    "2024\t2024\t2024 1000\n"
    "decis\tpäätös\tpäätös 600\tratkaisu 400\n"
    "eu\tEU\teu 1000\n"
    "idé\tidea\tidée 1000\n"
    "städ\tkaupunki\tkaupung 1000\n".encode(),
)

stems = st.text(alphabet="abåäöz0", min_size=1, max_size=6)


def test_a_known_stem_becomes_the_grams_of_its_renderings_and_a_little_of_itself() -> None:
    found = translate("The decisions", "en", TOY)
    assert found.looked_for == ("päätös",)
    expected = {
        **{gram: 0.6 / math.sqrt(4) for gram in ("_pää", "päät", "äätö", "ätös")},
        **{gram: 0.4 / math.sqrt(6) for gram in ("_rat", "ratk", "atka", "tkai", "kais", "aisu")},
        **{gram: 0.15 / math.sqrt(3) for gram in ("_dec", "deci", "ecis")},
    }
    assert found.terms == pytest.approx(expected)


def test_an_unknown_stem_stands_for_itself() -> None:
    found = translate("Who is Rinkineva?", "en", TOY)
    assert found.looked_for == ("Rinkineva",)
    grams = ("_rin", "rink", "inki", "nkin", "kine", "inev", "neva")
    assert found.terms == pytest.approx(dict.fromkeys(grams, 1 / math.sqrt(7)))


def test_a_short_rendering_is_closed_and_meets_the_stem_itself() -> None:
    found = translate("What is the EU?", "en", TOY)
    assert found.looked_for == ("EU",)
    assert found.terms == pytest.approx({"_eu_": 1.15})


def test_words_that_recur_add_up_and_are_shown_once() -> None:
    found = translate("EU, eu and 2024", "en", TOY)
    assert found.looked_for == ("EU", "2024")
    assert found.terms["_eu_"] == pytest.approx(2.3)
    assert found.terms["_202"] == pytest.approx(1.15 / math.sqrt(2))


def test_an_unknown_swedish_compound_becomes_its_parts() -> None:
    found = translate("idéstäderna", "sv", TOY)
    assert found.looked_for == ("idea", "kaupunki")
    assert found.terms["_kau"] == pytest.approx(0.7 / math.sqrt(5))
    assert found.terms["_ide"] == pytest.approx(0.7 / math.sqrt(2) + 0.5 / math.sqrt(5))
    assert translate("Idéstäderna", "sv", TOY).looked_for == ("Idéstäderna",)
    assert translate("städ eus", "sv", TOY).looked_for == ("kaupunki", "eus")
    assert translate("idéstäderna", "en", TOY).looked_for == ("idéstäderna",)


def test_swedish_is_stemmed_as_swedish_and_accents_are_looked_up_but_not_searched() -> None:
    found = translate("Städernas idé", "sv", TOY)
    assert found.looked_for == ("kaupunki", "idea")
    assert found.terms["idee"] == pytest.approx(1 / math.sqrt(2))
    assert not [gram for gram in found.terms if "é" in gram]


def test_function_words_and_single_letters_are_dropped_but_not_numerals() -> None:
    assert translate("What is the a?", "en", TOY).terms == {}
    assert translate("What is the a?", "en", TOY).looked_for == ()
    assert translate("Vad är det som en i 8", "sv", TOY).looked_for == ("8",)


def test_the_shipped_lexicons_say_what_was_looked_for() -> None:
    english = translate("What happened to the cooperation with Russian cities?", "en")
    assert english.looked_for[1:] == ("yhteistyö", "Venäjä", "kaupunki")
    assert {"_yht", "styö", "_kau", "upun", "_ven"} <= english.terms.keys()
    swedish = translate("Vem var föredragande i ärendet?", "sv")
    assert swedish.looked_for == ("esittelijä", "asia")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_shipped_lexicons_are_whole(language: str) -> None:
    lexicon = Lexicon.open(SHIPPED / f"{language}_fi.tsv.gz")
    lines = lexicon.lines.decode().splitlines()
    found = [line.split("\t")[0] for line in lines]
    assert len(found) > 38_000
    assert found == sorted(set(found), key=str.encode)
    for stem in found[::97]:
        rendering = lexicon.rendering(stem)
        assert rendering is not None
        assert 1 <= len(rendering.stems) <= 5
        assert sum(share for _, share in rendering.stems) == pytest.approx(1, abs=0.004)


def test_the_shipped_lexicons_are_small() -> None:
    assert sum(path.stat().st_size for path in SHIPPED.iterdir()) <= 4_000_000


@given(st.dictionaries(stems, stems, min_size=1), st.lists(stems))
def test_look_up_is_that_of_a_dictionary(known: dict[str, str], asked: list[str]) -> None:
    packed = pack({stem: [(to, 0.5)] for stem, to in known.items()}, Forms({}, {}), 5)
    lexicon = Lexicon(Path("packed"), packed)
    for stem in [*known, *asked]:
        to = known.get(stem)
        assert lexicon.rendering(stem) == (Rendering(to, ((to, 1.0),)) if to else None)


def test_packing_keeps_the_best_and_brings_them_to_one() -> None:
    lexicon = {"b": [("yksi", 0.5), ("kaksi", 0.3), ("kolme", 0.1)], "a": [("neljä", 0.04)]}
    assert pack(lexicon, Forms({}, {}), 2).decode() == "a\tneljä\tneljä 1000\nb\tyksi\tyksi 625\tkaksi 375\n"


def test_reading_a_lexicon(tmp_path: Path) -> None:
    (tmp_path / "lexicon.tsv").write_text("rysk\tvenäj 0.701\tvenäläis 0.124\n8\t8 0.957\n", encoding="utf-8")
    assert read_lexicon(tmp_path / "lexicon.tsv") == {
        "rysk": [("venäj", 0.701), ("venäläis", 0.124)],
        "8": [("8", 0.957)],
    }


def test_the_word_to_read_is_near_its_base_form() -> None:
    texts = [
        "Kaupungin kaupungissa kaupungit, kaupunki ja kaupungin kaupunkia",
        "Se on Venäjän, Venäjä ja Venäjällä",
        "hyvin kansainvälisen ja kansainvälinen",
        "jäsenen, jäsenen, jäsen",
    ]
    forms = read_forms(texts)
    assert forms.nearest_base([("kaupung", 0.7), ("kaupunk", 0.3)]) == "kaupunki"
    assert forms.nearest_base([("kaupung", 0.7), ("kaupunk", 0.03)]) == "kaupungit"
    assert forms.nearest_base([("venäj", 0.9)]) == "Venäjä"
    assert forms.nearest_base([("kansainvälis", 0.6), ("kansainvälin", 0.2)]) == "kansainvälinen"
    assert forms.nearest_base([("jäsen", 0.6), ("jäse", 0.2)]) == "jäsen"


def test_a_rare_form_is_not_the_word_to_read() -> None:
    assert read_forms(["x talossa"] * 20 + ["x talo"]).nearest_base([("talo", 1.0)]) == "talossa"
    assert read_forms(["x talossa"] * 20 + ["x talo"] * 2).nearest_base([("talo", 1.0)]) == "talo"


def test_a_stem_without_forms_is_read_as_it_is() -> None:
    assert read_forms([]).nearest_base([("venäj", 0.9)]) == "venäj"
    assert read_forms(["x oli"]).nearest_base([("oli", 0.9)]) == "oli"


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    path = tmp_path / "sv_fi.tsv.gz"
    path.write_bytes(gzip.compress(TOY.lines))
    return path


def test_open_finds_what_was_packed(packed: Path) -> None:
    assert Lexicon.open(packed).rendering("eu") == Rendering("EU", (("eu", 1.0),))


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
    [b"a\n", b"a\tword\tstem\n", b"a\tword\tstem x\n", b"a\t\xff\tstem 1000\n"],
    ids=["no_word", "no_share", "no_number", "not_utf8"],
)
def test_a_line_that_cannot_be_read(packed: Path, line: bytes) -> None:
    packed.write_bytes(gzip.compress(line))
    with pytest.raises(PykalaError, match="the line of “a” cannot be read"):
        Lexicon.open(packed).rendering("a")
