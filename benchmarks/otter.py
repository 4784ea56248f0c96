"""How does otter-grader grade the four problems? In an environment of its own, where it can be had.

It is no part of this project: it is installed into a temporary folder, for this measurement alone.
Its interface for programs grades without containers, one submission after another in one process.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import nbformat

from benchmarks.class_of_four import require
from benchmarks.commands import Spent, run
from benchmarks.problems import PROBLEMS, Problem, answered, answers, scores, source

NAME = "otter-grader, without containers"
PACKAGES = ("otter-grader", "ipykernel", "matplotlib", "numpy", "sympy")
GRADE = """
import json, sys
from pathlib import Path
from otter.api import grade_submission
found = {}
for path in sys.argv[1:]:
    results = grade_submission(path, "autograder.zip", quiet=True)
    scores = {name: results.get_score(name) for name in results.results}
    Path(path).with_suffix(".json").write_text(json.dumps(scores))
"""


@dataclass(frozen=True)
class Otter:
    """Grades with otter-grader.

    Attributes:
        folder: where.
        python: the interpreter that has it.
        more: how many submissions its longer command has.
        name: of the way.
    """

    folder: Path
    python: Path
    more: int
    name: str = NAME

    def grade(self, students: Mapping[str, int]) -> Spent:
        """Hand in for the students, grade them with one command, and check their scores."""
        paths = [self.folder / f"{student}.ipynb" for student in students]
        for path, number in zip(paths, students.values(), strict=True):
            notebook = answered(source(ours=False), answers(number))
            notebook.cells = [cell for cell in notebook.cells if "HIDDEN TESTS" not in cell.source]
            nbformat.write(notebook, path)
        spent = run([str(self.python), "-c", GRADE, *map(str, paths)], self.folder)
        for path, (student, number) in zip(paths, students.items(), strict=True):
            got = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
            require(self.name, student, got, scores(number))
        return spent

    def private(self, students: Mapping[str, int]) -> list[float]:
        """Unknown: it keeps no outputs."""
        return [float("nan") for _ in students]


def install(folder: Path, more: int) -> Iterator[Otter]:
    """Otter-grader, ready to grade; nothing where it cannot be installed."""
    folder.mkdir()
    environment = folder / "environment"
    python = environment / "bin" / "python"
    make = [sys.executable, "-m", "venv", str(environment)]
    fetch = [str(python), "-m", "pip", "install", "--quiet", *PACKAGES]
    for command in (make, fetch):
        said = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        if said.returncode:
            print(f"otter-grader cannot be installed here: {said.stderr[-500:]}", file=sys.stderr)
            return
    tests = folder / "tests"
    tests.mkdir()
    for problem in PROBLEMS:
        (tests / f"{problem.name}.py").write_text(_test(problem), encoding="utf-8")
    generate = [str(python), "-m", "otter", "generate", "--tests-dir", str(tests)]
    run([*generate, "--output-path", "autograder.zip", "--no-environment"], folder)
    yield Otter(folder, python, more)


def _test(problem: Problem) -> str:
    """A test as otter-grader reads it."""
    case = {"code": f">>> {problem.test}\nTrue", "hidden": True, "locked": False}
    suite = {"cases": [case], "scored": True, "setup": "", "teardown": "", "type": "doctest"}
    test = {"name": problem.name, "points": problem.points, "suites": [suite]}
    return f"OK_FORMAT = True\ntest = {test!r}\n"
