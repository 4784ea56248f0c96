"""At which points can a person try an answer by hand, and what are both sides there?

>>> from grader.expression import symbol
>>> x = symbol("x")
>>> for trial in probed(2 * x, x + x, Domain(), most=1):
...     trial.point, trial.student, trial.reference, trial.comparison
((('x', '1'),), '2', '2', 'equal')
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice

import flint

from grader.domain import Domain
from grader.equivalence import UNDEFINED, NoValue, evaluate
from grader.equivalence.search.numerals import ball_text, gap_text
from grader.equivalence.search.points import Point, fixed_points, random_points, seed
from grader.expression import Expression, symbols
from grader.feedback.reviewing import Trial

MOST = 4
TRIED = 40
PRECISIONS = (256, 4096)
LEAST_ACCURACY = 50
"""Bits of a value that have to be known, or it is computed more precisely."""

_ABSENT = {UNDEFINED: "no real value", NoValue.UNKNOWN: "not known"}


def probed(
    student: Expression,
    reference: Expression,
    domain: Domain,
    where: Sequence[Expression] = (),
    most: int = MOST,
) -> tuple[Trial, ...]:
    """Points of the domain with the rigorous values of both sides, simple points first.

    Args:
        student: what was answered.
        reference: what it should equal.
        domain: what the variables range over.
        where: expressions that must have a value too.
        most: how many points; fewer if the reference has a value at no more of those looked at.
    """
    names = sorted(symbols(student, reference, *where))
    drawn = random_points(names, domain, seed(student, reference, domain))
    points = chain(fixed_points(names, domain), drawn) if names else iter([Point()])
    return tuple(islice(_trials(student, (reference, *where), domain, islice(points, TRIED)), most))


def _trials(
    student: Expression, needed: Sequence[Expression], domain: Domain, points: Iterator[Point]
) -> Iterator[Trial]:
    for point in points:
        reference, *others = (_value(each, point, domain) for each in needed)
        if not any(isinstance(value, NoValue) for value in (reference, *others)):
            yield _trial(point, _value(student, point, domain), reference)


def _trial(point: Point, student: flint.arb | NoValue, reference: flint.arb | NoValue) -> Trial:
    shown = tuple((name, str(value)) for name, value in point.items())
    return Trial(shown, _text(student), _text(reference), _comparison(student, reference))


def _value(expression: Expression, point: Point, domain: Domain) -> flint.arb | NoValue:
    """An enclosure that is narrow enough to tell something, or why there is none."""
    for bits in PRECISIONS:
        value = evaluate(expression, point, bits, domain.integers)
        if value is UNDEFINED or (isinstance(value, flint.arb) and _is_narrow(value)):
            return value
    return NoValue.UNKNOWN


def _is_narrow(value: flint.arb) -> bool:
    accuracy: int = value.rel_accuracy_bits()
    return accuracy >= LEAST_ACCURACY or bool(value.rad() < flint.arb(2) ** -LEAST_ACCURACY)


def _text(value: flint.arb | NoValue) -> str:
    if isinstance(value, NoValue):
        return _ABSENT[value]
    if value.contains(0) and not value.is_zero():
        return f"within {_bound(abs(value))} of 0"
    return ball_text(value, flint.fmpq(0))


def _comparison(student: flint.arb | NoValue, reference: flint.arb | NoValue) -> str:
    if isinstance(student, NoValue) or isinstance(reference, NoValue):
        return "the student's has no real value" if student is UNDEFINED else "not known"
    with flint.ctx.workprec(PRECISIONS[-1]):
        gap = abs(student - reference)
        if gap == 0:
            return "equal"
        if gap > 0:
            return f"differ by at least {gap_text([gap])}"
        return f"less than {_bound(gap)} apart"


def _bound(gap: flint.arb) -> str:
    """A power of ten above `gap`, which is 0 or more."""
    exponent = (gap.upper().log() / flint.arb(10).log()).upper().ceil().unique_fmpz()
    return f"1e{exponent}"
