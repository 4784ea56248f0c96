"""Which number does a polynomial in constant generators stand for? A ball that contains it.

>>> from grader.equivalence.proof.ring import Ring
>>> from grader.equivalence.steps import Steps
>>> ring = Ring(16, Steps(100))
>>> constant_sign(ring, ring.pi() - 3), constant_sign(ring, ring.symbol("x"))
(1, 0)
"""

from __future__ import annotations

from flint import arb, ctx, fmpz

from grader.equivalence.proof.ring import Generator, Kind, Polynomial, Ring

BITS = 256


def constant_sign(ring: Ring, polynomial: Polynomial) -> int:
    """1 or -1 if the polynomial is a constant of that sign; 0 if that is not known."""
    generators = ring.generators_of(polynomial)
    if not all(ring.is_constant(generator) for generator in generators):
        return 0
    ring.steps.spend(20 * len(polynomial))
    with ctx.workprec(BITS):
        value = enclosed(ring, polynomial)
    return int(bool(value > 0)) - int(bool(value < 0))


def coefficients(ring: Ring, polynomial: Polynomial) -> dict[tuple[int, ...], Polynomial]:
    """The coefficients, polynomials in constants, of the products of all other generators."""
    constants = {g.index for g in ring.generators_of(polynomial) if ring.is_constant(g)}
    parts: dict[tuple[int, ...], dict[tuple[int, ...], fmpz]] = {}
    for exponents, coefficient in polynomial.terms():
        key = tuple(0 if i in constants else e for i, e in enumerate(exponents))
        rest = tuple(e if i in constants else 0 for i, e in enumerate(exponents))
        parts.setdefault(key, {})[rest] = coefficient
    return {key: ring.context.from_dict(part) for key, part in parts.items()}


def enclosed(ring: Ring, polynomial: Polynomial) -> arb:
    """A ball that contains the value of a polynomial in constants, at the working precision."""
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
    arguments = [enclosed(ring, n) / enclosed(ring, d) for n, d in generator.arguments]
    if generator.kind is Kind.EXPONENTIAL:
        return arguments[0].exp()
    if generator.kind is Kind.HALF_TANGENT:
        return (arguments[0] / 2).tan()
    if generator.kind is Kind.OPAQUE or generator.base is None:
        return arguments[0].atan() if generator.label == "atan" else arb.nan()
    return _of_a_base(generator, enclosed(ring, generator.base))


def _of_a_base(generator: Generator, base: arb) -> arb:
    if generator.kind is Kind.LOGARITHM:
        return abs(base).log()
    if generator.kind is Kind.ROOT:
        return abs(base).root(generator.degree)
    return base.sgn() if generator.kind is Kind.SIGN else base ** fmpz(generator.degree)
