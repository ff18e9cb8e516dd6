"""Numerals: each way to write a date, a §, a case number or an amount, and the term that it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.words.analyzer import asked_numerals, fold, grams
from index.words.numerals import LONGEST, numerals
from index.words.wording import wording


@pytest.mark.parametrize(
    "written",
    [
        "12.9.2022",
        "12. 9. 2022",
        "12.09.2022",
        "2022-09-12",
        "12. syyskuuta 2022",
        "12. syyskuuta vuonna 2022",
        "12 September 2022",
        "12th of September 2022",
        "September 12, 2022",
        "September 12th 2022",
        "den 12 september 2022",
        "den 12:e september 2022",
        "12\u00a0september år\u202f2022",
    ],
)
def test_a_date_however_it_is_written(written: str) -> None:
    assert numerals(fold(f"Kokous {written}, § 3"))[:3] == ["2022-09-12", "2022-09", "09-12"]
    assert asked_numerals(f"Kokous {written}") == ["_2022-09-12_"]


@pytest.mark.parametrize(
    "written",
    ["syyskuussa 2022", "syyskuun 2022", "in September 2022", "september år 2022", "9/2022", "09/2022"],
)
def test_a_month_however_it_is_written(written: str) -> None:
    assert asked_numerals(written) == ["_2022-09_"]
    assert "_2022-09_" in grams("Kokous 30.9.2022")


@pytest.mark.parametrize("written", ["12.9.", "12. syyskuuta", "the 12th of September", "den 12 september"])
def test_a_day_without_a_year(written: str) -> None:
    assert asked_numerals(written) == ["_09-12_"]
    assert "_09-12_" in grams("Kokous 12.9.2022")


def test_every_month_in_three_languages() -> None:
    finnish = "tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu".split()
    swedish = "januari februari mars april maj juni juli augusti september oktober november december".split()
    english = "January February March April May June July August September October November December".split()
    for number, names in enumerate(zip(finnish, swedish, english, strict=True), start=1):
        for written in (f"3. {names[0]}kuuta 2024", f"3 {names[1]} 2024", f"{names[2]} 3, 2024"):
            assert asked_numerals(written) == [f"_2024-{number:02}-03_"]


@pytest.mark.parametrize(
    "written",
    ["§ 31", "31 §", "§31", "31§", "pykälä 31", "pykälässä 31", "31. pykälä", "paragraf 31", "section 31"],
)
def test_a_section_sign_however_it_is_written(written: str) -> None:
    assert numerals(fold(written)) == ["§31"]


def test_a_section_with_a_letter() -> None:
    assert numerals("§ 31 a, 31a § ja 31 §:n") == ["§31a", "§31a", "§31"]


@pytest.mark.parametrize(
    ("written", "term"),
    [
        ("HEL 2024-015391", "2024-015391"),
        ("HEL 2024\u2011015391", "2024-015391"),
        ("410/2015", "410/2015"),
        ("VN/17928/2024", "17928/2024"),
        ("D/12/00.01.02/2024", "12/00.01.02/2024"),
        ("luku 1.2.3", "1.2.3"),
    ],
)
def test_a_case_number_is_one_term(written: str, term: str) -> None:
    assert numerals(fold(written)) == [term]


@pytest.mark.parametrize(
    ("written", "term"),
    [
        ("1 234,50 €", "1234.5"),
        ("1\u00a0234,50 €", "1234.5"),
        ("1.234,50 €", "1234.5"),
        ("€1,234.50", "1234.5"),
        ("1234,5 euroa", "1234.5"),
        ("4300 €", "4300"),
        ("4.300 €", "4300"),
        ("14.000.000 €", "14000000"),
        ("14,000,000 euros", "14000000"),
        ("14 000 000 euroa", "14000000"),
        ("14 miljoonaa", "14000000"),
        ("14 million", "14000000"),
        ("14 miljoner", "14000000"),
        ("0,5 mrd", "500000000"),
        ("1,25 miljardia", "1250000000"),
        ("20 tuhatta", "20000"),
        ("klo 18.30", "18.3"),
        ("kl. 18:30", "18.3"),
        ("6,60", "6.6"),
        ("0,0", "0"),
    ],
)
def test_an_amount_however_it_is_written(written: str, term: str) -> None:
    assert numerals(fold(written)) == [term]


def test_a_comma_before_three_digits_is_read_both_ways() -> None:
    assert numerals("1,234") == ["1234", "1.234"]


def test_small_numbers_and_years_are_none() -> None:
    assert numerals("8 lasta, 184 korttia vuonna 2024 ja 1990-luvulla") == []
    assert numerals("99.99.2022, 12. pojat ja may") == []
    assert numerals("") == []


def test_a_question_looks_for_its_numerals_in_every_language() -> None:
    assert wording("Mitä 12.9.2022?", "fi", "fi").terms["_2022-09-12_"] == 1.0
    assert wording("Vad beslutades den 12 september 2022?", "sv", "fi").terms["_2022-09-12_"] == 1.0
    assert wording("What does § 31 say?", "en", "fi").terms["_§31_"] == 1.0


@given(st.text(alphabet="0123456789.,:/- §aämaj", max_size=40))
def test_terms_are_short_and_asked_ones_are_among_a_texts(text: str) -> None:
    found = numerals(text)
    assert all(0 < len(term) <= LONGEST and " " not in term for term in found)
    assert set(numerals(text, asked=True)) <= set(found)


@given(st.integers(1, 12), st.integers(1, 28), st.integers(1500, 2099))
def test_a_finnish_date_is_the_same_as_its_iso_date(month: int, day: int, year: int) -> None:
    assert numerals(f"{day}.{month}.{year}") == numerals(f"{year}-{month:02}-{day:02}")


PARTS = st.sampled_from(
    [*"1 12 2022 1234 . , : / - § ( a b st".split(), *" \n", "syyskuuta", "september", "may", "pykälä", "oma"]
)


@given(st.lists(PARTS, max_size=12).map("".join))
def test_numerals_are_found_alike_where_the_text_names_a_month_or_not(text: str) -> None:
    """A text without the name of a month is looked through at its digits only."""
    assert numerals(text) == numerals(f"{text} \n mars")
    assert numerals(f"{text} \n oma") == numerals(f"{text} \n mars")
