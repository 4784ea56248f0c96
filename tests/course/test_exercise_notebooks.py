"""The exercise notebooks: what they ask, how they read, and that they run, answered or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from nbformat import NotebookNode, from_dict, validate
from nbgrader.nbgraderformat.v3 import MetadataValidatorV3
from nbgrader.preprocessors import ClearSolutions, LockCells

from grader.questions import ChoiceQuestion
from grader.verdict import Outcome

POINTS = {
    "1_compute": {
        "ex1_shape": 2,
        "ex1_jacobian": 9,
        "ex1_at_point": 3,
        "ex1_estimate": 3,
        "ex1_determinant": 4,
        "ex1_singular": 4,
    },
    "2_determinant": {
        "ex2_jacobian": 4,
        "ex2_determinant": 3,
        "ex2_area_factor": 1,
        "ex2_length_factor": 1,
        "ex2_orientation": 2,
        "ex2_scale": 1.5,
        "ex2_angle": 1.5,
        "ex2_no_inverse": 2,
        "ex2_image_area": 3,
        "ex2_double_count": 3,
        "ex2_meaning": 3,
    },
    "3_chain_rule": {
        "ex3_shape_H": 1,
        "ex3_shape_G": 1,
        "ex3_shape_F": 1,
        "ex3_jacobian_H": 2,
        "ex3_jacobian_G": 2,
        "ex3_paths": 3,
        "ex3_jacobian_F": 3,
        "ex3_wrong_order": 1,
        "ex3_wrong_point": 1,
        "ex3_square": 1,
        "ex3_square_other_order": 1,
        "ex3_scalar_case": 2,
        "ex3_explanation": 6,
    },
    "4_layer": {
        "ex4_jacobian": 6,
        "ex4_at_point": 3,
        "ex4_matrix_form": 2,
        "ex4_layer_jacobian": 5,
        "ex4_layer_vjp": 4,
        "ex4_largest_entry": 1,
        "ex4_depth_bound": 1,
        "ex4_saturation_row": 1.5,
        "ex4_saturation_name": 1.5,
    },
}
MANUAL = {"ex2_meaning", "ex3_explanation"}
CHECK = re.compile(r"check\(q\.(\w+), (\w+)\)")
STUB = "# Replace the dots above by your answer."
SOLUTION = re.compile(r"^ *### BEGIN SOLUTION\n.*?^ *### END SOLUTION", re.DOTALL | re.MULTILINE)
BANNED = re.compile(r"\b(obviously|simply|clearly|trivial\w*|just|easy|easily)\b", re.IGNORECASE)

Cell = dict[str, Any]


def _marks(cell: Cell) -> Any:  # noqa: ANN401 - nbgrader's metadata
    return cell["metadata"].get("nbgrader", {})


def _source(cell: Cell) -> str:
    return "".join(cell["source"])


def _cells(notebooks: dict[str, Any], kind: str | None = None) -> Iterator[tuple[str, Cell]]:
    for name, notebook in notebooks.items():
        for cell in notebook["cells"]:
            if kind in (None, cell["cell_type"]):
                yield name, cell


def _checks(notebook: dict[str, Any]) -> list[Cell]:
    return [
        c for c in notebook["cells"] if _marks(c).get("grade") and not _marks(c).get("solution")
    ]


def _cleared(notebook: dict[str, Any]) -> NotebookNode:
    """The student's version, by nbgrader's own preprocessors."""
    clear = ClearSolutions(code_stub={"python": STUB})
    node, resources = clear.preprocess(from_dict(notebook), {})
    return LockCells().preprocess(node, resources)[0]


def _joined(notebook: dict[str, Any]) -> dict[str, Any]:
    cells = [cell | {"source": _source(cell)} for cell in notebook["cells"]]
    return notebook | {"cells": cells}


def test_the_notebooks_are_the_four_exercises(notebooks: dict[str, Any]):
    assert list(notebooks) == list(POINTS)


@pytest.mark.parametrize("name", POINTS)
def test_the_points_stand_where_the_course_puts_them(notebooks: dict[str, Any], name: str):
    graded = [_marks(c) for c in notebooks[name]["cells"] if _marks(c).get("grade")]
    assert {marks["grade_id"]: marks["points"] for marks in graded} == POINTS[name]
    assert [marks["grade_id"] for marks in graded] == list(POINTS[name])
    assert sum(POINTS[name].values()) == 25


def test_every_checked_question_is_declared_with_the_points_of_its_cell(
    notebooks: dict[str, Any], questions: dict[str, Any]
):
    checked = {
        _marks(cell)["grade_id"]: _marks(cell)["points"]
        for notebook in notebooks.values()
        for cell in _checks(notebook)
    }
    assert checked == {name: question.points for name, question in questions.items()}
    assert set(checked) | MANUAL == {name for points in POINTS.values() for name in points}


def test_the_notebooks_are_valid_and_carry_neither_outputs_nor_tags(notebooks: dict[str, Any]):
    for notebook in notebooks.values():
        node = from_dict(_joined(notebook))
        validate(node)
        MetadataValidatorV3().validate_nb(node)
        assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
        assert notebook["metadata"]["kernelspec"]["name"] == "python3"
    for _, cell in _cells(notebooks):
        assert set(cell["metadata"]) == {"nbgrader"}
        assert cell.get("outputs", []) == []
        assert cell.get("execution_count") is None


def test_every_cell_is_called_by_its_grade_id_and_none_twice(notebooks: dict[str, Any]):
    ids = [(cell["id"], _marks(cell)["grade_id"]) for _, cell in _cells(notebooks)]
    assert all(cell_id == grade_id for cell_id, grade_id in ids)
    assert len({cell_id for cell_id, _ in ids}) == len(ids)


def test_only_answers_can_be_edited(notebooks: dict[str, Any]):
    for _, cell in _cells(notebooks):
        marks = _marks(cell)
        assert marks["locked"] != marks["solution"], cell["id"]


def test_a_check_is_one_call_on_an_answer_of_its_own(notebooks: dict[str, Any]):
    for notebook in notebooks.values():
        calls = [CHECK.fullmatch(_source(cell)) for cell in _checks(notebook)]
        assert all(calls)
        assert [call[1] for call in calls] == [_marks(c)["grade_id"] for c in _checks(notebook)]
        variables = [call[2] for call in calls]
        assert len(set(variables)) == len(variables)


def test_each_part_is_a_prompt_an_answer_and_a_check_in_this_order(notebooks: dict[str, Any]):
    for name, notebook in notebooks.items():
        ids = [cell["id"] for cell in notebook["cells"]]
        for question in POINTS[name]:
            parts = [f"{question}_prompt", f"{question}_answer", question]
            parts = [part for part in parts if not (question in MANUAL and "answer" in part)]
            places = [ids.index(part) for part in parts]
            assert places == sorted(places)
            assert places[1] == places[0] + 1


def test_an_answer_starts_with_dots_and_hides_one_solution(notebooks: dict[str, Any]):
    for notebook in notebooks.values():
        cells = {cell["id"]: cell for cell in notebook["cells"]}
        for check in _checks(notebook):
            call = CHECK.fullmatch(_source(check))
            source = _source(cells[f"{call[1]}_answer"])
            assert len(SOLUTION.findall(source)) == 1
            visible = SOLUTION.sub("", source).rstrip()
            if source.startswith("def "):
                assert visible.startswith(f"def {call[2]}(")
                assert visible.endswith('"""\n    ...')
            else:
                assert visible == f"{call[2]} = ..."


