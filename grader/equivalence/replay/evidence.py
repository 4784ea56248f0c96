"""Does the evidence of a verdict hold, when it is computed again in another way?

mpmath, on which this rests, is loaded with this module alone: deciding needs python-flint only.

>>> from grader.equivalence import compare
>>> from grader.expression import apply, symbol
>>> x = symbol("x")
>>> replay(compare(x**2, x, Domain()), x**2, x, Domain()).text
'at x = -1 the two differ by at least 2'
>>> sine = apply("sin", 2 * x), 2 * apply("sin", x) * apply("cos", x)
>>> replay(compare(*sine, Domain()), *sine, Domain(), points=3).text
'no difference at 3 further points; this is a test, and no second proof'
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction
from itertools import islice

from grader.domain import Domain
from grader.equivalence.replay.interval_functions import Value
from grader.equivalence.replay.intervals import Absent, Intervals, Real
from grader.equivalence.replay.second_opinion import enclosed
from grader.equivalence.search.points import Point, random_points, seed
from grader.expression import Expression, symbols
from grader.verdict import Status, Verdict, Witness

POINTS = 20
TEST_BITS = 512
LONGEST = 1000
NEIGHBOUR = Fraction(1, 2**40)
"""How far away, relative to its size, a difference has to be seen again to refute a proof."""

_WIDE = Context(Emax=10**17, Emin=-(10**17))


@dataclass(frozen=True)
class Replay:
    """What came of computing the evidence of a verdict again.

    Attributes:
        confirmed: True if the evidence holds; False if it does not; None if that is not known.
        points: at how many points both sides were computed.
        text: one sentence about it.
    """

    confirmed: bool | None
    points: int
    text: str


def replay(  # noqa: PLR0913 - the arguments of `compare`, its verdict, and one setting
    verdict: Verdict,
    student: Expression,
    reference: Expression,
    domain: Domain,
    where: Sequence[Expression] = (),
    *,
    points: int = POINTS,
) -> Replay:
    """Check a verdict of `compare` with an evaluator that shares no code with it.

    A witness is computed again at its point. A proof is tested at further points, each a rational
    point of the domain from a seed, with 512 bits: that is a test and no proof.

    Args:
        verdict: what `compare` said about the following arguments.
        student: as for `compare`.
        reference: as for `compare`.
        domain: as for `compare`.
        where: as for `compare`.
        points: at how many points a proof is tested.
    """
    pair = _Pair(student, reference, domain, where)
    if verdict.witness is not None:
        return _replayed_witness(pair, verdict.witness)
    if verdict.status is Status.PROVED:
        return _replayed_proof(pair, points)
    return Replay(confirmed=None, points=0, text="there is no evidence to compute again")


class _Pair:
    def __init__(
        self,
        student: Expression,
        reference: Expression,
        domain: Domain,
        where: Sequence[Expression],
    ) -> None:
        self.domain = domain
        self._sides = (student, reference)
        self._where = where

    def values(self, point: Point, bits: int) -> tuple[Value | Absent, Value | Absent] | None:
        """Both sides at a point; None unless all of `where` have a value there."""
        student, reference, *others = (
            enclosed(expression, point, bits, self.domain.integers)
            for expression in (*self._sides, *self._where)
        )
        return None if any(isinstance(v, Absent) for v in others) else (student, reference)

    def points(self) -> Iterator[Point]:
        """Points from a seed of their own."""
        names = sorted(symbols(*self._sides, *self._where))
        source = seed(*self._sides, self.domain) + b"replay"
        return random_points(names, self.domain, source)


def _replayed_witness(pair: _Pair, witness: Witness) -> Replay:
    point = {name: Fraction(text) for name, text in witness.point}
    where = f"at {_text(point)}"
    if not all(pair.domain[name].contains(value) for name, value in point.items()):
        return Replay(confirmed=False, points=0, text=f"{where}, outside the domain")
    for bits in (2 * witness.bits, 8 * witness.bits):
        found = pair.values(point, bits)
        confirmed = None if found is None else _agrees(*found, witness, Intervals(bits))
        if confirmed is not None:
            said = f"differ by at least {witness.gap}" if witness.gap else "differ in definedness"
            return Replay(confirmed, 1, f"{where} the two {'' if confirmed else 'do not '}{said}")
    return Replay(confirmed=None, points=0, text=f"{where} interval arithmetic does not tell")


def _agrees(
    student: Value | Absent, reference: Value | Absent, witness: Witness, at: Intervals
) -> bool | None:
    """Whether the values at the witness's point are as it says; None if that is not known."""
    if Absent.UNKNOWN in (student, reference):
        return None
    if not isinstance(reference, Value):
        return False
    if not isinstance(student, Value):
        return not witness.gap
    return _differ_by(at, student, reference, witness.gap) if witness.gap else False


def _replayed_proof(pair: _Pair, points: int) -> Replay:
    tested = 0
    for point in islice(pair.points(), points):
        seen = _seen(pair, point)
        if seen is None:
            continue
        tested += 1
        if seen and all(_seen(pair, near) == seen for near in _neighbours(point, pair.domain)):
            text = f"at {_text(point)} the student's form {seen}"
            return Replay(confirmed=False, points=tested, text=text)
    if not tested:
        return Replay(confirmed=None, points=0, text="no further point with known values was found")
    text = f"no difference at {tested} further points; this is a test, and no second proof"
    return Replay(confirmed=True, points=tested, text=text)


def _text(point: Point) -> str:
    return ", ".join(f"{name} = {value}" for name, value in point.items()) or "the only point"


def _seen(pair: _Pair, point: Point) -> str | None:
    """What is wrong at a point, or '' if nothing is; None if that is not known."""
    found = pair.values(point, TEST_BITS)
    if found is None:
        return None
    student, reference = found
    if student is Absent.UNDEFINED and isinstance(reference, Value):
        return "" if pair.domain.integers.intersection(point) else "has no value"
    if not isinstance(student, Value) or not isinstance(reference, Value):
        return None
    return "has another value" if _apart(Intervals(TEST_BITS), student, reference) else ""


def _neighbours(point: Point, domain: Domain) -> Iterator[Point]:
    for sign in (1, -1):
        yield {
            name: value
            if domain[name].integer
            else value + sign * NEIGHBOUR * max(Fraction(1), abs(value))
            for name, value in point.items()
        }


def _differences(at: Intervals, student: Value, reference: Value) -> list[Real]:
    return [at.sub(s, r) for s, r in zip(student, reference, strict=True)]


def _apart(at: Intervals, student: Value, reference: Value) -> bool:
    """Whether the enclosures are disjoint."""
    differences = _differences(at, student, reference)
    return any(at.order(difference, Fraction(0)) for difference in differences)


def _differ_by(at: Intervals, student: Value, reference: Value, gap: str) -> bool | None:
    """Whether one part of the two differs by `gap`, a decimal text, or more."""
    bound = _bound(at, Decimal(gap))
    sizes = [at.absolute(difference) for difference in _differences(at, student, reference)]
    found = [at.order(size, bound) for size in sizes]
    if any(sign is not None and sign >= 0 for sign in found):
        return True
    return None if None in found else False


def _bound(at: Intervals, gap: Decimal) -> Real:
    """A decimal number, also one whose exponent is too large for an exact fraction."""
    if abs(gap.adjusted()) <= LONGEST:
        return Fraction(gap)
    power = at.exp(at.mul(Fraction(gap.adjusted()), at.log(Fraction(10))))
    return at.mul(Fraction(gap.scaleb(-gap.adjusted(), _WIDE)), power)
