from __future__ import annotations

from tests.tiny_course import NAME, NOTEBOOK, RIGHT, TinyCourse


def test_a_part_waits_until_a_human_has_given_a_score(course: TinyCourse):
    course.hand_in("ada", course.answered({**RIGHT, "q_essay": "Because."}))
    course.autograde()
    course.give_feedback()
    assert course.page("ada").count("3 points not graded yet") == 3
    with course.gradebook as gradebook:
        grade = gradebook.find_grade("q_essay", NOTEBOOK, NAME, "ada")
        grade.manual_score, grade.needs_manual_grade = 2.0, False
        gradebook.db.commit()
    course.give_feedback()
    page = course.page("ada")
    assert "not graded yet" not in page.lower()
    assert "<b>◐</b> 2 of 3 points<" in page
    assert "given by a person" not in page


def test_a_score_that_a_human_put_in_place_of_ours_is_said_to_be_one(course: TinyCourse):
    course.hand_in("ada", course.answered(RIGHT))
    course.autograde()
    with course.gradebook as gradebook:
        gradebook.find_grade("q_colour", NOTEBOOK, NAME, "ada").manual_score = 0.0
        undecided = gradebook.find_grade("q_jacobian", NOTEBOOK, NAME, "ada")
        undecided.auto_score, undecided.manual_score = None, 3.0
        gradebook.db.commit()
    course.give_feedback()
    page = course.page("ada")
    assert page.count("given by a person") == 2 * 2
    assert "<b>◐</b> 3 of 4 points, given by a person<" in page
    assert "<b>○</b> 0 of 1 point, given by a person<" in page
