"""Who grades how fast, from given costs, and one small class graded for real."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import class_growth
from benchmarks.class_growth import Graded
from benchmarks.class_of_four import ScoresDifferError, make_course
from benchmarks.class_picture import draw
from benchmarks.commands import CommandFailedError, Spent, grader, run
from benchmarks.otter import NAME
from benchmarks.problems import ASSIGNMENT
from benchmarks.throughput import FEW, STOCK, Cost, measured, table


class Made:
    """A way to grade that takes 2 s, and half a second for each submission."""

    name = "made up"
    more = FEW + 4

    def __init__(self) -> None:
        self.seen: list[int] = []

    def grade(self, students: dict[str, int]) -> Spent:
        self.seen += students.values()
        return Spent(4 + len(students), 2 + 0.5 * len(students))

    def private(self, students: dict[str, int]) -> list[float]:
        self.seen += students.values()
        return [30.0 for _ in students]


def test_what_a_command_takes_for_itself_is_taken_off():
    way = Made()
    found = measured([way], rounds=2)
    assert found == {"made up": [Cost(0.5, 1.0, 2.0, 30.0)] * 2}
    assert len(set(way.seen)) == len(way.seen) == 2 * (FEW + FEW + 4 + 1)


def test_a_way_is_compared_with_stock_by_processor_time():
    ours = "`grader grade`, with feedback pages"
    rows = table({STOCK: [Cost(2.0, 3.0, 1, 100)], ours: [Cost(0.25, 3.0, 1, 30)]}, 6.0)
    assert [row[-1] for row in rows[1:]] == ["1.0", "8.0"]
    assert [row[-2] for row in rows[1:]] == ["none", "6.0"]


def test_a_way_that_is_missing_says_so():
    rows = table({STOCK: [Cost(2.0, 3.0, 1, 100)], NAME: []}, 6.0)
    assert rows[-1][:2] == [NAME, "not installed"]
    assert len(rows[-1]) == len(rows[0])


def _graded(size: int, workers: int, seconds: float, processor: float) -> Graded:
    return Graded(size, workers, distinct=True, each=Spent(seconds, processor, 0.1))


FOUND = [
    _graded(10, 1, 0.5, 0.4),
    _graded(10, 2, 0.25, 0.4),
    _graded(1000, 1, 0.6, 0.5),
    _graded(1000, 2, 0.3, 0.5),
]


def test_classes_are_compared_with_the_smallest_and_with_one_worker():
    rows = class_growth.table(FOUND)
    assert [row[4] for row in rows[1:]] == ["1.00", "1.00", "1.25", "1.25"]
    assert [row[6] for row in rows[1:]] == ["1.00", "2.00", "1.00", "2.00"]


def test_a_cluster_saves_what_is_not_done_on_the_grading_machine():
    minutes = class_growth.projected(FOUND)
    assert minutes[0] == pytest.approx(10_000 * 0.3 / 60)
    assert minutes[1] == pytest.approx(10_000 * 0.2 / 60)  # two cores share 0.4 s of judging
    assert minutes[32] == minutes[1]
    assert class_growth.projection(FOUND)[1] == ["2 cores", "this machine", "50"]


def test_the_picture_has_the_same_bytes_for_the_same_numbers(tmp_path: Path):
    one, other = tmp_path / "one.svg", tmp_path / "other.svg"
    for path in (one, other):
        draw(FOUND, class_growth.projected(FOUND), path)
    assert one.read_bytes() == other.read_bytes()


def test_the_judge_alone_gives_full_marks_to_every_form():
    rows = class_growth.judged(20)
    assert [row[:2] for row in rows[1:]] == [
        ["all different", "2"],
        ["all different", "20"],
        ["all equal", "20"],
    ]


def test_a_command_that_fails_is_not_measured(tmp_path: Path):
    with pytest.raises(CommandFailedError, match="ended with 2"):
        run(grader("grade"), tmp_path)


@pytest.mark.slow
def test_a_small_class_is_graded_and_its_scores_are_checked(tmp_path: Path):
    course = make_course(tmp_path / "class", ours=True)
    course.hand_in({"ada": 1, "bob": 2})
    spent = run(grader("grade", ASSIGNMENT, "--workers=1", "--isolation=best"), course.root)
    assert 0 <= spent.walled < spent.processor
    course.check({"ada": 1, "bob": 2})
    course.hand_in({"cleo": 3}, telling=True)
    run(grader("grade", ASSIGNMENT, "--student=cleo", "--isolation=best"), course.root)
    assert course.private(["cleo"])[0] > 0
    with pytest.raises(ScoresDifferError, match="class, bob"):
        course.check({"bob": 3, "cleo": 3})
