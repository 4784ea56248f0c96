"""Can a polynomial in the generators vanish on an open set? Where this says no, it cannot.

The argument: exponentials of exponents that are independent over the rationals, their tangents,
logarithms of different irreducible polynomials and the variables are algebraically independent (the
structure theorem of Risch, and Ax's), and roots of different irreducible polynomials span a field
over them. So a polynomial with a coefficient other than zero, a constant, is not zero as a function
on any component. What does not fit the argument gets no answer.
"""

from __future__ import annotations

from itertools import product

from grader.equivalence.proof.constants import coefficients, constant_sign
from grader.equivalence.proof.factors import is_split
from grader.equivalence.proof.ring import Generator, Kind, Polynomial, Ring

MOST_SIGNS = 6
_INDEPENDENT = (Kind.SYMBOL, Kind.PI, Kind.EXPONENTIAL, Kind.HALF_TANGENT, Kind.LOGARITHM)


def vanishes_thinly(ring: Ring, polynomial: Polynomial) -> bool:
    """Whether `polynomial` is proved to be zero on a null set at most."""
    if polynomial.is_constant():
        return not polynomial.is_zero()
    generators = ring.generators_of(polynomial)
    signs = [generator for generator in generators if generator.kind is Kind.SIGN]
    others = [
        generator
        for generator in generators
        if generator.kind is not Kind.SIGN and not ring.is_constant(generator)
    ]
    opaque = [generator for generator in others if generator.kind is Kind.OPAQUE]
    if len(signs) > MOST_SIGNS or len(opaque) > 1 or not all(_fits(ring, g) for g in others):
        return False
    for values in product((1, -1), repeat=len(signs)):
        branch = polynomial.subs({s.index: v for s, v in zip(signs, values, strict=True)})
        if not any(constant_sign(ring, part) for part in coefficients(ring, branch).values()):
            return False
    return True


def _fits(ring: Ring, generator: Generator) -> bool:
    inside = ring.below(generator)
    if generator.base is not None and not _is_irreducible_still(ring, inside):
        return False
    if generator.kind is Kind.OPAQUE:
        return all(g.kind is Kind.SYMBOL for g in inside)
    if generator.kind not in (*_INDEPENDENT, Kind.ROOT):
        return False
    split = generator.base is None or is_split(generator.base)
    return split and all(g.kind in _INDEPENDENT and _fits(ring, g) for g in inside)


def _is_irreducible_still(ring: Ring, inside: list[Generator]) -> bool:
    """Whether what is irreducible over the rationals is so over all constants too.

    x**2 - 2 may share a factor with x - √2, but if no algebraic constant occurs no two of them do;
    of a single constant such as pi or e it is known that it is not algebraic.
    """
    constants = [generator for generator in inside if ring.is_constant(generator)]
    known = all(g.kind in (Kind.PI, Kind.EXPONENTIAL, Kind.LOGARITHM) for g in constants)
    return len(constants) <= 1 and known and not any(map(ring.below, constants))
