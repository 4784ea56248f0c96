"""What does a finite difference of F say at a point? Evidence that needs no formula.

A central difference (F(x + h) − F(x − h))/(2h) with an exact step h and interval arithmetic,
printed to four digits. The step is so small that it stays on the box around a witness on which both
sides, and F, were seen to have a value.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import flint

from grader.domain import Domain
from grader.equivalence import NoValue, evaluate
from grader.equivalence.search.points import points
from grader.expression import Expression, symbols
from grader.verdict import Witness

BITS = 256
DIGITS = 4


def finite_difference(
    component: Expression, variable: str, witness: Witness, domain: Domain
) -> str:
    """∂component/∂variable at the witness's point, as a decimal text; '' where F is undefined.

    The witness names the variables of the derivative; the others, on which the derivative does not
    depend, are given values of their domain.
    """
    point = full_point(component, {variable}, witness, domain)
    if point is None:
        return ""
    step, bits = Fraction(1, 2**witness.bits), 4 * witness.bits
    ahead = evaluate(component, {**point, variable: point[variable] + step}, bits, domain.integers)
    behind = evaluate(component, {**point, variable: point[variable] - step}, bits, domain.integers)
    if isinstance(ahead, NoValue) or isinstance(behind, NoValue):
        return ""
    with flint.ctx.workprec(bits):
        slope = (ahead - behind) / (2 * flint.fmpq(1, step.denominator))
    return decimal_text(slope, DIGITS)


def full_point(
    component: Expression, variables: set[str], witness: Witness, domain: Domain
) -> Mapping[str, Fraction] | None:
    """The witness's point with values for all other names of `component` and `variables`.

    None if no values were found for which `component` is defined there.
    """
    fixed = {name: Fraction(value) for name, value in witness.point}
    others = sorted((symbols(component) | variables) - set(fixed))
    for values in points(others, domain, b"the other variables"):
        if not isinstance(evaluate(component, fixed | values, BITS, domain.integers), NoValue):
            return fixed | values
    return None


def decimal_text(value: flint.arb, digits: int) -> str:
    """A number to so many digits, an exact zero as '0'.

    >>> decimal_text(flint.arb(1) / 3, 4), decimal_text(flint.arb(0), 4)
    ('0.3333', '0')
    """
    return "0" if value == 0 else str(value.str(digits, radius=False))
