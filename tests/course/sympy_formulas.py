"""Formulas in SymPy, compared at two points: a route that shares nothing with the grader."""

from __future__ import annotations

import sympy
from sympy import Matrix, exp, sympify

from grader.questions import Mistake, Question


def s(argument: sympy.Expr) -> sympy.Expr:
    return 1 / (1 + exp(-argument))


def read(question: Question, text: str) -> sympy.Expr:
    names = getattr(question, "names", ())
    return sympify(text, locals={"s": s} | {name: sympy.Symbol(name) for name in names})


def same(a: sympy.Expr, b: sympy.Expr) -> bool:
    """Whether two formulas agree at two rational points, to 30 digits."""
    names = sorted((a - b).free_symbols, key=str)
    points = [{n: sympy.Rational(2 * i + k, 7) for i, n in enumerate(names)} for k in (1, 4)]
    return all(abs((a - b).subs(point).evalf(40)) < sympy.Float("1e-30") for point in points)


def differing(a: Matrix, b: Matrix) -> set[tuple[int, int]]:
    return {
        (i + 1, j + 1) for i in range(a.rows) for j in range(a.cols) if not same(a[i, j], b[i, j])
    }


def describes(question: Question, mistake: Mistake, answer: Matrix) -> bool:
    rows = mistake.answer
    assert isinstance(rows, tuple)
    if (len(rows), len(rows[0])) != answer.shape:
        return False
    return all(
        text is None or same(read(question, text), answer[i, j])
        for i, row in enumerate(rows)
        for j, text in enumerate(row)
    )


def matching(question: Question, answer: Matrix) -> list[str]:
    return [m.name for m in question.mistakes if describes(question, m, answer)]
