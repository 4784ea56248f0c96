"""What did the student answer, and what is it worth? From executed cells to feedback on a page.

An answer is read from the output of its own locked cell, whose question is looked up by the cell's
name. Everything else that student code produced is for the page alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from nbformat import from_dict
from nbformat.v4 import new_markdown_cell
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool

from grader import __version__
from grader.feedback import render_html
from grader.judging import Judge, for_student, lasting_judge
from grader.judging.marking import for_a_human, worthless
from grader.notebook.allowance import Allowance
from grader.notebook.asking import Basis, asked, in_range
from grader.notebook.execution import STORE, issued
from grader.notebook.lookup import assignment_in
from grader.notebook.outputs import rebuilt
from grader.notebook.rebuild import NOT_HANDED_IN, grade_id, is_grade, is_solution
from grader.notebook.records import Record, digest
from grader.notebook.submission import clean_text
from grader.notebook.written import written_at
from grader.questions import Assignment, Question
from grader.sandbox.cell_time import CellTimeError
from grader.sandbox.outputs import STOPPED
from grader.store import Store
from grader.verdict import Outcome, Report
from grader.wire import MIME
from grader.wire.strict import BYTES

if TYPE_CHECKING:
    from nbformat import NotebookNode

REPORT = "application/vnd.jacobian.report+json"
LONGEST_NOTE = 300
UNNAMED = "No answer arrived: the answer cell failed, was deleted, or uses another name."
"""What a NameError in a check cell means."""


class GradeAnswers(NbGraderPreprocessor):  # type: ignore[misc] # nbgrader has no types
    """Judges the answers of an executed notebook and puts feedback in place of all outputs.

    Leaves a `Record` in resources["jacobian_record"].
    """

    reuse = Bool(
        default_value=True, help="whether an answer that was judged before need not be judged again"
    ).tag(config=True)

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Judge each auto-graded cell."""
        layout, names = resources["jacobian"], resources["nbgrader"]
        assignment = assignment_in(layout.source(names["assignment"]))
        seeds = issued(nb, layout, names["student"])
        with lasting_judge(Store(layout.build / STORE, reading=self.reuse)) as judge:
            reports = judged(nb, assignment, seeds, judge)
        basis = asked(dict.fromkeys(reports), assignment, seeds).basis
        resources["jacobian_record"] = _record(nb, reports, basis)
        allowance = Allowance()
        for cell in nb.cells:
            if cell.cell_type != "code":
                continue
            name = grade_id(cell)
            if name in reports:
                cell.outputs = [feedback(reports[name], assignment.questions[name])]
            else:
                cell.outputs = rebuilt(cell.outputs, allowance)
        submission = nb.metadata["jacobian"]["submission"]
        nb.cells = [*_notice(nb), *nb.cells, colophon(submission)]
        return nb, resources


def judged(
    notebook: NotebookNode, assignment: Assignment, seeds: Mapping[str, str], judge: Judge
) -> dict[str, Report]:
    """The report on each auto-graded cell of an executed notebook, by grade_id.

    Args:
        notebook: rebuilt and executed.
        assignment: what was asked.
        seeds: the challenge seeds that were issued, in hexadecimal.
        judge: decides; it is asked once, for all answers in order.
    """
    cells = {grade_id(c): c for c in notebook.cells if is_grade(c) and not is_solution(c)}
    questions = {name: assignment.questions[name] for name in cells}
    unreadable = notebook.metadata["jacobian"]["unreadable"]
    if unreadable:
        why = Outcome.NOT_ATTEMPTED if unreadable == NOT_HANDED_IN else Outcome.UNREADABLE
        return {name: worthless(each, why, unreadable) for name, each in questions.items()}
    found = asked({name: payload_of(cell) for name, cell in cells.items()}, assignment, seeds)
    reports = dict(found.faults)
    for item, report in zip(found.items, judge.judge_all(found.items), strict=True):
        name, answered = item.question.name, item.payload is not None
        reports[name] = report if answered else _with_error(report, item.question, cells[name])
    return {name: in_range(reports[name]) for name in cells}


