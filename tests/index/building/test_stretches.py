"""Which documents are new, and which stand one after another in the generation before."""

from index.building.stretches import NEW, Stretch, stretches


def test_documents_that_follow_each_other_in_both_are_one_stretch() -> None:
    assert list(stretches([2, 3, NEW, NEW, 4, 6, 7])) == [
        Stretch(0, 2, 2),
        Stretch(2, 4, None),
        Stretch(4, 5, 4),
        Stretch(5, 7, 6),
    ]
    assert list(stretches([])) == []
    assert list(stretches([0])) == [Stretch(0, 1, 0)]
