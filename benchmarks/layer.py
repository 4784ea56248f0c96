"""What is asked about a layer of sigmoids of any size, what is right, and what a student gives?

>>> question = layer(2, 3)
>>> question.function[1]
's(W21*x1 + W22*x2 + W23*x3 + b2)'
>>> answer(2, 3).shape == (len(reference(2, 3)), len(reference(2, 3)[0])) == (2, 3)
True
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from tempfile import TemporaryDirectory

import sympy

from grader.questions import JacobianQuestion

SIGMOID = {"s": ("z", "1/(1 + exp(-z))")}
FOLDER = "JACOBIAN_REFERENCES"
QUESTIONS = """
from benchmarks.layer import layer

layer_jacobian = layer({rows}, {columns})
"""
REFERENCES = """
from benchmarks.layer import reference

references = {{"layer_jacobian": reference({rows}, {columns})}}
"""


def layer(rows: int, columns: int) -> JacobianQuestion:
    """The question of exercise 4 for a matrix W of any size below 10×10."""
    weights = [f"W{i}{j}" for i in range(1, rows + 1) for j in range(1, columns + 1)]
    biases = [f"b{i}" for i in range(1, rows + 1)]
    return JacobianQuestion(
        name="layer_jacobian",
        points=6,
        prompt="The Jacobian matrix of F(x) = σ(Wx + b)?",
        variables=" ".join(f"x{j}" for j in range(1, columns + 1)),
        parameters=" ".join([*weights, *biases]),
        function=tuple(f"s({_inside(i, columns)})" for i in range(1, rows + 1)),
        functions=SIGMOID,
    )


def _inside(row: int, columns: int) -> str:
    return " + ".join([*(f"W{row}{j}*x{j}" for j in range(1, columns + 1)), f"b{row}"])


def reference(rows: int, columns: int) -> list[list[str]]:
    """σ′(z)·W, as an instructor writes it."""
    return [
        [f"s({z})*(1 - s({z}))*W{i}{j}" for j in range(1, columns + 1)]
        for i, z in ((i, _inside(i, columns)) for i in range(1, rows + 1))
    ]


def answer(rows: int, columns: int) -> sympy.Matrix:
    """The student's matrix: SymPy's derivative of the layer."""
    weights = _matrix("W", rows, columns)
    inputs, biases = _matrix("x", columns, 1), _matrix("b", rows, 1)
    outputs = (weights * inputs + biases).applyfunc(lambda z: 1 / (1 + sympy.exp(-z)))
    return outputs.jacobian(inputs)


def _matrix(name: str, height: int, width: int) -> sympy.Matrix:
    def entry(i: int, j: int) -> sympy.Symbol:
        index = f"{i + 1}{j + 1}" if width > 1 else f"{i + 1}"
        return sympy.Symbol(name + index, real=True)

    return sympy.Matrix(height, width, entry)


@contextmanager
def declared(rows: int, columns: int, *, given: bool) -> Iterator[JacobianQuestion]:
    """The question in a module `questions`, as a notebook imports it.

    Args:
        rows: of the matrix.
        columns: of the matrix.
        given: whether the reference lies on this computer; else it is derived from the printed F.
    """
    size = {"rows": rows, "columns": columns}
    with TemporaryDirectory() as temporary:
        folder = Path(temporary, "layers")
        folder.mkdir()
        path = folder / "questions.py"
        path.write_text(QUESTIONS.format(**size), encoding="utf-8")
        beside = folder.with_name("layers_references.py")
        beside.write_text(REFERENCES.format(**size), encoding="utf-8")
        if given:
            os.environ[FOLDER] = temporary
        spec = spec_from_file_location("questions", path)
        module = module_from_spec(spec)
        sys.modules["questions"] = module
        spec.loader.exec_module(module)
        yield module.layer_jacobian
        del sys.modules["questions"]
        os.environ.pop(FOLDER, None)
