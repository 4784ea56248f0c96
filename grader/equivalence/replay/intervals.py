"""How are rigorous intervals computed without FLINT? With the interval functions of mpmath.

Numbers stay exact fractions as long as arithmetic alone is done. mpmath (`mpmath.libmp`; it comes
with SymPy) rounds the ends of its intervals outward. Its authors promise correct rounding "almost
always" for functions such as exp, so that each of their results is widened besides, by 256 units in
the last place.

>>> arithmetic = Intervals(100)
>>> arithmetic.exp(Fraction(0)), arithmetic.sign_of(arithmetic.log(Fraction(1, 2)))
(Fraction(1, 1), -1)
"""

from __future__ import annotations

from enum import Enum
from fractions import Fraction
from typing import Any

from mpmath import libmp  # type: ignore[import-untyped]

Interval = tuple[Any, Any]
"""Its lower and its upper end, as raw numbers of mpmath."""
Real = Fraction | Interval
MOST_BITS = 4096
"""An exact fraction is kept up to this length, an argument of exp or sin up to 2 to this power."""
_GUARD = 8
_ZERO, _ONE = Fraction(0), Fraction(1)


class Absent(Enum):
    """Why there is no value."""

    UNDEFINED = "rigorously undefined"
    UNKNOWN = "the precision or the rules do not tell"


class NoValueError(Exception):
    """A sub-expression has no value; `absent` says why."""

    def __init__(self, absent: Absent) -> None:
        super().__init__(absent.value)
        self.absent = absent


class Intervals:
    """Arithmetic with intervals of a given precision, in bits.

    Every function raises NoValueError where it is undefined, or where that is not known.
    """

    def __init__(self, bits: int) -> None:
        self.bits = bits

    def interval(self, value: Real) -> Interval:
        """The smallest interval of this precision around a number."""
        if not isinstance(value, Fraction):
            return value
        ends = (libmp.from_rational(*value.as_integer_ratio(), self.bits, r) for r in "fc")
        low, high = ends
        return low, high

    def add(self, *terms: Real) -> Real:
        """The sum."""
        total: Real = _ZERO
        for term in terms:
            if isinstance(total, Fraction) and isinstance(term, Fraction):
                total = self._short(total + term)
            else:
                total = libmp.mpi_add(self.interval(total), self.interval(term), self.bits)
        return total

    def mul(self, *factors: Real) -> Real:
        """The product; exactly 0 if a factor is."""
        product: Real = _ONE
        for factor in factors:
            if _ZERO in (product, factor):
                return _ZERO
            if isinstance(product, Fraction) and isinstance(factor, Fraction):
                product = self._short(product * factor)
            else:
                product = libmp.mpi_mul(self.interval(product), self.interval(factor), self.bits)
        return product

    def negative(self, u: Real) -> Real:
        """-u."""
        return self.mul(-_ONE, u)

    def sub(self, u: Real, v: Real) -> Real:
        """The difference u - v."""
        return self.add(u, self.negative(v))

    def inverse(self, u: Real) -> Real:
        """1/u."""
        if self.sign_of(u) == 0:
            raise NoValueError(Absent.UNDEFINED)
        if isinstance(u, Fraction):
            return 1 / u
        return libmp.mpi_div(self.interval(_ONE), u, self.bits)  # type: ignore[no-any-return]

    def sign_of(self, u: Real) -> int:
        """-1, 0 or 1.

        Raises:
            NoValueError: the interval does not tell.
        """
        if isinstance(u, Fraction):
            return (u > 0) - (u < 0)
        low, high = libmp.mpf_sign(u[0]), libmp.mpf_sign(u[1])
        if low != high:
            raise NoValueError(Absent.UNKNOWN)
        return int(low)

    def compare(self, u: Real, v: Real) -> int:
        """The sign of u - v."""
        return self.sign_of(self.sub(u, v))

    def order(self, u: Real, v: Real) -> int | None:
        """The sign of u - v; None if these bits do not tell."""
        try:
            return self.compare(u, v)
        except NoValueError:
            return None

    def absolute(self, u: Real) -> Real:
        """|u|."""
        if isinstance(u, Fraction):
            return abs(u)
        return libmp.mpi_abs(u, self.bits)  # type: ignore[no-any-return]

    def pi(self) -> Interval:
        """The circle's constant."""
        return self._wider((libmp.mpf_pi(self.bits, "f"), libmp.mpf_pi(self.bits, "c")))

    def exp(self, u: Real) -> Real:
        """The exponential function."""
        return _ONE if u == _ZERO else self._wider(libmp.mpi_exp(self._tame(u), self.bits))

    def log(self, u: Real) -> Real:
        """The natural logarithm, undefined for u ≤ 0."""
        if self.sign_of(u) <= 0:
            raise NoValueError(Absent.UNDEFINED)
        return _ZERO if u == _ONE else self._wider(libmp.mpi_log(self.interval(u), self.bits))

    def sin(self, u: Real) -> Real:
        """The sine."""
        return _ZERO if u == _ZERO else self._wider(libmp.mpi_sin(self._tame(u), self.bits))

    def cos(self, u: Real) -> Real:
        """The cosine."""
        return _ONE if u == _ZERO else self._wider(libmp.mpi_cos(self._tame(u), self.bits))

    def atan(self, u: Real) -> Real:
        """The arctangent; it rises, so that the ends of an interval go to the ends."""
        return _ZERO if u == _ZERO else self._wider(libmp.mpi_atan(self.interval(u), self.bits))

    def fixed_power(self, u: Real, exponent: Fraction) -> Real:
        """u**(p/q): with odd q for all u, with even q for u ≥ 0, with p < 0 not for 0."""
        p, q = exponent.numerator, exponent.denominator
        if p == 0:
            return _ONE
        if u == _ZERO:
            if p < 0:
                raise NoValueError(Absent.UNDEFINED)
            return _ZERO
        if q == 1 and abs(p) <= MOST_BITS:
            return self._whole_power(u, p)
        sign = self.sign_of(u)
        if sign < 0 and q % 2 == 0:
            raise NoValueError(Absent.UNDEFINED)
        size = self.exp(self.mul(exponent, self.log(self.absolute(u))))
        return self.negative(size) if sign < 0 and p % 2 else size

    def _whole_power(self, u: Real, p: int) -> Real:
        if p < 0:
            return self._whole_power(self.inverse(u), -p)
        if isinstance(u, Fraction) and _length(u) * p <= MOST_BITS:
            return u**p
        return libmp.mpi_pow_int(self.interval(u), p, self.bits)  # type: ignore[no-any-return]

    def _short(self, value: Fraction) -> Real:
        return value if _length(value) <= MOST_BITS else self.interval(value)

    def _tame(self, u: Real) -> Interval:
        """The argument of exp, sin or cos, unless it is so large that computing would not end."""
        interval = self.interval(u)
        if any(end[2] + end[3] > MOST_BITS for end in interval):
            raise NoValueError(Absent.UNKNOWN)
        return interval

    def _wider(self, interval: Interval) -> Interval:
        low, high = interval
        margins = (libmp.mpf_shift(libmp.mpf_abs(end), _GUARD - self.bits) for end in (low, high))
        below, above = margins
        return (
            libmp.mpf_sub(low, below, self.bits, "f"),
            libmp.mpf_add(high, above, self.bits, "c"),
        )


def _length(value: Fraction) -> int:
    return value.numerator.bit_length() + value.denominator.bit_length()
