from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest
from nbgrader.converters.base import NbGraderException

from grader.classroom.grading import grade
from grader.classroom.regrading.regrade import regrade
from grader.errors import ConfigError
from grader.notebook.turns import turn
from tests.tiny_course import NAME, RIGHT, TinyCourse

HOLDER = """
import sys
from pathlib import Path
from grader.notebook.layout import Layout
from grader.notebook.turns import turn
with turn(Layout.of_course(Path(sys.argv[1]))):
    print("taken", flush=True)
    sys.stdin.read()
"""
COMMANDS = {
    "grader grade": lambda course: grade(course.root, NAME),
    "grader regrade": lambda course: regrade(course.root, NAME),
    "nbgrader autograde": TinyCourse.autograde,
    "nbgrader generate_feedback": TinyCourse.give_feedback,
}


@pytest.fixture
def graded(course: TinyCourse) -> TinyCourse:
    """A class that was graded once."""
    course.hand_in("ada", course.answered(RIGHT))
    assert grade(course.root, NAME).submissions
    return course


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_command_says_that_another_one_is_grading_the_class_and_touches_nothing(
    graded: TinyCourse, command: Callable[[TinyCourse], object]
):
    graded.hand_in("ada", graded.answered())
    before = {path: path.stat().st_mtime_ns for path in graded.layout.build.rglob("*")}
    with (
        turn(graded.layout),
        pytest.raises((ConfigError, NbGraderException), match="another command is grading"),
    ):
        command(graded)
    database = {graded.layout.gradebook}  # it is asked, and may be compacted
    after = {path: path.stat().st_mtime_ns for path in graded.layout.build.rglob("*")}
    assert {name for name in before if before[name] != after.get(name)} <= database


@pytest.mark.slow
def test_each_command_ends_its_turn(graded: TinyCourse):
    for command in COMMANDS.values():
        command(graded)
    assert graded.scores("ada")["q_double"] == 2


def test_a_turn_ends_with_its_process_however_that_ends(course: TinyCourse):
    command = [sys.executable, "-c", HOLDER, str(course.root)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, text=True, **pipes) as other:
        assert other.stdout.readline() == "taken\n"
        with pytest.raises(ConfigError, match="another command"), turn(course.layout):
            pass
        other.kill()
    with turn(course.layout):
        pass


def test_a_place_that_cannot_be_locked_is_said(course: TinyCourse):
    (course.layout.build / ".turn").mkdir()
    with pytest.raises(ConfigError, match="can't be locked: Is a directory"), turn(course.layout):
        pass
