"""How long does `grader report` take for a class of any size?

Each report is made by a new process, as an instructor's is. Its processor time counts what its own
workers took, and depends less than its real time on what else the machine does.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.synthetic_class import ASSIGNMENT, write_class

ROOT = Path(__file__).resolve().parents[1]
SIZES = (10, 100, 1000)
HEADER = ["students", "scores", "processor s", "page kB"]
BEFORE_SCORES = ("student", "total", "needs_human", "isolation", "seconds")
COMMAND = "import sys; from grader.cli import main; sys.exit(main(sys.argv[1:]))"


def class_reports(sizes: tuple[int, ...] = SIZES) -> list[list[str]]:
    """One row a class."""
    return [HEADER, *(_row(students) for students in sizes)]


def _row(students: int) -> list[str]:
    with TemporaryDirectory() as folder:
        root = Path(folder, "class")
        write_class(root, ROOT, students)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        command = [sys.executable, "-c", COMMAND, "report", ASSIGNMENT, "--root", str(root)]
        subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        table = (root / "report" / f"{ASSIGNMENT}-students.csv").read_text(encoding="utf-8")
        questions = len(table.partition("\n")[0].split(",")) - len(BEFORE_SCORES)
        size = (root / "report" / f"{ASSIGNMENT}.html").stat().st_size
    scores = str(students * questions)
    return [str(students), scores, f"{spent:.1f}", f"{size / 1000:.0f}"]
