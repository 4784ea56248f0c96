from __future__ import annotations

from collections.abc import Callable

import nbformat

from grader.notebook.lint import lint
from tests.tiny_course import NAME, NOTEBOOK, TinyCourse


def _edit(course: TinyCourse, change: Callable[[nbformat.NotebookNode], object]) -> None:
    path = course.layout.source(NAME) / f"{NOTEBOOK}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    change(notebook)
    nbformat.write(notebook, path)


def test_a_sound_assignment_has_no_findings(course: TinyCourse):
    assert lint(course.layout, NAME) == []


def test_a_file_that_nobody_declared_is_named(course: TinyCourse):
    (course.layout.source(NAME) / "marks.csv").write_text("secret")
    (finding,) = lint(course.layout, NAME)
    assert finding.startswith("marks.csv would be released")


def test_outputs_are_named_with_the_notebook(course: TinyCourse):
    _edit(course, lambda notebook: notebook.cells[1].outputs.append(_printed()))
    assert lint(course.layout, NAME) == [
        f"{NOTEBOOK}.ipynb has outputs; clear them before you save it"
    ]


def test_a_missing_kernelspec_is_named(course: TinyCourse):
    _edit(course, lambda notebook: notebook.metadata.pop("kernelspec"))
    (finding,) = lint(course.layout, NAME)
    assert "names the kernel none; choose python3" in finding


def test_a_file_that_is_no_notebook_is_named_once(course: TinyCourse):
    (course.layout.source(NAME) / "2_second.ipynb").write_text("{")
    assert sum("2_second" in finding for finding in lint(course.layout, NAME)) == 1


def test_everything_is_found_at_once(course: TinyCourse):
    (course.layout.source(NAME) / "marks.csv").write_text("secret")
    _edit(course, lambda notebook: notebook.metadata.pop("kernelspec"))
    references = course.layout.solutions / f"{NAME}_references.py"
    references.write_text(references.read_text().replace('"q_colour": "B"', '"q_colour": "Z"'))
    findings = lint(course.layout, NAME)
    assert len(findings) == 3
    assert any("q_colour" in finding for finding in findings)


def _printed() -> nbformat.NotebookNode:
    return nbformat.v4.new_output("stream", text="hello")
