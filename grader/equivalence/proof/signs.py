"""Which sign does a polynomial in the generators have? From ranges, from conditions, from squares.

Three answers: 1, -1, or 0 for "not known". A known sign holds but for a null set, on which the
polynomial may be zero.
"""

from __future__ import annotations

from fractions import Fraction
from math import prod

from grader.domain import Domain, Range
from grader.equivalence.proof.conditions import Conditions
from grader.equivalence.proof.constants import constant_sign
from grader.equivalence.proof.factors import polynomial_factors
from grader.equivalence.proof.ring import Generator, Kind, Polynomial, Quotient, Ring
from grader.equivalence.proof.surds import surd_of
from grader.equivalence.proof.thin import vanishes_thinly

_POSITIVE = (Kind.PI, Kind.EXPONENTIAL, Kind.ROOT, Kind.FRACTIONAL)
DEEPEST = 3
LONGEST = 200
HIGHEST_IN_A_RANGE = 12


class Signs:
    """What is known about signs on the domain, and under the conditions learned so far.

    Attributes:
        conditions: what was learned so far.
    """

    def __init__(self, ring: Ring, domain: Domain) -> None:
        self.conditions = Conditions(ring, domain)
        self._ring = ring
        self._domain = domain
        self._has_integers = any(domain[name].integer for name in domain)

    def learn(self, value: Quotient) -> None:
        """Take note that `value` is not negative (where the reference has a value).

        Of x**2*y the sign of y follows but where x = 0: a null set, unless x is an integer, or
        something like the root of max(x, 0).
        """
        factors = [f for part in value for f, _ in polynomial_factors(self._ring, part)[1]]
        if self._has_integers and len(factors) > 1:
            return
        sign, unknown = self._known_part(value)
        only = self.conditions.factor(unknown[0]) if len(unknown) == 1 else None
        if all(factor == only or vanishes_thinly(self._ring, factor) for factor in factors):
            self.conditions.add_condition(unknown, sign, exact=len(factors) == len(unknown))

    def know(self, value: Quotient, sign: int, *, strict: bool) -> None:
        """Take note of the sign of `value`, whose form shows it."""
        known, unknown = self._known_part(value)
        if len(unknown) == 1:
            factor = self.conditions.factor(unknown[0])
            self.conditions.add_fact(factor, sign * known, strict=strict)

    def of_quotient(self, value: Quotient) -> int:
        """The sign of `value`."""
        sign, unknown = self._known_part(value)
        return sign * self.conditions.sign_of_product(unknown) if unknown else sign

    def of(self, polynomial: Polynomial, depth: int = 0) -> int:
        """The sign of `polynomial`."""
        if polynomial.is_constant():
            return 1 if polynomial.is_zero() else _sign(int(polynomial.leading_coefficient()))
        learned = self.conditions.sign(polynomial)
        if learned or len(polynomial) > LONGEST or depth > DEEPEST:
            return learned
        self._ring.steps.spend(4 * len(polynomial))
        return (
            self._by_terms(polynomial, {})
            or self._in_ranges(polynomial)
            or self._by_square(polynomial, depth)
            or constant_sign(self._ring, polynomial)
        )

    def reduced(self, polynomial: Polynomial) -> tuple[int, list[Polynomial]]:
        """A sign and the polynomials the product of whose signs is that of `polynomial`.

        After √(x*y), the signs of x and y are one: both are written as that of the same one.
        """
        sign = self.of(polynomial)
        if sign:
            return sign, []
        return self.conditions.reduced(polynomial)

    def is_never_zero(self, polynomial: Polynomial, depth: int = 0) -> bool:
        """Whether it is certain that `polynomial` has no zero on the domain at all.

        The tangent of a variable may be infinite, where its terms say nothing.
        """
        if constant_sign(self._ring, polynomial) or self.conditions.fact(polynomial)[1]:
            return True
        generators = self._ring.generators_of(polynomial)
        if any(generator.kind is Kind.HALF_TANGENT for generator in generators):
            return False
        return (
            self._has_terms_without_zeros(polynomial)
            or self._has_a_constant_norm(polynomial)
            or self._is_definite(polynomial, depth)
        )

    def _has_a_constant_norm(self, polynomial: Polynomial) -> bool:
        """Whether a product with the conjugate, as of x + √(x**2 - 1), is a number but 0."""
        surd = surd_of(self._ring, polynomial)
        norm = surd.norm(self._ring) if surd is not None else self._ring.zero
        return bool(norm.is_constant() and not norm.is_zero())

    def _has_terms_without_zeros(self, polynomial: Polynomial) -> bool:
        if len(polynomial) > 1 and not self._by_terms(polynomial, {}):
            return False
        return any(
            all(
                self._is_never_zero(self._ring.generators[index])
                for index, exponent in enumerate(exponents)
                if exponent
            )
            for exponents in polynomial.monoms()
        )

    def _is_definite(self, polynomial: Polynomial, depth: int) -> bool:
        """Whether a discriminant shows that there is no zero."""
        if depth > DEEPEST or len(polynomial) > LONGEST:
            return False
        for generator in self._ring.generators_of(polynomial):
            parts = self._ring.by_power(polynomial, generator.index)
            if max(parts) == 2:  # noqa: PLR2004 - quadratic
                rest = self._discriminant(parts)
                if self.of(rest, depth + 1) == 1 and self.is_never_zero(rest, depth + 1):
                    return True
        return False

    def _discriminant(self, parts: dict[int, Polynomial]) -> Polynomial:
        """4*a*c - b**2 of a quadratic polynomial, positive where it has no real zero."""
        a, b, c = (parts.get(power, self._ring.zero) for power in (2, 1, 0))
        return self._ring.reduce(4 * a * c - b * b)

    def _is_never_zero(self, generator: Generator) -> bool:
        if generator.kind is Kind.SYMBOL:
            among = self._domain[generator.label]
            return not (among.contains(Fraction(0)) or _touches_zero_inside(among))
        if generator.kind is Kind.LOGARITHM:
            return generator.base is not None and generator.base.is_constant()
        if generator.kind is Kind.ROOT:
            return generator.base is not None and self.is_never_zero(generator.base)
        return generator.kind in (Kind.PI, Kind.EXPONENTIAL, Kind.SIGN)

    def _known_part(self, value: Quotient) -> tuple[int, list[int]]:
        """The sign of the factors whose sign is known, and the numbers of the other factors."""
        sign, unknown = 1, set[int]()
        for part in value:
            unit, factors = polynomial_factors(self._ring, part)
            sign *= _sign(unit)
            for factor, multiplicity in factors:
                if multiplicity % 2 == 0:
                    continue
                factor_sign = self.of(factor)
                sign *= factor_sign or 1
                if not factor_sign:
                    unknown ^= {self.conditions.number(self._with_a_sign(factor))}
        return sign, sorted(unknown)

    def _with_a_sign(self, factor: Polynomial) -> Polynomial:
        """A polynomial of the same sign: for a sign itself, what it is the sign of."""
        generators = self._ring.generators_of(factor)
        base = generators[0].base if len(factor) == 1 and generators else None
        return base if base is not None and generators[0].kind is Kind.SIGN else factor

    def _generator_sign(self, generator: Generator) -> int:
        if generator.kind is Kind.SYMBOL:
            return self._symbol_sign(generator)
        if generator.kind is Kind.LOGARITHM:
            return 1 if generator.base is not None and generator.base.is_constant() else 0
        return 1 if generator.kind in _POSITIVE else 0

    def _symbol_sign(self, generator: Generator) -> int:
        among = self.conditions.range(generator.label)
        if among.lower is not None and among.lower >= 0:
            return 1
        if among.upper is not None and among.upper <= 0:
            return -1
        return 0

    def _by_factors(self, polynomial: Polynomial, depth: int) -> int:
        """The sign of a product, as of (x**2 - 3*x)**2 written out, by those of its factors."""
        sign, factors = polynomial_factors(self._ring, polynomial)
        if not all(vanishes_thinly(self._ring, factor) for factor, _ in factors):
            return 0
        odd = [factor for factor, multiplicity in factors if multiplicity % 2]
        return prod([self.of(factor, depth) for factor in odd], start=_sign(sign))

    def _sign_of_generator(self, index: int) -> int:
        generator = self._ring.generators[index]
        return self.conditions.sign(self._ring.gen(generator)) or self._generator_sign(generator)

    def _by_terms(self, polynomial: Polynomial, given: dict[int, int]) -> int:
        """The sign that all terms share; `given` overrides the signs of generators."""
        common = 0
        for exponents, coefficient in polynomial.terms():
            sign = _sign(int(coefficient))
            for index, exponent in enumerate(exponents):
                if exponent % 2:
                    sign *= given[index] if index in given else self._sign_of_generator(index)
            if not sign or common == -sign:
                return 0
            common = sign
        return common

    def _in_ranges(self, polynomial: Polynomial) -> int:
        """The sign by terms once every bounded variable is written with a positive one."""
        moved, positive = polynomial, {}
        for generator in self._ring.generators_of(polynomial):
            among = (
                self.conditions.range(generator.label) if generator.kind is Kind.SYMBOL else Range()
            )
            if among.lower is None and among.upper is None:
                continue
            if polynomial.degrees()[generator.index] > HIGHEST_IN_A_RANGE:
                return 0
            moved = self._moved(moved, generator, among)
            positive[generator.index] = 1
        return self._by_terms(moved, positive) if positive else 0

    def _moved(self, polynomial: Polynomial, generator: Generator, among: Range) -> Polynomial:
        """A positive multiple of the polynomial, its variable written as a map of (0, oo)."""
        ring, t = self._ring, self._ring.gen(generator)
        lower, upper = among.lower, among.upper
        if lower is not None and upper is not None:
            common = lower.denominator * upper.denominator
            top = int(lower * common) + int(upper * common) * t
            bottom = common * (1 + t)
        else:
            bound = lower if lower is not None else upper
            common = bound.denominator if bound is not None else 1
            shift = int(bound * common) if bound is not None else 0
            top = shift + (common * t if lower is not None else -common * t)
            bottom = ring.integer(common)
        parts = ring.by_power(polynomial, generator.index)
        height = max(parts)
        moved = ring.zero
        for power, part in parts.items():
            ring.fits(len(part) * (height + 1), 0)
            moved += part * top**power * bottom ** (height - power)
        return moved

    def _by_square(self, polynomial: Polynomial, depth: int) -> int:
        """The sign of a*g**2 + b*g + c by its discriminant, or of a + b*root by its conjugate."""
        ring = self._ring
        for generator in ring.generators_of(polynomial):
            parts = ring.by_power(polynomial, generator.index)
            if generator.kind is Kind.ROOT and generator.degree == 2:  # noqa: PLR2004 - a square root
                sign = self._with_root(parts, generator, depth)
            elif max(parts) == 2:  # noqa: PLR2004 - quadratic
                positive = self.of(self._discriminant(parts), depth + 1) == 1
                sign = self.of(parts[2], depth + 1) if positive else 0
            else:
                sign = 0
            if sign:
                return sign
        return 0

    def _with_root(self, parts: dict[int, Polynomial], generator: Generator, depth: int) -> int:
        """b*root dominates a if b**2*root**2 - a**2 is positive, and the other way round."""
        zero = self._ring.zero
        a, b = parts.get(0, zero), parts.get(1, zero)
        if a.is_zero() or b.is_zero() or generator.replacement is None:
            return 0
        difference = self._ring.reduce(b * b * generator.replacement - a * a)
        dominant = self.of(difference, depth + 1) or self._by_factors(difference, depth + 1)
        if dominant == 1:
            return self.of(b, depth + 1)
        return self.of(a, depth + 1) if dominant == -1 else 0


def _sign(value: int) -> int:
    return 1 if value > 0 else -1


def _touches_zero_inside(among: Range) -> bool:
    below = among.lower is None or among.lower < 0
    above = among.upper is None or among.upper > 0
    return below and above and among.excluded != 0
