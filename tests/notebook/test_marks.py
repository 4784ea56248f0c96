from __future__ import annotations

from typing import Any

from sqlalchemy import event

from grader.notebook.marks import comments_of, grades_of, submissions_of
from tests.tiny_course import NAME, NOTEBOOK, TinyCourse


def test_grades_and_comments_of_one_notebook_take_two_questions_and_no_look_at_others(
    course: TinyCourse,
):
    for student in ("ada", "bo"):
        course.enter(student)
    with course.gradebook as gradebook:
        gradebook.find_grade("q_double", NOTEBOOK, NAME, "ada").auto_score = 1.5
        gradebook.find_comment("q_essay", NOTEBOOK, NAME, "ada").manual_comment = "Why?"
        gradebook.db.commit()
    asked: list[tuple[str, Any]] = []
    with course.gradebook as gradebook:
        found = gradebook.find_submission_notebook(NOTEBOOK, NAME, "ada")
        assert found.id
        event.listen(gradebook.engine, "before_cursor_execute", lambda *a: asked.append(a[2:4]))
        grades, comments = grades_of(found), comments_of(found)
        shown = {name: (grade.auto_score, grade.max_score) for name, grade in grades.items()}
        said = {name: comment.comment for name, comment in comments.items()}
        connection = gradebook.db.connection().connection.cursor()
        plans = [connection.execute(f"EXPLAIN QUERY PLAN {s}", p).fetchall() for s, p in asked]
    assert shown == {
        "q_jacobian": (None, 4.0),
        "q_double": (1.5, 2.0),
        "q_colour": (None, 1.0),
        "q_essay": (None, 3.0),
    }
    assert {name for name, comment in said.items() if comment == "Why?"} == {"q_essay"}
    assert len(said) > 1
    assert len(asked) == 2
    steps = {str(step[-1]) for plan in plans for step in plan}
    assert any("SEARCH grade " in step for step in steps)
    assert not any(step.startswith(("SCAN grade", "SCAN comment")) for step in steps)


def test_a_class_of_two_takes_as_many_questions_as_a_class_of_five(course: TinyCourse):
    counts = []
    for students in (("ada", "bo"), ("cleo", "dan", "eve")):
        for student in students:
            course.enter(student)
        asked: list[object] = []
        with course.gradebook as gradebook:
            event.listen(gradebook.engine, "before_cursor_execute", lambda *a, n=asked: n.append(a))
            submissions = submissions_of(gradebook, NAME)
            for submission in submissions.values():
                (notebook,) = submission.notebooks
                assert notebook.name == NOTEBOOK
                assert sum(grade.max_score for grade in notebook.grades) == 10
                assert {grade.name for grade in notebook.grades} >= {"q_double", "q_essay"}
                assert any(comment.name == "q_essay" for comment in notebook.comments)
        counts.append((len(submissions), len(asked)))
    assert [count for count, _ in counts] == [2, 5]
    assert counts[0][1] == counts[1][1] < 6
