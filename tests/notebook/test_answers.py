from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell, new_output

from grader import __version__
from grader.answer import ArrayAnswer, LabelsAnswer, NotAttempted
from grader.errors import ConfigError
from grader.expression import rational
from grader.judging import Item, Judge, judge
from grader.notebook import answers, asking
from grader.notebook.answers import REPORT, GradeAnswers, judged, payload_of
from grader.notebook.lookup import assignment_in
from grader.notebook.rebuild import grade_id, rebuild
from grader.notebook.records import digest
from grader.notebook.released import read_released
from grader.notebook.seeds import secret_of, seed
from grader.questions import Assignment, expected
from grader.sandbox.outputs import stopped
from grader.verdict import Outcome, Report
from grader.wire import MIME, write
from tests.tiny_course import NAME, NOTEBOOK, TinyCourse

SEEDS = dict.fromkeys(("q_jacobian", "q_double", "q_colour"), "00")
BLUE = write("q_colour", LabelsAnswer(("B",)))
RED = write("q_colour", LabelsAnswer(("A",)))


@dataclass
class HereAndNow:
    """A judge without a process, which remembers what it was asked."""

    change: dict[str, Any] = field(default_factory=dict)
    asked: list[Item] = field(default_factory=list)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def judge_all(self, items: Sequence[Item]) -> list[Report]:
        self.asked += items
        return [replace(judge(i.question, i.payload, i.reference), **self.change) for i in items]


@pytest.fixture
def assignment(course: TinyCourse) -> Assignment:
    return assignment_in(course.layout.source(NAME))


def executed(course: TinyCourse, outputs: Mapping[str, Sequence[object]]) -> NotebookNode:
    """A rebuilt notebook with outputs in some cells, as if it had run."""
    released = read_released(course.layout, NAME)[NOTEBOOK]
    notebook = rebuild(released, json.dumps(course.answered()).encode())
    for cell in notebook.cells:
        cell_outputs = outputs.get(grade_id(cell) or cell.source)
        if cell_outputs is not None:
            cell.outputs = list(cell_outputs)
    return notebook


def shown(payload: object, **more: object) -> NotebookNode:
    return new_output("display_data", data={MIME: payload, **more})


def resources(course: TinyCourse) -> dict[str, Any]:
    names = {"student": "ada", "assignment": NAME, "notebook": NOTEBOOK}
    return {"jacobian": course.layout, "nbgrader": names}


def graded(course: TinyCourse, notebook: NotebookNode) -> tuple[NotebookNode, dict[str, Any]]:
    found: tuple[NotebookNode, dict[str, Any]] = GradeAnswers().preprocess(
        notebook, resources(course)
    )
    return found


def test_an_answer_is_read_from_the_output_of_its_own_cell(
    course: TinyCourse, assignment: Assignment
):
    notebook = executed(course, {"q_colour": [shown(BLUE)], "q_colour_answer": [shown(RED)]})
    assert judged(notebook, assignment, SEEDS, HereAndNow())["q_colour"].score == 1


def test_an_answer_put_out_by_another_cell_is_not_read(course: TinyCourse, assignment: Assignment):
    notebook = executed(course, {"q_colour_answer": [shown(BLUE)], "q_jacobian": [shown(BLUE)]})
    reports = judged(notebook, assignment, SEEDS, HereAndNow())
    assert reports["q_colour"].outcome is Outcome.NOT_ATTEMPTED
    assert reports["q_jacobian"].score == 0


def test_the_question_is_the_cells_whatever_the_payload_says(
    course: TinyCourse, assignment: Assignment
):
    forged = {**BLUE, "question": "q_jacobian", "points": 100, "score": 100}
    judge_ = HereAndNow()
    reports = judged(executed(course, {"q_colour": [shown(forged)]}), assignment, SEEDS, judge_)
    assert [item.question.name for item in judge_.asked] == ["q_jacobian", "q_double", "q_colour"]
    assert reports["q_colour"].question == "q_colour"
    assert reports["q_colour"].score in (0, 1)


def test_the_last_of_several_answers_counts():
    cell = {"outputs": [shown(RED), new_output("stream", text="x"), shown(BLUE)]}
    assert json.loads(payload_of(cell) or "") == BLUE


@pytest.mark.parametrize("payload", ["{", {"format": 1}, [], 3, {"a": math.nan}, {"a": 10**400}])
def test_a_payload_that_is_no_answer_earns_nothing(
    course: TinyCourse, assignment: Assignment, payload: object
):
    notebook = executed(course, {"q_colour": [shown(payload)]})
    report = judged(notebook, assignment, SEEDS, HereAndNow())["q_colour"]
    assert (report.score, report.outcome) == (0, Outcome.UNREADABLE)


def test_a_check_cell_that_failed_says_why_there_is_no_answer(
    course: TinyCourse, assignment: Assignment
):
    error = new_output("error", ename="NameError", evalue="name 'J' is not defined", traceback=[])
    reports = judged(executed(course, {"q_jacobian": [error]}), assignment, SEEDS, HereAndNow())
    assert reports["q_jacobian"].outcome is Outcome.NOT_ATTEMPTED
    assert reports["q_jacobian"].summary.startswith("No answer arrived: the answer cell failed")
    assert "NameError: name 'J' is not defined" in reports["q_jacobian"].notes[-1]


