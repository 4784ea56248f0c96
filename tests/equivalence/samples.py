"""Short names for building expressions, and an evaluator that shares nothing with the package."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import partial

import mpmath
from mpmath import mp, mpc, mpf

from grader.domain import Domain
from grader.equivalence import compare
from grader.expression import (
    Expression,
    apply,
    constant,
    number,
    postorder,
    rational,
    symbol,
    symbols,
)
from grader.verdict import Status, Verdict

x, y, z, n = symbol("x"), symbol("y"), symbol("z"), symbol("n")
pi, i = constant("pi"), constant("i")
half = rational(1, 2)
sin, cos, tan, exp, log = (partial(apply, f) for f in ("sin", "cos", "tan", "exp", "log"))
sinh, cosh, tanh, sech = (partial(apply, f) for f in ("sinh", "cosh", "tanh", "sech"))
absolute, sign, atan, asin = (partial(apply, f) for f in ("abs", "sign", "atan", "asin"))
REAL = Domain()
DIGITS = 60


def sqrt(u: Expression | int) -> Expression:
    return (u if isinstance(u, Expression) else rational(u)) ** half


def decided(
    student: Expression, reference: Expression, ranges: Mapping[str, str] | None = None
) -> Verdict:
    """The verdict, once its evidence has been checked by the independent evaluator."""
    domain = Domain.of(ranges or {})
    verdict = compare(student, reference, domain)
    check(student, reference, domain, verdict)
    return verdict


def status(
    student: Expression, reference: Expression, ranges: Mapping[str, str] | None = None
) -> Status:
    return decided(student, reference, ranges).status


def check(student: Expression, reference: Expression, domain: Domain, verdict: Verdict) -> None:
    if verdict.status is Status.REFUTED:
        _check_witness(student, reference, domain, verdict)
    elif verdict.status is Status.PROVED:
        _check_samples(student, reference, domain)
    else:
        assert verdict.reason


def _check_witness(
    student: Expression, reference: Expression, domain: Domain, verdict: Verdict
) -> None:
    witness = verdict.witness
    assert witness is not None
    point = {name: Fraction(text) for name, text in witness.point}
    assert all(domain[name].contains(place) for name, place in point.items())
    with mp.workdps(DIGITS + witness.bits // 3):
        theirs, ours = (value(side, point, domain.integers) for side in (reference, student))
        assert theirs is not None
        if witness.student == "undefined":
            assert ours is None
        else:
            assert ours is not None
            assert abs(ours - theirs) >= mpf(str(Decimal(witness.gap))) * (1 - mpf(10) ** -20) > 0


def _check_samples(student: Expression, reference: Expression, domain: Domain) -> None:
    source = random.Random(1)  # noqa: S311 - repeatable
    names = sorted(symbols(student, reference))
    for _ in range(12):
        point = {name: Fraction(2 * source.randint(-400, 400) + 1, 97) for name in names}
        if all(domain[name].contains(place) for name, place in point.items()):
            with mp.workdps(4 * DIGITS):
                ours, theirs = (value(e, point, domain.integers) for e in (student, reference))
                if ours is not None and theirs is not None:
                    size = max(abs(ours), abs(theirs), 1)
                    assert abs(ours - theirs) <= size * mpf(10) ** -DIGITS, point


def value(
    expression: Expression, point: Mapping[str, Fraction], integers: frozenset[str] = frozenset()
) -> mpf | mpc | None:
    """The value at the working precision in real arithmetic; None where there is none."""
    values: dict[Expression, mpf | mpc | None] = {}
    for part in postorder(expression):
        arguments = [values[argument] for argument in part.arguments]
        if None in arguments:
            values[part] = None
        else:
            try:
                values[part] = _one(part, arguments, point, integers)
            except ZeroDivisionError:
                values[part] = None
    return values[expression]


def _one(
    part: Expression,
    arguments: list[mpf | mpc],
    point: Mapping[str, Fraction],
    integers: frozenset[str],
) -> mpf | mpc | None:
    exact = number(part)
    if exact is not None:
        return mpf(exact.numerator) / exact.denominator
    if part.operation == "symbol":
        return mpf(point[str(part.value)].numerator) / point[str(part.value)].denominator
    if part.operation == "constant":
        return mpc(0, 1) if part is i else +mp.pi
    if part.operation == "pow":
        exact = folded(part.arguments[1])
        if exact is None and _is_whole(part.arguments[1], integers):
            exact = Fraction(int(mpmath.nint(arguments[1])))
        return _power(*arguments, exact)
    return _FUNCTIONS[part.operation](*arguments)


def _is_whole(exponent: Expression, integers: frozenset[str]) -> bool:
    """Whether an exponent is made of integers by sums and products."""
    parts = list(postorder(exponent))
    exact = [number(part) for part in parts]
    return symbols(exponent) <= integers and all(
        part.operation in ("add", "mul", "symbol") if value is None else value.denominator == 1
        for part, value in zip(parts, exact, strict=True)
    )


def folded(expression: Expression) -> Fraction | None:
    """The value of an exponent, if it is a rational number by arithmetic alone."""
    inside = [folded(argument) for argument in expression.arguments]
    exact = number(expression)
    known = [part for part in inside if part is not None]
    if exact is not None or len(known) < len(inside) or not inside:
        return exact
    if expression.operation == "add":
        return sum(known, Fraction(0))
    if expression.operation == "mul":
        return _product(known)
    if expression.operation == "pow" and known[1].denominator == 1:
        return known[0] ** known[1].numerator
    return None


def _product(factors: list[Fraction]) -> Fraction:
    product = Fraction(1)
    for factor in factors:
        product *= factor
    return product


def _power(base: mpf | mpc, exponent: mpf | mpc, exact: Fraction | None) -> mpf | mpc | None:
    if exact is None:
        return base**exponent if isinstance(exponent, mpc) or base > 0 else None
    if exact.denominator == 1:
        return base**exact.numerator
    if base < 0 and exact.denominator % 2 == 0:
        return None
    size = abs(base) ** (mpf(exact.numerator) / exact.denominator)
    return -size if base < 0 and exact.numerator % 2 else size


def _between(
    function: Callable[[mpf], mpf], least: float, most: float
) -> Callable[[mpf], mpf | None]:
    return lambda u: function(u) if least <= u <= most else None


_FUNCTIONS: dict[str, Callable[..., mpf | mpc | None]] = {
    "add": lambda *terms: mpmath.fsum(terms),
    "mul": lambda *factors: mpmath.fprod(factors),
    "log": lambda u: mpmath.log(u) if u > 0 else None,
    "asin": _between(mpmath.asin, -1, 1),
    "acos": _between(mpmath.acos, -1, 1),
    "acosh": _between(mpmath.acosh, 1, mpmath.inf),
    "atanh": lambda u: mpmath.atanh(u) if -1 < u < 1 else None,
    "asec": lambda u: mpmath.acos(1 / u) if abs(u) >= 1 else None,
    "acsc": lambda u: mpmath.asin(1 / u) if abs(u) >= 1 else None,
    "acot": lambda u: mpmath.atan(1 / u) if u else mp.pi / 2,
    "abs": abs,
    "max": max,
    "min": min,
    "heaviside": lambda u: (mpmath.sign(u) + 1) / 2,
    "atan2": lambda v, u: mpmath.atan2(v, u) if v or u else None,
    **{
        name: getattr(mpmath, name)
        for name in ("exp", "sin", "cos", "tan", "sec", "csc", "cot", "atan", "sinh", "cosh")
    },
    **{name: getattr(mpmath, name) for name in ("tanh", "sech", "csch", "coth", "asinh", "sign")},
    **{name: getattr(mpmath, name) for name in ("re", "im")},
    "conjugate": mpmath.conj,
}
