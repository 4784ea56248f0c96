"""What is the value of one operation on numbers of mpmath? Exact where it can be, or None.

Every discontinuity is a decision by a sign. Where an inexact number is too close to zero for that,
there is no answer but `UnsureError`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

import mpmath
from mpmath import mp, mpc, mpf

Value = Fraction | mpf | mpc
LONGEST = 4000
"""Exact numbers with more bits than that become inexact."""


class UnsureError(Exception):
    """The digits do not suffice to tell, or what is meant is left open on purpose."""


@dataclass(frozen=True)
class Limits:
    """Below `tiny` an inexact number may be zero; above `huge` too few digits are left."""

    tiny: mpf
    huge: mpf

    def kept(self, value: Value | None) -> Value | None:
        """The value as others may use it.

        Raises:
            UnsureError: it is too large.
        """
        if value is None:
            return None
        if isinstance(value, Fraction):
            bits = value.numerator.bit_length() + value.denominator.bit_length()
            return value if bits <= LONGEST else self.kept(inexact(value))
        if not abs(value) < self.huge:
            raise UnsureError
        return value.real if isinstance(value, mpc) and value.imag == 0 else value

    def sign(self, value: Value) -> int:
        """The sign of a real number: -1, 0 or 1.

        Raises:
            UnsureError: it cannot be told.
        """
        if isinstance(value, Fraction):
            return (value > 0) - (value < 0)
        if isinstance(value, mpc) or abs(value) < self.tiny:
            raise UnsureError
        return 1 if value > 0 else -1

    def is_zero(self, value: Value) -> bool:
        """Whether a number is zero.

        Raises:
            UnsureError: it cannot be told.
        """
        if isinstance(value, mpc) and abs(value) >= self.tiny:
            return False
        return self.sign(value) == 0


def inexact(value: Value) -> mpf | mpc:
    """The value as a number of mpmath."""
    return mpf(value.numerator) / value.denominator if isinstance(value, Fraction) else value


def fixed_power(base: Value, exponent: Fraction, limits: Limits) -> Value | None:
    """base**exponent for a rational constant: odd roots are real, even ones need base >= 0."""
    p, q = exponent.numerator, exponent.denominator
    if p == 0:
        return Fraction(1)
    if (p < 0 or q > 1) and limits.is_zero(base):
        return Fraction(0) if p > 0 else None
    if q == 1:
        short = isinstance(base, Fraction) and abs(p) < LONGEST
        return base**p if short else inexact(base) ** p
    sign = limits.sign(base)
    if sign < 0 and q % 2 == 0:
        return None
    size = abs(inexact(base)) ** (mpf(p) / q)
    return -size if sign < 0 and p % 2 else size


def general_power(base: Value, exponent: Value, limits: Limits) -> Value | None:
    """base**exponent for an exponent that varies, which needs a positive base."""
    if isinstance(base, mpc):
        raise UnsureError
    return inexact(base) ** inexact(exponent) if limits.sign(base) > 0 else None


def value_of(name: str, operands: list[Value], limits: Limits) -> Value | None:
    """A sum, a product or a function of the operands.

    Raises:
        UnsureError: it cannot be told.
    """
    if name in _OF_MANY:
        return _OF_MANY[name](operands)
    if name in _COMPLEX:
        return _COMPLEX[name](operands[0])
    if name in _QUOTIENTS:
        return _quotient(name, operands[0], limits)
    if any(isinstance(operand, mpc) for operand in operands):
        raise UnsureError
    return _of_real(name, operands, limits)


def _of_real(name: str, operands: list[Value], limits: Limits) -> Value | None:
    if name in ("max", "min"):
        return (max if name == "max" else min)(operands, key=inexact)
    if name == "atan2":
        return _atan2(*operands, limits)
    if name in _STEPS:
        return _STEPS[name](limits.sign(operands[0]))
    return _inverse(name, operands[0], limits)


def _sum(terms: list[Value]) -> Value:
    if all(isinstance(term, Fraction) for term in terms):
        return sum(terms, Fraction(0))
    return mpmath.fsum([inexact(term) for term in terms])


def _product(factors: list[Value]) -> Value:
    product = factors[0]
    for factor in factors[1:]:
        exact = [part for part in (product, factor) if isinstance(part, Fraction)]
        if 0 in exact:
            product = Fraction(0)
        elif len(exact) == 2:  # noqa: PLR2004 - both
            product *= factor
        else:
            product = inexact(product) * inexact(factor)
    return product


def _quotient(name: str, value: Value, limits: Limits) -> Value | None:
    top, bottom = (part(inexact(value)) for part in _QUOTIENTS[name])
    if isinstance(value, Fraction) and value == 0 and name in ("cot", "csc", "coth", "csch"):
        return None
    return None if limits.is_zero(bottom) else top / bottom


def _atan2(y: Value, x: Value, limits: Limits) -> Value | None:
    if isinstance(x, Fraction) and isinstance(y, Fraction) and x == y == 0:
        return None
    if not inexact(x) > limits.tiny and limits.sign(y) == 0:
        limits.sign(x)
    return mpmath.atan2(inexact(y), inexact(x))


def _inverse(name: str, value: Value, limits: Limits) -> Value | None:
    if name in _OF_RECIPROCALS:
        if limits.is_zero(value):
            return mp.pi / 2 if name == "acot" else None
        name, value = _OF_RECIPROCALS[name], 1 / value
    needs = _NEEDS.get(name)
    if needs and any(limits.sign(bound) < least for bound, least in needs(value)):
        return None
    return getattr(mpmath, name)(inexact(value))  # type: ignore[no-any-return]


def _plain(name: str, value: Value) -> Value:
    return getattr(mpmath, name)(inexact(value))  # type: ignore[no-any-return]


_one: Callable[[Value], Value] = lambda _: mpf(1)  # noqa: E731 - a constant function
_OF_MANY: dict[str, Callable[[list[Value]], Value]] = {"add": _sum, "mul": _product}
_OF_RECIPROCALS = {"asec": "acos", "acsc": "asin", "acot": "atan"}
_NEEDS: dict[str, Callable[[Value], list[tuple[Value, int]]]] = {
    "log": lambda u: [(u, 1)],
    "asin": lambda u: [(1 - u, 0), (1 + u, 0)],
    "acos": lambda u: [(1 - u, 0), (1 + u, 0)],
    "acosh": lambda u: [(u - 1, 0)],
    "atanh": lambda u: [(1 - u, 1), (1 + u, 1)],
}
"""Which sign, at least, of which numbers a function needs: 1 for positive, 0 for not negative."""

_STEPS: dict[str, Callable[[int], Value]] = {
    "sign": Fraction,
    "heaviside": lambda sign: Fraction(sign + 1, 2),
}
_COMPLEX: dict[str, Callable[[Value], Value]] = {
    "abs": abs,
    "re": lambda u: u.real,
    "im": lambda u: u.imag,
    "conjugate": lambda u: u.conjugate(),
    **{name: partial(_plain, name) for name in ("exp", "sin", "cos", "sinh", "cosh")},
}
_QUOTIENTS = {
    "tan": (mpmath.sin, mpmath.cos),
    "cot": (mpmath.cos, mpmath.sin),
    "sec": (_one, mpmath.cos),
    "csc": (_one, mpmath.sin),
    "tanh": (mpmath.sinh, mpmath.cosh),
    "coth": (mpmath.cosh, mpmath.sinh),
    "sech": (_one, mpmath.cosh),
    "csch": (_one, mpmath.sinh),
}
