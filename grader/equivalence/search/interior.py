"""Is there an open part of a domain on which expressions have a value? Else nothing can be asked.

>>> from grader.domain import Domain
>>> from grader.expression import apply, symbol
>>> x = symbol("x")
>>> has_interior([apply("log", x)], Domain()), has_interior([apply("log", -x * x)], Domain())
(True, False)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from grader.domain import Domain
from grader.equivalence.cartesian import ZERO, Parts, all_cartesian
from grader.equivalence.search.critical import critical_points
from grader.equivalence.search.points import Point, fixed_points, random_points
from grader.equivalence.search.refute import Search
from grader.equivalence.steps import GaveUp, Steps
from grader.expression import Expression

STEPS = 100_000
PRECISIONS = (64, 256)


def has_interior(expressions: Sequence[Expression], domain: Domain) -> bool:
    """Whether a box in `domain` was found on which all `expressions` rigorously have a value."""
    try:
        parts = all_cartesian(expressions)
        search = Search(Parts(ZERO), Parts(ZERO), domain, Steps(STEPS), parts)
        for point in _points(parts, search.names, domain):
            search.look([point], PRECISIONS)
            if search.common:
                return True
    except GaveUp:
        pass
    return False


def _points(parts: Sequence[Parts], names: Sequence[str], domain: Domain) -> Iterator[Point]:
    roots = [part for pair in parts for part in pair]
    return chain(
        fixed_points(names, domain),
        critical_points(roots, names, domain),
        random_points(names, domain, b"any seed will do"),
    )
