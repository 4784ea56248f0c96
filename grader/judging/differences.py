"""What does a finite difference of F say at a point? Evidence that needs no formula.

A central difference (F(x + h) − F(x − h))/(2h) with an exact step h and interval arithmetic,
printed to four digits, or to more where four do not tell it from the entry. The step is so small
that it stays on the box around a witness on which both sides, and F, were seen to have a value.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from fractions import Fraction

import flint

from grader.domain import Domain
from grader.equivalence import NoValue, evaluate, is_total
from grader.equivalence.search.points import points
from grader.expression import Expression, postorder, symbols
from grader.verdict import Step, Witness

BITS = 256
DIGITS = 4
ALL_DIGITS = 15
"""As many as a witness gives of the entry's value."""
SHORT = 3
"""Digits of a change: more would show the curvature of F."""
CLEARLY = 4
"""How many times an entry's error exceeds what the curvature of F does in a step."""
SIZES = (Fraction(1, 100), Fraction(-1, 100), Fraction(1, 10_000))
JUMPING = frozenset({"sign", "heaviside", "atan2", "acot"})
"""Operations that have a value where they jump."""


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
    short = decimal_text(slope, DIGITS)
    return decimal_text(slope, ALL_DIGITS) if _agree(short, witness.student) else short


def small_step(
    component: Expression, variable: str, witness: Witness, slope: str, domain: Domain
) -> Step | None:
    """What a small step of one variable does to `component`, and what an entry predicts.

    None if F is undefined there, or if at the steps that are tried the entry's error is not far
    larger than what the curvature of F does, or does not show in the digits that are given.

    Args:
        component: the component of F.
        variable: the variable that moves.
        witness: where an entry is wrong, and its value there.
        slope: what a finite difference says there.
        domain: what the variables range over.
    """
    point = full_point(component, {variable}, witness, domain)
    wrong, right = _value(witness.student), _value(slope)
    if point is None or wrong is None or right is None:
        return None
    if not witness.point and not _is_continuous(component, domain):
        return None  # what holds at one place need not hold anywhere
    for size in SIZES:
        end = {**point, variable: point[variable] + size}
        change = _change(component, point, end, domain)
        if change is not None and domain[variable].contains(end[variable]):
            with flint.ctx.workprec(BITS):
                predicted, expected = wrong * _exact(size), right * _exact(size)
                clear = abs(predicted - expected) > CLEARLY * abs(change - expected)
            told = decimal_text(predicted, SHORT), decimal_text(change, SHORT)
            if clear and told[0] != told[1]:
                return Step(variable, str(float(size)), *told)
    return None


def _is_continuous(component: Expression, domain: Domain) -> bool:
    """Whether `component` has a value everywhere and does not jump, as its form shows."""
    operations = {each.operation for each in postorder(component)}
    return is_total(component, domain) and JUMPING.isdisjoint(operations)


def _change(
    component: Expression,
    start: Mapping[str, Fraction],
    end: Mapping[str, Fraction],
    domain: Domain,
) -> flint.arb | None:
    before, after = (evaluate(component, p, BITS, domain.integers) for p in (start, end))
    if isinstance(before, NoValue) or isinstance(after, NoValue):
        return None
    with flint.ctx.workprec(BITS):
        return flint.arb(after - before)


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


def _agree(short: str, value: str) -> bool:
    """Whether a number to `DIGITS` digits is `value`, rounded."""
    try:
        return Decimal(f"{Decimal(value):.{DIGITS}g}") == Decimal(short)
    except InvalidOperation:
        return False


def _value(text: str) -> flint.arb | None:
    """A number as it was printed; as a fraction, 1e+210704567 would take minutes."""
    try:
        with flint.ctx.workprec(BITS):
            return flint.arb(text)
    except ValueError:
        return None


def _exact(value: Fraction) -> flint.fmpq:
    return flint.fmpq(value.numerator, value.denominator)


def decimal_text(value: flint.arb, digits: int) -> str:
    """A number to so many digits, an exact zero as '0'.

    >>> decimal_text(flint.arb(1) / 3, 4), decimal_text(flint.arb(0), 4)
    ('0.3333', '0')
    """
    return "0" if value == 0 else str(value.str(digits, radius=False))
