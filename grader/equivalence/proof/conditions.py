"""What is known of signs, because the reference has a value, or because of how a form is built?

A condition says that a product of irreducible factors is not negative. What follows for one of them
holds but where another one is zero, so that it is noted when a condition was used. A fact says that
one polynomial has a sign wherever the form it comes from has a value.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import prod

from grader.domain import Domain, Range
from grader.equivalence.proof.parities import Parities
from grader.equivalence.proof.ring import Kind, Polynomial, Ring


class Conditions:
    """Conditions and facts over one ring.

    Attributes:
        used: whether something was used that may fail where another factor is zero.
    """

    def __init__(self, ring: Ring, domain: Domain) -> None:
        self.used = False
        self._ring = ring
        self._domain = domain
        self._parities = Parities()
        self._factors: list[Polynomial] = []
        self._bounds: dict[str, Range] = {}
        self._facts: list[tuple[Polynomial, int, bool]] = []

    @property
    def any(self) -> bool:
        """Whether anything is known."""
        return bool(self._facts) or bool(self._parities)

    def add_condition(self, factors: Iterable[int], sign: int, *, exact: bool = True) -> None:
        """The product of the numbered factors has this sign or is zero.

        Args:
            factors: the numbers of factors.
            sign: 1 or -1.
            exact: whether there were no other factors, at whose zeros anything may be.
        """
        numbers = sorted(factors)
        if not numbers:
            return
        self._parities.learn(numbers, sign)
        if exact:
            self._add_bounds([self._factors[number] for number in numbers], sign)
        if exact and len(numbers) == 1:
            self.add_fact(self._factors[numbers[0]], sign, strict=False)

    def add_fact(self, polynomial: Polynomial, sign: int, *, strict: bool) -> None:
        """`polynomial` has this sign, and is zero nowhere if `strict`."""
        self._facts.append((polynomial, sign, strict))

    def number(self, factor: Polynomial) -> int:
        """The number under which an irreducible factor is known."""
        for number, known in enumerate(self._factors):
            if known == factor:
                return number
        self._factors.append(factor)
        return len(self._factors) - 1

    def factor(self, number: int) -> Polynomial:
        """The factor that is known under a number."""
        return self._factors[number]

    def fact(self, polynomial: Polynomial) -> tuple[int, bool]:
        """The sign that is a fact, and whether it is strict; 0 if there is none."""
        for known, sign, strict in self._facts:
            if known == polynomial:
                return sign, strict
            if known == -polynomial:
                return -sign, strict
        return 0, False

    def sign(self, polynomial: Polynomial) -> int:
        """The sign that follows for one irreducible polynomial; 0 if none does."""
        sign, _ = self.fact(polynomial)
        if sign:
            return sign
        for number, known in enumerate(self._factors):
            if known == polynomial:
                return self.sign_of_product([number])
            if known == -polynomial:
                return -self.sign_of_product([number])
        return 0

    def sign_of_product(self, factors: Iterable[int]) -> int:
        """The sign of a product of numbered factors; 0 if none follows."""
        sign = self._parities.sign(factors)
        self.used |= sign != 0
        return sign

    def reduced(self, factor: Polynomial) -> tuple[int, list[Polynomial]]:
        """A sign and the factors the product of whose signs is that of `factor`."""
        number = self.number(factor)
        rest, sign = self._parities.reduced(frozenset({number}), 1)
        self.used |= rest != {number}
        return sign, [known for n, known in enumerate(self._factors) if n in rest]

    def range(self, name: str) -> Range:
        """Where the variable ranges, as far as it is known."""
        return self._bounds.get(name, self._domain[name])

    def _add_bounds(self, factors: list[Polynomial], sign: int) -> None:
        """Bounds of x: √(x - 1) says that x >= 1, √(1 - x**2) that -1 <= x <= 1."""
        names = {g.label for g in self._ring.generators_of(*factors) if g.kind is Kind.SYMBOL}
        lines = [line for line in map(self._line, factors) if line is not None]
        if len(names) != 1 or len(lines) < len(factors):
            return
        (name,) = names
        rising = prod((slope for slope, _ in lines), start=sign) > 0
        zeros = sorted(zero for _, zero in lines)
        if len(lines) == 1:
            self._bounds[name] = self.range(name).narrowed(zeros[0], above=rising)
        elif len(lines) == 2 and not rising:  # noqa: PLR2004 - between two zeros
            above = self.range(name).narrowed(zeros[0], above=True)
            self._bounds[name] = above.narrowed(zeros[1], above=False)

    def _line(self, factor: Polynomial) -> tuple[int, Fraction] | None:
        """The slope and the zero of a*x + b, for a variable x."""
        generators = self._ring.generators_of(factor)
        if len(generators) != 1 or generators[0].kind is not Kind.SYMBOL:
            return None
        parts = self._ring.by_power(factor, generators[0].index)
        if max(parts) != 1:
            return None
        zero = self._ring.zero
        offset, slope = (int(parts.get(k, zero).leading_coefficient()) for k in (0, 1))
        return slope, Fraction(-offset, slope)
