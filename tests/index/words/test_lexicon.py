"""The lexicons: weights worked by hand, and files that are damaged."""

import gzip
import math
from pathlib import Path

import pytest

from corpus.errors import PykalaError
from corpus.language import Language
from index.words.lexicon import Lexicon, Rendering, Through, shipped, translate

SHIPPED = Path(__file__).parent.parent.parent.parent / "index" / "models" / "lexicon"
TOY = Lexicon(
    Path("toy"),
    "2024\t2024\t2024 980\n"
    "decis\tpäätös\tpäätös 540\tratkaisu 360\n"
    "eu\tEU\teu 1000\n"
    "idé\tidea\tidée 1000\n"
    "städ\tkaupunki\tkaupung 1000\n".encode(),
)


def test_a_known_stem_becomes_the_grams_of_its_renderings_and_a_little_of_itself() -> None:
    found = translate("The decisions", "en", "fi", TOY)
    assert found.looked_for == ("päätös",)
    expected = {
        **{gram: 0.6 / math.sqrt(4) for gram in ("_pää", "päät", "äätö", "ätös")},
        **{gram: 0.4 / math.sqrt(6) for gram in ("_rat", "ratk", "atka", "tkai", "kais", "aisu")},
        **{gram: 0.15 / math.sqrt(3) for gram in ("_dec", "deci", "ecis")},
    }
    assert found.terms == pytest.approx(expected)


def test_an_unknown_stem_stands_for_itself() -> None:
    found = translate("Who is Rinkineva?", "en", "fi", TOY)
    assert found.looked_for == ("Rinkineva",)
    grams = ("_rin", "rink", "inki", "nkin", "kine", "inev", "neva")
    assert found.terms == pytest.approx(dict.fromkeys(grams, 1 / math.sqrt(7)))


def test_a_short_rendering_is_closed_and_meets_the_stem_itself() -> None:
    found = translate("What is the EU?", "en", "fi", TOY)
    assert found.looked_for == ("EU",)
    assert found.terms == pytest.approx({"_eu_": 1.15})


def test_words_that_recur_add_up_and_are_shown_once() -> None:
    found = translate("EU, eu and 2024", "en", "fi", TOY)
    assert found.looked_for == ("EU", "2024")
    assert found.terms["_eu_"] == pytest.approx(2.3)
    assert found.terms["_202"] == pytest.approx(1.15 / math.sqrt(2))


def test_an_unknown_swedish_compound_becomes_its_parts() -> None:
    found = translate("idéstäderna", "sv", "fi", TOY)
    assert found.looked_for == ("idea", "kaupunki")
    assert found.terms["_kau"] == pytest.approx(0.7 / math.sqrt(5))
    assert found.terms["_ide"] == pytest.approx(0.7 / math.sqrt(2) + 0.5 / math.sqrt(5))
    assert translate("Idéstäderna", "sv", "fi", TOY).looked_for == ("Idéstäderna",)
    assert translate("städ eus", "sv", "fi", TOY).looked_for == ("kaupunki", "eus")
    assert translate("idéstäderna", "en", "fi", TOY).looked_for == ("idéstäderna",)


def test_swedish_is_stemmed_as_swedish_and_accents_are_looked_up_but_not_searched() -> None:
    found = translate("Städernas idé", "sv", "fi", TOY)
    assert found.looked_for == ("kaupunki", "idea")
    assert found.terms["idee"] == pytest.approx(1 / math.sqrt(2))
    assert not [gram for gram in found.terms if "é" in gram]


def test_two_stems_that_are_a_term_become_its_rendering() -> None:
    toy = Lexicon(
        Path("toy"),
        b"hall\tsali\tsali 1000\nswim\tuida\tuid 1000\nswim hall\tuimahalli\tuimahal 1000\n",
    )
    found = translate("the Swimming Halls, hall", "en", "fi", toy)
    assert found.looked_for == ("uimahalli", "sali")
    assert found.terms["_uim"] == pytest.approx(1 / math.sqrt(5))
    assert found.terms["_uid"] == pytest.approx(0.6 / math.sqrt(2))
    assert found.terms["_sal"] == pytest.approx((1 + 0.6) / math.sqrt(2))
    assert found.terms["_swi"] == pytest.approx(0.6 * 0.15 / math.sqrt(2))
    assert translate("hall swimming", "en", "fi", toy).looked_for == ("sali", "uida")


