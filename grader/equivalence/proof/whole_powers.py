"""What is a power whose exponent is a whole number that varies, as x**(2*n + 1)?

Its base may be negative, but not zero. It is a product of p**m over the factors p of the base and
the monomials m of the exponent, each to a known power.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.equivalence.proof.factors import quotient_factors, unit
from grader.equivalence.proof.quotients import Quotients
from grader.equivalence.proof.ring import Kind, Polynomial, Quotient, Ring


class WholePowers:
    """Powers with whole exponents over one ring."""

    def __init__(self, quotients: Quotients) -> None:
        self._quotients = quotients
        self._ring: Ring = quotients.ring

    def power(self, base: Quotient, exponent: Quotient) -> Quotient:
        """base**exponent, where every coefficient of `exponent` is an integer."""
        result = self._quotients.one
        for exponents, coefficient in exponent.numerator.terms():
            monomial = self._ring.context.from_dict({exponents: 1})
            for part, times in self._parts(base, monomial):
                power = self._quotients.power(part, times * int(coefficient))
                result = self._quotients.multiply(result, power)
        return result

    def _parts(self, base: Quotient, monomial: Polynomial) -> Iterator[tuple[Quotient, int]]:
        """The powers that make up base**monomial, and how often each is taken."""
        if monomial.is_one():
            yield base, 1
            return
        if unit(self._ring, base) < 0:
            yield self._quotients.polynomial(self._ring.alternating(monomial)), 1
        for factor, multiplicity in quotient_factors(self._ring, base):
            yield self._quotients.polynomial(self._of_a_factor(factor, monomial)), multiplicity

    def _of_a_factor(self, factor: Polynomial, monomial: Polynomial) -> Polynomial:
        arguments = tuple(self._quotients.polynomial(part) for part in (factor, monomial))
        for generator in self._ring.generators:
            if generator.label == "pow" and generator.arguments == arguments:
                return self._ring.gen(generator)
        return self._ring.transcendental(Kind.OPAQUE, "pow", *arguments)
