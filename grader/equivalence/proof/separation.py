"""Is an algebraic constant zero? It is if it is closer to zero than any other could be.

An expression of integers, roots and tangents of rational multiples of pi is a quotient U/L of
algebraic integers. If all conjugates of U are at most u in size, those of L at most l, and both lie
in a field of degree D, then a value other than zero is at least 1/(u**(D - 1) * l): the norm of U
is a whole number. So enough bits decide. The rules for u and l are those of Burnikel, Funke,
Mehlhorn, Schirra and Schmitt, "A separation bound for real algebraic expressions" (2001), with
roots taken as (U*L**(k - 1))**(1/k)/L, which stay in the field that the roots themselves span.

>>> from grader.equivalence.proof.ring import Ring
>>> from grader.equivalence.steps import Steps
>>> ring = Ring(16, Steps(10_000))
>>> two = ring.integer(2)
>>> root = ring.root(two, 2, two)
>>> nested = ring.root(3 + 2 * root, 2, 3 + 2 * root)
>>> is_zero_constant(ring, nested - 1 - root), is_zero_constant(ring, nested - root)
(True, False)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import lcm, prod

from flint import arb, ctx, fmpz

from grader.equivalence.proof.constants import coefficients, enclosed
from grader.equivalence.proof.ring import Generator, Kind, Polynomial, Ring

MOST_BITS = 8192
BITS = 128


@dataclass(frozen=True)
class _Bounds:
    """Bounds on the conjugates of U and L, where the value is U/L."""

    u: arb
    l: arb  # noqa: E741 - the source's own name

    def __add__(self, other: _Bounds) -> _Bounds:
        return _Bounds(self.u * other.l + self.l * other.u, self.l * other.l)

    def __mul__(self, other: _Bounds) -> _Bounds:
        return _Bounds(self.u * other.u, self.l * other.l)

    def root(self, degree: int) -> _Bounds:
        """The bounds of a root of that degree."""
        return _Bounds((self.u * self.l ** (degree - 1)).root(degree), self.l)


def vanishes(ring: Ring, polynomial: Polynomial) -> bool:
    """Whether all coefficients of `polynomial` are algebraic constants that are certainly zero.

    Roots of primes are independent of each other: where there is nothing else, nothing can vanish.
    """
    if not any(_may_be_related(ring, generator) for generator in ring.generators_of(polynomial)):
        return bool(polynomial.is_zero())
    parts = coefficients(ring, polynomial)
    return all(is_zero_constant(ring, part) for part in parts.values())


def _may_be_related(ring: Ring, generator: Generator) -> bool:
    of_a_number = generator.base is not None and generator.base.is_constant()
    return not of_a_number and is_algebraic(ring, generator)


def is_algebraic(ring: Ring, generator: Generator) -> bool:
    """Whether `generator` stands for an algebraic constant that has bounds."""
    if generator.kind is Kind.HALF_TANGENT:
        return _turn(ring, generator) is not None
    if generator.kind not in (Kind.ROOT, Kind.SIGN):
        return False
    return all(is_algebraic(ring, inner) for inner in ring.below(generator))


def is_zero_constant(ring: Ring, polynomial: Polynomial) -> bool:
    """Whether `polynomial`, in algebraic constants alone, is certainly zero.

    False if it is not, or if more than `MOST_BITS` bits would be needed to tell.
    """
    if polynomial.is_constant():
        return bool(polynomial.is_zero())
    generators = ring.generators_of(polynomial)
    if not all(is_algebraic(ring, generator) for generator in generators):
        return False
    with ctx.workprec(BITS):
        bounds = _polynomial_bounds(ring, polynomial)
        bound = bounds.u ** (_degree(ring, generators) - 1) * bounds.l
    needed = _exponent(bound)
    if needed > MOST_BITS or not _size(ring, polynomial, BITS).contains(0):
        return False
    with ctx.workprec(BITS):
        return bool(_size(ring, polynomial, needed + BITS) * bound < 1)


def _exponent(size: arb) -> int:
    """The exponent of a power of two above `size`."""
    mantissa, exponent = size.abs_upper().man_exp()
    return max(int(fmpz(mantissa).bit_length() + exponent), 0)


def _size(ring: Ring, polynomial: Polynomial, bits: int) -> arb:
    ring.steps.spend(20 * len(polynomial) * (1 + bits // 256))
    with ctx.workprec(bits):
        return abs(enclosed(ring, polynomial))


def _polynomial_bounds(ring: Ring, polynomial: Polynomial) -> _Bounds:
    one = arb(1)
    of = {g.index: _generator_bounds(ring, g) for g in ring.generators_of(polynomial)}
    total = _Bounds(arb(0), one)
    for exponents, coefficient in polynomial.terms():
        term = _Bounds(abs(arb(coefficient)), one)
        for index, bounds in of.items():
            for _ in range(exponents[index]):
                term *= bounds
        total += term
    return total


def _generator_bounds(ring: Ring, generator: Generator) -> _Bounds:
    if generator.kind is Kind.HALF_TANGENT:
        return _Bounds(arb(2), arb(2))
    if generator.kind is Kind.SIGN or generator.base is None:
        return _Bounds(arb(1), arb(1))
    return _polynomial_bounds(ring, generator.base).root(generator.degree)


def _degree(ring: Ring, generators: Iterable[Generator]) -> int:
    """A bound on the degree of the field that all the constants lie in.

    Sine and cosine of pi*a/n lie in that of the roots of unity of order 4*n, of degree 2*n at most.
    """
    roots: set[int] = set()
    turns = [1]
    waiting = list(generators)
    while waiting:
        generator = waiting.pop()
        turn = _turn(ring, generator)
        if turn is not None:
            turns.append(turn.denominator)
        elif generator.index not in roots:
            roots.add(generator.index)
            waiting += ring.below(generator)
    kinds = (ring.generators[index] for index in roots)
    spanned = prod(generator.degree for generator in kinds if generator.kind is Kind.ROOT)
    whole = lcm(*turns)
    return spanned * (2 * whole if whole > 1 else 1)


def _turn(ring: Ring, generator: Generator) -> Fraction | None:
    """The q of a generator tan(q*pi)."""
    if generator.kind is not Kind.HALF_TANGENT:
        return None
    (argument,) = generator.arguments
    if not argument.denominator.is_constant():
        return None
    terms = list(argument.numerator.terms())
    generators = ring.generators_of(argument.numerator)
    if len(terms) != 1 or len(generators) != 1 or generators[0].kind is not Kind.PI:
        return None
    exponents, coefficient = terms[0]
    if sum(exponents) != 1:
        return None
    return Fraction(int(coefficient), 2 * int(argument.denominator.leading_coefficient()))
