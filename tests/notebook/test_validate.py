"""What nbgrader's Validate, which JupyterLab offers as a button, says about a notebook."""

from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from nbformat import write
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.validator import Validator

GRADED = {
    "schema_version": 3,
    "grade": True,
    "solution": False,
    "locked": False,
    "task": False,
    "points": 4,
    "cell_type": "code",
}


def validated(question: ModuleType, name: str, answer: str) -> dict[str, Any]:
    """What Validate finds in a notebook that gives `answer` to the question called `name`."""
    cells = [
        new_code_cell("from grader import check\nimport questions as q"),
        new_code_cell(
            f"check(q.{name}, {answer})", metadata={"nbgrader": {**GRADED, "grade_id": name}}
        ),
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = new_notebook(cells=cells, metadata={"kernelspec": kernel})
    path = Path(str(question.__file__)).with_name("exercise.ipynb")
    write(notebook, path)
    found: dict[str, Any] = Validator().validate(str(path))
    return found


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    ("name", "answer", "said"),
    [
        ("J", "[['2*x*y', 'x**2'], [1, 1]]", ""),
        ("J", "[['x*y', 'x**2'], [1, 1]]", "Partly right, 3 of 4 points"),
        ("J", "...", "Not attempted"),
        ("J", "{1, 2}", "A set was found, which has no order"),
        ("shape", "(7, 7)", ""),
    ],
)
def test_validate_reports_what_is_known_to_be_wrong(
    q: ModuleType, name: str, answer: str, said: str
):
    failed = validated(q, name, answer).get("failed", [])
    assert len(failed) == bool(said)
    assert all(said in cell["error"] for cell in failed)