def test_a_check_cell_that_did_not_run_says_so_and_nothing_else(
    course: TinyCourse, assignment: Assignment
):
    error = stopped("it used more than 20 s of CPU time", fault=0, cell=3)
    reports = judged(executed(course, {"q_jacobian": [error]}), assignment, SEEDS, HereAndNow())
    assert reports["q_jacobian"].outcome is Outcome.NOT_ATTEMPTED
    assert reports["q_jacobian"].notes == ()
    assert reports["q_jacobian"].summary == (
        "this cell did not run: the notebook was stopped in an earlier cell, "
        "because it used more than 20 s of CPU time"
    )


@pytest.mark.parametrize("name", ["NameError", "ExecutionStopped", "CellTimeError"])
def test_a_check_that_never_got_an_answer_earns_nothing(
    course: TinyCourse, assignment: Assignment, name: str
):
    error = new_output("error", ename=name, evalue="it is so", traceback=[])
    reports = judged(executed(course, {"q_jacobian": [error]}), assignment, SEEDS, HereAndNow())
    assert reports["q_jacobian"].score == 0


def test_a_check_that_fails_in_a_way_of_its_own_is_for_a_human(
    course: TinyCourse, assignment: Assignment
):
    error = new_output("error", ename="AttributeError", evalue="ours, maybe", traceback=[])
    reports = judged(executed(course, {"q_jacobian": [error]}), assignment, SEEDS, HereAndNow())
    assert reports["q_jacobian"].score is None
    assert "AttributeError" in reports["q_jacobian"].staff[0]


def test_a_function_is_judged_with_the_inputs_that_were_issued(
    course: TinyCourse, assignment: Assignment
):
    question = assignment.questions["q_double"]
    right = expected(question, lambda v: 2 * v, b"\x07")  # type: ignore[arg-type]
    notebook = executed(course, {"q_double": [shown(write("q_double", right))]})
    assert (
        judged(notebook, assignment, {**SEEDS, "q_double": "07"}, HereAndNow())["q_double"].score
        == 2
    )
    assert (
        judged(notebook, assignment, {**SEEDS, "q_double": "08"}, HereAndNow())["q_double"].score
        == 0
    )


def test_a_fault_of_ours_in_one_question_leaves_it_to_a_human_and_costs_no_other(
    course: TinyCourse, assignment: Assignment, monkeypatch: pytest.MonkeyPatch
):
    def fail(*_: object) -> None:
        message = "poor inputs"
        raise ConfigError(message)

    monkeypatch.setattr(asking, "expected", fail)
    notebook = executed(course, {"q_colour": [shown(BLUE)]})
    reports = judged(notebook, assignment, SEEDS, HereAndNow())
    assert reports["q_double"].needs_human
    assert reports["q_double"].staff == ("poor inputs",)
    assert reports["q_colour"].score == 1
    assert list(reports) == ["q_jacobian", "q_double", "q_colour"]


@pytest.mark.parametrize(("given", "kept"), [(-1.0, 0), (99.0, 1), (0.25, 0.25), (None, None)])
def test_a_score_is_within_the_points(
    course: TinyCourse, assignment: Assignment, given: float | None, kept: float | None
):
    notebook = executed(course, {"q_colour": [shown(BLUE)]})
    judge_ = HereAndNow({"score": given})
    assert judged(notebook, assignment, SEEDS, judge_)["q_colour"].score == kept


@pytest.mark.parametrize("score", [math.nan, math.inf])
def test_a_score_that_is_no_number_is_for_a_human(
    course: TinyCourse, assignment: Assignment, score: float
):
    notebook = executed(course, {"q_colour": [shown(BLUE)]})
    report = judged(notebook, assignment, SEEDS, HereAndNow({"score": score}))["q_colour"]
    assert report.needs_human
    assert report.outcome is Outcome.NEEDS_HUMAN


def test_a_notebook_that_could_not_be_read_is_not_judged(
    course: TinyCourse, assignment: Assignment
):
    released = read_released(course.layout, NAME)[NOTEBOOK]
    judge_ = HereAndNow()
    broken = judged(rebuild(released, b"{"), assignment, SEEDS, judge_)
    missing = judged(rebuild(released, None), assignment, SEEDS, judge_)
    assert {r.outcome for r in broken.values()} == {Outcome.UNREADABLE}
    assert {r.outcome for r in missing.values()} == {Outcome.NOT_ATTEMPTED}
    assert {r.score for r in (*broken.values(), *missing.values())} == {0}
    assert judge_.asked == []


def test_a_graded_cell_has_one_output_whose_text_is_the_score(course: TinyCourse):
    notebook, _ = graded(
        course,
        executed(
            course,
            {"q_colour": [new_output("stream", name="stderr", text="x"), shown(BLUE)]},
        ),
    )
    for name, score in {"q_jacobian": 0.0, "q_double": 0.0, "q_colour": 1.0}.items():
        cell = next(cell for cell in notebook.cells if grade_id(cell) == name)
        (output,) = cell.outputs
        assert output.output_type == "execute_result"
        assert float(output.data["text/plain"]) == score
        assert "<section" in output.data["text/html"]
        assert Report.from_dict(output.data[REPORT]).score == score
    nbformat.validate(notebook)


