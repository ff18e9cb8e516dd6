"""The language of questions: what people type, the rules one by one, and tables that are damaged."""

import gzip
import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import PykalaError
from corpus.language import (
    Language,
    LanguageModel,
    _Evidence,
    _evidence,
    _model,
    detect,
    language_of,
    letters,
    ngrams_of,
    section_languages,
)
from scripts.train.train_language import examples, fit, read_texts, write

REPORT_QUESTIONS = Path(__file__).parent.parent / "data" / "report_questions.jsonl"


def seeded(seed: int) -> random.Random:
    return random.Random(seed)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Kuka esitteli asian?", "fi"),
        ("Milloin Helsinki Partners aloitti?", "fi"),
        ("EU hankkeet", "fi"),
        ("EU:n rahoitus", "fi"),
        ("päätös", "fi"),
        ("muutoksenhaku", "fi"),
        ("Vad beslutade sektionen?", "sv"),
        ("Vem är Rinkineva?", "sv"),
        ("Vad är FO-numret?", "sv"),
        ("överklagande", "sv"),
        ("samarbete med ryska städer", "sv"),
        ("Can the decision be appealed?", "en"),
        ("Who is Laura Uuttu-Deschryvere?", "en"),
        ("What is the Y-tunnus?", "en"),
        ("international networks", "en"),
        ("cooperation with Russian cities", "en"),
    ],
)
def test_what_people_type_in_any_case(question: str, language: Language) -> None:
    assert detect(question) == language
    assert detect(question.lower().rstrip("?")) == language
    assert detect(question.upper()) in {language, "fi"}


@pytest.mark.parametrize(
    "question",
    [
        "Helsinki Partners",
        "HEL 2024-015391",
        "Eurocities Bloomberg",
        "Flow Festival?",
        "Critical Communications World Helsinki 2025",
        "World Design Capital",
        "Alexander I",
        "EU",
        "§ 31",
        "09-310 15266",
        "2.12.2024",
        "?",
        "",
        "東京",
    ],
)
def test_names_numbers_and_abbreviations_are_finnish(question: str) -> None:
    assert detect(question) == "fi"


def test_a_finnish_function_word_outweighs_an_english_title() -> None:
    assert detect("Mikä on Cut the Cord by Shinedown?") == "fi"


def test_a_capitalised_name_inside_a_question_is_no_evidence() -> None:
    assert detect("Vem är The Lord of Ministry?") == "sv"


def test_a_question_in_capitals_is_judged_by_its_words() -> None:
    assert detect("WHAT DID THE COMMITTEE DECIDE?") == "en"
    assert detect("What Did The Committee Decide?") == "en"


def test_every_question_about_the_report() -> None:
    questions = [json.loads(line) for line in REPORT_QUESTIONS.read_text(encoding="utf-8").splitlines()]
    assert [q["q"] for q in questions if detect(q["q"]) != q["language"]] == []


@given(st.text(alphabet="0123456789 .,:;§-–/()?!%€", max_size=40))
def test_what_holds_no_letter_is_finnish(question: str) -> None:
    assert detect(question) == "fi"


@given(st.text())
def test_any_text_has_a_language(question: str) -> None:
    assert detect(question) in {"fi", "sv", "en"}


@given(st.text(), st.sampled_from(["ja", "mikä", "Milloin"]))
def test_a_finnish_function_word_decides(text: str, word: str) -> None:
    assert detect(f"{text} {word}") == "fi"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Kaupunginhallitus päätti hyväksyä esityksen.", "fi"),
        ("Stadsstyrelsen beslutade att godkänna förslaget.", "sv"),
        ("The city board decided to approve the proposal.", "en"),
        ("Kokouksen avaus, läsnäolijat ja nimenhuuto", "fi"),
        ("Sammanträdet öppnas, närvarande och namnupprop", "sv"),
        ("Lisätiedot antaa Anders Lindström, puhelin 09 310 1641, klo 9-15, virastotalo", "fi"),
    ],
)
def test_a_text_is_told_by_its_ordinary_words(text: str, language: Language) -> None:
    assert language_of(text) == language
    assert language_of(f"{text} {text}".replace(" ", "\n")) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Anders Lindström, Matti Virtanen",
        "PL 10, 00099 HELSINGIN KAUPUNKI, +358 9 310 1641",
        "Liitteet 1 Covenant of Mayors",
        "TA 2024 Tot. 09/2024 438.900 79,5",
        "the.city@example.org www.stadens.fi/och/att https://example.org/for/the/city",
        "東京 東京",
    ],
)
def test_names_numbers_and_addresses_do_not_tell(text: str) -> None:
    assert language_of(text) is None


@given(st.text())
def test_any_text_has_one_language_or_none(text: str) -> None:
    assert language_of(text) in {"fi", "sv", "en", None}


FINNISH = "Kaupunginhallitus päätti hyväksyä esityksen.\n"
SWEDISH = "Stadsstyrelsen beslutade att godkänna förslaget om skolan och dess gård.\n"
NAMES = "Matti Virtanen 09 310 1641\n"


def languages(*texts: str) -> tuple[Language, ...]:
    """The languages of sections without titles, by their texts."""
    return section_languages(texts, [None] * len(texts))


def test_a_section_that_does_not_tell_has_the_language_of_most_of_its_document() -> None:
    assert languages(FINNISH, NAMES, SWEDISH) == ("fi", "sv", "sv")
    assert languages(FINNISH, NAMES, SWEDISH, FINNISH * 2) == ("fi", "fi", "sv", "fi")
    assert languages(NAMES, NAMES) == ("fi", "fi")
    assert languages() == ()


