"""What are the absolute value, the sign and the roots of a quotient?

All three go through its irreducible factors p, with |p| = s*p for a generator s with s**2 = 1, or
for a known sign; roots through generators with root**degree = |p|.
"""

from __future__ import annotations

from fractions import Fraction

from grader.equivalence.proof.factors import quotient_factors, unit
from grader.equivalence.proof.quotients import Quotients
from grader.equivalence.proof.ring import Kind, Polynomial, Quotient, Ring
from grader.equivalence.proof.signs import Signs
from grader.equivalence.proof.surds import Surd, exact_root, surd_of
from grader.equivalence.proof.thin import vanishes_thinly
from grader.equivalence.steps import NeedsFinerError

HIGHEST_DEGREE = 4096
"""The highest degree of a root that has a relation; beyond it a root is a value of its own."""


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
        result = self._ring.integer(unit(self._ring, value))
        for factor, multiplicity in quotient_factors(self._ring, value):
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
        for factor, multiplicity in quotient_factors(self._ring, value):
            power = self.factor_power(factor, multiplicity * exponent)
            result = self._quotients.multiply(result, power)
        return result

    def factor_power(self, factor: Polynomial, exponent: Fraction) -> Quotient:
        """|factor|**exponent for an irreducible polynomial or a prime."""
        size = self._ring.product(self._factor_sign(factor), factor)
        if size.is_one():
            return self._quotients.one
        whole, rest = divmod(exponent * self._degree, self._degree)
        if rest.denominator > HIGHEST_DEGREE:
            fraction = self._ring.fractional(factor, rest / self._degree)
            return self._quotients.multiply(
                self._quotients.power(self._quotients.polynomial(size), int(whole)),
                self._quotients.polynomial(fraction),
            )
        if rest.denominator != 1:
            raise NeedsFinerError(roots=(exponent * self._degree).denominator)
        result = self._quotients.power(self._quotients.polynomial(size), int(whole))
        if rest:
            power = self._fractional_power(factor, size, Fraction(rest, self._degree))
            result = self._quotients.multiply(result, power)
        return result

    def _fractional_power(
        self, factor: Polynomial, size: Polynomial, exponent: Fraction
    ) -> Quotient:
        surd = surd_of(self._ring, size)
        if surd is not None:
            root = self._denested(surd) if exponent.denominator % 2 == 0 else None
            if root is not None:
                return self.power(root, 2 * exponent)
            norm = surd.norm(self._ring)
            if surd.is_lesser and vanishes_thinly(self._ring, norm):
                sizes = (
                    self.absolute(self._quotients.polynomial(p)) for p in (norm, surd.conjugate)
                )
                above, below = (self.power(size, exponent) for size in sizes)
                return self._quotients.multiply(above, self._quotients.invert(below))
        root_power = self._root(factor, size) ** int(exponent * self._degree)
        return self._quotients.polynomial(root_power)

    def _denested(self, surd: Surd) -> Quotient | None:
        """The square root of a + b*h as a sum of two simpler ones, if there is one.

        With d**2 the norm it is the sum of the roots of (a + d)/2 and (a - d)/2, whose product is
        b**2*h**2/4: neither is negative if one of them, or a, is positive.
        """
        difference = exact_root(self._ring, surd.norm(self._ring))
        if difference is None:
            return None
        parts = (surd.a + difference, surd.a - difference)
        if all(self._signs.of(part) != 1 for part in (surd.a, *parts)):
            return None
        if self._signs.of(difference) != 1 and self._signs.of(surd.b) != 1:
            return None
        half = self._quotients.number(Fraction(1, 2))
        first, second = (
            self.power(
                self._quotients.multiply(half, self._quotients.polynomial(part)), Fraction(1, 2)
            )
            for part in parts
        )
        sign = self._quotients.polynomial(self.sign(self._quotients.polynomial(surd.b)))
        return self._quotients.add(first, self._quotients.multiply(sign, second))

    def _root(self, factor: Polynomial, size: Polynomial) -> Polynomial:
        if len(factor) == 1 and not factor.is_constant():
            (generator,) = self._ring.generators_of(factor)
            if generator.kind is Kind.EXPONENTIAL:
                raise NeedsFinerError(exponents=self._degree)
            if generator.kind is Kind.ROOT:
                raise NeedsFinerError(roots=self._degree)
        return self._ring.root(factor, self._degree, size)

    def _factor_sign(self, factor: Polynomial) -> Polynomial:
        if len(factor) == 1 and not factor.is_constant():
            (generator,) = self._ring.generators_of(factor)
            if generator.kind is Kind.SIGN:
                return factor
        sign, rest = self._signs.reduced(factor)
        result = self._ring.integer(sign)
        for part in rest:
            result = self._ring.product(result, self._ring.sign(part))
        return result
