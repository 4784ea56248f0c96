"""How does one calculate with fractions of polynomials? With a small pair, kept in lowest terms.

Every rule is an identity wherever both sides are defined: a denominator is never zero where the
expression it came from has a value.
"""

from __future__ import annotations

from fractions import Fraction
from math import comb

from grader.equivalence.proof.factors import polynomial_factors
from grader.equivalence.proof.ring import (
    HIGHEST_DEGREE,
    MOST_BITS,
    MOST_TERMS,
    Polynomial,
    Quotient,
    Ring,
    bits,
    highest,
)
from grader.equivalence.proof.separation import vanishes
from grader.equivalence.proof.thin import vanishes_thinly
from grader.equivalence.steps import GaveUp

LONGEST_RATIONALISED = 40
MOST_TERMS_POWER = 3000
_CHUNKS = (64, 32, 16, 8, 4, 2, 1)


class Quotients:
    """The arithmetic of quotients over one ring."""

    def __init__(self, ring: Ring) -> None:
        self.ring = ring
        self.zero, self.one = Quotient(ring.zero, ring.one), Quotient(ring.one, ring.one)

    def number(self, value: Fraction) -> Quotient:
        """A rational number."""
        if max(value.numerator.bit_length(), value.denominator.bit_length()) > MOST_BITS:
            message = "a number has too many digits"
            raise GaveUp(message)
        integer = self.ring.integer
        return Quotient(integer(value.numerator), integer(value.denominator))

    def polynomial(self, polynomial: Polynomial) -> Quotient:
        """A polynomial as a quotient."""
        return Quotient(polynomial, self.ring.one)

    def add(self, left: Quotient, right: Quotient) -> Quotient:
        """The sum of both."""
        ring = self.ring
        (a, b), (c, d) = left, right
        if b.is_one() and d.is_one():
            return Quotient(ring.total(a, c), b)
        if b == d:
            return self.lowest(ring.total(a, c), b)
        common = ring.gcd(b, d)
        if common.is_one():
            top = ring.total(ring.product(a, d), ring.product(c, b))
            return self._kept_lowest(top, ring.product(b, d))
        b_rest, d_rest = b / common, d / common
        top = ring.total(ring.product(a, d_rest), ring.product(c, b_rest))
        return self.lowest(top, ring.product(b_rest, d))

    def subtract(self, left: Quotient, right: Quotient) -> Quotient:
        """The difference of both."""
        return self.add(left, Quotient(-right.numerator, right.denominator))

    def multiply(self, left: Quotient, right: Quotient) -> Quotient:
        """The product of both."""
        ring = self.ring
        (a, b), (c, d) = left, right
        if b.is_one() and d.is_one():
            return Quotient(ring.product(a, c), b)
        first, second = ring.gcd(a, d), ring.gcd(c, b)
        if not first.is_one():
            a, d = a / first, d / first
        if not second.is_one():
            c, b = c / second, b / second
        return self._kept_lowest(ring.product(a, c), ring.product(b, d))

    def invert(self, value: Quotient) -> Quotient:
        """1/value, for a value that is not the zero quotient."""
        top, bottom = value.denominator, value.numerator
        if self.ring.has_relations:
            return self.lowest(top, bottom)
        return (
            Quotient(-top, -bottom) if bottom.leading_coefficient() < 0 else Quotient(top, bottom)
        )

    def power(self, base: Quotient, exponent: int) -> Quotient:
        """base**exponent; a power too long to write out becomes a generator of its own."""
        if exponent == 1:
            return base
        if exponent < 0:
            return self.power(self.invert(base), -exponent)
        top, bottom = (self._polynomial_power(p, exponent) for p in base)
        return self._kept_lowest(top, bottom)

    def equal(self, left: Quotient, right: Quotient) -> bool:
        """Whether both are proved to be equal wherever both are defined."""
        if left == right:
            return True
        ring = self.ring
        cross = ring.product(left.numerator, right.denominator)
        difference = cross - ring.product(right.numerator, left.denominator)
        return bool(difference.is_zero()) or vanishes(ring, difference)

    def _polynomial_power(self, base: Polynomial, exponent: int) -> Polynomial:
        if exponent == 0 or base.is_one():
            return self.ring.one
        if exponent == 1 or base.is_zero():
            return base
        if self._is_writable(base, exponent):
            return self._repeated_squares(base, exponent)
        content, factors = polynomial_factors(self.ring, base)
        if len(base) == 1 or (abs(content) > 1 and content.bit_length() * exponent > MOST_BITS):
            message = "an exponent is too large"
            raise GaveUp(message)
        result = self.ring.integer(content**exponent)
        for factor, multiplicity in factors:
            times = multiplicity * exponent
            fits = len(result) * _terms_of_power(len(factor), times) <= MOST_TERMS // 8
            if not self._is_writable(factor, times):
                power = self._closed_power(factor, times)
            elif fits:
                power = self._repeated_squares(factor, times)
            else:  # among long powers of other factors nothing of it is written out
                chunk = min(times & -times, _CHUNKS[0])
                power = self.ring.power(factor, chunk) ** (times // chunk)
            result = self.ring.product(result, power)
        return result

    def _closed_power(self, factor: Polynomial, times: int) -> Polynomial:
        """The power of an irreducible factor, of which only a rest is written out.

        With the generator g = factor**64 the power factor**1000 is g**15 * factor**40.
        """
        chunk = next(c for c in _CHUNKS if c == 1 or self._is_writable(factor, c))
        whole, rest = divmod(times, chunk)
        if whole > HIGHEST_DEGREE:
            message = "an exponent is too large"
            raise GaveUp(message)
        closed = self.ring.power(factor, chunk) ** whole
        return self.ring.product(closed, self._repeated_squares(factor, rest))

    def _is_writable(self, base: Polynomial, exponent: int) -> bool:
        terms = len(base)
        longest = bits(base) - 1
        few = terms == 1 or (
            exponent <= MOST_TERMS_POWER
            and _terms_of_power(terms, exponent) <= MOST_TERMS_POWER
            and _terms_of_power(terms, exponent // 2 + 1) ** 2 <= MOST_TERMS
        )
        return (
            few
            and (longest + terms.bit_length()) * exponent <= MOST_BITS + terms * 64
            and highest([base]) * exponent <= HIGHEST_DEGREE
        )

    def _repeated_squares(self, base: Polynomial, exponent: int) -> Polynomial:
        result = self.ring.one
        while exponent:
            if exponent & 1:
                result = self.ring.product(result, base)
            exponent >>= 1
            if exponent:
                base = self.ring.product(base, base)
        return result

    def lowest(self, top: Polynomial, bottom: Polynomial) -> Quotient:
        """top/bottom in lowest terms, the denominator free of square roots where possible."""
        if top.is_zero():
            return self.zero
        if not bottom.is_constant():
            top, bottom = self._rationalised(top, bottom)
        if not bottom.is_one():
            common = self.ring.gcd(top, bottom)
            if not common.is_one():
                top, bottom = top / common, bottom / common
            if bottom.leading_coefficient() < 0:
                top, bottom = -top, -bottom
        return Quotient(top, bottom)

    def _kept_lowest(self, top: Polynomial, bottom: Polynomial) -> Quotient:
        """top/bottom, which has no common factor as long as there are no relations."""
        if self.ring.has_relations or top.is_zero():
            return self.lowest(top, bottom)
        return Quotient(top, bottom)

    def _rationalised(self, top: Polynomial, bottom: Polynomial) -> Quotient:
        ring = self.ring
        if not ring.has_relations:
            return Quotient(top, bottom)
        for generator in reversed(ring.generators_of(bottom)):
            if generator.replacement is None or len(bottom) > LONGEST_RATIONALISED:
                continue
            parts = ring.by_power(bottom, generator.index)
            g = ring.gen(generator)
            if len(parts) == 1:
                (power,) = parts
                factor = g ** (generator.degree - power) if power else ring.one
            elif generator.degree == 2:  # noqa: PLR2004 - a square root
                factor = parts[0] - parts[1] * g
            else:
                continue
            if len(parts) > 1 and not vanishes_thinly(ring, factor):
                continue
            new_bottom = ring.product(bottom, factor)
            if not new_bottom.is_zero():
                top, bottom = ring.product(top, factor), new_bottom
        return Quotient(top, bottom)


def _terms_of_power(terms: int, exponent: int) -> int:
    """How many terms the power of a sum has at most."""
    return comb(exponent + terms - 1, min(exponent, terms - 1))
