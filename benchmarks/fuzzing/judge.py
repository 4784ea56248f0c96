"""Is a verdict right? It has to agree with the independent evaluator, wherever that one is sure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from random import Random

from mpmath import mp, mpf

from benchmarks.fuzzing.evaluator import Evaluator, UnsureError, Value, inexact
from benchmarks.fuzzing.places import Point, nearby, places
from grader.domain import Domain
from grader.expression import Expression, symbols
from grader.verdict import Status, Verdict, Witness

DIGITS = 100
MORE_DIGITS = 400
AGREEING = 45
"""To how many digits two values of equal expressions agree at least."""
NEAR = Fraction(1, 10**15)


@dataclass(frozen=True)
class Opinion:
    """What the evaluator says about a verdict.

    Attributes:
        fault: what is wrong, or "".
        seen: at how many points it was sure; 0 if nothing was checked.
    """

    fault: str = ""
    seen: int = 0


class Judge:
    """Looks at verdicts about one pair."""

    def __init__(
        self, student: Expression, reference: Expression, domain: Domain, source: Random
    ) -> None:
        integers = frozenset(name for name in domain if domain[name].integer)
        self._student = Evaluator(student, integers)
        self._reference = Evaluator(reference, integers)
        self._pair = student, reference
        self._names = sorted(symbols(student, reference))
        self._domain = domain
        self._source = source

    def opinion(self, verdict: Verdict) -> Opinion:
        """What is to be said about `verdict`."""
        if verdict.status is Status.PROVED:
            scope = verdict.certificate.scope if verdict.certificate else ""
            return self._of_a_proof(scope)
        if verdict.status is Status.REFUTED and verdict.witness is not None:
            return self._of_a_witness(verdict.witness)
        return Opinion("" if verdict.reason else "there is no reason")

    def _of_a_proof(self, scope: str) -> Opinion:
        seen = 0
        for point in places(*self._pair, self._domain, self._names, self._source):
            try:
                agree = self._agree(point, DIGITS)
                seen += agree is not None
                if agree is False and self._agree(point, MORE_DIGITS) is False:
                    where = self._where_they_differ(point, scope)
                    if where:
                        return Opinion(f"they differ {where} {_text(point)}", seen)
            except UnsureError:
                continue
        return Opinion(seen=seen)

    def _where_they_differ(self, point: Point, scope: str) -> str:
        """Where a difference counts; a null set, or a named integer, may be left out."""
        if scope == "everywhere":
            return "at"
        integer = any(self._domain[name].integer for name in point)
        if integer and "excluding" in scope and self._student.at(point, DIGITS) is None:
            return ""
        around = nearby(point, self._domain, NEAR, self._source)
        differ = [self._agree(p, MORE_DIGITS) is False for p in around]
        return "around" if differ and all(differ) else ""

    def _agree(self, point: Point, digits: int) -> bool | None:
        """Whether both have the same value; None where the reference has none."""
        theirs = self._reference.at(point, digits)
        if theirs is None:
            return None
        ours = self._student.at(point, digits)
        if ours is None:
            return False
        if isinstance(ours, Fraction) and isinstance(theirs, Fraction):
            return ours == theirs
        with mp.workdps(digits):
            a, b = inexact(ours), inexact(theirs)
            return bool(abs(a - b) <= mpf(10) ** -AGREEING * max(1, abs(a), abs(b)))

    def _of_a_witness(self, witness: Witness) -> Opinion:
        point = {name: Fraction(text) for name, text in witness.point}
        if not all(self._domain[name].contains(value) for name, value in point.items()):
            return Opinion("the witness is not in the domain")
        digits = MORE_DIGITS + witness.bits // 2
        radius = Fraction(1, 2 ** (witness.bits * 7 // 8 + 1))
        try:
            fault = self._fault_at(point, witness, digits)
            around = nearby(point, self._domain, radius, self._source, 2)
            fault = fault or self._fault_around(around, witness, digits)
        except UnsureError:
            return Opinion()
        return Opinion(fault, 1)

    def _fault_at(self, point: Point, witness: Witness, digits: int) -> str:
        theirs, ours = self._reference.at(point, digits), self._student.at(point, digits)
        if theirs is None:
            return "the reference is not defined at the witness"
        if witness.student == "undefined" or ours is None:
            right = witness.student == "undefined" and ours is None
            return "" if right else "the student's form is undefined in one opinion alone"
        with mp.workdps(digits):
            gap, claimed = _distance(ours, theirs), mpf(str(Decimal(witness.gap)))
            if not gap >= claimed * (1 - mpf(10) ** -20) > 0:
                return f"the gap is {mp.nstr(gap, 5)}"
        return ""

    def _fault_around(self, points: Iterable[Point], witness: Witness, digits: int) -> str:
        for point in points:
            theirs, ours = self._reference.at(point, digits), self._student.at(point, digits)
            if theirs is None or (ours is None) != (witness.student == "undefined"):
                return f"it is another thing at {_text(point)}"
            with mp.workdps(digits):
                if ours is not None and not _distance(ours, theirs) > 0:
                    return f"there is no difference at {_text(point)}"
        return ""


def _distance(ours: Value, theirs: Value) -> mpf:
    return abs(inexact(ours) - inexact(theirs))


def _text(point: Point) -> str:
    return ", ".join(f"{name}={value}" for name, value in point.items()) or "the only point"
