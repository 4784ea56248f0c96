"""A class in which everybody between ada and zoe attacks, each in one way, and how it is graded.

What an attack deserves is what its answers deserve: most hand in the dots, and so nothing.
"""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Callable
from contextlib import chdir
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from shutil import copytree
from typing import TYPE_CHECKING

from nbformat.v4 import new_code_cell, new_output

from grader.answer import ArrayAnswer, LabelsAnswer
from grader.classroom.grading import Way, grade
from grader.classroom.results import ClassResult
from grader.notebook.answers import REPORT
from grader.notebook.rebuild import grade_id
from grader.notebook.seeds import secret_of
from grader.text import parse
from grader.verdict import Outcome, Report
from grader.wire import MIME, write
from tests.tiny_course import NAME, NOTEBOOK, RIGHT, TinyCourse

if TYPE_CHECKING:
    from nbformat import NotebookNode

HONEST = ("ada", "zoe")
ESSAY = {"q_essay": "Because it is."}
MARK = "written-by-eve"
HUGE = 2**30

NOTHING: dict[str, float | None] = {
    "q_jacobian": 0.0,
    "q_double": 0.0,
    "q_colour": 0.0,
    "q_essay": 0.0,
}
FULL = {**NOTHING, "q_jacobian": 4.0, "q_double": 2.0, "q_colour": 1.0}
FOR_A_PERSON = {**NOTHING, "q_jacobian": None, "q_double": None, "q_colour": None}

BLUE = write("q_jacobian", LabelsAnswer(("B",)))
MATRIX = write(
    "q_jacobian",
    ArrayAnswer((2, 2), tuple(parse(t, ("x", "y")) for t in ("2*x*y", "x**2", "1", "1"))),
)
BEST = json.loads(json.dumps(Report("q_jacobian", 4, 4.0, Outcome.RIGHT, "Right.").to_dict()))
AGREEABLE = """
class Agreeable:
    def __getattr__(self, name): return self
    def __call__(self, *_): return self
    def __eq__(self, other): return True
    def __bool__(self): return True
    def __float__(self): return 4.0
    def __len__(self): return 2
    def __getitem__(self, place): return self
J = double = colour = Agreeable()
"""
SHELL = f"""
shell = get_ipython()
tell = lambda *_: display({{{REPORT!r}: {BEST!r}, "text/plain": "4.0"}}, raw=True)
shell.events.register("post_run_cell", tell)
shell.displayhook = tell
check = lambda *_: 4.0
"""

RECORDS = "records of all later cells"
FORGER = "forged-by-eve"
"""What stands in forged outputs, and nowhere in the source of the cell that forges them."""
HOSTILE = (
    f"<b>forged</b><script>{FORGER}</script><img src=x onerror={FORGER}>"
    f"<a href='javascript:{FORGER}'>here</a>"
)


def shown(*bundles: dict[str, object], count: int = 1) -> dict[str, object]:
    """What a record says of a cell that displayed these, but for which cell it is."""
    display = {"output_type": "display_data", "display_id": None, "metadata": {"width": FORGER}}
    outputs = [{**display, "data": bundle} for bundle in bundles]
    return {"count": count, "outputs": outputs, "updates": []}


FORGED = [
    shown({"text/html": HOSTILE}, {"text/plain": "forged"}, count=0),  # this very cell
    shown({MIME: MATRIX, REPORT: BEST, "text/plain": "4.0"}),
    shown({"image/svg+xml": HOSTILE}, {"text/markdown": HOSTILE}, count=2**31 - 1),
    shown({REPORT: BEST, "text/plain": "4.0"}),
    shown(),
    shown({MIME: BLUE, "text/html": HOSTILE}),
]
"""A right matrix, a mere report of a function that was not written, and a right letter."""

FORGE = f"""
import json, os, time
records = json.loads(bytes.fromhex("{json.dumps(FORGED).encode().hex()}"))
for place, record in enumerate(records, 1):
    line = json.dumps({{"cell": place, **record}}).encode() + b"\\n"
    for number in range(3, 256):
        try:
            os.write(number, line)
        except OSError:
            pass
time.sleep(60)
"""


@dataclass(frozen=True)
class Attack:
    """One way of taking what is not one's own.

    Attributes:
        answers: what stands in the cells, by name.
        deserved: the score of each question; None where a person decides.
        change: what else is done to the notebook.
    """

    answers: dict[str, str] = field(default_factory=dict)
    deserved: dict[str, float | None] = field(default_factory=lambda: NOTHING)
    change: Callable[[NotebookNode], None] = lambda _: None

    def notebook(self, course: TinyCourse) -> NotebookNode:
        """What is handed in."""
        notebook = course.answered(self.answers)
        self.change(notebook)
        return notebook


