"""In which ring is a normal form computed? Polynomials over generators that may obey relations.

A generator stands for a symbol, for pi, or for a value such as exp(x/2), tan(x/2), log|x+1| or a
root. Roots and signs are algebraic: each obeys one relation g**degree = replacement, by which every
product is reduced. A product is sized up before it is formed.

>>> ring = Ring(16, Steps(10_000))
>>> x = ring.symbol("x")
>>> root = ring.root(x, 2, x)
>>> ring.product(root, root) == x
True
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from flint import fmpz, fmpz_mpoly, fmpz_mpoly_ctx

from grader.equivalence.steps import GaveUp, Steps

Polynomial = fmpz_mpoly
Factored = tuple[int, list[tuple[fmpz_mpoly, int]]]
"""A number, and factors with their multiplicities."""
MOST_TERMS = 200_000
MOST_BITS = 20_000
HIGHEST_DEGREE = 200_000


class Quotient(NamedTuple):
    """numerator/denominator."""

    numerator: Polynomial
    denominator: Polynomial


class RingFullError(Exception):
    """More generators are needed than the ring has room for; a larger one will do."""


class Kind(Enum):
    """What a generator stands for."""

    SYMBOL = auto()
    PI = auto()
    EXPONENTIAL = auto()
    HALF_TANGENT = auto()
    LOGARITHM = auto()
    ROOT = auto()
    SIGN = auto()
    POWER = auto()
    FRACTIONAL = auto()
    OPAQUE = auto()


@dataclass(frozen=True, eq=False, slots=True)
class Generator:
    """One generator and what it stands for.

    Attributes:
        kind: the function it is a value of.
        index: its place among the ring's generators.
        label: the symbol's name, the name of an opaque function, or a fractional exponent.
        base: for a logarithm, root, sign or power the polynomial (or the prime) it is of.
        arguments: for an exponential, a half tangent or an opaque value what it is of.
        degree: the degree of its relation, or the exponent of a power; 0 for none.
        replacement: what g**degree equals, a polynomial in earlier generators.
    """

    kind: Kind
    index: int
    label: str = ""
    base: Polynomial | None = None
    arguments: tuple[Quotient, ...] = ()
    degree: int = 0
    replacement: Polynomial | None = None


@cache
def _context(size: int) -> fmpz_mpoly_ctx:
    return fmpz_mpoly_ctx.get(("g", size), "degrevlex")


class Ring:
    """Integer polynomials over at most `size` generators, made as they are needed.

    Attributes:
        factored: the last polynomials that were factored, with what came out; most are asked about
            again. A new root may bring new factors, and ends what is known.
    """

    def __init__(self, size: int, steps: Steps) -> None:
        self.context = _context(size)
        self.steps = steps
        self.generators: list[Generator] = []
        self.zero, self.one = self.context.constant(0), self.context.constant(1)
        self._relations: list[tuple[Generator, Polynomial]] = []
        self._constant: dict[int, bool] = {}
        self.factored: deque[tuple[Polynomial, Factored]] = deque(maxlen=32)

    @property
    def has_relations(self) -> bool:
        """Whether there are roots or signs among the generators."""
        return bool(self._relations)

    def integer(self, value: int) -> Polynomial:
        """The constant polynomial `value`."""
        return self.one if value == 1 else self.context.constant(value)

    def gen(self, generator: Generator) -> Polynomial:
        """The polynomial that is just this generator."""
        return self.context.gen(generator.index)

    def symbol(self, name: str) -> Polynomial:
        """The variable `name`."""
        return self._found_or_new(Kind.SYMBOL, label=name)

    def pi(self) -> Polynomial:
        """The circle's number."""
        return self._found_or_new(Kind.PI)

    def sign(self, base: Polynomial) -> Polynomial:
        """The s with s*base = |base| and s**2 = 1."""
        return self._found_or_new(Kind.SIGN, base=base, degree=2, replacement=self.one)

    def root(self, base: Polynomial, degree: int, size: Polynomial) -> Polynomial:
        """The real root of that degree of |base|, which is the polynomial `size`."""
        return self._found_or_new(Kind.ROOT, base=base, degree=degree, replacement=size)

    def logarithm(self, base: Polynomial) -> Polynomial:
        """log|base|."""
        return self._found_or_new(Kind.LOGARITHM, base=base)

    def power(self, base: Polynomial, exponent: int) -> Polynomial:
        """base**exponent, kept closed because it is too long when written out."""
        return self._found_or_new(Kind.POWER, base=base, degree=exponent)

    def fractional(self, base: Polynomial, exponent: Fraction) -> Polynomial:
        """|base|**exponent, kept closed because a root of that degree has no relation here."""
        return self._found_or_new(Kind.FRACTIONAL, label=str(exponent), base=base)

    def alternating(self, exponent: Polynomial) -> Polynomial:
        """(-1)**exponent for an exponent that is whole; its square is 1."""
        return self._found_or_new(
            Kind.OPAQUE, label="alternating", base=exponent, degree=2, replacement=self.one
        )

    def transcendental(self, kind: Kind, label: str, *arguments: Quotient) -> Polynomial:
        """A fresh generator for a function's value at `arguments`."""
        return self._new(Generator(kind, len(self.generators), label, arguments=arguments))

    def _found_or_new(
        self,
        kind: Kind,
        *,
        label: str = "",
        base: Polynomial | None = None,
        degree: int = 0,
        replacement: Polynomial | None = None,
    ) -> Polynomial:
        for known in self.generators:
            same = known.kind is kind and known.label == label and known.degree == degree
            if same and known.base == base:
                return self.gen(known)
        return self._new(
            Generator(kind, len(self.generators), label, base, (), degree, replacement)
        )

    def _new(self, new: Generator) -> Polynomial:
        if new.index >= self.context.nvars():
            raise RingFullError
        self.generators.append(new)
        if new.kind is Kind.ROOT:
            self.factored.clear()
        if new.replacement is not None:
            self._relations.append((new, new.replacement))
        return self.gen(new)

    def generators_of(self, *polynomials: Polynomial) -> list[Generator]:
        """The generators that occur in `polynomials`."""
        degrees = zip(*(polynomial.degrees() for polynomial in polynomials), strict=True)
        among = zip(self.generators, degrees, strict=False)
        return [generator for generator, each in among if max(each) > 0]

    def below(self, generator: Generator) -> list[Generator]:
        """The generators that occur in what `generator` stands for."""
        inside = [part for argument in generator.arguments for part in argument]
        if generator.base is not None:
            inside.append(generator.base)
        return self.generators_of(*inside)

    def is_constant(self, generator: Generator) -> bool:
        """Whether no variable occurs in what `generator` stands for."""
        known = self._constant.get(generator.index)
        if known is None:
            known = generator.kind is not Kind.SYMBOL and all(
                self.is_constant(inner) for inner in self.below(generator)
            )
            self._constant[generator.index] = known
        return known

    def product(self, left: Polynomial, right: Polynomial) -> Polynomial:
        """The product of both, reduced.

        Raises:
            GaveUp: the product would be too large.
        """
        if left.is_one():
            return right
        if right.is_one():
            return left
        self.fits(len(left) * len(right), bits(left) + bits(right))
        return self.reduce(left * right)

    def total(self, left: Polynomial, right: Polynomial) -> Polynomial:
        """The sum of both."""
        self.fits(len(left) + len(right), 0)
        return left + right

    def fits(self, terms: int, bits: int) -> None:
        """Pay for a polynomial of that size.

        Raises:
            GaveUp: it is too large, or the budget of steps is used up.
        """
        self.steps.spend(1 + terms // 4)
        if terms > MOST_TERMS or bits > MOST_BITS:
            message = "the expression is too large when it is written out"
            raise GaveUp(message)

    def reduce(self, polynomial: Polynomial) -> Polynomial:
        """The polynomial with every relation applied; equal as a function.

        Raises:
            GaveUp: an exponent is too large.
        """
        if not self._relations:
            return polynomial
        degrees = polynomial.degrees()
        for generator, value in reversed(self._relations):
            if degrees[generator.index] >= generator.degree:
                polynomial = self._rewritten(polynomial, generator, value)
                degrees = polynomial.degrees()
        return polynomial

    def _rewritten(
        self, polynomial: Polynomial, generator: Generator, value: Polynomial
    ) -> Polynomial:
        result = self.zero
        replaced, height = self.one, 0
        for power, part in sorted(self.by_power(polynomial, generator.index).items()):
            times, rest = divmod(power, generator.degree)
            if times > HIGHEST_DEGREE // 100:
                message = "an exponent is too large"
                raise GaveUp(message)
            while height < times:
                replaced = self.product(replaced, value)
                height += 1
            monomial = self.gen(generator) ** rest if rest else self.one
            self.fits(len(part) * len(replaced), 0)
            result += part * replaced * monomial
        return result

    def by_power(self, polynomial: Polynomial, index: int) -> dict[int, Polynomial]:
        """The coefficients of the powers of one generator."""
        parts: dict[int, dict[tuple[int, ...], fmpz]] = {}
        for exponents, coefficient in polynomial.terms():
            rest = (*exponents[:index], 0, *exponents[index + 1 :])
            parts.setdefault(exponents[index], {})[rest] = coefficient
        self.steps.spend(len(polynomial))
        return {power: self.context.from_dict(part) for power, part in parts.items()}

    def gcd(self, left: Polynomial, right: Polynomial) -> Polynomial:
        """The greatest common divisor; 1 where it would cost too much to find it."""
        if left.is_one() or right.is_one():
            return self.one
        cost = len(left) * len(right)
        if cost > MOST_TERMS:
            return self.one
        self.steps.spend(1 + cost)
        return left.gcd(right)


def bits(polynomial: Polynomial) -> int:
    """The length of the longest coefficient."""
    return max(map(fmpz.bit_length, polynomial.coeffs()), default=0)


def highest(polynomials: Iterable[Polynomial]) -> int:
    """The highest exponent of one generator in `polynomials`."""
    return max((max(p.degrees(), default=0) for p in polynomials), default=0)
