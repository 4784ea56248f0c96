"""Which polynomial is an expression, if it is one?

>>> from grader.expression import symbol
>>> x, y = symbol("x"), symbol("y")
>>> polynomial((x + y) ** 2, ("x", "y")) == {(2, 0): 1, (1, 1): 2, (0, 2): 1}
True
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from grader.expression import Expression, number, postorder

Polynomial = dict[tuple[int, ...], Fraction]
"""The coefficient of each monomial, which is named by its exponents; zeros are left out."""

MOST_TERMS = 2000
MOST_BITS = 20_000
HIGHEST_POWER = 1000


def polynomial(root: Expression, variables: Sequence[str] = ()) -> Polynomial | None:
    """`root` as a polynomial in `variables` with rational coefficients.

    None if it is none, or if its expanded form has more than `MOST_TERMS` terms.
    """
    found: dict[Expression, Polynomial | None] = {}
    for expression in postorder(root):
        parts = [found[argument] for argument in expression.arguments]
        found[expression] = _one(expression, parts, variables)
    return found[root]


def exact(root: Expression) -> Fraction | None:
    """The value of an expression that is made of rational numbers alone, else None.

    >>> from grader.expression import rational
    >>> exact((rational(1) + 2) / 6)
    Fraction(1, 2)
    """
    constant = polynomial(root)
    return None if constant is None else constant.get((), Fraction(0))


def _one(
    expression: Expression, parts: list[Polynomial | None], variables: Sequence[str]
) -> Polynomial | None:
    value = number(expression)
    if value is not None:
        return _constant(value, len(variables))
    if expression.operation == "symbol" and expression.value in variables:
        return {tuple(int(name == expression.value) for name in variables): Fraction(1)}
    known = [part for part in parts if part is not None]
    combine = _COMBINE.get(expression.operation)
    if combine is None or len(known) < len(parts):
        return None
    return combine(known, len(variables))


def _constant(value: Fraction, arity: int) -> Polynomial:
    return {(0,) * arity: value} if value else {}


def _sum(parts: list[Polynomial], _arity: int) -> Polynomial | None:
    total: Polynomial = {}
    for part in parts:
        for monomial, coefficient in part.items():
            total[monomial] = total.get(monomial, Fraction(0)) + coefficient
    return _bounded(total)


def _product(parts: list[Polynomial], arity: int) -> Polynomial | None:
    product: Polynomial | None = _constant(Fraction(1), arity)
    for part in parts:
        if product is None or len(product) * len(part) > MOST_TERMS * 10:
            return None
        product = _bounded(_times(product, part))
    return product


def _times(left: Polynomial, right: Polynomial) -> Polynomial:
    product: Polynomial = {}
    for a, c in left.items():
        for b, d in right.items():
            monomial = tuple(i + j for i, j in zip(a, b, strict=True))
            product[monomial] = product.get(monomial, Fraction(0)) + c * d
    return product


def _power(parts: list[Polynomial], arity: int) -> Polynomial | None:
    base, exponent = parts
    power = _as_constant(exponent, arity)
    if power is None or power.denominator != 1 or abs(power) > HIGHEST_POWER:
        return None
    if power < 0:
        value = _as_constant(base, arity)
        if not value:
            return None
        base, power = _constant(1 / value, arity), -power
    return _repeated(base, int(power), arity)


def _repeated(base: Polynomial, power: int, arity: int) -> Polynomial | None:
    result: Polynomial | None = _constant(Fraction(1), arity)
    for _ in range(power):
        if result is None:
            return None
        result = _product([result, base], arity)
    return result


_COMBINE: Mapping[str, Callable[[list[Polynomial], int], Polynomial | None]] = {
    "add": _sum,
    "mul": _product,
    "pow": _power,
}


def _as_constant(candidate: Polynomial, arity: int) -> Fraction | None:
    if any(any(monomial) for monomial in candidate):
        return None
    return candidate.get((0,) * arity, Fraction(0))


def _bounded(candidate: Polynomial) -> Polynomial | None:
    kept = {monomial: value for monomial, value in candidate.items() if value}
    sizes = (v.numerator.bit_length() + v.denominator.bit_length() for v in kept.values())
    return kept if len(kept) <= MOST_TERMS and sum(sizes) <= MOST_BITS else None
