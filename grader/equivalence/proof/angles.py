"""What are sine and cosine of a sum of basis angles and of a multiple of pi/12?

With T = tan(b/2), exp(i*b) = (1 + i*T)**2/(1 + T**2); products of such units add their angles.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import comb

from grader.equivalence.proof.exponents import Multiple
from grader.equivalence.proof.quotients import Quotients
from grader.equivalence.proof.ring import Polynomial, Quotient, Ring
from grader.equivalence.proof.roots import Roots

LARGEST_MULTIPLE = 200
TURN = 24
"""Twelfths of pi in a full turn."""


class Angles:
    """Sines and cosines over one ring."""

    def __init__(self, quotients: Quotients, roots: Roots) -> None:
        self._quotients = quotients
        self._ring: Ring = quotients.ring
        self._roots = roots

    def cosine_and_sine(self, multiples: Sequence[Multiple]) -> tuple[Quotient, Quotient]:
        """Of the sum of `multiples` of basis angles."""
        if not multiples:
            return self._quotients.one, self._quotients.zero
        (real, imaginary, size), *others = map(self._unit, multiples)
        if not others:  # (1 + i*T)**n and (1 - i*T)**n have no common factor
            return Quotient(real, size), Quotient(imaginary, size)
        for c, s, n in others:
            real, imaginary = self._times((real, imaginary), (c, s))
            size = self._ring.product(size, n)
        return self._quotients.lowest(real, size), self._quotients.lowest(imaginary, size)

    def _unit(self, multiple: Multiple) -> tuple[Polynomial, Polynomial, Polynomial]:
        """The numerators of cosine and sine, and their denominator."""
        t, count = multiple.generator, abs(multiple.times)
        self._ring.fits((LARGEST_MULTIPLE + 1) * (count // LARGEST_MULTIPLE + 1) ** 3, count)
        if count == 1:
            square = t * t
            return 1 - square, 2 * multiple.times * t, 1 + square
        terms = [comb(2 * count, j) * t**j for j in range(2 * count + 1)]
        zero = self._ring.zero
        real = sum((term * (-1) ** (j // 2) for j, term in enumerate(terms) if j % 2 == 0), zero)
        imaginary = sum((term * (-1) ** (j // 2) for j, term in enumerate(terms) if j % 2), zero)
        return real, imaginary if multiple.times > 0 else -imaginary, (1 + t * t) ** count

    def _times(
        self, left: tuple[Polynomial, Polynomial], right: tuple[Polynomial, Polynomial]
    ) -> tuple[Polynomial, Polynomial]:
        product, total = self._ring.product, self._ring.total
        (a, b), (c, d) = left, right
        return total(product(a, c), -product(b, d)), total(product(a, d), product(b, c))

    def turned(
        self, cosine: Quotient, sine: Quotient, sign: Polynomial, twelfths: int
    ) -> tuple[Quotient, Quotient]:
        """Cosine and sine of an angle to which sign*twelfths*pi/12 is added; sign is 1 or -1."""
        c, s = self._exact_cosine(twelfths), self._exact_cosine(twelfths - TURN // 4)
        multiply, q = self._quotients.multiply, self._quotients
        s = multiply(q.polynomial(sign), s)
        return (
            q.subtract(multiply(cosine, c), multiply(sine, s)),
            q.add(multiply(sine, c), multiply(cosine, s)),
        )

    def exact_arctangent(self, value: Quotient) -> Fraction | None:
        """The multiple of pi that is the arctangent of `value`, if it is one of pi/12.

        Raises:
            NeedsFinerError: the roots that decide it have no generators yet.
        """
        for twelfths in range(-5, 6):
            c, s = (self._exact_cosine(twelfths - shift) for shift in (0, TURN // 4))
            if self._quotients.equal(self._product(value, c), s):
                return Fraction(twelfths, 12)
        return None

    def _exact_cosine(self, twelfths: int) -> Quotient:
        """cos(twelfths*pi/12), by its symmetries from the first quarter turn."""
        folded = abs((twelfths + 12) % TURN - 12)
        if folded > TURN // 4:
            return self._quotients.subtract(
                self._quotients.zero, self._exact_cosine(TURN // 2 - folded)
            )
        if folded % 2 == 0 and folded != 2:  # noqa: PLR2004 - pi/6 has a root
            return self._number(Fraction(6 - folded, 6) if folded != 4 else Fraction(1, 2))  # noqa: PLR2004
        if folded in (2, 3):
            return self._product(self._number(Fraction(1, 2)), self._sqrt(5 - folded))
        quarter = self._product(self._number(Fraction(1, 4)), self._sqrt(2))
        other = self._number(Fraction(1 if folded == 1 else -1))
        return self._product(quarter, self._quotients.add(self._sqrt(3), other))

    def _number(self, value: Fraction) -> Quotient:
        return self._quotients.number(value)

    def _product(self, left: Quotient, right: Quotient) -> Quotient:
        return self._quotients.multiply(left, right)

    def _sqrt(self, value: int) -> Quotient:
        return self._roots.factor_power(self._ring.integer(value), Fraction(1, 2))
