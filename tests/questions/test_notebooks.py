import json
from pathlib import Path
from typing import Any

import pytest

from grader.errors import ConfigError
from grader.questions.notebooks import GradeCell, Marking, Notebook, read_notebook


def cell(**marks: str | float) -> dict[str, Any]:
    return {"cell_type": "code", "metadata": {"nbgrader": marks} if marks else {}, "source": ""}


def written(path: Path, *cells: dict[str, Any]) -> Path:
    path.write_text(json.dumps({"cells": list(cells), "nbformat": 4, "nbformat_minor": 5}))
    return path


def test_only_cells_that_earn_points_are_read(tmp_path: Path):
    path = written(
        tmp_path / "1_compute.ipynb",
        cell(),
        cell(grade=False, solution=True, grade_id="j_answer"),
        cell(grade=True, solution=False, grade_id="j", points=9),
        cell(grade=True, solution=True, grade_id="meaning", points=1.5),
    )
    notebook = read_notebook(path)
    assert notebook == Notebook(
        "1_compute",
        (
            GradeCell("j", 9.0, Marking.AUTOMATIC),
            GradeCell("meaning", 1.5, Marking.MANUAL),
        ),
    )
    assert notebook.questions == ("j",)
    assert notebook.points == 10.5


@pytest.mark.parametrize("text", ["", "[]", '{"cells": 3}', '{"cells": ["x"]}', '{"cells": [{}]}'])
def test_what_is_no_notebook_is_named(tmp_path: Path, text: str):
    path = tmp_path / "broken.ipynb"
    path.write_text(text)
    with pytest.raises(ConfigError, match=r"broken\.ipynb is not a notebook"):
        read_notebook(path)


def test_a_grade_cell_without_points_is_refused(tmp_path: Path):
    path = written(tmp_path / "n.ipynb", cell(grade=True, grade_id="j"))
    with pytest.raises(ConfigError, match="points"):
        read_notebook(path)
