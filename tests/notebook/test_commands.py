"""nbgrader's own commands, as an instructor types them."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tiny_course import NAME, NOTEBOOK, RIGHT, TinyCourse, write_course

NBGRADER = Path(sys.executable).parent / "nbgrader"


def nbgrader(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command by its full path, without the environment's commands on PATH."""
    environment = {
        **{name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"},
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "JUPYTER_CONFIG_DIR": str(folder / "jupyter"),
        "JUPYTER_DATA_DIR": str(folder / "jupyter"),
    }
    return subprocess.run(
        [NBGRADER, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_the_commands_work_from_release_to_export(tmp_path: Path):
    course = write_course(tmp_path / "course")
    steps = [
        ("generate_assignment", NAME),
        ("autograde", NAME),
        ("generate_feedback", NAME),
        ("export",),
    ]
    for step in steps:
        if step[0] == "autograde":
            course.hand_in("ada", course.answered({**RIGHT, "q_essay": "It is."}))
        ran = nbgrader(course.root, *step)
        assert ran.returncode == 0, ran.stderr
    assert "Right" in course.page("ada")
    with (course.layout.build / "grades.csv").open(newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["student_id"], row["score"]) == ("ada", "7.0")
    assert row["needs_human_questions"] == f"{NOTEBOOK}/q_essay"


@pytest.mark.slow
def test_a_configuration_that_was_handed_in_is_not_run_by_commands_of_the_course(
    course: TinyCourse,
):
    marker = course.root / "marker"
    course.hand_in("eve", course.answered(RIGHT))
    (course.folder("eve") / "nbgrader_config.py").write_text(f"open({str(marker)!r}, 'w')")
    (course.folder("eve") / "sympy.py").write_text(f"open({str(marker)!r}, 'w')")
    assert nbgrader(course.root, "autograde", NAME).returncode == 0
    autograded = course.layout.step("autograded", "eve", NAME)
    nbgrader(autograded, "list")
    assert not marker.exists()
    assert course.scores("eve")["q_jacobian"] == 4.0
