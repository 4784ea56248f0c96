from __future__ import annotations

from dataclasses import replace

from grader.feedback.class_report import ClassData, summarise, tables
from tests.feedback.class_report.classes import a_class, matrix, mixed, same, student


def rows(data: ClassData, name: str, *, anonymous: bool = False) -> list[dict[str, object]]:
    """Read the rows of a table by its head."""
    head, *body = tables(summarise(data, same, anonymous=anonymous))[name]
    return [dict(zip(head, row, strict=True)) for row in body]


def test_every_student_has_a_row_with_all_scores():
    data = a_class(
        [student("ada", matrix("z")), student("bob", matrix("y", right=True), essay=None)]
    )
    ada, bob = rows(data, "students")
    assert ada == {
        "student": "ada",
        "total": 7.0,
        "needs_human": "",
        "isolation": "bubblewrap",
        "seconds": 1.5,
        "q_jacobian": 3.0,
        "q_colour": 1.0,
        "q_essay": 3.0,
    }
    assert (bob["total"], bob["needs_human"], bob["q_essay"]) == (5.0, "q_essay", None)


def test_questions_have_their_statistics_and_outcomes():
    found = rows(mixed(6, 2, 4), "questions")
    assert [row["question"] for row in found] == ["q_jacobian", "q_colour", "q_essay"]
    assert found[0]["mean_share"] == 0.875
    assert (found[0]["right"], found[0]["partly_right"], found[1]["wrong"]) == (6, 6, 4)


def test_entries_and_misconceptions_are_counted():
    data = mixed(6, 2, 4)
    wrong = {(row["row"], row["column"]): row["wrong"] for row in rows(data, "entries")}
    assert wrong == {(1, 1): 0, (1, 2): 0, (2, 1): 6, (2, 2): 0}
    named = {row["misconception"]: row["students"] for row in rows(data, "misconceptions")}
    assert named == {"inner derivative missing": 2, "took red": 4}


def test_without_names_there_are_no_students_and_no_small_counts():
    data = mixed(20, 2, 8)
    assert "students" not in tables(summarise(data, same, anonymous=True))
    assert rows(data, "misconceptions", anonymous=True) == [
        {"codes": "", "misconception": "took red", "question": "q_colour", "students": 8}
    ]
    (jacobian, *_others) = rows(data, "questions", anonymous=True)
    assert (jacobian["right"], jacobian["partly_right"], jacobian["needs_human"]) == (20, 10, None)


def test_without_names_no_question_is_listed_that_few_have_answered():
    few = [replace(each, scores={"q_colour": 1.0}) for each in mixed(6, 0, 0).submissions]
    data = a_class([*few, *mixed(1, 1, 1).submissions])
    names = [row["question"] for row in rows(data, "questions", anonymous=True)]
    assert names == ["q_colour"]


def test_without_names_no_entry_is_listed_that_few_have_wrong():
    found = rows(mixed(20, 2, 0), "entries", anonymous=True)
    assert {(row["row"], row["column"]) for row in found} == {(1, 1), (1, 2), (2, 2)}
