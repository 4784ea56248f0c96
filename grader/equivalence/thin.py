"""Can a polynomial in the generators vanish on an open set? Where this says no, it cannot.

The argument: exponentials of exponents that are independent over the rationals, their tangents,
logarithms of different irreducible polynomials and the variables are algebraically independent (the
structure theorem of Risch, and Ax's), and roots of different irreducible polynomials span a field
over them. So a polynomial that is not zero is not zero as a function on any component. What does
not fit the argument gets no answer.
"""

from __future__ import annotations

from itertools import product

from grader.equivalence.ring import Generator, Kind, Polynomial, Ring, is_split

MOST_SIGNS = 6
_INDEPENDENT = (Kind.SYMBOL, Kind.PI, Kind.EXPONENTIAL, Kind.HALF_TANGENT, Kind.LOGARITHM)


def vanishes_thinly(ring: Ring, polynomial: Polynomial) -> bool:
    """Whether `polynomial` is proved to be zero on a null set at most."""
    if polynomial.is_constant():
        return not polynomial.is_zero()
    generators = ring.generators_of(polynomial)
    signs = [generator for generator in generators if generator.kind is Kind.SIGN]
    others = [generator for generator in generators if generator.kind is not Kind.SIGN]
    opaque = [generator for generator in others if generator.kind is Kind.OPAQUE]
    if len(signs) > MOST_SIGNS or len(opaque) > 1 or not all(_fits(ring, g) for g in others):
        return False
    for values in product((1, -1), repeat=len(signs)):
        branch = polynomial.subs({s.index: v for s, v in zip(signs, values, strict=True)})
        if not _has_a_nonzero_coefficient(ring, branch, others):
            return False
    return True


def is_constant(ring: Ring, generator: Generator) -> bool:
    """Whether no variable occurs in what `generator` stands for."""
    if generator.kind is Kind.SYMBOL:
        return False
    return all(is_constant(ring, below) for below in _below(ring, generator))


def _below(ring: Ring, generator: Generator) -> list[Generator]:
    inside = [part for argument in generator.arguments for part in argument]
    if generator.base is not None:
        inside.append(generator.base)
    return ring.generators_of(*inside)


def _fits(ring: Ring, generator: Generator) -> bool:
    below = _below(ring, generator)
    if generator.kind is Kind.OPAQUE:
        return all(g.kind is Kind.SYMBOL for g in below)
    if generator.kind not in (*_INDEPENDENT, Kind.ROOT):
        return False
    split = generator.base is None or is_split(generator.base)
    return split and all(g.kind in _INDEPENDENT and _fits(ring, g) for g in below)


def _has_a_nonzero_coefficient(
    ring: Ring, polynomial: Polynomial, generators: list[Generator]
) -> bool:
    """Whether a coefficient of the non-constant generators has at most one constant like e or pi.

    Of a single transcendental constant and roots of primes the independence is a theorem.
    """
    constants = [g for g in generators if is_constant(ring, g)]
    transcendental = [g.index for g in constants if g.kind is not Kind.ROOT]
    indices = {g.index for g in constants}
    coefficients: dict[tuple[int, ...], set[int]] = {}
    for exponents, _ in polynomial.terms():
        key = tuple(0 if i in indices else e for i, e in enumerate(exponents))
        occurring = {i for i in transcendental if exponents[i]}
        coefficients.setdefault(key, set()).update(occurring)
    return any(len(occurring) <= 1 for occurring in coefficients.values())
