"""What is the value of an elementary function on a number, or on a ball of numbers?

Exact rationals stay exact where they can, so that a division by zero is noticed rigorously.

>>> from fractions import Fraction
>>> fixed_power(fmpq(-8), Fraction(1, 3)), fixed_power(fmpq(-8), Fraction(1, 2))
(-2, <NoValue.UNDEFINED: 'rigorously undefined'>)
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from fractions import Fraction

from flint import arb, fmpq, fmpz


class NoValue(Enum):
    """Why an expression has no enclosure at a point."""

    UNDEFINED = "rigorously undefined"
    UNKNOWN = "more bits are needed"


UNDEFINED, UNKNOWN = NoValue.UNDEFINED, NoValue.UNKNOWN
Number = fmpq | arb
Value = Number | NoValue
EXACT_BITS = 1024
"""How long numerator and denominator may be for a number to stay exact."""
HIGHEST_ROOT = 1 << 16
MOST_FACTORS = 1 << 32
_HALF, _ONE, _NONE = fmpq(1, 2), fmpq(1), fmpq(0)


def excludes_zero(value: Number) -> bool:
    """Whether no number in `value` is zero."""
    return bool(value != 0) if isinstance(value, fmpq) else bool(value > 0 or value < 0)


def is_zero(value: Value) -> bool:
    """Whether `value` is exactly zero."""
    return value.__class__ is not NoValue and bool(value == 0)


def _add(*terms: Number) -> Value:
    total = terms[0]
    for term in terms[1:]:
        total = total + term
    return total


def _mul(*factors: Number) -> Value:
    product = factors[0]
    for factor in factors[1:]:
        product = product * factor
    return _NONE if product == 0 else product


def constant_power(exponent: Fraction) -> Callable[[Number], Value]:
    """The function that raises to a constant power."""
    return _inverse if exponent == -1 else lambda base: fixed_power(base, exponent)


def fixed_power(base: Number, exponent: Fraction) -> Value:
    """base**exponent for a constant: odd roots take every number, even ones none below zero."""
    p, q = exponent.numerator, exponent.denominator
    if p == 0:
        return _ONE
    if is_zero(base):
        return _NONE if p > 0 else UNDEFINED
    if p < 0 and not excludes_zero(base):
        return UNKNOWN
    return _whole_power(base, p) if q == 1 else _fractional_power(base, p, q)


def _fractional_power(base: Number, p: int, q: int) -> Value:
    if base >= 0:
        return _whole_power(_root(base, q), p)
    if q % 2 == 0:
        return UNDEFINED if base < 0 else UNKNOWN
    if base < 0:
        return _whole_power(-_root(-base, q), p)
    return _straddling_power(arb(base), p, q)


def _straddling_power(base: arb, p: int, q: int) -> Value:
    """A positive power, or an odd root of one, where the base may have either sign."""
    upper = arb(_root(abs(base).upper(), q)) ** fmpz(p)
    return upper.union(-upper) if p % 2 else upper.union(arb(0))


def _root(base: Number, q: int) -> Number:
    """The root of a number that is not negative."""
    if q > HIGHEST_ROOT:
        if is_zero(base) or base == 1:
            return base
        return (arb(base).log() / q).exp()
    if isinstance(base, fmpq):
        p_root, q_root = base.p.root(q), base.q.root(q)
        if p_root**q == base.p and q_root**q == base.q:
            return fmpq(p_root, q_root)
    return arb(base).root(q)


def _whole_power(base: Number, exponent: int) -> Value:
    if isinstance(base, fmpq) and base.height_bits() * abs(exponent) <= EXACT_BITS:
        return base**exponent
    ball = arb(base)
    if exponent > 0 and ball.contains(0):  # FLINT gives no number where the midpoint is zero
        return _straddling_power(ball, exponent, 1)
    return ball ** fmpz(exponent)


def general_power(base: Number, exponent: Number) -> Value:
    """exp(exponent*log(base)), which has a value where the base is positive."""
    if is_zero(base) or base < 0:
        return UNDEFINED
    if not base > 0:
        return UNKNOWN
    if isinstance(exponent, fmpq) and exponent.q == 1 and abs(exponent.p) <= MOST_FACTORS:
        return _whole_power(base, int(exponent.p))
    return (arb(exponent) * arb(base).log()).exp()


def integer_power(base: Number, exponent: Number) -> Value:
    """A power whose exponent is an integer by nature, such as x**(n + 1) for integers n."""
    if isinstance(exponent, fmpq) and abs(exponent.p) <= MOST_FACTORS:
        return fixed_power(base, Fraction(int(exponent.p), int(exponent.q)))
    return general_power(base, exponent) if base > 0 else UNKNOWN


def _quotient(numerator: Number, denominator: Number) -> Value:
    if is_zero(denominator):
        return UNDEFINED
    if not excludes_zero(denominator):
        return UNKNOWN
    return arb(numerator) / arb(denominator)


def _inverse(value: Number) -> Value:
    if value == 0:
        return UNDEFINED
    return 1 / value if excludes_zero(value) else UNKNOWN


def _entire(name: str, at_zero: fmpq) -> Callable[[Number], Value]:
    """A function that is defined everywhere, with its exact value at zero."""
    of_ball: Callable[[arb], arb] = getattr(arb, name)

    def function(value: Number) -> Value:
        if isinstance(value, arb):
            return of_ball(value)
        return at_zero if value == 0 else of_ball(arb(value))

    return function


def _after(
    inner: Callable[[Number], Value], outer: Callable[[Number], Value]
) -> Callable[[Number], Value]:
    def function(value: Number) -> Value:
        result = inner(value)
        return result if isinstance(result, NoValue) else outer(result)

    return function


def _ratio(top: str, bottom: str) -> Callable[[Number], Value]:
    def function(value: Number) -> Value:
        numerator, denominator = FUNCTIONS[top](value), FUNCTIONS[bottom](value)
        if isinstance(numerator, NoValue) or isinstance(denominator, NoValue):
            return UNKNOWN
        if is_zero(numerator) and excludes_zero(denominator):
            return _NONE
        return _quotient(numerator, denominator)

    return function


def _log(value: Number) -> Value:
    if is_zero(value) or value < 0:
        return UNDEFINED
    if value == 1:
        return _NONE
    return arb(value).log() if value > 0 else UNKNOWN


def _within(
    name: str, lower: int | None, upper: int | None, *, closed: bool
) -> Callable[[Number], Value]:
    """A function whose natural domain is an interval."""

    def function(value: Number) -> Value:
        if (lower is not None and value < lower) or (upper is not None and value > upper):
            return UNDEFINED
        if not closed and value in (lower, upper):
            return UNDEFINED
        if name != "acosh" and is_zero(value) and name != "acos":
            return _NONE
        return getattr(arb(value), name)()  # type: ignore[no-any-return]

    return function


def _sign(value: Number) -> Value:
    if is_zero(value):
        return _NONE
    if not excludes_zero(value):
        return UNKNOWN
    return _ONE if value > 0 else -_ONE


def _heaviside(value: Number) -> Value:
    sign = _sign(value)
    return sign if isinstance(sign, NoValue) else (sign + 1) / 2


def _extreme(name: str) -> Callable[..., Value]:
    def function(*values: Number) -> Value:
        best = values[0]
        for value in values[1:]:
            if isinstance(best, fmpq) and isinstance(value, fmpq):
                best = max(best, value) if name == "max" else min(best, value)
            else:
                best = getattr(arb(best), name)(arb(value))
        return best

    return function


def _acot(value: Number) -> Value:
    if is_zero(value):
        return arb.pi() / 2
    inverse = _inverse(value)
    return inverse if isinstance(inverse, NoValue) else arb(inverse).atan()


def _atan2(y: Number, x: Number) -> Value:
    if is_zero(y) and is_zero(x):
        return UNDEFINED
    if not excludes_zero(y) and not excludes_zero(x):
        return UNKNOWN
    return arb.atan2(arb(y), arb(x))


_asin = _within("asin", -1, 1, closed=True)
_acos = _within("acos", -1, 1, closed=True)
_cosh, _sinh = _entire("cosh", _ONE), _entire("sinh", _NONE)
_cos, _sin = _entire("cos", _ONE), _entire("sin", _NONE)

FUNCTIONS: dict[str, Callable[..., Value]] = {
    "add": _add,
    "mul": _mul,
    "exp": _entire("exp", _ONE),
    "log": _log,
    "sin": _sin,
    "cos": _cos,
    "tan": _ratio("sin", "cos"),
    "cot": _ratio("cos", "sin"),
    "sec": _after(_cos, _inverse),
    "csc": _after(_sin, _inverse),
    "asin": _asin,
    "acos": _acos,
    "atan": _entire("atan", _NONE),
    "asec": _after(_inverse, _acos),
    "acsc": _after(_inverse, _asin),
    "acot": _acot,
    "sinh": _sinh,
    "cosh": _cosh,
    "tanh": _entire("tanh", _NONE),
    "sech": _after(_cosh, _inverse),
    "csch": _after(_sinh, _inverse),
    "coth": _ratio("cosh", "sinh"),
    "asinh": _entire("asinh", _NONE),
    "acosh": _within("acosh", 1, None, closed=True),
    "atanh": _within("atanh", -1, 1, closed=False),
    "abs": abs,
    "sign": _sign,
    "heaviside": _heaviside,
    "max": _extreme("max"),
    "min": _extreme("min"),
    "atan2": _atan2,
}
