"""Of which few exponents are given exponents whole multiples? A basis of the lattice they span.

With a basis b, exp(-z), exp(z/2) and exp(z + 1) become powers and products of generators exp(b),
whatever z is; sin and cos go the same way through tan(b/2). See Cohen, "A Course in Computational
Algebraic Number Theory", section 2.4, for the Hermite normal form.

>>> basis, multiples = integer_basis([[Fraction(1)], [Fraction(-1, 2)]])
>>> basis, multiples
([[Fraction(1, 2)]], [[2], [-1]])
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

from flint import fmpz_mat

Vector = Sequence[Fraction]


def integer_basis(vectors: Sequence[Vector]) -> tuple[list[list[Fraction]], list[list[int]]]:
    """A basis, in echelon form, of all integer combinations of `vectors`; and their coordinates."""
    scale = lcm(*(entry.denominator for vector in vectors for entry in vector))
    rows = [[entry.numerator * (scale // entry.denominator) for entry in v] for v in vectors]
    if not rows or not rows[0]:
        return [], [[] for _ in rows]
    echelon = [row for row in fmpz_mat(rows).hnf().tolist() if any(row)]
    whole = [[int(entry) for entry in row] for row in echelon]
    basis = [[Fraction(entry, scale) for entry in row] for row in whole]
    return basis, [_coordinates(row, whole) for row in rows]


def _coordinates(vector: list[int], echelon: list[list[int]]) -> list[int]:
    rest, found = list(vector), []
    for row in echelon:
        pivot = next(i for i, entry in enumerate(row) if entry)
        multiple = rest[pivot] // row[pivot]
        rest = [a - multiple * b for a, b in zip(rest, row, strict=True)]
        found.append(multiple)
    return found


def divide(vector: Vector, known: Sequence[Vector]) -> tuple[list[Fraction], list[Fraction]]:
    """Rational multiples of `known` vectors, and what of `vector` is left without them.

    The known ones are independent, and the rest is zero if `vector` depends on them.
    """
    echelon: list[tuple[int, list[Fraction]]] = []
    for number, row in enumerate(known):
        marked = [*row, *(Fraction(number == k) for k in range(len(known)))]
        marked = _eliminated(marked, echelon)
        pivot = next(k for k, entry in enumerate(marked) if entry)
        echelon.append((pivot, marked))
    width = len(vector)
    rest = _eliminated([*vector, *(Fraction(0) for _ in known)], echelon)
    return [-entry for entry in rest[width:]], rest[:width]


def _eliminated(
    row: list[Fraction], echelon: Sequence[tuple[int, list[Fraction]]]
) -> list[Fraction]:
    for pivot, pivot_row in echelon:
        multiple = row[pivot] / pivot_row[pivot]
        if multiple:
            row = [a - multiple * b for a, b in zip(row, pivot_row, strict=True)]
    return row
