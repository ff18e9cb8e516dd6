"""Lines put together again: split words whole, real hyphens kept."""

import sys
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis.strategies import from_regex, lists

from corpus.document import Span
from corpus.text.lines import inferred_pages, join_lines, known_words, line_break, page_at, source_lines
from corpus.text.traced import JOINT, SPACE, trace
from tests.support.traces import offsets_of


def join(*lines: str, known: str = "") -> str:
    source = "\n".join(lines)
    whole = join_lines(*(trace(source, line) for line in source_lines(source)), known=known_words(known))
    for character, offset in zip(whole.text, offsets_of(whole), strict=True):
        assert character == (" " if offset == JOINT else source[offset])
    return whole.text


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("linjaa kan-", "sainvälisen toiminnan", "linjaa kansainvälisen toiminnan"),
        ("strategiakaudel-", "la ollut", "strategiakaudella ollut"),
        ("kau\u00ad", "punki", "kaupunki"),
        ("kau\u2010", "punki", "kaupunki"),
        ("läpinäkyvyyteen", "ja siihen", "läpinäkyvyyteen ja siihen"),
        ("turvallisuus-", "ja varautumiskysymykset", "turvallisuus- ja varautumiskysymykset"),
        ("barn-", "och ungdomsnämnden", "barn- och ungdomsnämnden"),
        ("tapahtumien-", "tai tapaamisten", "tapahtumien- tai tapaamisten"),
        ("EU-", "hanke", "EU-hanke"),
        ("Pks-kaupunki-", "yhteistyö", "Pks-kaupunki-yhteistyö"),
        ("Uuttu-", "Deschryvere", "Uuttu-Deschryvere"),
        ("linja-", "auto", "linja-auto"),
        ("vuosien 2024-", "2025 talous", "vuosien 2024- 2025 talous"),
        ("sivut 3 -", "kohta", "sivut 3 - kohta"),
        ("kan-", "", "kan-"),
        ("", "kissa", "kissa"),
        ("  yksi ", "\tkaksi ", "yksi kaksi"),
        ("päätös –", "perustelut", "päätös – perustelut"),
    ],
)
def test_two_lines_as_one(first: str, second: str, expected: str) -> None:
    assert join(first, second) == expected


@pytest.mark.parametrize(
    ("first", "second", "known", "expected"),
    [
        ("Ely-", "keskus", "Ely-keskuksen", "Ely-keskus"),
        ("Ely-", "keskus", "Ely antoi", "Ely-keskus"),
        ("Ely-", "keskus", "", "Elykeskus"),
        ("Kaupungin-", "hallitus", "Kaupungin ja kaupungin", "Kaupunginhallitus"),
        ("Kaupungin-", "hallitus", "Kaupungin kaupunginhallitus", "Kaupunginhallitus"),
        ("elo-", "joulukuu", "elo-syyskuu", "elo-joulukuu"),
        ("EU-edunval-", "vonta", "edunvalvonta", "EU-edunvalvonta"),
        ("EU-edunval-", "vonta", "EU-edunvalvonta", "EU-edunvalvonta"),
        ("linja-", "auto", "linjaauto", "linja-auto"),
        ("YVA-", "menettely", "YVAmenettely", "YVA-menettely"),
    ],
)
def test_words_that_the_document_has_decide(first: str, second: str, known: str, expected: str) -> None:
    assert join(first, second, known=known) == expected


def test_a_run_of_letters_without_end_is_no_word() -> None:
    found = known_words(f"EU-{'hanke' * 19} {'kissa' * 100_000} {'verkko' * 16} {'a-' * 60}a kala")
    assert found == {f"EU-{'hanke' * 19}", "EU", "hanke" * 19, "EU-", "verkko" * 16, "kala"}


def test_the_work_on_a_word_does_not_grow_with_its_length() -> None:
    def steps(length: int) -> int:
        """How often something is looked at in the text of a word of so many letters."""
        count = 0

        def counted(_frame: FrameType, _event: str, _argument: object) -> Any:
            nonlocal count
            count += 1
            return counted

        text = f"EU-hanke {'a' * length}"
        sys.settrace(counted)
        try:
            known_words(text)
        finally:
            sys.settrace(None)
        return count

    assert steps(200) == steps(20_000) < 200


