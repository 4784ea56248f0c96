"""Which are the factors of a polynomial, or of a quotient? Irreducible ones, and a sign.

Where roots occur the ring is no longer one of unique factors: 4*x + 4*g + 1 with g = √x looks
irreducible, but is the square of 2*g + 1. So v**k is also written as g**q - c for each of its roots
g with g**q = v**k + c, and the polynomial is factored then.

>>> from grader.equivalence.proof.ring import Ring
>>> from grader.equivalence.steps import Steps
>>> ring = Ring(16, Steps(10_000))
>>> x = ring.symbol("x")
>>> value = Quotient(-12 * (x - 1) ** 2, x)
>>> unit(ring, value), [(str(factor), power) for factor, power in quotient_factors(ring, value)]
(-1, [('2', 2), ('3', 1), ('g0 - 1', 2), ('g0', -1)])
>>> polynomial_factors(ring, 4 * x + 4 * ring.root(x, 2, x) + 1)
(1, [(2*g1 + 1, 2)])
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flint import fmpz

from grader.equivalence.proof.ring import Generator, Kind, Polynomial, Quotient, Ring, bits
from grader.equivalence.steps import GaveUp

MOST_TERMS = 300
HIGHEST_DEGREE = 250
MOST_BITS = 80
HARDEST = 5000
"""The highest degree times the square of the next one: x^16 + y^16 - 1 takes FLINT 10 ms, x^30 +
y^30 - 1 takes 5 s, and x^45 + y^90 - 1 minutes."""
Factors = list[tuple[Polynomial, int]]


def polynomial_factors(ring: Ring, polynomial: Polynomial) -> tuple[int, Factors]:
    """An integer and the non-constant factors with their multiplicities.

    A factor has a positive leading coefficient; it is irreducible unless the polynomial is too
    large to be factored.

    Raises:
        GaveUp: the budget is used up, or FLINT could not factor it.
    """
    ring.steps.spend(1 + 4 * len(polynomial))
    if len(polynomial) == 1:
        return _monomial_factors(ring, polynomial)
    for known, factored in ring.factored:
        if known == polynomial:
            return factored
    found = _factored(ring, polynomial)
    ring.factored.append((polynomial, found))
    return found


def _factored(ring: Ring, polynomial: Polynomial) -> tuple[int, Factors]:
    is_linear = polynomial.total_degree() == 1 and not ring.has_relations
    if is_linear or not _is_small(polynomial):
        common, rest = polynomial.primitive()
        return _oriented(int(common), [(rest, 1)])
    for lifted in _lifted(ring, polynomial):
        ring.steps.spend(4 * len(lifted))
        content, found = _split(lifted)
        if sum(multiplicity for _, multiplicity in found) > 1:
            return _reduced(ring, content, found)
    return _oriented(*_split(polynomial))


def quotient_factors(ring: Ring, value: Quotient) -> Iterator[tuple[Polynomial, int]]:
    """Every prime and factor with its multiplicity, negative for those of the denominator."""
    for part, direction in zip(value, (1, -1), strict=True):
        content, found = polynomial_factors(ring, part)
        for prime, multiplicity in _primes(abs(content)):
            yield ring.integer(prime), direction * multiplicity
        for factor, multiplicity in found:
            yield factor, direction * multiplicity


def unit(ring: Ring, value: Quotient) -> int:
    """1 or -1: the sign that is left when every factor of a quotient is taken out."""
    contents = [polynomial_factors(ring, part)[0] for part in value]
    return 1 if contents[0] * contents[1] > 0 else -1


def is_split(factor: Polynomial) -> bool:
    """Whether a factor, being small enough, was certainly tested for factors of its own."""
    if factor.is_constant():
        return bits(factor) <= MOST_BITS
    return _is_small(factor) and _is_easy(factor)


def _is_small(polynomial: Polynomial) -> bool:
    return len(polynomial) <= MOST_TERMS and polynomial.total_degree() <= HIGHEST_DEGREE


def _is_easy(polynomial: Polynomial) -> bool:
    """Whether FLINT factors it soon, however few terms it has."""
    *_, second, first = sorted((0, 0, *polynomial.degrees()))
    return first * second**2 <= HARDEST


def _primes(size: int) -> Iterator[tuple[int, int]]:
    if size.bit_length() > MOST_BITS:
        yield size, 1
    elif size > 1:
        yield from ((int(prime), int(multiplicity)) for prime, multiplicity in fmpz(size).factor())


def _split(polynomial: Polynomial) -> tuple[int, Factors]:
    """The factors as FLINT finds them, which stops at coefficients or exponents beyond a word.

    What is too hard is taken apart into factors that are free of squares.
    """
    try:
        if _is_easy(polynomial):
            return _as_numbers(*polynomial.factor())
        content, squarefree = _as_numbers(*polynomial.factor_squarefree())
        found: Factors = []
        for part, multiplicity in squarefree:
            inner, factors = _as_numbers(*part.factor()) if is_split(part) else (1, [(part, 1)])
            content *= inner**multiplicity
            found += [(factor, times * multiplicity) for factor, times in factors]
    except (OverflowError, RuntimeError) as error:
        message = "a polynomial has too large numbers to be factored"
        raise GaveUp(message) from error
    return content, found


def _as_numbers(content: fmpz, factors: Iterable[tuple[Polynomial, int]]) -> tuple[int, Factors]:
    return int(content), [(factor, int(multiplicity)) for factor, multiplicity in factors]


def _monomial_factors(ring: Ring, polynomial: Polynomial) -> tuple[int, Factors]:
    exponents = polynomial.monomial(0)
    found = [(ring.context.gen(i), int(e)) for i, e in enumerate(exponents) if e]
    return int(polynomial.leading_coefficient()), found


def _oriented(content: int, found: Iterable[tuple[Polynomial, int]]) -> tuple[int, Factors]:
    """The factors with positive leading coefficients, their signs in the unit."""
    oriented = []
    for factor, multiplicity in found:
        negative = factor.leading_coefficient() < 0
        content *= (-1) ** int(multiplicity) if negative else 1
        oriented.append((-factor if negative else factor, int(multiplicity)))
    return content, oriented


def _reduced(
    ring: Ring, content: int, found: Iterable[tuple[Polynomial, int]]
) -> tuple[int, Factors]:
    """The factors of the reduced factors, which may have more of them."""
    merged: dict[str, tuple[Polynomial, int]] = {}
    for lifted, times in found:
        inner_content, inner = polynomial_factors(ring, ring.reduce(lifted))
        content *= inner_content ** int(times)
        for factor, multiplicity in inner:
            _, before = merged.get(str(factor), (factor, 0))
            merged[str(factor)] = factor, before + multiplicity * int(times)
    return content, list(merged.values())


def _lifted(ring: Ring, polynomial: Polynomial) -> Iterator[Polynomial]:
    """The polynomial with v**k written as g**q - c, for one root g after the other."""
    for root in reversed(ring.generators_of(polynomial)):
        if root.kind is not Kind.ROOT or root.replacement is None:
            continue
        for exponents, coefficient in root.replacement.terms():
            powers = {i: e for i, e in enumerate(exponents) if e}
            if len(powers) == 1 and abs(coefficient) == 1:
                lifted = _substituted(ring, polynomial, root, *powers.popitem())
                if lifted is not None:
                    yield lifted


def _substituted(
    ring: Ring, polynomial: Polynomial, root: Generator, index: int, power: int
) -> Polynomial | None:
    """`polynomial` with that power of a generator as a polynomial in `root`, if it occurs."""
    whole, inside = root.replacement, ring.by_power(polynomial, index)
    if whole is None or max(inside) < power or ring.generators[index].degree:
        return None
    outside = ring.by_power(whole, index)
    if set(outside) - {0, power} or not outside[power].is_constant():
        return None
    value = outside[power] * (ring.gen(root) ** root.degree - outside.get(0, ring.zero))
    ring.fits(len(polynomial) * len(value) ** (max(inside) // power), 0)
    generator, lifted = ring.context.gen(index), ring.zero
    for exponent, part in inside.items():
        times, rest = divmod(exponent, power)
        lifted += part * generator**rest * value**times
    return lifted
