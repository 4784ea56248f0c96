"""How is equality decided elsewhere, and here? Six methods, each from formulas to yes, no or None.

Each method starts from formulas that were read already, ours or SymPy's, with the domain as SymPy's
assumptions. A method that samples compiles the two formulas first, as a grader has to.

>>> problem = Problem("sqrt(x**2)", "x", {"x": "real"})
>>> [method.decide(problem) for method in METHODS.values()]
[False, False, False, False, True, False]
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from random import Random
from types import ModuleType

import numpy as np
import sympy
from numpy.lib import scimath

from grader.domain import Domain
from grader.equivalence import compare
from grader.equivalence.decide import decided
from grader.expression import Expression
from grader.text import parse
from grader.verdict import Status

SAMPLES = 5
TOLERANCE = 1e-4
ROUNDING = 1e-9


@dataclass(frozen=True)
class Problem:
    """Two formulas and their variables' ranges, read when first asked for."""

    student: str
    reference: str
    domain: Mapping[str, str]

    @cached_property
    def ours(self) -> tuple[Expression, Expression, Domain]:
        """As `compare` takes them."""
        return parse(self.student), parse(self.reference), Domain.of(self.domain)

    @cached_property
    def symbols(self) -> dict[str, sympy.Symbol]:
        """The variables with what SymPy can know of their ranges."""
        return {name: sympy.Symbol(name, **_ASSUMED[text]) for name, text in self.domain.items()}

    @cached_property
    def sympy(self) -> tuple[sympy.Expr, sympy.Expr]:
        """Both formulas as SymPy's, with exact numbers."""
        student, reference = (
            sympy.sympify(text, locals=self.symbols, rational=True)
            for text in (self.student, self.reference)
        )
        return student, reference


_ASSUMED = {"real": {"real": True}, "positive": {"positive": True}}


@dataclass(frozen=True)
class Method:
    """A way to decide, and how large a share of the pairs it is tried on: every nth."""

    decide: Callable[[Problem], bool | None]
    every: int = 1


def ours(problem: Problem) -> bool | None:
    """Prove or refute."""
    decided.cache_clear()
    status = compare(*problem.ours).status
    return None if status is Status.UNDECIDED else status is Status.PROVED


def simplify(problem: Problem) -> bool:
    """What is written most often."""
    student, reference = problem.sympy
    return sympy.simplify(student - reference) == 0


def equals(problem: Problem) -> bool | None:
    """SymPy's own question; it samples and simplifies."""
    student, reference = problem.sympy
    return student.equals(reference)


def by_exponentials(problem: Problem) -> bool:
    """Simplify exponentials instead of sines and the like."""
    student, reference = problem.sympy
    return (student - reference).rewrite(sympy.exp).simplify() == 0


def with_tolerance(problem: Problem) -> bool | None:
    """The rule of mitx and others: complex arithmetic, a relative tolerance of 0.01 %."""
    return _sampled(problem, _in_one_to_five, TOLERANCE, scimath)


def by_floats(problem: Problem) -> bool | None:
    """Nearly all digits of real floating-point numbers at points of both signs."""
    return _sampled(problem, _around_zero, ROUNDING, np)


def _in_one_to_five(source: Random, _: str) -> float:
    return source.uniform(1, 5)


def _around_zero(source: Random, range_: str) -> float:
    return source.uniform(0 if range_ == "positive" else -3, 3)


def _sampled(
    problem: Problem,
    draw: Callable[[Random, str], float],
    tolerance: float,
    roots_and_logs: ModuleType,
) -> bool | None:
    """Whether five values agree; None if the reference has no value at any of the points."""
    source = Random(f"{problem.student} = {problem.reference}")
    own = {"log": roots_and_logs.log, "sqrt": roots_and_logs.sqrt, **_WITHOUT_A_NAME_IN_NUMPY}
    student, reference = (
        sympy.lambdify(list(problem.symbols.values()), formula, [own, "numpy"])
        for formula in problem.sympy
    )
    agreed = None
    with np.errstate(all="ignore"):
        for _ in range(SAMPLES):
            point = [np.float64(draw(source, range_)) for range_ in problem.domain.values()]
            right, found = complex(reference(*point)), complex(student(*point))
            if not np.isfinite(right):
                continue
            size = max(abs(right), abs(found))
            if not np.isfinite(found) or abs(found - right) > tolerance * size:
                return False
            agreed = True
    return agreed


_WITHOUT_A_NAME_IN_NUMPY = {
    "sec": lambda u: 1 / np.cos(u),
    "sech": lambda u: 1 / np.cosh(u),
    "Heaviside": lambda u, half=0.5: np.heaviside(u, half),
}

OURS = "compare"
METHODS: Mapping[str, Method] = {
    OURS: Method(ours),
    "simplify(a - b) == 0": Method(simplify, every=3),
    "a.equals(b)": Method(equals, every=3),
    "(a - b).rewrite(exp).simplify() == 0": Method(by_exponentials, every=3),
    "5 samples in [1, 5], tolerance 0.01 %": Method(with_tolerance),
    "5 floats in [-3, 3], tolerance 1e-9": Method(by_floats),
}
