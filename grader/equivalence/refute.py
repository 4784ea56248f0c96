"""Is there a point at which two expressions rigorously differ?

A difference at a point counts only if it extends to a small box around the point: expressions that
differ on a null set alone, as sign(x)**2 and 1 do, are equal almost everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum, auto
from fractions import Fraction

from flint import arb, ctx, fmpq

from grader.domain import Domain
from grader.equivalence.balls import UNDEFINED, NoValue, Number, Value, excludes_zero
from grader.equivalence.cartesian import Parts
from grader.equivalence.enclose import Tape
from grader.equivalence.numerals import ball_text, gap_text
from grader.equivalence.points import Point
from grader.equivalence.steps import Steps
from grader.verdict import Witness


class Sight(Enum):
    """What was seen at a point or on a box."""

    OUTSIDE = auto()
    UNCLEAR = auto()
    STUDENT_UNDEFINED = auto()
    DIFFERENT = auto()
    NEAR = auto()


class Search:
    """A search for a witness against student = reference.

    Attributes:
        common: whether a box was found on which both sides are rigorously defined.
        holes: points at which the reference has a value and the student's form rigorously none,
            as exact points; a hole refutes only together with a proof that there is nothing else.
    """

    def __init__(self, student: Parts, reference: Parts, domain: Domain, steps: Steps) -> None:
        self.common = False
        self.holes: list[tuple[Point, Sequence[Value]]] = []
        self._tape = Tape((student.re, student.im, reference.re, reference.im))
        self._domain = domain
        self._steps = steps

    def look(self, points: Iterable[Point], precisions: Sequence[int]) -> Witness | None:
        """Try every point with rising precision until one refutes.

        Raises:
            GaveUp: the budget is used up.
        """
        for point in points:
            for bits in precisions:
                witness, settled = self._try(point, bits)
                if witness:
                    return witness
                if settled:
                    break
        return None

    def _try(self, point: Point, bits: int) -> tuple[Witness | None, bool]:
        """A witness if there is one here, and whether more bits would be a waste."""
        values = self._run(_exact(point), bits)
        sight = _sight(values, bits)
        if sight in (Sight.DIFFERENT, Sight.STUDENT_UNDEFINED):
            if self._extends(point, bits, sight):
                return self._witness(point, values, bits), True
            if sight is Sight.STUDENT_UNDEFINED:
                self.holes.append((point, values))
            return None, False
        if sight is Sight.NEAR and not self.common:
            self.common = self._extends(point, bits, sight)
        return None, sight is Sight.OUTSIDE

    def _extends(self, point: Point, bits: int, sight: Sight) -> bool:
        """Whether the same is seen on a box around the point.

        A form may be undefined at finitely many integers, so that one of them shows nothing.
        """
        if sight is Sight.STUDENT_UNDEFINED and any(self._domain[n].integer for n in point):
            return False
        box = self._box(point, bits)
        return box is not None and _sight(self._run(box, bits), bits) is sight

    def hole(self) -> Witness | None:
        """The first hole, as a witness; only for a student's form that is defined nowhere."""
        if not self.holes:
            return None
        point, values = self.holes[0]
        return self._witness(point, values, 64)

    def _run(self, values: dict[str, Number], bits: int) -> list[Value]:
        self._steps.spend(len(self._tape) * (1 + bits // 256))
        return self._tape.run(values, bits)

    def _box(self, point: Point, bits: int) -> dict[str, Number] | None:
        box: dict[str, Number] = {}
        with ctx.workprec(bits):
            for name, value in point.items():
                among = self._domain[name]
                radius = Fraction(1, 1 << (bits * 7 // 8)) * max(Fraction(1), abs(value))
                if among.integer:
                    box[name] = fmpq(value.numerator, value.denominator)
                elif among.contains(value - radius) and among.contains(value + radius):
                    box[name] = arb(_fmpq(value), _fmpq(radius))
                else:
                    return None
        return box

    def _witness(self, point: Point, values: Sequence[Value], bits: int) -> Witness:
        where = tuple((name, str(value)) for name, value in point.items())
        reference = ball_text(values[2], values[3])
        if UNDEFINED in values[:2]:
            return Witness(where, "undefined", reference, "", bits)
        student = ball_text(values[0], values[1])
        with ctx.workprec(bits):
            gap = gap_text([s - r for s, r in _pairs(values)])
        return Witness(where, student, reference, gap, bits)


def _sight(values: Sequence[Value], bits: int) -> Sight:
    if UNDEFINED in values[2:]:
        return Sight.OUTSIDE
    if any(isinstance(value, NoValue) for value in values[2:]):
        return Sight.UNCLEAR
    if UNDEFINED in values[:2]:
        return Sight.STUDENT_UNDEFINED
    if any(isinstance(value, NoValue) for value in values):
        return Sight.UNCLEAR
    with ctx.workprec(bits):
        different = any(excludes_zero(s - r) for s, r in _pairs(values))
    return Sight.DIFFERENT if different else Sight.NEAR


def _pairs(values: Sequence[Value]) -> list[tuple[Number, Number]]:
    numbers = [value for value in values if not isinstance(value, NoValue)]
    return [(numbers[0], numbers[2]), (numbers[1], numbers[3])]


def _exact(point: Point) -> dict[str, Number]:
    return {name: _fmpq(value) for name, value in point.items()}


def _fmpq(value: Fraction) -> fmpq:
    return fmpq(value.numerator, value.denominator)