def test_names_under_the_title_of_a_part_have_its_language() -> None:
    texts = (FINNISH * 3, NAMES, NAMES, NAMES)
    assert section_languages(texts, (None, "sv", "fi", None)) == ("fi", "sv", "fi", "fi")
    assert section_languages((SWEDISH, NAMES), ("fi", None)) == ("sv", "sv")


def test_letters_keep_case_and_what_joins_words() -> None:
    assert letters("EU:n Y-tunnus 8 luvun C40, Québec's") == ["EU:n", "Y-tunnus", "luvun", "C", "Québec's"]


def test_ngrams_have_two_to_six_letters_and_marks() -> None:
    assert ngrams_of("on") == ["_o", "on", "n_", "_on", "on_", "_on_"]
    assert ngrams_of("asiat")[-2:] == ["_asiat", "asiat_"]


def test_log_odds_are_sums_of_tenths(tmp_path: Path) -> None:
    table = tmp_path / "ngrams.tsv.gz"
    write({"": (-5, 3), "_vad": (20, -10), "va": (1, 2)}, table)
    model = LanguageModel.open(table)
    assert model.log_odds([]) == (-0.5, 0.3)
    assert model.log_odds(["vad"]) == (1.6, -0.5)


def test_training_tells_made_up_languages_apart_and_repeats_itself(tmp_path: Path) -> None:
    rnd = seeded(1)
    letters_of = {"fi": "aku", "sv": "äjö", "en": "wth"}
    lines = []
    for _ in range(300):
        texts = [" ".join("".join(rnd.choices(own, k=4)) for _ in range(6)) for own in letters_of.values()]
        lines.append("\t".join(["source", *texts]))
    (tmp_path / "text.tsv").write_text("\n".join(lines), encoding="utf-8")
    columns = [(language, tmp_path / "text.tsv", at) for at, language in enumerate(letters_of, start=1)]
    for name in ("one", "two"):
        drawn = seeded(0)
        pairs = list(examples(read_texts(columns, 200, drawn), 150, 10, drawn))
        assert len(pairs) == 450
        write(fit(pairs, 40, 10, 0), tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    model = LanguageModel.open(tmp_path / "one")
    assert len(model.ngrams) <= 40
    finnish, swedish, english = (model.log_odds([word]) for word in ("kuka", "öjäj", "htwt"))
    assert max(finnish) < 0
    assert swedish[0] > max(0, swedish[1])
    assert english[1] > max(0, english[0])


def test_a_source_gives_no_more_texts_than_asked(tmp_path: Path) -> None:
    rows = [f"{source}\ttext {at}" for source, count in (("big", 9), ("small", 2)) for at in range(count)]
    (tmp_path / "text.tsv").write_text("\n".join(rows), encoding="utf-8")
    texts = read_texts([("sv", tmp_path / "text.tsv", 1)], 4, seeded(0))
    assert {language: len(found) for language, found in texts.items()} == {"fi": 0, "sv": 6, "en": 0}


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    table = tmp_path / "ngrams.tsv.gz"
    write({"": (0, 0), "ab": (1, 2)}, table)
    return table


def test_open_missing_table(tmp_path: Path) -> None:
    with pytest.raises(PykalaError, match="nowhere"):
        LanguageModel.open(tmp_path / "nowhere")


def test_open_short_table(shipped: Path) -> None:
    whole = shipped.read_bytes()
    for size in range(len(whole)):
        shipped.write_bytes(whole[:size])
        with pytest.raises(PykalaError, match=r"ngrams\.tsv\.gz: no table of languages"):
            LanguageModel.open(shipped)


def test_open_altered_table(shipped: Path) -> None:
    whole = bytearray(shipped.read_bytes())
    whole[12] ^= 0xFF
    shipped.write_bytes(whole)
    with pytest.raises(PykalaError, match="no table of languages"):
        LanguageModel.open(shipped)


@pytest.mark.parametrize(
    "text",
    ["", "\tab\n0\t1\n0\n", "ab\n1\n2\n", "\tab\n0\tx\n0\t1\n", "\tab\n0\t1\n0\t1\n0\t1\n", "\xff\n"],
    ids=["empty", "short_weights", "no_bias", "words_for_numbers", "too_many_lines", "not_three_lines"],
)
def test_open_no_table(tmp_path: Path, text: str) -> None:
    (tmp_path / "table").write_bytes(gzip.compress(text.encode("latin-1")))
    with pytest.raises(PykalaError, match="no table of languages"):
        LanguageModel.open(tmp_path / "table")


@given(st.text("aäeikstu-:'", min_size=1, max_size=25))
def test_a_words_evidence_is_the_sum_of_its_ngrams(word: str) -> None:
    known = _model().ngrams
    found = [known[ngram] for ngram in ngrams_of(word) if ngram in known]
    assert (
        _Evidence()[word]
        == _evidence[word]
        == complex(sum(pair[0] for pair in found), sum(pair[1] for pair in found))
    )


def test_what_is_kept_of_words_does_not_grow_and_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    words = "ja och the kaupunki kaupungin staden cities ja".split()
    expected = [_evidence[word] for word in words]
    monkeypatch.setattr("corpus.language._KEPT", 2)
    few = _Evidence()
    assert [few[word] for word in words] == expected
    assert len(few) <= 3
