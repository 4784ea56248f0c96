"""Which number does a polynomial in constant generators stand for? A ball that contains it.

>>> from grader.equivalence.ring import Ring
>>> from grader.equivalence.steps import Steps
>>> ring = Ring(16, Steps(100))
>>> constant_sign(ring, ring.pi() - 3), constant_sign(ring, ring.symbol("x"))
(1, 0)
"""

from __future__ import annotations

from flint import arb, ctx, fmpz

from grader.equivalence.ring import Generator, Kind, Polynomial, Ring
from grader.equivalence.thin import is_constant

BITS = 256


def constant_sign(ring: Ring, polynomial: Polynomial) -> int:
    """1 or -1 if the polynomial is a constant of that sign; 0 if that is not known."""
    generators = ring.generators_of(polynomial)
    if not all(is_constant(ring, generator) for generator in generators):
        return 0
    ring.steps.spend(20 * len(polynomial))
    with ctx.workprec(BITS):
        value = _enclosed(ring, polynomial)
    return int(bool(value > 0)) - int(bool(value < 0))


def _enclosed(ring: Ring, polynomial: Polynomial) -> arb:
    values = {g.index: _generator_value(ring, g) for g in ring.generators_of(polynomial)}
    total = arb(0)
    for exponents, coefficient in polynomial.terms():
        term = arb(coefficient)
        for index, value in values.items():
            if exponents[index]:
                term *= value ** fmpz(exponents[index])
        total += term
    return total


def _generator_value(ring: Ring, generator: Generator) -> arb:
    if generator.kind is Kind.PI:
        return arb.pi()
    arguments = [_enclosed(ring, n) / _enclosed(ring, d) for n, d in generator.arguments]
    if generator.kind is Kind.EXPONENTIAL:
        return arguments[0].exp()
    if generator.kind is Kind.HALF_TANGENT:
        return (arguments[0] / 2).tan()
    if generator.kind is Kind.OPAQUE or generator.base is None:
        return arguments[0].atan() if generator.label == "atan" else arb.nan()
    return _of_a_base(generator, _enclosed(ring, generator.base))


def _of_a_base(generator: Generator, base: arb) -> arb:
    if generator.kind is Kind.LOGARITHM:
        return abs(base).log()
    if generator.kind is Kind.ROOT:
        return abs(base).root(generator.degree)
    return base.sgn() if generator.kind is Kind.SIGN else base ** fmpz(generator.degree)
