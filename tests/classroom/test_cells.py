from __future__ import annotations

from typing import TYPE_CHECKING

from nbformat.v4 import new_code_cell, new_markdown_cell

from grader.classroom.cells import answer_cell, automatic, prompt_of, rubric_of, written_for

if TYPE_CHECKING:
    from nbformat import NotebookNode

STUB = "Write here."


def marked(cell: NotebookNode, name: str, **flags: bool) -> NotebookNode:
    cell.metadata["nbgrader"] = {"grade_id": name, "grade": False, "solution": False, **flags}
    return cell


def added(cell: NotebookNode) -> NotebookNode:
    cell.metadata["jacobian"] = {"added": True}
    return cell


PROMPT = new_markdown_cell("What is J?")
ANSWER = marked(new_code_cell("J = 1"), "q_answer", solution=True)
CHECK = marked(new_code_cell("check(q.q, J)"), "q", grade=True)
RUBRIC = "Why?\n### BEGIN SOLUTION\nSo.\n### END SOLUTION\n"
ESSAY = marked(new_markdown_cell(RUBRIC), "essay", grade=True, solution=True)
CELLS = [PROMPT, ANSWER, CHECK, ESSAY]


def essay(text: str) -> NotebookNode:
    return marked(new_markdown_cell(text), "essay", grade=True, solution=True)


def test_a_question_is_answered_in_the_cell_before_its_check_or_in_its_own():
    assert answer_cell(CELLS, "q") == "q_answer"
    assert answer_cell(CELLS, "essay") == "essay"
    assert answer_cell([CHECK], "q") is None
    assert answer_cell(CELLS, "unknown") is None


def test_a_prompt_is_the_text_above_the_answer():
    assert prompt_of(CELLS, "q") == "What is J?"
    assert prompt_of(CELLS, "essay") == ""  # a check stands above it
    assert prompt_of(CELLS[1:], "q") == ""


def test_a_rubric_stands_between_the_solution_marks():
    assert rubric_of(CELLS, "essay") == "So."
    assert rubric_of(CELLS, "unknown") == ""


def test_automatic_questions_are_those_that_no_student_writes_in():
    assert automatic(CELLS) == ["q"]


def test_what_was_added_beside_an_answer_belongs_to_it():
    above, below, far = (added(new_markdown_cell(text)) for text in ("a", "b", "c"))
    cells = [far, CHECK, above, essay("mine"), below, CHECK]
    assert [cell.source for cell in written_for(cells, "essay", STUB)] == ["a", "mine", "b"]


def test_an_answer_may_stand_anywhere_if_its_own_cell_was_left_as_it_was():
    words, code = added(new_markdown_cell("here")), added(new_code_cell("1"))
    cells = [words, code, CHECK, essay(STUB)]
    assert [cell.source for cell in written_for(cells, "essay", STUB)] == [STUB, "here"]
    assert [cell.source for cell in written_for([words, CHECK, essay("mine")], "essay", STUB)] == [
        "mine"
    ]


def test_a_notebook_without_the_question_holds_no_answer():
    assert written_for([CHECK], "essay", STUB) == ()
