"""What does a finite difference of F say at a point? Evidence that needs no formula.

A central difference (F(x + h) − F(x − h))/(2h) with an exact step h and interval arithmetic,
printed to four digits.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import flint

from grader.domain import Domain
from grader.equivalence import evaluate
from grader.expression import Expression, symbols
from grader.questions.points import inner_points
from grader.verdict import Witness

STEP = Fraction(1, 2**24)
BITS = 256


def finite_difference(
    component: Expression, variable: str, witness: Witness, domain: Domain
) -> str:
    """∂component/∂variable at the witness's point, as a decimal text; '' where F is undefined.

    The witness names the variables of the derivative; the others, on which the derivative does not
    depend, are given some value of their domain.
    """
    point = _full_point(component, variable, witness, domain)
    ahead = _value(component, {**point, variable: point[variable] + STEP})
    behind = _value(component, {**point, variable: point[variable] - STEP})
    if ahead is None or behind is None:
        return ""
    slope = (ahead - behind) / (2 * flint.fmpq(STEP.numerator, STEP.denominator))
    return str(slope.str(4, radius=False))


def is_defined(component: Expression, witness: Witness, domain: Domain) -> bool:
    """Whether `component` has a value at the witness's point."""
    return _value(component, _full_point(component, "", witness, domain)) is not None


def _full_point(
    component: Expression, variable: str, witness: Witness, domain: Domain
) -> dict[str, Fraction]:
    names = [*sorted(symbols(component)), variable]
    return next(inner_points(names, domain, 1)) | {
        name: Fraction(value) for name, value in witness.point
    }


def _value(expression: Expression, point: Mapping[str, Fraction]) -> flint.arb | None:
    value = evaluate(expression, point, BITS)
    return value if isinstance(value, flint.arb) and value.is_finite() else None
