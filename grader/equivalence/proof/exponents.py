"""Which generators do exponentials and trigonometric functions need? One a basis exponent.

All arguments of one nesting level are known together: over a common denominator they are vectors
of rational numbers, and a basis of the lattice they span is what the generators are made for.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from grader.equivalence.proof.lattice import divide, integer_basis
from grader.equivalence.proof.quotients import Quotients
from grader.equivalence.proof.ring import Kind, Polynomial, Quotient, Ring, bits
from grader.equivalence.steps import GaveUp, NeedsFinerError

LARGEST_MULTIPLE = 10_000
MOST_ENTRIES = 40_000
MOST_PARTS = 64
Column = tuple[bool, tuple[int, ...]]


class _Rank(IntEnum):
    """What a column of coordinates stands for, in the order of columns."""

    OTHER = 0
    LOGARITHM = 1
    CONSTANT = 2


class Multiple(NamedTuple):
    """A generator, and how many times its exponent is taken."""

    generator: Polynomial
    times: int


class Exponents:
    """The basis exponents of one kind of generator.

    Args:
        quotients: the arithmetic.
        kind: `EXPONENTIAL` or `HALF_TANGENT`.
        parts: into how many parts a basis exponent is divided.
    """

    def __init__(self, quotients: Quotients, kind: Kind, parts: int = 1) -> None:
        self._quotients = quotients
        self._ring: Ring = quotients.ring
        self._kind = kind
        self._parts = parts
        self._known: list[tuple[Quotient, Polynomial]] = []

    def multiples(self, exponents: Sequence[Quotient]) -> list[list[Multiple]]:
        """Every exponent as a combination of basis exponents, new ones where needed.

        Raises:
            NeedsFinerError: a basis exponent of an earlier call would have to be divided.
            GaveUp: there are too many terms, or too large multiples.
        """
        if not exponents:
            return []
        if not self._known and exponents.count(exponents[0]) == len(exponents):
            return [self._first(exponents[0])] * len(exponents)
        columns, vectors, bottom = self._vectors([e for e, _ in self._known], exponents)
        known, asked = vectors[: len(self._known)], vectors[len(self._known) :]
        divided = [divide(vector, known) for vector in asked]
        parts = lcm(*(multiple.denominator for old, _ in divided for multiple in old))
        if parts * self._parts > MOST_PARTS:
            message = "the exponents have too different denominators"
            raise GaveUp(message)
        if parts > 1:
            raise NeedsFinerError(exponents=parts)
        basis, coordinates = integer_basis([rest for _, rest in divided])
        generators = [generator for _, generator in self._known]
        generators += [self._generator(row, columns, bottom) for row in basis]
        scales = [1] * len(known) + [self._parts] * len(basis)
        return [
            _combination(generators, scales, [*(int(multiple) for multiple in old), *new])
            for (old, _), new in zip(divided, coordinates, strict=True)
        ]

    def _first(self, exponent: Quotient) -> list[Multiple]:
        """An exponent that is the basis by itself; 0 is no multiple of anything."""
        columns, (row,), bottom = self._vectors([], [exponent])
        return [Multiple(self._generator(row, columns, bottom), self._parts)] if any(row) else []

    def _generator(
        self, row: Sequence[Fraction], columns: Sequence[Column], bottom: Polynomial
    ) -> Polynomial:
        first = self._rank(next(c for c, entry in zip(columns, row, strict=True) if entry))
        if first is _Rank.LOGARITHM and self._kind is Kind.EXPONENTIAL:
            message = "a root of too high a degree is written as an exponential"
            raise GaveUp(message)
        exponent = self._quotients.zero
        for fractional in (False, True):
            chosen = [
                (exponents, entry / self._parts)
                for (is_fraction, exponents), entry in zip(columns, row, strict=True)
                if entry and is_fraction is fractional
            ]
            part = self._polynomial(chosen, bottom if fractional else self._ring.one)
            exponent = self._quotients.add(exponent, part)
        generator = self._ring.transcendental(self._kind, "", exponent)
        self._known.append((exponent, generator))
        return generator

    def _polynomial(
        self, terms: Sequence[tuple[tuple[int, ...], Fraction]], bottom: Polynomial
    ) -> Quotient:
        common = lcm(*(entry.denominator for _, entry in terms))
        top = self._ring.context.from_dict({e: int(entry * common) for e, entry in terms})
        return self._quotients.lowest(top, bottom * common)

    def _vectors(
        self, known: Sequence[Quotient], asked: Sequence[Quotient]
    ) -> tuple[list[Column], list[list[Fraction]], Polynomial]:
        """Coordinates: monomials of the polynomial parts, and of remainders over one bottom."""
        values = [*known, *asked]
        bottom = self._common_bottom(values)
        rows = [self._row(value, bottom) for value in values]
        columns = sorted({column for row in rows for column in row}, key=self._order)
        if len(columns) * len(rows) > MOST_ENTRIES:
            message = "the exponents have too many terms"
            raise GaveUp(message)
        self._ring.steps.spend(len(columns) * len(rows) * 4)
        zero = Fraction(0)
        return columns, [[row.get(c, zero) for c in columns] for row in rows], bottom

    def _common_bottom(self, values: Sequence[Quotient]) -> Polynomial:
        """A multiple of all denominators, not reduced: by a root's relation it might be none."""
        bottom = self._ring.one
        for value in values:
            rest = value.denominator / self._ring.gcd(bottom, value.denominator)
            self._ring.fits(len(bottom) * len(rest), bits(bottom) + bits(rest))
            bottom *= rest
        content, primitive = bottom.primitive()
        return primitive if content else bottom

    def _row(self, value: Quotient, bottom: Polynomial) -> dict[Column, Fraction]:
        content, own = value.denominator.primitive()
        divisor = int(content)
        top = self._ring.product(value.numerator, bottom / own)
        whole, rest = divmod(top, bottom)
        row: dict[Column, Fraction] = {}
        for fractional, part in ((False, whole), (True, rest)):
            for exponents, coefficient in part.terms():
                row[fractional, tuple(exponents)] = Fraction(int(coefficient), divisor)
        return row

    def _order(self, column: Column) -> tuple[_Rank, Column]:
        """Constants come last, single logarithms before: a basis has at most these to spare."""
        fractional, exponents = column
        return self._rank(column), (fractional, tuple(-e for e in exponents))

    def _rank(self, column: Column) -> _Rank:
        fractional, exponents = column
        occurring = [g for g, e in zip(self._ring.generators, exponents, strict=False) if e]
        if not fractional and all(self._ring.is_constant(g) for g in occurring):
            return _Rank.CONSTANT
        single = not fractional and sum(exponents) == 1 and occurring[0].kind is Kind.LOGARITHM
        return _Rank.LOGARITHM if single else _Rank.OTHER


def _combination(
    generators: Sequence[Polynomial], scales: Sequence[int], times: Sequence[int]
) -> list[Multiple]:
    found = [
        Multiple(generator, scale * count)
        for generator, scale, count in zip(generators, scales, times, strict=True)
        if count
    ]
    if any(abs(multiple.times) > LARGEST_MULTIPLE for multiple in found):
        message = "an exponent is too large"
        raise GaveUp(message)
    return found
