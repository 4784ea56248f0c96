"""What is the value of an elementary function on an interval, or on a complex number of two?

The functions that mpmath has no interval form of are made of exp, log, atan and square roots, by
their textbook formulas.

>>> from grader.equivalence.replay.intervals import Intervals
>>> REAL["asin"](Intervals(60), Fraction(0)), COMPLEX["exp"](Intervals(60), Value(Fraction(0)))
(Fraction(0, 1), Value(re=Fraction(1, 1), im=Fraction(0, 1)))
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

from grader.equivalence.replay.intervals import Absent, Intervals, NoValueError, Real

_ZERO, _ONE, _HALF = Fraction(0), Fraction(1), Fraction(1, 2)


class Value(NamedTuple):
    """A real and an imaginary part; the latter is the fraction 0 for what is real."""

    re: Real
    im: Real = _ZERO


def product(at: Intervals, *factors: Value) -> Value:
    """The product of complex numbers."""
    result = Value(_ONE)
    for factor in factors:
        (a, b), (c, d) = result, factor
        re = at.sub(at.mul(a, c), at.mul(b, d))
        result = Value(re, at.add(at.mul(a, d), at.mul(b, c)))
    return result


def total(at: Intervals, *terms: Value) -> Value:
    """The sum of complex numbers."""
    return Value(at.add(*(t.re for t in terms)), at.add(*(t.im for t in terms)))


def exponential(at: Intervals, z: Value) -> Value:
    """exp(z) by Euler's formula."""
    size = at.exp(z.re)
    if z.im == _ZERO:
        return Value(size)
    return Value(at.mul(size, at.cos(z.im)), at.mul(size, at.sin(z.im)))


def complex_power(at: Intervals, base: Value, exponent: int) -> Value:
    """A whole power of a complex number."""
    result = product(at, *(base for _ in range(abs(exponent))))
    if exponent >= 0:
        return result
    below = at.inverse(at.add(at.mul(result.re, result.re), at.mul(result.im, result.im)))
    return Value(at.mul(result.re, below), at.negative(at.mul(result.im, below)))


def _magnitude(at: Intervals, z: Value) -> Value:
    if z.im == _ZERO:
        return Value(at.absolute(z.re))
    return Value(_sqrt(at, at.add(at.mul(z.re, z.re), at.mul(z.im, z.im))))


def _circular(at: Intervals, z: Value, sign: int) -> tuple[Value, Value]:
    """exp(iz) and ±exp(-iz)."""
    turned = Value(at.negative(z.im), z.re)
    back = Value(z.im, at.negative(z.re))
    return exponential(at, turned), product(at, Value(Fraction(sign)), exponential(at, back))


def _sin(at: Intervals, z: Value) -> Value:
    if z.im == _ZERO:
        return Value(at.sin(z.re))
    return product(at, total(at, *_circular(at, z, -1)), Value(_ZERO, -_HALF))


def _cos(at: Intervals, z: Value) -> Value:
    if z.im == _ZERO:
        return Value(at.cos(z.re))
    return product(at, total(at, *_circular(at, z, 1)), Value(_HALF))


def _quotient(at: Intervals, u: Real, v: Real) -> Real:
    return at.mul(u, at.inverse(v))


def _sqrt(at: Intervals, u: Real) -> Real:
    return at.fixed_power(u, _HALF)


def _sinh(at: Intervals, u: Real) -> Real:
    return at.mul(_HALF, at.sub(at.exp(u), at.exp(at.negative(u))))


def _cosh(at: Intervals, u: Real) -> Real:
    return at.mul(_HALF, at.add(at.exp(u), at.exp(at.negative(u))))


def _tanh(at: Intervals, u: Real) -> Real:
    if u == _ZERO:
        return _ZERO
    return at.sub(_ONE, _quotient(at, Fraction(2), at.add(at.exp(at.mul(Fraction(2), u)), _ONE)))


