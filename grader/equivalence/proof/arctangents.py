"""What is an arctangent in terms of others? Their tangents tell, and signs tell the turns of pi.

Each identity holds wherever its sides are defined; [.] is 1 where the condition holds, else 0.

    atan(1/v) = sign(v)*pi/2 - atan(v)
    atan(v) + atan(w) = atan((v + w)/(1 - v*w)) + sign(v)*pi*[v*w > 1]

The second one with w = v doubles an angle, and read from right to left halves one.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations_with_replacement

from grader.equivalence.proof.angles import Angles
from grader.equivalence.proof.quotients import Quotients
from grader.equivalence.proof.ring import Generator, Kind, Quotient, Ring
from grader.equivalence.proof.roots import Roots

MOST_COMBINED = 6
"""Among how many known arctangents sums of two are looked for."""


class Arctangents:
    """Arctangents over one ring, and the sines and cosines of their multiples."""

    def __init__(self, quotients: Quotients, roots: Roots, angles: Angles) -> None:
        self._quotients = quotients
        self._ring: Ring = quotients.ring
        self._roots = roots
        self._angles = angles

    def arctangent(self, value: Quotient) -> Quotient:
        """atan(value)."""
        if value.numerator.is_zero():
            return value
        outside, inside = self._odd_part(value)
        return self._quotients.multiply(outside, self._of_odd_part(inside))

    def arcsine(self, value: Quotient, rest: Quotient) -> Quotient:
        """asin(value), where `rest` is 1 - value**2; if that is zero, value is 1 or -1."""
        if rest.numerator.is_zero():
            return self._quotients.multiply(value, self._turn(Fraction(1, 2)))
        cosine = self._roots.power(rest, Fraction(-1, 2))
        return self.arctangent(self._quotients.multiply(value, cosine))

    def arccotangent(self, value: Quotient) -> Quotient:
        """acot(value) in (-pi/2, pi/2], which is atan(1/value) and pi/2 at 0."""
        if value.numerator.is_zero():
            return self._turn(Fraction(1, 2))
        return self.arctangent(self._quotients.invert(value))

    def angle(self, y: Quotient, x: Quotient) -> Quotient:
        """atan2(y, x) = atan(y/x) + sign(y)*pi*[x < 0], for x and y other than 0."""
        if x.numerator.is_zero():
            return self._quotients.multiply(self._sign(y), self._turn(Fraction(1, 2)))
        if y.numerator.is_zero():
            return self._excess(self._quotients.one, x)
        slope = self._quotients.multiply(y, self._quotients.invert(x))
        return self._quotients.add(self.arctangent(slope), self._excess(y, x))

    def rotated(
        self, cosine: Quotient, sine: Quotient, value: Quotient, halves: int
    ) -> tuple[Quotient, Quotient]:
        """Cosine and sine of an angle to which halves*atan(value)/2 is added."""
        v = value if halves > 0 else self._minus(value)
        c, s = self._unit(v)
        for _ in range(abs(halves) // 2):
            cosine, sine = self._sum_of_angles((cosine, sine), (c, s))
        if halves % 2:
            cosine, sine = self._sum_of_angles((cosine, sine), self._half(c, s))
        return cosine, sine

    def _unit(self, v: Quotient) -> tuple[Quotient, Quotient]:
        """Cosine and sine of atan(v), 1 and v over (1 + v**2)**(1/2)."""
        q = self._quotients
        cosine = self._roots.power(q.add(q.one, q.multiply(v, v)), Fraction(-1, 2))
        return cosine, q.multiply(v, cosine)

    def _half(self, cosine: Quotient, sine: Quotient) -> tuple[Quotient, Quotient]:
        """Of half the angle, where the whole one lies between -pi and pi."""
        q = self._quotients
        square = q.multiply(q.number(Fraction(1, 2)), q.add(q.one, cosine))
        half = self._roots.power(square, Fraction(1, 2))
        return half, q.multiply(sine, q.invert(q.add(half, half)))

    def _sum_of_angles(
        self, one: tuple[Quotient, Quotient], other: tuple[Quotient, Quotient]
    ) -> tuple[Quotient, Quotient]:
        q = self._quotients
        (a, b), (c, d) = one, other
        return (
            q.subtract(q.multiply(a, c), q.multiply(b, d)),
            q.add(q.multiply(a, d), q.multiply(b, c)),
        )

    def _odd_part(self, value: Quotient) -> tuple[Quotient, Quotient]:
        """A sign s and the v with value = s*v, of a form that v and -v share."""
        sign, rest = self._ring.one, value
        for generator in self._ring.generators_of(value.numerator):
            if generator.kind is Kind.SIGN and self._divides(generator, value):
                s = self._ring.gen(generator)
                sign = self._ring.product(sign, s)
                rest = self._quotients.multiply(self._quotients.polynomial(s), rest)
        if rest.numerator.leading_coefficient() < 0:
            sign, rest = -sign, Quotient(-rest.numerator, rest.denominator)
        return self._quotients.polynomial(sign), rest

    def _divides(self, generator: Generator, value: Quotient) -> bool:
        return set(self._ring.by_power(value.numerator, generator.index)) == {1}

    def _of_odd_part(self, value: Quotient) -> Quotient:
        generators = self._ring.generators_of(*value)
        if all(g.kind is Kind.ROOT and self._ring.is_constant(g) for g in generators):
            share = self._angles.exact_arctangent(value)
            if share is not None:
                return self._turn(share)
        known = [g for g in self._ring.generators if g.kind is Kind.OPAQUE and g.label == "atan"]
        for found in self._candidates(value, known):
            return found
        return self._quotients.polynomial(self._ring.transcendental(Kind.OPAQUE, "atan", value))

    def _candidates(self, value: Quotient, known: list[Generator]) -> Iterator[Quotient]:
        """Every way to write atan(value) with `known` arctangents."""
        q = self._quotients
        for generator in known:
            (v,) = generator.arguments
            atan_v = q.polynomial(self._ring.gen(generator))
            if q.equal(value, v):
                yield atan_v
            for sign in (1, -1):
                if q.equal(q.multiply(value, v), q.number(Fraction(sign))):
                    yield self._reciprocal(value, q.multiply(q.number(Fraction(-sign)), atan_v))
        for pair in combinations_with_replacement(known[:MOST_COMBINED], 2):
            yield from self._sums(value, *pair)
        for generator in known[:MOST_COMBINED]:
            yield from self._halves(value, generator)

    def _reciprocal(self, value: Quotient, minus_atan_of_reciprocal: Quotient) -> Quotient:
        """atan(w) = sign(w)*pi/2 - atan(1/w)."""
        quarter = self._quotients.multiply(self._sign(value), self._turn(Fraction(1, 2)))
        return self._quotients.add(quarter, minus_atan_of_reciprocal)

    def _sums(self, value: Quotient, first: Generator, second: Generator) -> Iterator[Quotient]:
        q = self._quotients
        (v,), (w,) = first.arguments, second.arguments
        atan_v, atan_w = (q.polynomial(self._ring.gen(g)) for g in (first, second))
        for w_signed, atan_w_signed in ((w, atan_w), (self._minus(w), self._minus(atan_w))):
            total = q.add(v, w_signed)
            rest = q.subtract(q.one, q.multiply(v, w_signed))
            if total.numerator.is_zero() or rest.numerator.is_zero():
                continue
            whole = q.subtract(q.add(atan_v, atan_w_signed), self._excess(v, rest))
            for sign in (1, -1):
                signed = value if sign == 1 else self._minus(value)
                if q.equal(q.multiply(signed, rest), total):
                    yield whole if sign == 1 else self._minus(whole)
                if q.equal(q.multiply(signed, total), rest):
                    of_value = self._reciprocal(signed, self._minus(whole))
                    yield of_value if sign == 1 else self._minus(of_value)

    def _halves(self, value: Quotient, whole: Generator) -> Iterator[Quotient]:
        """2*atan(w) = atan(2*w/(1 - w**2)) + sign(w)*pi*[w**2 > 1]."""
        q = self._quotients
        (v,) = whole.arguments
        rest = q.subtract(q.one, q.multiply(value, value))
        double = q.add(value, value)
        if rest.numerator.is_zero():
            return
        half = q.number(Fraction(1, 2))
        atan_v = q.polynomial(self._ring.gen(whole))
        excess = self._excess(value, rest)
        for sign in (1, -1):
            signed, atan_signed = (
                (v, atan_v) if sign == 1 else (self._minus(v), self._minus(atan_v))
            )
            if q.equal(q.multiply(signed, rest), double):
                yield q.multiply(half, q.add(atan_signed, excess))
            if q.equal(q.multiply(signed, double), rest):
                other = self._reciprocal(signed, self._minus(atan_signed))
                yield q.multiply(half, q.add(other, excess))

    def _excess(self, v: Quotient, rest: Quotient) -> Quotient:
        """sign(v)*pi where `rest` is negative, else 0."""
        one_minus_sign = self._quotients.subtract(self._quotients.one, self._sign(rest))
        turn = self._quotients.multiply(self._turn(Fraction(1, 2)), one_minus_sign)
        return self._quotients.multiply(self._sign(v), turn)

    def _sign(self, value: Quotient) -> Quotient:
        return self._quotients.polynomial(self._roots.sign(value))

    def _turn(self, share: Fraction) -> Quotient:
        return self._quotients.multiply(
            self._quotients.number(share), self._quotients.polynomial(self._ring.pi())
        )

    def _minus(self, value: Quotient) -> Quotient:
        return Quotient(-value.numerator, value.denominator)
