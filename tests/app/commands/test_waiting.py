"""What is said of a long wait, on a clock that is set by hand."""

from app.commands.waiting import offering


def follow(steps: list[tuple[float, str, int, int]]) -> tuple[list[tuple[str, int, int]], list[str]]:
    """What was passed on and what was said, with each step at its second."""
    passed: list[tuple[str, int, int]] = []
    said: list[str] = []
    now = 0.0
    watch = offering(lambda *step: passed.append(step), said.append, lambda: now)
    for second, *step in steps:
        now = second
        watch(*step)  # type: ignore[arg-type]
    return passed, said


def test_more_than_an_hour_is_told_once_with_the_other_encoder() -> None:
    passed, said = follow(
        [
            (0, "read", 0, 3),
            (5, "encode", 0, 100_000),
            (10, "encode", 90, 100_000),
            (15, "encode", 180, 100_000),
            (30, "encode", 400, 100_000),
        ]
    )
    assert len(passed) == 5
    # 180 passages in ten seconds: the other 99,820 take 5,546 seconds.
    assert said == [
        "encoding 99820 passages will take about 1.5 hours; the encoder “static” takes minutes and finds "
        "somewhat less: stop with Ctrl-C and add --encoder static"
    ]


def test_an_hour_or_less_is_not_told() -> None:
    assert (
        follow([(0, "encode", 0, 10_000), (10, "encode", 180, 10_000), (99, "encode", 200, 10_000)])[1] == []
    )


def test_nothing_is_told_before_it_is_sure() -> None:
    assert follow([(0, "encode", 0, 100_000), (9.9, "encode", 1, 100_000)])[1] == []


def test_a_start_from_kept_passages_counts_only_what_was_encoded() -> None:
    _, said = follow([(0, "encode", 50_000, 90_000), (20, "encode", 50_200, 90_000)])
    assert [line.split(" will")[0] for line in said] == ["encoding 39800 passages"]
