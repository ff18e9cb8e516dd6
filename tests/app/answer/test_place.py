"""Places: addresses of stretches of a document."""

from dataclasses import replace
from urllib.parse import parse_qsl

from hypothesis import given
from hypothesis import strategies as st

from app.answer.place import Place, checksum, find, parse, parse_query, place_of, query
from corpus.document import Span
from tests.support.documents import PARKS

SENTENCE = "Jaosto hyväksyi hoitosuunnitelman."
START = PARKS.text.index(SENTENCE)
HERE = Span(START, START + len(SENTENCE))


def test_query_of_a_place() -> None:
    assert query(Place("a b&c.md")) == "?doc=a+b%26c.md"
    assert query(Place("a.md", Span(3, 9))) == "?doc=a.md&span=3-9"
    assert query(Place("a.md", Span(3, 9), "0badcafe")) == "?doc=a.md&span=3-9&check=0badcafe"


def test_checksum_is_the_crc_32_of_the_text() -> None:
    assert checksum("123456789") == "cbf43926"


@given(
    st.text(min_size=1).filter(str.strip),
    st.none() | st.tuples(st.integers(0, 10**12 - 1), st.integers(0, 10**12 - 1)),
    st.text(),
)
def test_a_place_survives_its_address(name: str, ends: tuple[int, int] | None, text: str) -> None:
    name = name.encode("utf-8", "replace").decode("utf-8")
    text = text.encode("utf-8", "replace").decode("utf-8")
    place = Place(name) if ends is None else place_of(name, Span(*ends), text)
    fields = dict(parse_qsl(query(place)[1:], keep_blank_values=True))
    assert parse(fields) == place


def test_addresses_that_name_no_place() -> None:
    assert parse({}) is None
    assert parse({"doc": ""}) is None
    assert parse({"doc": "a.md", "span": "x-9"}) == Place("a.md")
    assert parse({"doc": "a.md", "span": "-3-9"}) == Place("a.md")
    assert parse({"doc": "a.md", "span": "3-9", "check": "<b>"}) == Place("a.md", Span(3, 9))


def test_a_text_is_found_where_it_was() -> None:
    assert find(PARKS, place_of(PARKS.id, HERE, SENTENCE)) == HERE


def test_a_text_that_has_moved_is_found() -> None:
    moved = place_of(PARKS.id, Span(2, 2 + len(SENTENCE)), SENTENCE)
    assert find(PARKS, moved) == HERE
    behind_the_end = place_of(PARKS.id, Span(9_000, 9_000 + len(SENTENCE)), SENTENCE)
    assert find(PARKS, behind_the_end) == HERE


def test_of_a_text_that_stands_twice_the_nearest_is_found() -> None:
    twice = replace(PARKS, text="aaaa sama bbbb sama cccc")
    assert find(twice, place_of("x", Span(4, 8), "sama")) == Span(5, 9)
    assert find(twice, place_of("x", Span(16, 20), "sama")) == Span(15, 19)


def test_a_text_that_is_gone_is_not_found() -> None:
    assert find(PARKS, place_of(PARKS.id, HERE, "x" * len(SENTENCE))) is None
    assert find(PARKS, place_of(PARKS.id, Span(0, 10**9), SENTENCE)) is None


def test_without_a_check_sum_the_span_is_taken_as_it_is() -> None:
    end = len(PARKS.text)
    assert find(PARKS, Place(PARKS.id, Span(0, end))) == Span(0, end)
    assert find(PARKS, Place(PARKS.id, Span(0, end + 1))) is None
    assert find(PARKS, Place(PARKS.id, Span(5, 5))) is None
    assert find(PARKS, Place(PARKS.id, Span(6, 5))) is None
    assert find(PARKS, Place(PARKS.id)) is None


def test_place_of_an_address() -> None:
    assert parse_query("?doc=a+b.md&span=3-9") == Place("a b.md", Span(3, 9))
    assert parse_query("doc=a.md") == Place("a.md")
    assert parse_query("") is None
    assert parse_query("?other=1") is None
