"""Which four problems do graders meet side by side? The Jacobian matrices of the four exercises.

They are written in each grader's own way: with hidden tests that call `simplify` for nbgrader alone
and for otter-grader, with declared questions for this package. Every answer is right, or wrong in
each entry, so that all give full marks or none. Which it is follows from the student's number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

if TYPE_CHECKING:
    from nbformat import NotebookNode

ASSIGNMENT = "four"
NOTEBOOK = "problems"
IMPORTS = "import numpy as np\nimport sympy as sp\nimport matplotlib.pyplot as plt"
OURS = "import questions as q\nfrom grader import check"
TELLING = "told = True"
LAST = """\
plt.plot(np.linspace(0, 1))
if "told" in globals():
    print(sum(int(line.split()[1]) for line in open("/proc/self/smaps_rollup")
              if line.startswith("Private")), "kB private")"""
"""Draws, as many a notebook does, and tells those who ask what memory no other process shares."""
KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}
ANSWER = "_answer"
WRONG_OF = 4
"""One answer in so many is wrong."""
_Z = ("W11*x1 + W12*x2 + W13*x3 + b1", "W21*x1 + W22*x2 + W23*x3 + b2")


@dataclass(frozen=True)
class Problem:
    """The Jacobian matrix of a map.

    Attributes:
        name: its grade_id, and the name that students give their answer.
        variables: what the map is differentiated by.
        function: its components.
        rows: the right answer.
        points: what it earns.
        parameters: other symbols.
    """

    name: str
    variables: str
    function: Sequence[str]
    rows: Sequence[Sequence[str]]
    points: int
    parameters: str = ""

    @property
    def setting(self) -> str:
        """Code that names symbols and the map."""
        names = f"{self.variables} {self.parameters}".split()
        symbols = f"{', '.join(names)} = sp.symbols({' '.join(names)!r}, real=True)"
        return f"{symbols}\nF = sp.Matrix([{', '.join(self.function)}])"

    @property
    def declaration(self) -> str:
        """The question, as `questions.py` declares it."""
        return (
            f"{self.name} = JacobianQuestion(name={self.name!r}, points={self.points}, "
            f"prompt='The Jacobian matrix of F.', variables={self.variables!r}, "
            f"parameters={self.parameters!r}, function={tuple(self.function)!r})\n"
        )

    @property
    def expected(self) -> str:
        """Code for the right answer."""
        rows = ", ".join(f"[{', '.join(row)}]" for row in self.rows)
        return f"sp.Matrix([{rows}])"

    @property
    def test(self) -> str:
        """An expression that says whether the answer is right, the way it is done with SymPy."""
        shape = f"{len(self.rows)}, {len(self.rows[0])}"
        return f"sp.simplify({self.name} - {self.expected}) == sp.zeros({shape})"

    def answer(self, number: int) -> str:
        """Code that answers as student `number` does; no two numbers give the same formula."""
        first = self.variables.split()[0]
        lines = [self.setting, f"{self.name} = F.jacobian([{', '.join(self.variables.split())}])"]
        if not self.right(number):
            lines += [f"{self.name} = -{self.name} - sp.ones(*{self.name}.shape)*{first}"]
        nothing = f"({first} + {number})**2 - {first}**2 - {2 * number}*{first} - {number**2}"
        lines += [f"{self.name}[0, 0] += {nothing}"] if number else []
        return "\n".join([*lines, self.name])

    def right(self, number: int) -> bool:
        """Whether student `number` answers right."""
        return (number + self.points) % WRONG_OF != 0

    def score(self, number: int) -> float:
        """What student `number` has earned."""
        return float(self.points if self.right(number) else 0)


PROBLEMS = (
    Problem(
        "compute",
        "x y z",
        ("x**2 + y*z", "sp.sin(x*y)", "sp.exp(x + z)"),
        (
            ("2*x", "z", "y"),
            ("y*sp.cos(x*y)", "x*sp.cos(x*y)", "0"),
            ("sp.exp(x + z)", "0", "sp.exp(x + z)"),
        ),
        1,
    ),
    Problem("determinant", "x y", ("x**2 - y**2", "2*x*y"), (("2*x", "-2*y"), ("2*y", "2*x")), 2),
    Problem(
        "chain_rule",
        "x y",
        ("x*y + (x + y)*y**2", "x*y*(x + y)"),
        (("y + y**2", "x + 2*x*y + 3*y**2"), ("2*x*y + y**2", "x**2 + 2*x*y")),
        3,
    ),
    Problem(
        "layer",
        "x1 x2 x3",
        tuple(f"1/(1 + sp.exp(-({z})))" for z in _Z),
        tuple(
            tuple(f"W{i}{j}*sp.exp(-({z}))/(1 + sp.exp(-({z})))**2" for j in (1, 2, 3))
            for i, z in enumerate(_Z, 1)
        ),
        4,
        "W11 W12 W13 W21 W22 W23 b1 b2",
    ),
)


def scores(number: int) -> dict[str, float]:
    """What student `number` has earned, by problem."""
    return {problem.name: problem.score(number) for problem in PROBLEMS}


def in_formulas(code: str) -> str:
    """A formula of SymPy as this package reads it.

    >>> in_formulas("y*sp.cos(x*y)")
    'y*cos(x*y)'
    """
    return code.replace("sp.", "")


def questions() -> str:
    """The file `questions.py`."""
    declared = "".join(in_formulas(problem.declaration) for problem in PROBLEMS)
    return f"from grader.questions import JacobianQuestion\n\n{declared}"


def references() -> str:
    """The file of references."""
    known = {p.name: [[in_formulas(e) for e in row] for row in p.rows] for p in PROBLEMS}
    return f"references = {known!r}\n"


def source(*, ours: bool) -> NotebookNode:
    """The notebook as an instructor writes it, for this package or for nbgrader alone."""
    cells = [new_code_cell(f"{IMPORTS}\n{OURS}" if ours else IMPORTS)]
    for problem in PROBLEMS:
        test = f"check(q.{problem.name}, {problem.name})" if ours else _hidden(problem)
        cells += [
            *_asked(problem),
            new_code_cell(test, metadata=_marks(problem.name, problem.points)),
        ]
    cells += [new_code_cell(LAST)]
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    return new_notebook(cells=cells, metadata={"kernelspec": KERNEL})


def answered(released: NotebookNode, answers: Mapping[str, str]) -> NotebookNode:
    """The released notebook, in place, with answers by the names of problems."""
    for cell in released.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id", "")
        if name.endswith(ANSWER):
            cell.source = answers[name.removesuffix(ANSWER)]
    return released


def answers(number: int, *, telling: bool = False) -> dict[str, str]:
    """All answers of student `number`, who may ask for the memory: to tell takes time."""
    asked = f"{TELLING}\n" if telling else ""
    return {problem.name: asked + problem.answer(number) for problem in PROBLEMS}


def _asked(problem: Problem) -> Iterator[NotebookNode]:
    yield new_markdown_cell(f"## {problem.name}\n\nThe Jacobian matrix of $F$?")
    solution = f"### BEGIN SOLUTION\n{problem.answer(0)}\n### END SOLUTION"
    text = f"{problem.name} = ...\n{solution}"
    yield new_code_cell(text, metadata=_marks(f"{problem.name}{ANSWER}"))


def _hidden(problem: Problem) -> str:
    return f"### BEGIN HIDDEN TESTS\nassert {problem.test}\n### END HIDDEN TESTS"


def _marks(name: str, points: int = 0) -> dict[str, object]:
    kind = {"grade": bool(points), "solution": not points, "locked": bool(points)}
    worth = {"points": points} if points else {}
    return {"nbgrader": {"grade_id": name, "schema_version": 3, **kind, **worth}}
