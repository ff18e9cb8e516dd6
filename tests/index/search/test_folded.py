"""Twins: what one document says twice is folded into one."""

from index.ranking import folded, say_the_same

TEXT = "Virkamies Virtanen vastaa asiasta, puhelin 09 310 1111"


def test_the_same_words_say_the_same() -> None:
    assert say_the_same(TEXT, TEXT)
    assert say_the_same(TEXT, TEXT.replace("asiasta,", "asiasta -"))
    assert say_the_same("", "")


def test_other_numbers_say_something_else() -> None:
    assert not say_the_same(TEXT, TEXT.replace("1111", "1112"))
    assert not say_the_same("Kohta 12 a 7", "Kohta 7 a 12")


def test_a_longer_text_is_no_twin_of_its_beginning() -> None:
    assert not say_the_same(TEXT, f"{TEXT} ja sähköposti virtanen@example.fi")


def test_nine_terms_of_ten_are_alike() -> None:
    words = [letter * 4 for letter in "abcdefghijklmnopqrst"]  # three terms each, as _aaa aaaa aaa_
    same = " ".join(words)
    assert say_the_same(same, same.replace("bbbb", "zzzz"))  # 57 of 63
    assert not say_the_same(
        same, same.replace("bbbb", "zzzz").replace("cccc c", "yyyy c").replace("dd", "xx")
    )


def test_the_shorter_has_nine_characters_of_ten() -> None:
    assert say_the_same("a" * 9, "a" * 9 + " ")
    assert not say_the_same("§" * 8 + "a", "§" * 10 + "a")


PLACES = [(0, "kissa"), (0, "koira"), (1, "kissa"), (0, "kissa"), (1, "vene"), (0, "koira"), (0, "kissa")]


def document(row: int) -> int:
    return PLACES[row][0]


def text(row: int) -> str:
    return PLACES[row][1]


def test_twins_of_one_document_are_folded_into_the_first() -> None:
    rows = [6, 0, 1, 2, 3, 4, 5]
    assert folded(rows, 10, document, text) == {6: [0, 3], 1: [5], 2: [], 4: []}
    assert list(folded(rows, 10, document, text)) == [6, 1, 2, 4]


def test_a_twin_is_folded_after_the_last_that_is_wanted() -> None:
    assert folded(range(7), 2, document, text) == {0: [3, 6], 1: [5]}
    assert folded(range(7), 0, document, text) == {}


def test_what_stands_in_other_documents_than_the_first_is_not_read() -> None:
    read: list[int] = []

    def noted(row: int) -> str:
        read.append(row)
        return text(row)

    assert folded(range(7), 1, document, noted) == {0: [3, 6]}
    assert read == [0, 1, 3, 5, 6]
