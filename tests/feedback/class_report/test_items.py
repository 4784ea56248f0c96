from __future__ import annotations

import random
import statistics

import pytest

from grader.feedback.class_report import Asked, ClassData, Submission
from grader.feedback.class_report.items import correlation, items


def scored(*rows: dict[str, float | None]) -> ClassData:
    names = dict.fromkeys(name for row in rows for name in row)
    asked = tuple(Asked(name, "n", 2.0) for name in names)
    return ClassData("a", asked, tuple(Submission(str(n), row) for n, row in enumerate(rows)))


def test_a_question_is_left_out_of_the_total_it_is_compared_with():
    rows = [{"q": 2.0, "r": 0.0}, {"q": 0.0, "r": 2.0}] * 3
    assert [item.discrimination for item in items(scored(*rows))] == pytest.approx([-1, -1])
    assert [item.remark for item in items(scored(*rows))] == ["weaker students do better here"] * 2


def test_discrimination_is_the_correlation_with_the_rest_as_statistics_has_it():
    draw = random.Random(3)  # noqa: S311 - the same numbers every time
    rows = [{name: draw.choice([0.0, 1.0, 2.0]) for name in "qrst"} for _ in range(40)]
    found = items(scored(*rows))
    for item in found:
        name = item.asked.name
        rest = [sum(row.values()) - row[name] for row in rows]
        expected = statistics.correlation([row[name] for row in rows], rest)
        assert item.discrimination == pytest.approx(expected)


def test_nothing_is_said_where_all_earn_the_same():
    found = items(scored(*[{"q": 2.0, "r": 1.0}] * 9))
    assert [(item.difficulty, item.discrimination) for item in found] == [(1, None), (0.5, None)]
    assert [item.remark for item in found] == ["nearly everybody is right", ""]


def test_a_part_that_mostly_waits_has_no_figures():
    rows = [{"q": None, "r": 2.0}] * 5 + [{"q": 0.0, "r": 0.0}] * 5
    essay, other = items(scored(*rows))
    assert (essay.decided, essay.waiting, essay.difficulty, essay.remark) == (
        5,
        5,
        None,
        "not graded yet",
    )
    assert other.difficulty == 0.5


def test_one_answer_of_many_that_waits_changes_nothing():
    rows = [{"q": 2.0 * (n % 2), "r": 2.0 * (n % 2)} for n in range(20)]
    found = items(scored(*rows, {"q": None, "r": 2.0}))
    assert found[0].difficulty == 0.5
    assert found[0].discrimination == pytest.approx(1)


@pytest.mark.parametrize(
    ("q", "remark"),
    [
        ([0.0] * 9 + [2.0], "hard"),
        ([1.0, 2.0] * 5, ""),
        ([2.0, 1.0] * 5, "weaker students do better here"),
    ],
)
def test_remarks_say_what_to_look_at(q: list[float], remark: str):
    rest = [float(n % 2) for n in range(10)]
    rows = [{"q": a, "r": b} for a, b in zip(q, rest, strict=True)]
    assert items(scored(*rows))[0].remark == remark


def test_a_question_that_hardly_tells_students_apart_is_pointed_out():
    rows = [{"q": float(n // 2 % 2), "r": float(n % 2)} for n in range(8)]
    assert items(scored(*rows))[0].remark == "hardly tells strong from weak"


def test_a_class_of_nobody_and_a_part_without_points_have_no_figures():
    assert correlation([]) is None
    data = ClassData("a", (Asked("bonus", "n", 0.0),), (Submission("s", {"bonus": 0.0}),))
    (item,) = items(data)
    assert (item.difficulty, item.discrimination, item.remark) == (None, None, "")
