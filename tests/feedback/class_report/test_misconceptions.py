from __future__ import annotations

from dataclasses import replace

from grader.feedback.class_report.misconceptions import (
    MOST_FORMS,
    Group,
    grouped,
    misconceptions,
    unexplained,
)
from grader.verdict import Diagnosis
from tests.feedback.class_report.classes import a_class, matrix, mixed, same, student


def test_answers_are_grouped_by_what_is_proved_and_not_by_text():
    (inner, red) = misconceptions(mixed(right=3, spelled=7, other=6), same)
    assert (inner.codes, inner.name, inner.students) == ("J101", "inner derivative missing", 7)
    assert inner.questions == (("q_jacobian", 7),)
    assert [(e.places, e.group) for e in inner.examples] == [
        (((2, 1),), Group(("cos(x)",), 7)),
    ]
    assert (red.codes, red.name, red.students) == ("", "took red", 6)
    assert red.examples[0].group == Group(("A",), 6)


def test_spellings_that_nothing_proves_equal_stay_apart():
    (inner,) = misconceptions(mixed(0, spelled=12, other=0), lambda *_: False)
    assert [e.group.count for e in inner.examples] == [6, 6]


def test_answers_of_fewer_than_five_are_not_shown_nor_compared():
    def never(*_: str) -> bool:
        raise AssertionError

    (inner, *_rest) = misconceptions(mixed(9, spelled=4, other=0), never)
    assert (inner.students, inner.examples) == (4, ())


def test_a_student_counts_once_for_a_misconception_shown_in_several_places():
    answer = matrix("cos(x)", diagnosed=True)
    twice = replace(answer, diagnoses=answer.diagnoses * 2)
    (inner,) = misconceptions(a_class([student("s", twice)]), same)
    assert (inner.students, inner.questions) == (1, (("q_jacobian", 1),))


def test_readings_that_coincide_or_come_together_are_named_so():
    readings = (("J101",), ("J104", "J161"))
    answer = replace(matrix("0"), diagnoses=(Diagnosis(readings, ((2, 1),), "either"),))
    (shown,) = misconceptions(a_class([student("s", answer)]), same)
    assert shown.codes == "J101 or J104 + J161"


def test_wrong_entries_that_nothing_explains_are_gathered_by_place():
    (shown,) = unexplained(mixed(right=2, spelled=5, other=6), same)
    (example,) = shown.examples
    assert (shown.name, example.question, example.places) == ("", "q_jacobian", ((2, 1),))
    assert example.group == Group(("z",), 6)


def test_no_group_holds_answers_of_different_lengths():
    assert len(grouped("q", [("a",), ("a", "b")], lambda *_: True)) == 2


def test_rare_spellings_beyond_a_number_are_not_compared():
    asked = []

    def never_same(_question: str, one: str, other: str) -> bool:
        asked.append((one, other))
        return False

    grouped("q", [(str(n),) for n in range(3 * MOST_FORMS)], never_same)
    assert len(asked) == MOST_FORMS * (MOST_FORMS - 1) // 2


def test_the_order_of_students_changes_nothing():
    data = mixed(3, 7, 6)
    backwards = replace(data, submissions=data.submissions[::-1])
    assert misconceptions(data, same) == misconceptions(backwards, same)
    assert unexplained(data, same) == unexplained(backwards, same)
