"""What is the logarithm of a quotient? The sum of log|p| over its factors p, one generator each.

Factors with roots may depend on each other, as x + root and x - root do, whose product has none.
Then the later one is written with the earlier one.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from grader.equivalence.proof.factors import quotient_factors
from grader.equivalence.proof.quotients import Quotients
from grader.equivalence.proof.ring import Generator, Kind, Polynomial, Quotient, Ring
from grader.equivalence.proof.surds import surd_of
from grader.equivalence.proof.thin import vanishes_thinly

_POWERS = ((1, -1), (1, 1), (1, -2), (2, -1))
"""The m and n of p**m * q**n, a product of powers that may be simpler than p and q."""


def _none(_: Generator) -> Fraction:
    return Fraction(0)


_EXPONENT: dict[Kind, Callable[[Generator], Fraction]] = {
    Kind.ROOT: lambda root: Fraction(1, root.degree),
    Kind.FRACTIONAL: lambda power: Fraction(power.label),
    Kind.POWER: lambda power: Fraction(power.degree),
}
"""The exponents of generators that are powers of a base."""


class Logarithms:
    """Logarithms over one ring."""

    def __init__(self, quotients: Quotients) -> None:
        self._quotients = quotients
        self._ring: Ring = quotients.ring

    def logarithm(self, value: Quotient) -> Quotient:
        """log|value|."""
        result = self._quotients.zero
        for factor, multiplicity in quotient_factors(self._ring, value):
            term = self._times(multiplicity, self._of_a_factor(factor))
            result = self._quotients.add(result, term)
        return result

    def _of_a_factor(self, factor: Polynomial) -> Quotient:
        if len(factor) == 1 and not factor.is_constant():
            (generator,) = self._ring.generators_of(factor)
            if generator.kind is Kind.EXPONENTIAL:
                return generator.arguments[0]
            if generator.kind is Kind.SIGN:
                return self._quotients.zero
            exponent = _EXPONENT.get(generator.kind, _none)(generator)
            if exponent and generator.base is not None:
                return self._times(exponent, self._of_a_factor(generator.base))
        if any(g.kind is Kind.ROOT for g in self._ring.generators_of(factor)):
            return self._of_a_surd(factor)
        return self._generator(factor)

    def _of_a_surd(self, factor: Polynomial) -> Quotient:
        """With |factor|**m * |q|**n = |r| for a known q, m*log|factor| = log|r| - n*log|q|."""
        for known in self._ring.generators:
            if known.kind is Kind.LOGARITHM and known.base is not None and factor != known.base:
                for m, n in _POWERS:
                    rest = self._simpler(factor, m, known.base, n)
                    if rest is not None:
                        terms = (self.logarithm(rest), self._times(-n, self._generator(known.base)))
                        return self._times(Fraction(1, m), self._quotients.add(*terms))
        surd = surd_of(self._ring, factor)
        if surd is not None and surd.is_lesser:
            norm = self._simpler(factor, 1, surd.conjugate, 1)
            if norm is not None:
                other = self.logarithm(self._quotients.polynomial(surd.conjugate))
                return self._quotients.subtract(self.logarithm(norm), other)
        return self._generator(factor)

    def _simpler(self, p: Polynomial, m: int, q: Polynomial, n: int) -> Quotient | None:
        """p**m * q**n if it is free of the latest root of p, and not zero."""
        powers = (
            self._quotients.power(self._quotients.polynomial(base), exponent)
            for base, exponent in ((p, m), (q, n))
        )
        product = self._quotients.multiply(*powers)
        roots = [g.index for g in self._ring.generators_of(p) if g.kind is Kind.ROOT]
        left = [g.index for g in self._ring.generators_of(*product) if g.kind is Kind.ROOT]
        simpler = max(left, default=-1) < roots[-1]
        return product if simpler and vanishes_thinly(self._ring, product.numerator) else None

    def _generator(self, base: Polynomial) -> Quotient:
        return self._quotients.polynomial(self._ring.logarithm(base))

    def _times(self, number: Fraction | int, value: Quotient) -> Quotient:
        return self._quotients.multiply(self._quotients.number(Fraction(number)), value)