def test_known_words_are_words_and_their_parts() -> None:
    assert known_words("EU-hankkeet kan- -päinen 2025") == {"EU-hankkeet", "EU", "hankkeet", "EU-"}


@given(lists(from_regex(r"[ab]{1,3}(-[ab]{1,7})?|[ab]{1,8}", fullmatch=True)))
def test_a_beginning_with_a_hyphen_is_known_where_no_more_words_begin_with_it_without(
    words: list[str],
) -> None:
    whole = {word for word in words if "-" not in word}
    heads = [word.split("-")[0] for word in set(words) if "-" in word]
    known = {
        head
        for head in heads
        if heads.count(head)
        >= sum(len(head) > 2 and word[: max(len(word) - 3, 0)].startswith(head) for word in whole)
    }
    assert {word for word in known_words(" ".join(words)) if word.endswith("-")} == {
        f"{head}-" for head in known
    }


def test_a_word_may_be_split_more_than_once() -> None:
    assert join("kau-", "pun-", "ginhallitus", "", "päätti") == "kaupunginhallitus päätti"


def test_no_lines_are_no_text() -> None:
    assert join("", "  ") == ""


def test_lines_end_at_line_feeds_and_form_feeds() -> None:
    source = "\ufeffa\r\nb\nc\fd"
    assert [line.of(source) for line in source_lines(source)] == ["a", "b", "c", "", "d"]
    assert source_lines("") == [Span(0, 0)]


def test_the_line_break_after_a_line() -> None:
    source = "a\r\nb\nc\fd"
    assert [line_break(source, line) for line in source_lines(source)] == [
        trace(source, Span(2, 3)),
        trace(source, Span(4, 5)),
        SPACE,
        SPACE,
        SPACE,
    ]


def test_four_line_breaks_or_a_form_feed_part_pages() -> None:
    source = "yksi\n\n\nyksi\n\n\n\nkaksi\r\n \r\n\r\n\r\nkolme\n\f\n\nneljä\n\n\n\n\n"
    pages = inferred_pages(source)
    assert [page.span.of(source) for page in pages] == ["yksi\n\n\nyksi", "kaksi", "kolme", "neljä"]
    assert [(page.number, page.label, page.inferred) for page in pages[:2]] == [
        (1, "1", True),
        (2, "2", True),
    ]


def test_no_break_is_no_page() -> None:
    assert inferred_pages("yksi\n\n\nkaksi") == ()
    assert inferred_pages("\n\n\n\nyksi\n\n\n\n\n") == ()


def test_the_page_of_an_offset() -> None:
    pages = inferred_pages("yksi\fkaksi\fkolme")
    assert [page_at(pages, offset) for offset in (0, 3, 4, 5, 10, 11, 99)] == [0, 0, 0, 1, 1, 2, 2]
    assert page_at((), 5) == 0


@pytest.mark.parametrize(
    ("lines", "known", "whole"),
    [
        (("keino-", "ja"), "keinoja", "keinoja"),
        (("turvallisuus-", "ja"), "turvallisuus", "turvallisuus- ja"),
        (("1960-luvul-", "la"), "", "1960-luvulla"),
        (("GeoNetwork -ohjelmis-", "toon"), "", "GeoNetwork -ohjelmistoon"),
        (("INSPIRE-paik-", "katieto"), "", "INSPIRE-paikkatieto"),
        (("verkko-", "ympäristö"), "verkko-osoite verkkosivu verkkopalvelu", "verkkoympäristö"),
        (("Ely-", "keskus"), "Ely-alue", "Ely-keskus"),
    ],
)
def test_the_document_tells_whether_a_hyphen_is_the_words_own(
    lines: tuple[str, str], known: str, whole: str
) -> None:
    source = "\n".join(lines)
    found = join_lines(*(trace(source, line) for line in source_lines(source)), known=known_words(known))
    assert found.text == whole
