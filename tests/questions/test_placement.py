from collections.abc import Mapping

from grader.questions import AtPoint, NumbersQuestion, Question, ShapeQuestion
from grader.questions.notebooks import GradeCell, Marking, Notebook
from grader.questions.placement import check_placement

J = ShapeQuestion(name="j", points=4, prompt="?")
AT_P = NumbersQuestion(name="at_p", points=2, prompt="?", derivation=AtPoint("j", {"x": "1"}))
BOTH: Mapping[str, Question] = {"j": J, "at_p": AT_P}


def notebook(name: str, *cells: tuple[str, float]) -> Notebook:
    return Notebook(name, tuple(GradeCell(i, points, Marking.AUTOMATIC) for i, points in cells))


def found(questions: Mapping[str, Question], *notebooks: Notebook) -> list[str]:
    return list(check_placement(questions, {each.name: each for each in notebooks}))


def test_a_question_and_its_cell_belong_together():
    assert found(BOTH, notebook("one", ("j", 4.0), ("at_p", 2.0))) == []


def test_points_must_agree():
    (problem,) = found({"j": J}, notebook("one", ("j", 9.0)))
    assert problem == "j: the question is worth 4 points, its cell in one 9; make the two equal"


def test_a_cell_needs_a_question():
    (problem,) = found({"j": J}, notebook("one", ("j", 4.0), ("k", 1.0)))
    assert problem.startswith("k: one has an automatically marked cell")


def test_a_question_needs_a_cell():
    (problem,) = found({"j": J}, notebook("one"))
    assert problem == "j: no notebook has a check cell with this grade_id"


def test_a_grade_id_belongs_to_one_cell():
    (problem,) = found({"j": J}, notebook("one", ("j", 4.0)), notebook("two", ("j", 4.0)))
    assert problem == (
        "j: two cells have this grade_id, in one and in two; a grade_id belongs to one cell"
    )


def test_a_question_is_not_marked_by_hand():
    manual = Notebook("one", (GradeCell("j", 4.0, Marking.MANUAL),))
    (problem,) = found({"j": J}, manual)
    assert problem.startswith("j: its cell in one is marked by hand")


def test_a_manual_cell_needs_no_question():
    essay = GradeCell("essay", 3.0, Marking.MANUAL)
    cells = (GradeCell("j", 4.0, Marking.AUTOMATIC), essay)
    assert found({"j": J}, Notebook("one", cells)) == []


def test_an_answer_follows_from_answers_in_the_same_notebook():
    (problem,) = found(BOTH, notebook("one", ("j", 4.0)), notebook("two", ("at_p", 2.0)))
    assert problem.startswith("at_p: its answer follows from j, which is asked in another notebook")