def payload_of(cell: Mapping[str, Any]) -> str | None:
    """The last answer that a check cell put out, as JSON text; None if it put out none."""
    found = [output["data"][MIME] for output in cell["outputs"] if MIME in output.get("data", {})]
    if not found:
        return None
    return found[-1] if isinstance(found[-1], str) else json.dumps(found[-1])


def feedback(report: Report, question: Question) -> NotebookNode:
    """The one output of a graded cell; its text is the score, as nbgrader reads it."""
    shown = for_student(report)
    data = {
        "text/plain": repr(float(report.score or 0)),
        "text/html": render_html(shown, question),
        REPORT: shown.to_dict(),
    }
    output = {"output_type": "execute_result", "data": data, "metadata": {}}
    node: NotebookNode = from_dict({**output, "execution_count": None})
    return node


def colophon(submission: str) -> NotebookNode:
    """A cell at the end that says what graded which submission, by its hash."""
    return _cell("colophon", f"Graded by grader {__version__}; submission `{submission}`.")


def _with_error(report: Report, question: Question, cell: Mapping[str, Any]) -> Report:
    """Say why no answer arrived; where it may be the check's own fault, a human has a look."""
    errors = [output for output in cell["outputs"] if output["output_type"] == "error"]
    if not errors:
        return report
    name, value = (clean_text(f"{errors[-1][k]}")[:LONGEST_NOTE] for k in ("ename", "evalue"))
    if name in (STOPPED, CellTimeError.__name__):
        return replace(report, summary=value)
    told = f"{name}: {value}"
    if name == "NameError":
        report = replace(report, summary=UNNAMED)
    else:
        report = for_a_human(question, f"no answer arrived, and {told} came from the check")
    return replace(report, notes=(*report.notes, f"the check cell stopped with {told}"))


def _record(notebook: NotebookNode, reports: Mapping[str, Report], basis: Basis) -> Record:
    about = notebook.metadata["jacobian"]
    cells = [cell for cell in notebook.cells if is_grade(cell)]
    found = {grade_id(cell): payload_of(cell) for cell in cells if not is_solution(cell)}
    payloads = {name: payload[: BYTES + 1] for name, payload in found.items() if payload}
    ran = about.get("execution", {})
    return Record(
        about["submission"],
        __version__,
        ran.get("isolation", ""),
        {grade_id(cell): digest(_text_of(cell, notebook)) for cell in cells},
        reports,
        ran.get("seconds", 0.0),
        payloads,
        basis,
    )


def _text_of(cell: NotebookNode, notebook: NotebookNode) -> str | None:
    """An answer as text, with all that a human reads as part of it."""
    if not is_solution(cell):
        return payload_of(cell)
    untouched = not cell.metadata["jacobian"]["touched"]
    place = notebook.cells.index(cell)
    texts = [
        [each.source, each.get("attachments", {})]
        for each in written_at(notebook.cells, place, untouched=untouched)
    ]
    return json.dumps(texts if len(texts) > 1 else texts[0])


def _notice(notebook: NotebookNode) -> list[NotebookNode]:
    """A cell at the top about what went wrong, if something did."""
    about = notebook.metadata["jacobian"]
    isolation = about.get("execution", {}).get("isolation", "")
    lines = [
        f"**{about['unreadable'][:1].upper()}{about['unreadable'][1:]}.**",
        *about["remarks"],
        "NOT ISOLATED: the code ran without walls around it." if isolation == "none" else "",
    ]
    text = "\n\n".join(line for line in lines if line.strip("*."))
    return [_cell("notice", text)] if text else []


def _cell(name: str, text: str) -> NotebookNode:
    cell: NotebookNode = new_markdown_cell(text, metadata={"jacobian": {name: True}})
    cell["id"] = name
    return cell
