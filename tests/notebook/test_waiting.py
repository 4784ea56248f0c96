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
    assert "<b>◐</b> 2 of 3 points" in page