def test_terms_do_not_overlap() -> None:
    toy = Lexicon(Path("toy"), b"aa bb\tyksi\tyks 1000\nbb cc\tkaksi\tkaks 1000\n")
    assert translate("aa bb cc", "en", "fi", toy).looked_for == ("yksi", "cc")


def test_function_words_and_single_letters_are_dropped_but_not_numerals() -> None:
    assert translate("What is the a?", "en", "fi", TOY).terms == {}
    assert translate("What is the a?", "en", "fi", TOY).looked_for == ()
    assert translate("Vad är det som en i 8", "sv", "fi", TOY).looked_for == ("8",)


def test_the_shipped_lexicons_say_what_was_looked_for() -> None:
    english = translate("What happened to the cooperation with Russian cities?", "en", "fi")
    assert english.looked_for[1:] == ("yhteistyö", "Venäjä", "kaupunki")
    assert {"_yht", "styö", "_kau", "upun", "_ven"} <= english.terms.keys()
    swedish = translate("Vem var föredragande i ärendet?", "sv", "fi")
    assert swedish.looked_for == ("esittelijä", "asia")


@pytest.mark.parametrize(
    ("question", "source", "finnish"),
    [
        ("When does the swimming hall open?", "en", "uimahalli"),
        ("What did the city board decide?", "en", "kaupunginhallitus"),
        ("Who pays for school transport?", "en", "koulukuljetus"),
        ("Where are the youth centres?", "en", "nuorisotalo"),
        ("När hålls förtida val?", "sv", "ennenaikaiset vaalit"),
    ],
)
def test_the_shipped_lexicons_know_terms_of_two_words(question: str, source: Language, finnish: str) -> None:
    assert finnish in translate(question, source, "fi").looked_for


def test_the_shipped_lexicons_of_finnish_and_swedish_text() -> None:
    swedish = translate("Mitä kaupunginhallitus päätti koulusta?", "fi", "sv")
    assert swedish.looked_for == ("stadsstyrelsen", "beslut", "skola")
    assert {"_sta", "_bes", "slut", "_sko", "skol"} <= swedish.terms.keys()
    assert translate("Mistä koulun kokouspalkkiot maksetaan?", "fi", "en").looked_for[:2] == (
        "school",
        "meeting fee",
    )
    assert "decis" in shipped_stems("sv", "en", "beslut")
    assert "beslut" in shipped_stems("en", "sv", "decis")


def shipped_stems(source: Language, target: Language, stem: str) -> list[str]:
    rendering = shipped(source, target).rendering(stem)
    return [name for name, _ in rendering.stems] if rendering else []


def test_a_finnish_compound_becomes_its_parts() -> None:
    toy = Lexicon(Path("toy"), "aika\ttid\ttid 800\nkokous\tmöte\tmöt 500\n".encode())
    found = translate("kokousaika", "fi", "sv", toy)
    assert found.looked_for == ("möte", "tid")
    assert found.terms["_möt"] == pytest.approx(0.7 / math.sqrt(2))
    assert found.terms["_tid"] == pytest.approx(0.7 / math.sqrt(2))


def test_in_its_own_language_every_stem_stands_for_itself() -> None:
    found = translate("Vad beslutade städerna?", "sv", "sv")
    assert found.looked_for == ("beslutade", "städerna")
    expected = {
        **dict.fromkeys(("_bes", "besl", "eslu", "slut"), 1 / math.sqrt(4)),
        **dict.fromkeys(("_stä", "städ"), 1 / math.sqrt(2)),
    }
    assert found.terms == pytest.approx(expected)


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