def test_nothing_of_a_solution_is_left_for_students(notebooks: dict[str, Any]):
    for notebook in notebooks.values():
        for cell in _cleared(_joined(notebook)).cells:
            if _marks(cell)["solution"] and cell.cell_type == "code":
                assert cell.source.endswith(STUB)
            assert "SOLUTION" not in cell.source


def test_markers_find_a_rubric_worth_the_points_in_each_manual_part(notebooks: dict[str, Any]):
    manual = [(n, c) for n, c in _cells(notebooks, "markdown") if _marks(c)["solution"]]
    assert {cell["id"] for _, cell in manual} == MANUAL
    for name, cell in manual:
        assert SOLUTION.fullmatch(_source(cell))
        rows = re.findall(r"^\| (\d) \|", _source(cell), re.MULTILINE)
        assert sum(int(points) for points in rows) == POINTS[name][cell["id"]]


def test_every_prompt_says_its_points(notebooks: dict[str, Any]):
    for name, cell in _cells(notebooks, "markdown"):
        if cell["id"].endswith("_prompt"):
            points = POINTS[name][cell["id"].removesuffix("_prompt")]
            heading = re.findall(r"^#+ .*\((.+) points?\)$", _source(cell), re.MULTILINE)
            assert heading == [f"{points:g}"], cell["id"]


def test_every_option_stands_in_its_prompt(notebooks: dict[str, Any], questions: dict[str, Any]):
    prompts = {cell["id"]: _source(cell) for _, cell in _cells(notebooks, "markdown")}
    for question in questions.values():
        if isinstance(question, ChoiceQuestion):
            listed = dict(
                re.findall(
                    r"^- \*\*([A-E])\*\*: (.+)$", prompts[f"{question.name}_prompt"], re.MULTILINE
                )
            )
            assert {k: _letters(v) for k, v in listed.items()} == {
                k: _letters(v) for k, v in question.options.items()
            }


def _letters(text: str) -> str:
    """A formula's letters and digits alone: the same in TeX and in plain text."""
    for tex, plain in (
        (r"\\pi", "π"),
        (r"\\sigma", "σ"),
        (r"\\mathrm|\\cdot|\\times|\\odot", ""),
        (r"\^2", "²"),
        (r"\^T|ᵀ", "T"),
    ):
        text = re.sub(tex, plain, text)
    return re.sub(r"[\W_]", "", text)


