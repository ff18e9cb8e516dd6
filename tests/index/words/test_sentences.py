"""Sentences of administrative text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Span
from index.words.sentences import analyzed, sentences, terms_of


def cut(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Linjaukset hyväksyttiin 12.9.2022 kokouksessa.",
        "Hallintosäännön 8 luvun 2 §:n mukaan jaosto päättää siitä.",
        "Muotoa muutettiin esim. Helsingissä ja ns. Turun mallilla.",
        "Puhelin 09-310 15266, laura.uuttu-deschryvere(a)hel.fi",
        "Ulkoministeri Anthony J. Blinkenin vierailu oli kesällä.",
        "Kokous pidetään 3. päivänä klo 16.00 Lapualla.",
        "Hinta on 1.221.750 € (alv. 0 %).",
        "2. Suomi liikkeelle -ohjelman avustus",
        "Beslutet fattades bl.a. av nämnden, t.ex. Helsingfors.",
        "Ajalla 1.1.-30.9.2024 toteutunut",
    ],
)
def test_one_sentence_stays_whole(text: str) -> None:
    assert cut(text) == [text]


def test_sentences_end_at_stops_questions_and_closing_quotes() -> None:
    text = (
        'Jaosto päätti. Miksi? "Yhteinen ääni." Vuosi oli 2024. 33 jäsentä (liki kaikki.) Ja niin edelleen…'
    )
    assert cut(text) == [
        "Jaosto päätti.",
        "Miksi?",
        '"Yhteinen ääni."',
        "Vuosi oli 2024.",
        "33 jäsentä (liki kaikki.)",
        "Ja niin edelleen…",
    ]


def test_the_lines_of_an_address_belong_together() -> None:
    address = "Postiosoite\nPL 10\n00099 HELSINGIN KAUPUNKI"
    assert cut(address) == [address]


def test_the_lines_of_a_long_table_are_sentences() -> None:
    rows = [f"Rivi {n} | toteuma {n} euroa | osuus" for n in range(9)]
    assert cut("\n".join(rows)) == rows


def test_a_blank_line_ends_a_sentence() -> None:
    assert cut("Puhelin\n310\n\nY-tunnus\n0201256-6") == ["Puhelin\n310", "Y-tunnus\n0201256-6"]


@given(st.text(alphabet='aB.?! \n1§"”)esim', max_size=200))
def test_sentences_are_in_order_and_leave_only_white_space_out(text: str) -> None:
    spans = sentences(text)
    at, outside = 0, ""
    for span in spans:
        assert at <= span.start < span.end
        assert span.of(text) == span.of(text).strip()
        outside += text[at : span.start]
        at = span.end
    assert (outside + text[at:]).strip() == ""


def test_a_passage_is_taken_apart_into_sentences_with_their_terms() -> None:
    text = "Kissa ja kissa. Oslo, § 31."
    first, second = analyzed(text)
    assert (first.span, first.text, len(first.terms)) == (Span(0, 15), "Kissa ja kissa.", 9)
    assert first.terms.all == {"_kis", "kiss", "issa", "ssa_", "_ja_"}
    assert (second.span, second.text, len(second.terms)) == (Span(16, 27), "Oslo, § 31.", 5)
    assert second.terms.all == {"_osl", "oslo", "slo_", "_31_", "_§31_"}
    assert terms_of([first, second]) == first.terms.all | second.terms.all
    assert analyzed(text) is analyzed(text)
    assert (analyzed(""), terms_of([])) == ((), frozenset())


def test_a_text_of_one_long_sentence_is_cut_in_linear_time() -> None:
    start = time.process_time()
    assert sentences("<" + "1. " * 30_000) == [Span(0, 3), Span(4, 90_000)]
    assert time.process_time() - start < 5  # 85 s where each number looks at all that stands before it


def test_an_abbreviation_stands_right_before_its_full_stop() -> None:
    assert cut("Tällä ei ole merkitystä esim\n. Asia on selvä.") == [
        "Tällä ei ole merkitystä esim\n.",
        "Asia on selvä.",
    ]
