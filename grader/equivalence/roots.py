"""What are the absolute value, the sign, the roots and the logarithm of a quotient?

All four go through its irreducible factors p, with |p| = s*p for a generator s with s**2 = 1, or
for a known sign; roots through generators with root**degree = |p|; logarithms through log|p|.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from flint import fmpz

from grader.equivalence.quotients import Quotients
from grader.equivalence.ring import MOST_BITS_FACTORED, Kind, Polynomial, Quotient, Ring
from grader.equivalence.signs import Signs
from grader.equivalence.steps import NeedsFinerError


class Roots:
    """The functions of one argument that are multiplicative, over one ring.

    Args:
        quotients: the arithmetic.
        signs: what is known about signs.
        degree: the degree of every root generator.
        parts: into how many parts the basis of exponents is divided.
    """

    def __init__(self, quotients: Quotients, signs: Signs, degree: int, parts: int) -> None:
        self._quotients = quotients
        self._ring: Ring = quotients.ring
        self._signs = signs
        self._degree = degree
        self._parts = parts

    def sign(self, value: Quotient) -> Polynomial:
        """The s with |value| = s*value."""
        result = self._ring.integer(self._unit(value))
        for factor, multiplicity in self._factors(value):
            if multiplicity % 2:
                result = self._ring.product(result, self._factor_sign(factor))
        return result

    def absolute(self, value: Quotient) -> Quotient:
        """|value|."""
        return self._quotients.multiply(self._quotients.polynomial(self.sign(value)), value)

    def power(self, value: Quotient, exponent: Fraction) -> Quotient:
        """value**exponent in the reals: an odd root has the sign of its argument.

        Raises:
            NeedsFinerError: a root of a root or of an exponential has no generator yet.
        """
        if value.numerator.is_zero():
            return self._quotients.zero
        result = self._quotients.one
        if exponent.denominator % 2 and exponent.numerator % 2:
            result = self._quotients.polynomial(self.sign(value))
        for factor, multiplicity in self._factors(value):
            power = self.factor_power(factor, multiplicity * exponent)
            result = self._quotients.multiply(result, power)
        return result

    def factor_power(self, factor: Polynomial, exponent: Fraction) -> Quotient:
        """|factor|**exponent for an irreducible polynomial or a prime."""
        size = self._ring.product(self._factor_sign(factor), factor)
        if size.is_one():
            return self._quotients.one
        whole, rest = divmod(exponent * self._degree, self._degree)
        if rest.denominator != 1:
            raise NeedsFinerError(roots=(exponent * self._degree).denominator)
        result = self._quotients.power(self._quotients.polynomial(size), int(whole))
        if rest:
            root = self._root(factor, size) ** int(rest)
            result = self._quotients.multiply(result, self._quotients.polynomial(root))
        return result

    def _root(self, factor: Polynomial, size: Polynomial) -> Polynomial:
        if len(factor) == 1 and not factor.is_constant():
            (generator,) = self._ring.generators_of(factor)
            if generator.kind is Kind.EXPONENTIAL:
                raise NeedsFinerError(exponents=self._degree)
            if generator.kind is Kind.ROOT:
                raise NeedsFinerError(roots=self._degree)
        return self._ring.root(factor, self._degree, size)

    def logarithm(self, value: Quotient) -> Quotient:
        """log|value| as a sum over its factors."""
        result = self._quotients.zero
        for factor, multiplicity in self._factors(value):
            term = self._quotients.multiply(
                self._quotients.number(Fraction(multiplicity)), self._factor_logarithm(factor)
            )
            result = self._quotients.add(result, term)
        return result

    def _factor_logarithm(self, factor: Polynomial) -> Quotient:
        if len(factor) == 1 and not factor.is_constant():
            (generator,) = self._ring.generators_of(factor)
            if generator.kind is Kind.EXPONENTIAL:
                return generator.arguments[0]
            if generator.kind is Kind.SIGN:
                return self._quotients.zero
            if generator.kind is Kind.ROOT and generator.base is not None:
                part = self._quotients.number(Fraction(1, generator.degree))
                return self._quotients.multiply(part, self._factor_logarithm(generator.base))
            if generator.kind is Kind.POWER and generator.base is not None:
                times = self._quotients.number(Fraction(generator.degree))
                return self._quotients.multiply(times, self._factor_logarithm(generator.base))
        return self._quotients.polynomial(self._ring.logarithm(factor))

    def _factor_sign(self, factor: Polynomial) -> Polynomial:
        sign = self._signs.of(factor)
        if sign:
            return self._ring.integer(sign)
        if len(factor) == 1:
            (generator,) = self._ring.generators_of(factor)
            if generator.kind is Kind.SIGN:
                return factor
        return self._ring.sign(factor)

    def _unit(self, value: Quotient) -> int:
        contents = [self._ring.factors(part)[0] for part in value]
        return 1 if contents[0] * contents[1] > 0 else -1

    def _factors(self, value: Quotient) -> Iterator[tuple[Polynomial, int]]:
        """Primes and irreducible polynomials, with positive and negative multiplicities."""
        for part, direction in zip(value, (1, -1), strict=True):
            content, found = self._ring.factors(part)
            for prime, multiplicity in _primes(abs(content)):
                yield self._ring.integer(prime), direction * multiplicity
            for factor, multiplicity in found:
                yield factor, direction * multiplicity


def _primes(size: int) -> Iterator[tuple[int, int]]:
    if size.bit_length() > MOST_BITS_FACTORED:
        yield size, 1
    elif size > 1:
        yield from ((int(prime), int(multiplicity)) for prime, multiplicity in fmpz(size).factor())