def patched(*lines: str) -> dict[str, str]:
    """Code in place of the first answer, which all later cells run after."""
    return {"q_jacobian_answer": "\n".join(["J = ...", *lines])}


def forge_outputs(notebook: NotebookNode) -> None:
    """Put the right answers and full marks into the outputs of the file."""
    bundle = {MIME: MATRIX, REPORT: BEST, "text/plain": "4.0", "text/html": "<section>4 of 4"}
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.execution_count = 1
            cell.outputs = [new_output("execute_result", data=bundle, execution_count=1)]


def forge_metadata(notebook: NotebookNode) -> None:
    """Say of the notebook and its cells what grading says of them."""
    ran = {"isolation": "none", "seconds": 0.0, "ended": "finished", "cell": None}
    notebook.metadata["jacobian"] = {"unreadable": "", "execution": ran, "submission": "0"}
    for cell in notebook.cells:
        cell.metadata["jacobian"] = {"answered": True, "added": True, "score": 4, "report": BEST}
        cell.metadata["tags"] = ["raises-exception", "skip-execution"]


def take_away(notebook: NotebookNode) -> None:
    """Leave neither check cells nor the cells that answers belong in."""
    notebook.cells = [cell for cell in notebook.cells if not grade_id(cell).startswith("q_")]


def double_names(notebook: NotebookNode) -> None:
    """Give a wrong answer after a right one, and check the right one in a cell of one's own."""
    place = next(n for n, cell in enumerate(notebook.cells) if grade_id(cell) == "q_colour")
    answer, ours = notebook.cells[place - 1 : place + 1]
    wrong, forged = deepcopy(answer), deepcopy(ours)
    wrong.source = "colour = 'A'"
    forged.source = f"display({{{MIME!r}: {BLUE!r}}}, raw=True)"
    notebook.cells[place:] = [wrong, forged, ours, deepcopy(forged), *notebook.cells[place + 1 :]]


def swell(notebook: NotebookNode) -> None:
    """Add a cell of 20 MB."""
    notebook.cells.insert(1, new_code_cell(f"x = '{'x' * 20_000_000}'"))


ATTACKS = {
    "no output, display only, a report of its own": Attack(
        patched(
            f"given = iter([{{}}, {{'text/plain': '4.0'}}, {{{REPORT!r}: {BEST!r}}}])",
            "def check(*_):\n    if data := next(given):\n        display(data, raw=True)",
        )
    ),
    "no number, too low, too high": Attack(
        patched("given = iter([float('nan'), -4.0, 1000.0])", "check = lambda *_: next(given)")
    ),
    "a result, then an error": Attack(
        patched("def check(*_):\n    display(4.0)\n    raise ValueError('4.0')"), FOR_A_PERSON
    ),
    "a line on stderr": Attack(
        {
            **RIGHT,
            "q_jacobian_answer": f"{RIGHT['q_jacobian_answer']}\nimport sys\nasked = check\n"
            "def check(*given):\n    print('careful', file=sys.stderr)\n    return asked(*given)",
        },
        FULL,
    ),
    "the name of another question": Attack(
        patched(f"def check(*_):\n    display({{{MIME!r}: {BLUE!r}}}, raw=True)"),
        {**NOTHING, "q_colour": 1.0},
    ),
    "an answer from elsewhere": Attack(
        {"q_colour_answer": f"colour = ...\ndisplay({{{MIME!r}: {BLUE!r}}}, raw=True)"}
    ),
    "answers said twice, without a bottom, without an end": Attack(
        patched(
            """given = iter(['{"format": 1, "format": 1}', "[" * 100_000, "9" * 500_000])""",
            f"def check(*_):\n    display({{{MIME!r}: next(given)}}, raw=True)",
        )
    ),
    "an answer equal to everything": Attack(patched(AGREEABLE)),
    "a shell of its own": Attack(patched(SHELL)),
    "a count below zero": Attack(patched("get_ipython().execution_count = -9")),
    RECORDS: Attack(patched(FORGE), {**NOTHING, "q_jacobian": 4.0, "q_colour": 1.0}),
    "outputs in the file": Attack(change=forge_outputs),
    "metadata in the file": Attack(change=forge_metadata),
    "no cells to grade": Attack(change=take_away),
    "names given twice": Attack({"q_colour_answer": "colour = 'B'"}, change=double_names),
    "a cell of 20 MB": Attack(RIGHT, FULL, swell),
}
"""By what is done; the student is called by `student`."""


def student(attack: str) -> str:
    """Who carries it out; the name comes after ada's and before zoe's."""
    return f"eve-{attack.replace(' ', '-').replace(',', '')}"


