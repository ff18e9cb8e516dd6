"""Names that recur: inflected forms joined, counted by section, none made up."""

import pytest

from app.tour.bodies import body_at, body_name
from app.tour.names import Name, recurring_names
from app.tour.wording.capitals import Capitals
from corpus.document import Span
from index.words.written import words_of
from tests.support.documents import make_document


def names_of(*sections: str) -> list[tuple[str, str, int]]:
    document = make_document("a.md", "A", [(f"Osa {n}", "part", None, [t]) for n, t in enumerate(sections)])
    found = recurring_names(document, Capitals.of(document))
    for name in found:
        assert all(
            document.sections[section].paragraphs[0].start <= span.start for section, span in name.places
        )
    return [(name.text, name.kind, len(name.places)) for name in found]


def test_forms_of_a_name_are_one_in_the_form_that_stands_there() -> None:
    assert names_of(
        "Asian esitteli johtaja Maija Virtanen.",
        "Lisätietoja saa johtaja Maija Virtaselta kokouksen jälkeen.",
        "Esitys on päällikkö Maija Virtasen.",
    ) == [("Maija Virtanen", "name", 3)]


def test_name_of_one_section_does_not_recur() -> None:
    assert (
        names_of("Kuultiin johtaja Maija Virtasta ja johtaja Maija Virtanen poistui.", "Muuta ei ollut.")
        == []
    )


def test_name_that_only_stands_inflected_is_not_shown() -> None:
    assert names_of("Tehtiin matka kohti Suur Kylässä.", "Palattiin takaisin Suur Kylästä.") == []


def test_common_word_at_the_head_of_a_sentence_is_no_name() -> None:
    assert names_of("Myös Maija Virtanen oli paikalla.", "Kokouksessa Maija Virtanen esitteli asian.") == [
        ("Maija Virtanen", "name", 2)
    ]


def test_two_short_words_and_a_comma_at_the_head_of_a_line_are_a_name() -> None:
    assert names_of("Mirva Korpi, tekninen johtaja", "Mirva Korpi, esittelijä") == [
        ("Mirva Korpi", "name", 2)
    ]


def test_list_of_names_without_commas_is_passed_over() -> None:
    many = "Paikalla olivat Antti Aho Pekka Puro Liisa Lampi"
    assert names_of(many, many) == []


def test_foreign_names_keep_their_small_words() -> None:
    told = "Tapahtuma oli nimeltään Congress of the European Academy eikä muuta."
    assert names_of(told, told) == [("Congress of the European Academy", "name", 2)]


def test_single_name_needs_a_small_letter_before_it() -> None:
    assert names_of("Vierailtiin jo Tallinna mielessä.", "Kerran oli Tallinna.") == [("Tallinna", "name", 2)]
    assert names_of("Tallinna on kaunis.", "Tallinna on vanha.") == []


def test_capitals_and_abbreviations_are_no_names() -> None:
    assert names_of("HELSINGIN KAUPUNKI ja YK EU", "HELSINGIN KAUPUNKI ja YK EU") == []


def test_bodies_are_told_in_their_base_form() -> None:
    assert names_of(
        "Asia siirrettiin sivistyslautakunnalle. Tekniselle lautakunnalle ei.",
        "Sivistyslautakunnan jäsen oli poissa. Teknisen lautakunnan ei.",
        "Tämän lautakunnan esitys. Kaupunginhallituksen elinkeinojaosto kokoontui.",
        "Päätti kaupunginhallituksen elinkeinojaoston puolesta. Elinkeinojaosto poistui.",
    ) == [
        ("Sivistyslautakunta", "body", 2),
        ("Tekninen lautakunta", "body", 2),
        ("Kaupunginhallituksen elinkeinojaosto", "body", 2),
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("lautakunta", None),
        ("sen lautakunta", None),
        ("hallitus", None),
        ("valtuustosali", None),
        ("sivistysnämnden", "Sivistysnämnd"),
        ("kunnanhallitukselle", "Kunnanhallitus"),
        ("Nuorisovaltuustossa", "Nuorisovaltuusto"),
        ("teknisen lautakunnan", None),
    ],
)
def test_what_is_the_name_of_a_body(text: str, name: str | None) -> None:
    (words,) = words_of(text, Span(0, len(text)))
    found = body_at(text, words, 0)
    assert (body_name(found[0]) if found else None) == name


def test_places_are_the_first_of_each_section() -> None:
    document = make_document(
        "a.md",
        "A",
        [
            ("Yksi", "part", None, ["Kävi Helsinki Partners. Taas kävi Helsinki Partners."]),
            ("Kaksi", "part", None, ["Tuki tulee yhtiöltä Helsinki Partners tänään."]),
            ("Osoite", "furniture", None, ["Tässä myös Helsinki Partners toimii."]),
        ],
    )
    (name,) = recurring_names(document, Capitals.of(document))
    at = document.text.index("Helsinki Partners")
    second = document.text.index("Helsinki Partners tänään")
    assert name == Name("Helsinki Partners", "name", ((0, Span(at, at + 17)), (1, Span(second, second + 17))))
