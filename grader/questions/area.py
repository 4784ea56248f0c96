"""How large is the image of a box, if the Jacobian determinant is a polynomial?

The integral of the determinant's absolute value is found without rounding where its sign can be
proved, by the coefficients of its Bernstein form (a polynomial lies between its least and its
greatest one). Where the sign changes, the box is cut into quarters; a small part is replaced by the
absolute value of a linear function, and what that may cost is added up.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from math import comb

from grader.questions.polynomial import Polynomial

Interval = tuple[Fraction, Fraction]
Rows = tuple[tuple[Fraction, ...], ...]

HIGHEST_DEGREE = 24
MOST_PARTS = 4000
RELATIVE_ERROR = Fraction(5, 10**7)


def integral_of_absolute_value(integrand: Polynomial, x: Interval, y: Interval) -> Fraction | None:
    """The integral of |integrand| over the box x × y, within a relative error of 5e-7.

    It is exact where the integrand has one sign on the box. None if that takes too many parts.

    >>> unit = (Fraction(0), Fraction(1))
    >>> integral_of_absolute_value({(2, 0): Fraction(-3)}, unit, unit)
    Fraction(1, 1)
    """
    if any(max(monomial) > HIGHEST_DEGREE for monomial in integrand):
        return None
    whole = _bernstein(integrand, x, y)
    area = abs((x[1] - x[0]) * (y[1] - y[0]))
    settled, open_parts = Fraction(0), [(whole, area)]
    while True:
        settled += sum(_integral(part, size) for part, size in open_parts if _one_sign(part))
        open_parts = [(part, size) for part, size in open_parts if not _one_sign(part)]
        estimates = [_estimate(part, size) for part, size in open_parts]
        total = settled + sum(value for value, _ in estimates)
        if sum(error for _, error in estimates) <= RELATIVE_ERROR * total:
            return total
        if 4 * len(open_parts) > MOST_PARTS:
            return None
        open_parts = [(q, size / 4) for part, size in open_parts for q in _quarters(part)]


def _bernstein(integrand: Polynomial, x: Interval, y: Interval) -> Rows:
    m = max((i for i, _ in integrand), default=0)
    n = max((j for _, j in integrand), default=0)
    powers = [[integrand.get((i, j), Fraction(0)) for j in range(n + 1)] for i in range(m + 1)]
    along_x = _columns([_moved(column, x) for column in _columns(powers)])
    return tuple(tuple(_moved(row, y)) for row in along_x)


def _columns(rows: list[list[Fraction]]) -> list[list[Fraction]]:
    return [list(column) for column in zip(*rows, strict=True)]


def _moved(powers: list[Fraction], interval: Interval) -> list[Fraction]:
    """Bernstein coefficients on `interval` of the polynomial with these power coefficients."""
    low, width = interval[0], interval[1] - interval[0]
    degree = len(powers) - 1
    shifted = [
        width**k * sum(comb(i, k) * low ** (i - k) * powers[i] for i in range(k, degree + 1))
        for k in range(degree + 1)
    ]
    return [
        sum((Fraction(comb(j, k), comb(degree, k)) * shifted[k] for k in range(j + 1)), Fraction(0))
        for j in range(degree + 1)
    ]


def _one_sign(part: Rows) -> bool:
    values = [value for row in part for value in row]
    return min(values) >= 0 or max(values) <= 0


def _integral(part: Rows, size: Fraction) -> Fraction:
    values = [value for row in part for value in row]
    return size * abs(sum(values, Fraction(0))) / len(values)


def _quarters(part: Rows) -> list[Rows]:
    halves = [_transposed(half) for half in _halves(_transposed(part))]
    return [quarter for half in halves for quarter in _halves(half)]


def _transposed(part: Rows) -> Rows:
    return tuple(zip(*part, strict=True))


def _halves(part: Rows) -> tuple[Rows, Rows]:
    split = [_split(row) for row in part]
    return tuple(left for left, _ in split), tuple(right for _, right in split)


def _split(row: tuple[Fraction, ...]) -> tuple[tuple[Fraction, ...], tuple[Fraction, ...]]:
    """De Casteljau's scheme at the midpoint."""
    left, right = [row[0]], [row[-1]]
    while len(row) > 1:
        row = tuple((a + b) / 2 for a, b in pairwise(row))
        left.append(row[0])
        right.append(row[-1])
    return tuple(left), tuple(reversed(right))


def _estimate(part: Rows, size: Fraction) -> tuple[Fraction, Fraction]:
    """∫|f| over a part, with f replaced by a linear function, and a bound of the error."""
    m, n = len(part) - 1, len(part[0]) - 1
    base = part[0][0]
    slope_x, slope_y = part[m][0] - base, part[0][n] - base
    distances = [
        abs(part[i][j] - base - slope_x * Fraction(i, max(m, 1)) - slope_y * Fraction(j, max(n, 1)))
        for i in range(m + 1)
        for j in range(n + 1)
    ]
    mean = sum(distances, Fraction(0)) / len(distances)
    return size * _linear(base, slope_x, slope_y), size * mean


def _linear(a: Fraction, b: Fraction, c: Fraction) -> Fraction:
    """The integral of |a + b·x + c·y| over the unit square."""
    if b and c:
        corners = abs(a + b + c) ** 3 - abs(a + b) ** 3 - abs(a + c) ** 3 + abs(a) ** 3
        return corners / (6 * b * c)
    slope = b or c
    if slope:
        return ((a + slope) * abs(a + slope) - a * abs(a)) / (2 * slope)
    return abs(a)
