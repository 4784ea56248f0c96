"""How is a rigorous number written for people? In decimals, bounds rounded to the safe side.

>>> from flint import fmpq
>>> ball_text(fmpq(1, 3), fmpq(0)), gap_text([fmpq(-2, 3)])
('0.333333333333333', '0.666')
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_FLOOR, Context, Decimal

from flint import arb, fmpq

from grader.equivalence.search.balls import NoValue, Number, Value

DIGITS = 15
MOST_EXACT_BITS = 4096
MOST_WRITTEN_BITS = 10**17
_WIDE = Context(prec=40, Emax=10**17, Emin=-(10**17))
_DOWN = Context(prec=3, rounding=ROUND_FLOOR, Emax=10**17, Emin=-(10**17))
_BEYOND = Decimal("1E+10000000000000000")  # below 2**MOST_WRITTEN_BITS
_SAFE = 1 - Decimal("1e-25")  # covers the rounding of the wide context by far


def ball_text(real: Value, imaginary: Value) -> str:
    """A value that is known to some digits, such as '0.25' or '1 + 2*i'."""
    if isinstance(imaginary, fmpq) and imaginary == 0:
        return _decimal(real)
    below = _decimal(imaginary)
    sign, size = ("-", below[1:]) if below.startswith("-") else ("+", below)
    return f"{_decimal(real)} {sign} {size}*i"


def is_writable(difference: Number) -> bool:
    """Whether a difference that excludes zero is large enough to be written as a decimal."""
    _, exponent = arb(difference).abs_lower().man_exp()
    return bool(exponent >= -MOST_WRITTEN_BITS)


def gap_text(differences: Iterable[Number]) -> str:
    """A lower bound of the largest size among `differences`, with three digits."""
    return str(max(_lower_bound(difference) for difference in differences))


def _decimal(value: Value) -> str:
    if isinstance(value, NoValue):
        return "undefined"
    mantissa, e, exponent = str(arb(value).str(DIGITS, radius=False)).partition("e")
    if "." in mantissa:
        mantissa = mantissa.rstrip("0").rstrip(".")
    return "0" if mantissa == "0" else mantissa + e + exponent


def _lower_bound(value: Number) -> Decimal:
    mantissa, exponent = arb(value).abs_lower().man_exp()
    if abs(int(exponent)) <= MOST_EXACT_BITS:
        whole, part = max(int(exponent), 0), max(-int(exponent), 0)
        return _DOWN.divide(Decimal(int(mantissa) << whole), Decimal(1 << part))
    if abs(int(exponent)) > MOST_WRITTEN_BITS:
        return _BEYOND if exponent > 0 else Decimal(0)
    power = _WIDE.power(Decimal(2), int(exponent))
    return _DOWN.multiply(_WIDE.multiply(Decimal(int(mantissa)), power), _SAFE)
