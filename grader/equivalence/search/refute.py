"""Is there a point at which two expressions rigorously differ?

A difference at a point counts only if it extends to a small box around the point: expressions that
differ on a null set alone, as sign(x)**2 and 1 do, are equal almost everywhere. So it is looked for
on boxes, and the values at the very point are worked out when a difference was found.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from fractions import Fraction
from functools import cached_property, lru_cache

from flint import arb, ctx, fmpq

from grader.domain import REAL, Domain, Range
from grader.equivalence.cartesian import Parts
from grader.equivalence.search.balls import UNDEFINED, NoValue, Number, Value, excludes_zero
from grader.equivalence.search.enclose import Tape, exact
from grader.equivalence.search.numerals import ball_text, gap_text, is_writable
from grader.equivalence.search.points import Point
from grader.equivalence.steps import Steps
from grader.expression import postorder, symbols
from grader.verdict import Witness

_VISIBLE = 100
"""A gap is visible if it is no smaller than one part in so many of the values."""


class Sight(Enum):
    """What was seen at a point or on a box."""

    OUTSIDE = auto()
    UNCLEAR = auto()
    STUDENT_UNDEFINED = auto()
    DIFFERENT = auto()
    NEAR = auto()


@dataclass(frozen=True)
class Finding:
    """A point at which the two sides differ, with enclosures of the values there, or around it.

    Attributes:
        values: the student's real and imaginary part, then the reference's, then what must exist.
        sight: DIFFERENT or STUDENT_UNDEFINED.
        bits: the precision of the enclosures.
    """

    point: Point
    values: Sequence[Value]
    sight: Sight
    bits: int

    @cached_property
    def visible(self) -> bool:
        """Whether the difference shows when both values are written with a few digits."""
        if self.sight is Sight.STUDENT_UNDEFINED:
            return True
        return any(_size(s - r) * _VISIBLE > _size(s) + _size(r) for s, r in _pairs(self.values))

    def witness(self) -> Witness:
        """The finding as plain data."""
        where = tuple((name, str(value)) for name, value in self.point.items())
        reference = ball_text(self.values[2], self.values[3])
        if self.sight is Sight.STUDENT_UNDEFINED:
            return Witness(where, "undefined", reference, "", self.bits)
        student = ball_text(self.values[0], self.values[1])
        with ctx.workprec(self.bits):
            gap = gap_text([s - r for s, r in _pairs(self.values)])
        return Witness(where, student, reference, gap, self.bits)


class Search:
    """A search for a witness against student = reference.

    Attributes:
        common: whether a box was found on which everything is rigorously defined.
        names: the variables on which a value depends, in the order of the alphabet.
    """

    def __init__(
        self,
        student: Parts,
        reference: Parts,
        domain: Domain,
        steps: Steps,
        where: Sequence[Parts] = (),
    ) -> None:
        self.common = False
        self._holes: list[Finding] = []
        self._student = student
        roots = [part for parts in (student, reference, *where) for part in parts]
        self._tape = Tape(roots, domain.integers)
        self.names = self._tape.names
        self._ranges = {name: domain[name] for name in self.names}
        self._integers = domain.integers
        self._steps = steps

    def look(self, points: Iterable[Point], precisions: Sequence[int]) -> Finding | None:
        """Try every point with rising precision until one refutes.

        Raises:
            GaveUp: the budget is used up.
        """
        for point in points:
            for bits in precisions:
                with ctx.workprec(bits):
                    finding, settled = self._try(point, bits)
                if finding:
                    return finding
                if settled:
                    break
        return None

    def again(self, point: Point, bits: int, steps: Steps) -> Finding | None:
        """What refutes at one more point, paid from another budget.

        Raises:
            GaveUp: that budget is used up.
        """
        self._steps = steps
        with ctx.workprec(bits):
            return self._try(point, bits)[0]

    def hole(self) -> Finding | None:
        """A point at which the student's form alone is undefined, if it never had a value.

        The others have one around that point too: a single point is a null set.

        It refutes only together with a proof that the form has no value anywhere.
        """
        return self._holes[0] if self._holes and not self.common else None

    def _try(self, point: Point, bits: int) -> tuple[Finding | None, bool]:
        """What refutes here, if anything does, and whether more bits would be a waste.

        FLINT is set to that precision.
        """
        box = self._box(point, bits)
        if box is None:
            return None, self._sight_at(point, bits) is Sight.OUTSIDE
        values = self._run(box, bits)
        sight = _sight(values)
        if sight is Sight.DIFFERENT or (
            sight is Sight.STUDENT_UNDEFINED and self._whatever_the_integers(box, bits)
        ):
            return Finding(point, values, sight, bits), True
        if sight in (Sight.NEAR, Sight.OUTSIDE):
            self.common = self.common or sight is Sight.NEAR
            return None, sight is Sight.OUTSIDE
        here = self._sight_at(point, bits)
        if here is Sight.STUDENT_UNDEFINED and NoValue not in map(type, values[2:]):
            self._holes.append(Finding(point, values, here, bits))
        return None, here is Sight.OUTSIDE

    def witness(self, finding: Finding) -> Witness:
        """The finding as plain data, with values at its very point where they show the same."""
        with ctx.workprec(finding.bits):
            values = self._tape.values(exact(finding.point))
            same = _sight(values) is finding.sight
        return (replace(finding, values=values) if same else finding).witness()

    def _sight_at(self, point: Point, bits: int) -> Sight:
        return _sight(self._run(exact(point), bits))

    def _whatever_the_integers(self, box: dict[str, Number], bits: int) -> bool:
        """Whether the student's form is undefined on a box because of its real variables alone.

        A form may be undefined at finitely many integers, so that a few of them show nothing.
        """
        integers = self._integers.intersection(box)
        if not integers:
            return True
        tape = Tape([e for e in postorder(*self._student) if not symbols(e) & integers])
        self._steps.spend(len(tape) * len(self._tape))
        return UNDEFINED in tape.run(box, bits)

    def _run(self, values: dict[str, Number], bits: int) -> list[Value]:
        self._steps.spend(len(self._tape) * (1 + bits // 256))
        return self._tape.values(values)

    def _box(self, point: Point, bits: int) -> dict[str, Number] | None:
        box: dict[str, Number] = {}
        for name, value in point.items():
            among = self._ranges[name]
            if among.integer:
                box[name] = fmpq(value.numerator, value.denominator)
            elif among is REAL or _is_inside(among, value, bits):
                box[name] = _ball(value.numerator, value.denominator, bits)
            else:
                return None
        return box


def _radius(value: Fraction, bits: int) -> Fraction:
    """The radius of the box around a number."""
    p, q = value.numerator, value.denominator
    return Fraction(max(abs(p), q), q << (bits * 7 // 8))


@lru_cache(maxsize=4096)
def _is_inside(among: Range, value: Fraction, bits: int) -> bool:
    return among.surrounds(value, _radius(value, bits))


@lru_cache(maxsize=4096)
def _ball(p: int, q: int, bits: int) -> arb:
    """The box around p/q."""
    radius = _radius(Fraction(p, q), bits)
    return arb(fmpq(p, q), fmpq(radius.numerator, radius.denominator))


def _sight(values: Sequence[Value]) -> Sight:
    if NoValue not in map(type, values):
        return _compared(values)
    missing = {place for place, value in enumerate(values) if isinstance(value, NoValue)}
    elsewhere = missing - {0, 1}
    if any(values[place] is UNDEFINED for place in elsewhere):
        return Sight.OUTSIDE
    if not elsewhere and UNDEFINED in (values[0], values[1]):
        return Sight.STUDENT_UNDEFINED
    return Sight.UNCLEAR


def _compared(values: Sequence[Value]) -> Sight:
    for student, reference in _pairs(values):
        gap = student - reference
        if excludes_zero(gap) and is_writable(gap):
            return Sight.DIFFERENT
    return Sight.NEAR


def _pairs(values: Sequence[Value]) -> list[tuple[Number, Number]]:
    numbers = [value for value in values[:4] if not isinstance(value, NoValue)]
    return [(numbers[0], numbers[2]), (numbers[1], numbers[3])]


def _size(value: Number) -> arb:
    return abs(arb(value))
