"""Four problems, written for several graders; nothing is timed here."""

from __future__ import annotations

import json

import pytest
import sympy as sp

from benchmarks import problems
from benchmarks.problems import PROBLEMS, Problem
from grader.answer import ArrayAnswer
from grader.judging import judge
from grader.symbolic import from_sympy
from grader.text import parse
from grader.wire import write


def _answer(problem: Problem, number: int) -> dict[str, object]:
    names: dict[str, object] = {"sp": sp}
    exec(problem.answer(number), names)  # noqa: S102 - ours
    return names


@pytest.mark.parametrize(
    "problem",
    [
        pytest.param(p, marks=[pytest.mark.slow] if p.name == "layer" else [], id=p.name)
        for p in PROBLEMS
    ],
)
def test_simplify_and_this_package_give_what_an_answer_deserves(problem: Problem):
    declared: dict[str, object] = {}
    exec(problems.questions() + problems.references(), declared)  # noqa: S102 - ours
    question, rows = declared[problem.name], declared["references"][problem.name]
    shape = len(rows), len(rows[0])
    right = ArrayAnswer(shape, tuple(parse(e, question.names) for row in rows for e in row))
    deserved = set()
    for number in range(1, 5):
        names = _answer(problem, number)
        deserved.add(problem.score(number))
        assert eval(problem.test, names) == problem.right(number)  # noqa: S307 - ours
        given = tuple(from_sympy(entry, question.names) for entry in names[problem.name])
        payload = json.dumps(write(problem.name, ArrayAnswer(shape, given)))
        assert judge(question, payload, right).score == problem.score(number)
    assert deserved == {0.0, problem.points}


def test_no_two_students_give_the_same_answer():
    for problem in PROBLEMS:
        given = [str(_answer(problem, number)[problem.name]) for number in range(8)]
        assert len(set(given)) == 8


def test_only_an_answer_cell_is_filled_in():
    notebook = problems.source(ours=True)
    before = [cell.source for cell in notebook.cells]
    after = problems.answered(notebook, problems.answers(3))
    changed = [n for n, cell in enumerate(after.cells) if cell.source != before[n]]
    names = [after.cells[n].metadata.nbgrader.grade_id for n in changed]
    assert names == [f"{problem.name}_answer" for problem in PROBLEMS]
