"""How is a polynomial a + b*h in a square root h taken apart? By its conjugate a - b*h.

The norm a**2 - b**2*h**2, their product, is free of h. So a polynomial in h is only as new as one
of the pair: log|a - b*h| is log|norm| - log|a + b*h|, and roots go the same way.

>>> from grader.equivalence.proof.ring import Ring
>>> from grader.equivalence.steps import Steps
>>> ring = Ring(16, Steps(10_000))
>>> x = ring.symbol("x")
>>> root = ring.root(x, 2, x)
>>> surd = surd_of(ring, 3 - 2 * root)
>>> surd.is_lesser, surd.conjugate == 3 + 2 * root, surd.norm(ring) == 9 - 4 * x
(True, True, True)
"""

from __future__ import annotations

from dataclasses import dataclass

from flint import fmpz

from grader.equivalence.proof.factors import polynomial_factors
from grader.equivalence.proof.ring import Kind, Polynomial, Ring


@dataclass(frozen=True)
class Surd:
    """The polynomial a + b*h with h**2 = square, where a and b are not zero and free of h."""

    a: Polynomial
    b: Polynomial
    h: Polynomial
    square: Polynomial

    @property
    def conjugate(self) -> Polynomial:
        """The polynomial a - b*h."""
        return self.a - self.b * self.h

    @property
    def is_lesser(self) -> bool:
        """Whether it is the conjugate that is taken for the simple one of the two."""
        return bool((self.a.leading_coefficient() > 0) != (self.b.leading_coefficient() > 0))

    def norm(self, ring: Ring) -> Polynomial:
        """a**2 - b**2*square."""
        b_squared = ring.product(self.b, self.b)
        return ring.total(ring.product(self.a, self.a), -ring.product(b_squared, self.square))


def surd_of(ring: Ring, polynomial: Polynomial) -> Surd | None:
    """The polynomial as a surd in the latest of its roots, if it is one."""
    roots = [g for g in ring.generators_of(polynomial) if g.kind is Kind.ROOT]
    if not roots or roots[-1].replacement is None:
        return None
    latest, square = roots[-1], roots[-1].replacement
    half, odd = divmod(latest.degree, 2)
    parts = ring.by_power(polynomial, latest.index)
    if odd or set(parts) != {0, half}:
        return None
    return Surd(parts[0], parts[half], ring.gen(latest) ** half, square)


def exact_root(ring: Ring, polynomial: Polynomial) -> Polynomial | None:
    """A polynomial whose square is `polynomial`, or None."""
    unit, factors = polynomial_factors(ring, polynomial)
    if unit < 0 or any(multiplicity % 2 for _, multiplicity in factors):
        return None
    size = fmpz(unit).isqrt()
    if size * size != unit:
        return None
    root = ring.integer(int(size))
    for factor, multiplicity in factors:
        root = ring.product(root, factor ** (multiplicity // 2))
    return root
