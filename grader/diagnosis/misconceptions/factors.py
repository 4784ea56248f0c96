"""Is a wrong entry a multiple of the right one?"""

from __future__ import annotations

from fractions import Fraction

from flint import arb, fmpq

from grader.diagnosis.evidence import Evidence
from grader.diagnosis.misconception import Misconception, Topic
from grader.expression import Expression, rational, symbols

LARGEST = 12
"""The largest numerator and denominator of a factor that is looked for."""


class OppositeSign(Misconception):
    """Every entry has the opposite sign, or one has that no other misconception explains."""

    code, name, topic = "J171", "opposite sign", Topic.SUMS
    hint = "Follow the minus signs through your computation: the size is right, the sign is not."


class ConstantFactor(Misconception):
    """The entry is a multiple of the right one, and no other misconception explains it."""

    code, name, topic = "J172", "off by a constant factor", Topic.PRODUCTS
    hint = "A constant factor is wrong. Which numbers does your computation multiply or divide by?"


def multiple(entry: Expression, right: Expression, evidence: Evidence) -> str | None:
    """The code of what makes `entry` a multiple of `right`; None if it is not proved to be one.

    A number in place of another one is not called a multiple.
    """
    if not symbols(right):
        return None
    factor = _fraction(evidence.ratio(entry, right))
    if factor in (None, 0, 1) or not evidence.same(entry, rational(factor or 0) * right):
        return None
    return OppositeSign.code if factor == -1 else ConstantFactor.code


def _fraction(ratio: arb | None) -> Fraction | None:
    """The simple fraction in a ball, if there is one.

    >>> _fraction(arb(2) / 3), _fraction(arb.pi()), _fraction(arb(2) ** 10_000)
    (Fraction(2, 3), None, None)
    """
    if ratio is None or not ratio.is_finite() or abs(ratio.mid()) > LARGEST + 1:
        return None
    nearest = Fraction(float(ratio.mid())).limit_denominator(LARGEST)
    if abs(nearest) > LARGEST or not ratio.contains(fmpq(nearest.numerator, nearest.denominator)):
        return None
    return nearest
