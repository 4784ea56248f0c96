from __future__ import annotations

from grader.feedback.class_report import Answered, ClassData, Submission
from grader.feedback.class_report.counting import distribution, entries, outcomes
from grader.verdict import Outcome, Status
from tests.feedback.class_report.classes import CHOICE, ESSAY, MATRIX, a_class, mixed, student


def test_every_total_is_counted_once_and_all_points_lie_in_the_last_tenth():
    counts = distribution([0.0, 9.999, 10.0, 99.0, 100.0], 100.0)
    assert counts == (2, 1, 0, 0, 0, 0, 0, 0, 0, 2)


def test_a_sum_that_rounding_left_below_a_bound_is_counted_above_it():
    assert distribution([0.1 + 0.1 + 0.1 - 1e-15], 1.0)[3] == 1


def test_an_assignment_without_points_has_a_distribution():
    assert sum(distribution([0.0, 0.0], 0.0)) == 2


def test_outcomes_are_counted_by_question():
    data = mixed(right=3, spelled=2, other=4)
    assert outcomes(data, MATRIX) == (3, 6, 0, 0, 0, 0)
    assert outcomes(data, CHOICE) == (5, 0, 4, 0, 0, 0)
    assert outcomes(data, ESSAY) == (0, 0, 0, 0, 0, 0)


def test_wrong_entries_are_counted_where_they_stand():
    found = entries(mixed(right=3, spelled=2, other=4), MATRIX)
    assert found is not None
    assert (found.shape, found.students, found.wrong) == ((2, 2), 9, (0, 0, 6, 0))


def test_a_question_without_entries_has_no_map():
    assert entries(mixed(1, 1, 1), CHOICE) is None
    assert entries(a_class([]), MATRIX) is None


def test_answers_of_another_shape_are_not_mixed_in():
    def listed(statuses: tuple[Status, ...], shape: tuple[int, ...]) -> Submission:
        return student("s", Answered(Outcome.WRONG, shape, statuses))

    two, three = (Status.REFUTED,) * 2, (Status.UNDECIDED,) * 3
    data = a_class([listed(two, (2,)), listed(two, (2,)), listed(three, (3,))])
    found = entries(data, CHOICE), entries(data, MATRIX)
    assert found[0] is None
    assert found[1] is not None
    assert (found[1].shape, found[1].wrong, found[1].undecided) == ((2, 1), (2, 2), (0, 0))


def test_verdicts_that_do_not_fit_the_shape_are_left_out():
    odd = Answered(Outcome.WRONG, (2, 2), (Status.REFUTED,) * 3)
    assert entries(ClassData("a", (MATRIX,), (student("s", odd),)), MATRIX) is None