def test_headings_start_with_one_title_and_skip_no_level(notebooks: dict[str, Any]):
    for name, notebook in notebooks.items():
        levels = [
            len(hashes)
            for cell in notebook["cells"]
            if cell["cell_type"] == "markdown"
            for hashes in re.findall(r"^(#+) (?!BEGIN|END)", _source(cell), re.MULTILINE)
        ]
        assert levels[0] == 1, name
        assert levels.count(1) == 1
        assert all(b <= a + 1 for a, b in pairwise(levels))


def test_the_first_cell_sums_up_and_lists_the_contents_in_order(notebooks: dict[str, Any]):
    for notebook in notebooks.values():
        text = _source(notebook["cells"][0])
        listed = [int(n) for n in re.findall(r"^(\d+)\. \d\w", text, re.MULTILINE)]
        assert listed == list(range(1, len(listed) + 1))
        points = [float(p) for p in re.findall(r"\(([\d.]+) points?\)$", text, re.MULTILINE)]
        assert sum(points) == 25
        assert "Last edited" in text


def _sentences(markdown: str) -> Iterator[str]:
    text = re.sub(r"\$\$.*?\$\$", "", markdown, flags=re.DOTALL)
    text = re.sub(r"`[^`]*`|\$[^$]*\$", "formula", text)
    text = re.sub(r"^#+ .*$|^\|.*$", "", text, flags=re.MULTILINE)
    for block in re.split(r"\n\s*\n|\n(?=- |\d+\. )", text):
        yield from re.split(r"(?<=[.?!])\s+", re.sub(r"^(- |\d+\. )", "", block.strip()))


def test_sentences_are_short_and_belittle_nobody(notebooks: dict[str, Any]):
    for _, cell in _cells(notebooks, "markdown"):
        for sentence in _sentences(_source(cell)):
            assert len(sentence.split()) <= 25, sentence
            assert not BANNED.search(sentence), sentence


def test_pictures_have_a_text(notebooks: dict[str, Any]):
    for _, cell in _cells(notebooks, "markdown"):
        assert not re.search(r"!\[\s*\]\(|<img(?![^>]*\balt=\"[^\"]+\")", _source(cell))


def test_code_cells_are_short(notebooks: dict[str, Any]):
    for _, cell in _cells(notebooks, "code"):
        visible = SOLUTION.sub("", _source(cell)).rstrip()
        assert len(visible.splitlines()) <= 15, cell["id"]


def _run(notebook: NotebookNode) -> dict[str, Any]:
    """Run all cells in order; what each check returned."""
    namespace: dict[str, Any] = {}
    checked = {}
    for cell in notebook.cells:
        if cell.cell_type == "code" and (call := CHECK.fullmatch(cell.source)):
            checked[call[1]] = eval(cell.source, namespace).report  # noqa: S307 - our own cell
        elif cell.cell_type == "code":
            exec(cell.source, namespace)  # noqa: S102 - our own cell
    return checked


@pytest.mark.usefixtures("beside_the_notebooks")
@pytest.mark.parametrize("name", POINTS)
def test_the_worked_solutions_earn_every_automatic_point(
    notebooks: dict[str, Any], name: str, solutions: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("JACOBIAN_REFERENCES", str(solutions))
    checked = _run(from_dict(_joined(notebooks[name])))
    assert {question: report.score for question, report in checked.items()} == {
        question: points for question, points in POINTS[name].items() if question not in MANUAL
    }


@pytest.mark.usefixtures("beside_the_notebooks")
@pytest.mark.parametrize("name", POINTS)
def test_the_untouched_version_runs_and_nothing_in_it_is_attempted(
    notebooks: dict[str, Any], name: str
):
    checked = _run(_cleared(_joined(notebooks[name])))
    assert {report.outcome for report in checked.values()} == {Outcome.NOT_ATTEMPTED}


@pytest.mark.usefixtures("beside_the_notebooks")
def test_what_the_printed_map_decides_is_said_without_any_reference(notebooks: dict[str, Any]):
    settled = set()
    for notebook in notebooks.values():
        checked = _run(from_dict(_joined(notebook)))
        settled |= {name for name, report in checked.items() if report.outcome is Outcome.RIGHT}
    assert settled == {
        *("ex1_jacobian", "ex1_at_point", "ex1_estimate", "ex1_determinant"),
        *("ex2_jacobian", "ex2_determinant", "ex2_image_area"),
        *("ex3_jacobian_H", "ex3_jacobian_G", "ex3_jacobian_F"),
        "ex4_jacobian",
    }


@pytest.mark.parametrize("name", POINTS)
def test_outside_its_folder_a_notebook_says_what_to_do(notebooks: dict[str, Any], name: str):
    cells = [cell for cell in notebooks[name]["cells"] if cell["cell_type"] == "code"]
    with pytest.raises(ImportError, match=r"questions\.py beside it and an up-to-date grader"):
        exec(_source(cells[0]), {})  # noqa: S102 - our own cell