def test_an_undecided_answer_shows_a_number_that_is_not_full_marks(
    course: TinyCourse, monkeypatch: pytest.MonkeyPatch
):
    undecided = {"score": None, "outcome": Outcome.NEEDS_HUMAN, "staff": ("secret",)}
    monkeypatch.setattr(answers, "lasting_judge", lambda _: HereAndNow(undecided))
    notebook, found = graded(course, executed(course, {"q_colour": [shown(BLUE)]}))
    cell = next(cell for cell in notebook.cells if grade_id(cell) == "q_colour")
    assert cell.outputs[0].data["text/plain"] == "0.0"
    assert "secret" not in nbformat.writes(notebook)
    assert found["jacobian_record"].reports["q_colour"].staff == ("secret",)


def test_outputs_of_other_cells_are_built_anew(course: TinyCourse):
    evil = new_output(
        "display_data",
        data={"text/html": "<script>alert(1)</script>x", "application/javascript": "alert(1)"},
        metadata={"image/png": {"width": "1 onerror=alert(1)"}},
    )
    notebook, _ = graded(course, executed(course, {"q_colour_answer": [evil]}))
    assert "alert(1)" not in nbformat.writes(notebook)


def test_the_page_tells_the_version_the_submission_and_the_remarks(course: TinyCourse):
    notebook = executed(course, {})
    notebook.metadata["jacobian"]["remarks"] = ["The file x.py was not read."]
    notebook.metadata["jacobian"]["execution"] = {"isolation": "none"}
    submission = notebook.metadata["jacobian"]["submission"]
    found, _ = graded(course, notebook)
    told = found.cells[0].source
    assert found.cells[-1].source == f"Graded by grader {__version__}; submission `{submission}`."
    assert "The file x.py was not read." in told
    assert "NOT ISOLATED" in told
    assert grade_id(found.cells[0]) == grade_id(found.cells[-1]) == ""


def test_an_ordinary_page_tells_of_no_trouble(course: TinyCourse):
    notebook = executed(course, {})
    before = [cell["id"] for cell in notebook.cells]
    found, _ = graded(course, notebook)
    assert [cell["id"] for cell in found.cells] == [*before, "colophon"]


def test_the_record_has_a_digest_of_every_answer_manual_ones_included(course: TinyCourse):
    _, first = graded(course, executed(course, {"q_colour": [shown(BLUE)]}))
    _, same = graded(course, executed(course, {"q_colour": [shown(BLUE)]}))
    _, other = graded(course, executed(course, {"q_colour": [shown(RED)]}))
    digests = [found["jacobian_record"].answers for found in (first, same, other)]
    assert set(digests[0]) == {"q_jacobian", "q_double", "q_colour", "q_essay"}
    assert digests[0] == digests[1]
    changed = {name for name in digests[0] if digests[0][name] != digests[2][name]}
    assert changed == {"q_colour"}


def test_the_digest_of_a_manual_answer_is_that_of_all_that_a_human_reads(course: TinyCourse):
    def digest_of(own: str | None, *, beside: str = "", far: str = "") -> str:
        submission = course.answered({} if own is None else {"q_essay": own})
        if own is None:
            del submission.cells[-1]
        submission.cells += [new_markdown_cell(beside)] if beside else []
        submission.cells[1:1] = [new_markdown_cell(far)] if far else []
        released = read_released(course.layout, NAME)[NOTEBOOK]
        notebook = rebuild(released, json.dumps(submission).encode())
        return str(graded(course, notebook)[1]["jacobian_record"].answers["q_essay"])

    mine = digest_of("mine")
    assert mine == digest(json.dumps(["mine", {}]))  # as earlier versions had it
    assert mine == digest_of("mine", far="a note")
    assert len({mine, *(digest_of("mine", beside=text) for text in ("one", "two"))}) == 3
    assert len({digest_of(None, beside=text) for text in ("one", "two")}) == 2
    assert len({digest_of(None, far=text) for text in ("one", "two")}) == 2


def test_the_judge_in_its_own_process_says_the_same(course: TinyCourse, assignment: Assignment):
    one = write("q_jacobian", ArrayAnswer((1,), (rational(1),)))
    dots = write("q_double", NotAttempted())
    notebook = executed(
        course, {"q_colour": [shown(BLUE)], "q_jacobian": [shown(one)], "q_double": [shown(dots)]}
    )
    with Judge() as own_process:
        found = judged(notebook, assignment, SEEDS, own_process)
    assert found == judged(notebook, assignment, SEEDS, HereAndNow())


def test_the_seeds_are_those_that_were_issued_to_this_student(course: TinyCourse):
    notebook = executed(course, {})
    attempt = notebook.metadata["jacobian"]["submission"]
    found = answers.issued(notebook, course.layout, "ada")
    assert found["q_double"] == seed(secret_of(course.layout), "ada", "q_double", attempt).hex()