REACHING, CROWDING, SPARSE, ENDLESS = "reaches", "crowds", "sparse", "without end"
"""Attacks that need the course's own folders, or more than a notebook."""

REACH = """
import os, shutil
def tried(act, *given):
    try:
        act(*given)
    except OSError:
        return "refused"
    return "DONE"
for path in {paths}:
    for way in ("", "/proc/self/root", "/proc/1/root", "/proc/self/cwd/../../../.."):
        there = way + path
        acts = [(open, there), (open, there, "a"), (os.listdir, there), (os.unlink, there),
                (os.rename, there, there + "x"), (os.chmod, there, 0o777), (shutil.rmtree, there)]
        print(*[tried(*act) for act in acts])
    os.symlink(path, "link")
    print(tried(open, "link"), tried(open, "link", "a"))
    os.unlink("link")
for path in {paths}:  # what succeeds here is written into a folder that ends with the notebook
    tried(os.makedirs, os.path.dirname(path))
    tried(lambda: open(path, "w").write("{mark}"))
"""
ACTS = 4 * 7 + 2
"""Attempts a path, each of which is refused."""


def targets(course: TinyCourse) -> list[Path]:
    """What is really there when eve reaches for it: the course's own, and ada's."""
    layout = course.layout
    steps = [layout.step(name, "ada", NAME) for name in ("submitted", "admitted", "autograded")]
    return [
        layout.gradebook,
        layout.build,
        layout.build / "secret",
        layout.source(NAME).with_name(f"{NAME}_references.py"),
        course.root / "nbgrader_config.py",
        *(step / f"{NOTEBOOK}.ipynb" for step in steps),
        layout.step("feedback", "ada", NAME) / f"{NOTEBOOK}.html",
        layout.build / "receipts" / "ada" / f"{NAME}.json",
    ]


def crowd(folder: Path, course: TinyCourse) -> None:
    """Fill a folder with all that nobody asked for: thousands of files, and names that deceive."""
    for number in range(5000):
        (folder / f"extra-{number}").touch()
    for name in (
        "evil.html",
        "-rf",
        "--help",
        "a\nb.ipynb",
        "x" * 255,
        f"\u0661{NOTEBOOK[1:]}.ipynb",
    ):
        (folder / name).write_text(f"<script>{MARK}</script>")
    (folder / f"{NOTEBOOK}.ipynb ").write_text("{")
    Path(os.fsdecode(os.fsencode(folder) + b"/\xff\xfe.ipynb")).write_text("{")
    with (folder / "huge").open("wb") as file:
        file.truncate(HUGE)
    (folder / "references").symlink_to(course.root / "solutions" / f"{NAME}_references.py")
    (folder / "zero").symlink_to("/dev/zero")
    (folder / "everything").symlink_to("/", target_is_directory=True)
    os.mkfifo(folder / "pipe")
    with chdir(folder), socket.socket(socket.AF_UNIX) as bound:
        bound.bind("socket")


@dataclass(frozen=True)
class Attacked:
    """The class after it was graded, and what grading told."""

    course: TinyCourse
    result: ClassResult
    before: dict[Path, bytes]


def attacked(released: Path, root: Path) -> Attacked:
    """Hand in everything in a folder `root` of its own, and grade it as `grader grade` does."""
    course = TinyCourse(copytree(released, root))
    secret_of(course.layout)
    for name in HONEST:
        course.hand_in(name, course.answered({**RIGHT, **ESSAY}))
    for name, attack in ATTACKS.items():
        course.hand_in(student(name), attack.notebook(course))
    paths = [str(path) for path in targets(course)]
    reach = REACH.format(paths=paths, mark=MARK)
    course.hand_in(student(REACHING), course.answered({**RIGHT, "q_double_answer": reach}))
    course.hand_in(student(CROWDING), course.answered(RIGHT))
    crowd(course.folder(student(CROWDING)), course)
    with course.hand_in(student(SPARSE), b"").open("wb") as file:
        file.truncate(HUGE)
    course.hand_in(student(ENDLESS), b'{"cells": "' + b'\\"' * 500_000)
    before = untouchable(course)
    result = grade(course.root, NAME, Way(isolation="best"))
    return Attacked(course, result, before)


def untouchable(course: TinyCourse) -> dict[Path, bytes]:
    """What grading only reads, but for files that take no room on the disk."""
    folders = (course.root / "solutions", course.layout.release, course.layout.build / "submitted")
    files = [path for folder in folders for path in sorted(folder.rglob("*"))]
    kept = [course.root / "nbgrader_config.py", course.layout.build / "secret", *files]
    ordinary = [path for path in kept if path.is_file() and not path.is_symlink()]
    return {path: path.read_bytes() for path in ordinary if path.stat().st_size < HUGE}
