"""Is a number within a tolerance of another, when both are computed again in another way?

>>> from grader.text import parse
>>> replay_close(Status.PROVED, parse("3.14159"), parse("pi"), Fraction(5, 10**6)).text
'computed again, the number is within the tolerance'
"""

from __future__ import annotations

from fractions import Fraction

from grader.equivalence.replay.evidence import Replay
from grader.equivalence.replay.interval_functions import Value
from grader.equivalence.replay.intervals import Absent, Intervals
from grader.equivalence.replay.second_opinion import enclosed
from grader.expression import Expression
from grader.verdict import Status

PRECISIONS = (128, 512, 2048)


def replay_close(
    status: Status,
    student: Expression,
    reference: Expression,
    relative: Fraction,
    absolute: Fraction = Fraction(0),
) -> Replay:
    """Check whether |student − reference| ≤ relative·|reference| or ≤ absolute is as was decided.

    Args:
        status: PROVED if it was found to hold, REFUTED if not.
        student: a number.
        reference: a number.
        relative: the relative tolerance.
        absolute: the absolute tolerance.
    """
    if status is Status.UNDECIDED:
        return Replay(confirmed=None, points=0, text="there is no evidence to compute again")
    for bits in PRECISIONS:
        within = _within(student, reference, (relative, absolute), bits)
        if within is not None:
            text = "within the tolerance" if within else "not within the tolerance"
            agrees = within == (status is Status.PROVED)
            return Replay(agrees, points=1, text=f"computed again, the number is {text}")
    return Replay(confirmed=None, points=0, text="interval arithmetic does not tell")


def _within(
    student: Expression, reference: Expression, tolerances: tuple[Fraction, Fraction], bits: int
) -> bool | None:
    """Whether the number is close enough; None if these bits do not tell."""
    values = [enclosed(each, {}, bits) for each in (student, reference)]
    if Absent.UNDEFINED in values:
        return False
    known = [value.re for value in values if isinstance(value, Value) and value.im == 0]
    if len(known) < len(values):
        return None
    at = Intervals(bits)
    gap = at.absolute(at.sub(*known))
    bounds = [at.mul(tolerances[0], at.absolute(known[1])), tolerances[1]]
    signs = [at.order(gap, bound) for bound in bounds]
    if any(sign is not None and sign <= 0 for sign in signs):
        return True
    return None if None in signs else False