def _asin(at: Intervals, u: Real) -> Real:
    rest = at.sub(_ONE, at.mul(u, u))
    sign = at.sign_of(rest)
    if sign < 0:
        raise NoValueError(Absent.UNDEFINED)
    if sign == 0:
        return at.mul(_HALF, Fraction(at.sign_of(u)), at.pi())
    return at.atan(_quotient(at, u, _sqrt(at, rest)))


def _acos(at: Intervals, u: Real) -> Real:
    return _ZERO if u == _ONE else at.sub(at.mul(_HALF, at.pi()), _asin(at, u))


def _acot(at: Intervals, u: Real) -> Real:
    return at.mul(_HALF, at.pi()) if u == _ZERO else at.atan(at.inverse(u))


def _asinh(at: Intervals, u: Real) -> Real:
    return at.log(at.add(u, _sqrt(at, at.add(at.mul(u, u), _ONE))))


def _acosh(at: Intervals, u: Real) -> Real:
    if at.compare(u, _ONE) < 0:
        raise NoValueError(Absent.UNDEFINED)
    return at.log(at.add(u, _sqrt(at, at.sub(at.mul(u, u), _ONE))))


def _atanh(at: Intervals, u: Real) -> Real:
    if at.compare(at.absolute(u), _ONE) >= 0:
        raise NoValueError(Absent.UNDEFINED)
    return at.mul(_HALF, at.log(_quotient(at, at.add(_ONE, u), at.sub(_ONE, u))))


def _sign(at: Intervals, u: Real) -> Real:
    return Fraction(at.sign_of(u))


def _extreme(sign: int) -> Callable[..., Real]:
    """The maximum (+1) or minimum (-1), as half of the sum and the distance."""

    def function(at: Intervals, *values: Real) -> Real:
        best = values[0]
        for value in values[1:]:
            distance = at.mul(Fraction(sign), at.absolute(at.sub(best, value)))
            best = at.mul(_HALF, at.add(best, value, distance))
        return best

    return function


def _atan2(at: Intervals, y: Real, x: Real) -> Real:
    if x == _ZERO and y == _ZERO:
        raise NoValueError(Absent.UNDEFINED)
    if y != _ZERO:
        try:
            half_turn = at.mul(_HALF, Fraction(at.sign_of(y)), at.pi())
            return at.sub(half_turn, at.atan(_quotient(at, x, y)))
        except NoValueError:
            if at.sign_of(x) < 0:
                raise
    if at.sign_of(x) < 0:
        return at.pi()
    return at.atan(_quotient(at, y, x))


REAL: dict[str, Callable[..., Real]] = {
    "log": Intervals.log,
    "tan": lambda at, u: _quotient(at, at.sin(u), at.cos(u)),
    "cot": lambda at, u: _quotient(at, at.cos(u), at.sin(u)),
    "sec": lambda at, u: at.inverse(at.cos(u)),
    "csc": lambda at, u: at.inverse(at.sin(u)),
    "asin": _asin,
    "acos": _acos,
    "atan": Intervals.atan,
    "asec": lambda at, u: _acos(at, at.inverse(u)),
    "acsc": lambda at, u: _asin(at, at.inverse(u)),
    "acot": _acot,
    "sinh": _sinh,
    "cosh": _cosh,
    "tanh": _tanh,
    "sech": lambda at, u: at.inverse(_cosh(at, u)),
    "csch": lambda at, u: at.inverse(_sinh(at, u)),
    "coth": lambda at, u: at.inverse(_tanh(at, u)),
    "asinh": _asinh,
    "acosh": _acosh,
    "atanh": _atanh,
    "sign": _sign,
    "heaviside": lambda at, u: at.mul(_HALF, at.add(_ONE, _sign(at, u))),
    "max": _extreme(1),
    "min": _extreme(-1),
    "atan2": _atan2,
}
COMPLEX: dict[str, Callable[..., Value]] = {
    "add": total,
    "mul": product,
    "exp": exponential,
    "sin": _sin,
    "cos": _cos,
    "abs": _magnitude,
    "re": lambda _, z: Value(z.re),
    "im": lambda _, z: Value(z.im),
    "conjugate": lambda at, z: Value(z.re, at.negative(z.im)),
}
