"""Are two expressions equal on a domain? A proof, a witness, or an honest "undecided"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from itertools import islice

from grader.domain import Domain
from grader.equivalence.cartesian import ZERO, Parts, all_cartesian
from grader.equivalence.proof.cases import prove_in_cases
from grader.equivalence.proof.cells import prove_on_cells
from grader.equivalence.proof.definedness import NowhereDefinedError
from grader.equivalence.proof.prove import prove
from grader.equivalence.renamed import renamed
from grader.equivalence.search.critical import critical_points
from grader.equivalence.search.points import Point, fixed_points, random_points, seed
from grader.equivalence.search.refute import Finding, Search
from grader.equivalence.search.simplest import simplest
from grader.equivalence.shorten import Shortened, shortened
from grader.equivalence.steps import GaveUp, Steps
from grader.equivalence.total import is_total
from grader.expression import Expression
from grader.verdict import Certificate, Status, Verdict

STEPS_FOR_A_SEARCH = 300_000
STEPS_FOR_A_PROOF = 3_000_000
PRECISIONS = (64, 256, 1024)
QUICK = 3
"""How many points are looked at before a proof is tried."""
FINEST = (4096,)
SOON = 4
"""How many random points come first, so that a large expression sees them within the budget."""


def compare(
    student: Expression,
    reference: Expression,
    domain: Domain,
    where: Sequence[Expression] = (),
    *,
    simple_witness: bool = True,
) -> Verdict:
    """Decide whether `student` equals `reference` for all values that `domain` allows.

    Equality is asked where the reference has a value, but for a null set. The same arguments always
    give the same verdict.

    Args:
        student: what is judged.
        reference: what it should equal.
        domain: what the variables range over.
        where: expressions that must have a value too; equality is asked in the interior of
            their natural domains alone. For the entries of a Jacobian matrix: F's components.
        simple_witness: whether a point of difference that was found is to be made simpler.

    >>> from grader.expression import apply, symbol
    >>> x, y = symbol("x"), symbol("y")
    >>> compare(apply("sin", x + y), apply("sin", x) + apply("sin", y), Domain()).status
    <Status.REFUTED: 'REFUTED'>
    >>> verdict = compare((x**2 - 1) / (x - 1), x + 1, Domain())
    >>> verdict.status.value, verdict.certificate.scope
    ('PROVED', 'where both are defined, excluding x - 1 = 0')
    >>> compare(apply("abs", x), x, Domain(), where=[apply("log", x)]).status
    <Status.PROVED: 'PROVED'>
    """
    if student is reference:
        return Verdict(Status.PROVED, certificate=Certificate("the same expression"))
    try:
        partial = [component for component in where if not is_total(component, domain)]
        question = renamed((student, reference, *partial), domain)
        verdict = decided(question.expressions, question.domain, simple_witness=simple_witness)
        return question.restored(verdict)
    except GaveUp as reason:
        return Verdict(Status.UNDECIDED, reason=str(reason))


@lru_cache(maxsize=64)
def decided(
    expressions: tuple[Expression, ...], domain: Domain, *, simple_witness: bool
) -> Verdict:
    """The verdict on a student's form and a reference, and on what else must have a value.

    The last ones are remembered, which changes no verdict; whoever measures time forgets them.

    Raises:
        GaveUp: the question is too large.
    """
    short = shortened(expressions, domain)
    if not short.sums:
        return _Decision(domain, *expressions).verdict(simple_witness=simple_witness)
    question = renamed(short.expressions, domain)
    verdict = decided(question.expressions, question.domain, simple_witness=simple_witness)
    return _with_all_variables(question.restored(verdict), short, domain)


def _with_all_variables(verdict: Verdict, short: Shortened, domain: Domain) -> Verdict:
    if verdict.witness is None:
        return verdict
    point = {name: Fraction(value) for name, value in verdict.witness.point}
    whole = short.expanded(point, domain)
    shown = tuple((name, str(value)) for name, value in whole.items())
    return replace(verdict, witness=replace(verdict.witness, point=shown))


@dataclass
class _Attempt:
    """What an attempt at a proof came to: a certificate, or the reason why there is none."""

    certificate: Certificate | None = None
    reason: str = "neither a proof nor a point of difference was found"
    student_is_nowhere_defined: bool = False


class _Decision:
    def __init__(
        self,
        domain: Domain,
        student: Expression,
        reference: Expression,
        *where: Expression,
    ) -> None:
        self._expressions = (student, reference)
        self._student, self._reference, *self._where = all_cartesian((student, reference, *where))
        self._domain = domain
        steps = Steps(STEPS_FOR_A_SEARCH)
        self._search = Search(self._student, self._reference, domain, steps, self._where)

    def verdict(self, *, simple_witness: bool) -> Verdict:
        finding, attempt = self._found()
        if finding:
            best = simplest(finding, self._domain, self._search) if simple_witness else finding
            return Verdict(Status.REFUTED, self._search.witness(best))
        if attempt.certificate and self._search.common:
            return Verdict(Status.PROVED, certificate=attempt.certificate)
        if attempt.certificate:
            attempt.reason = "no point was found at which both are rigorously defined"
        return Verdict(Status.UNDECIDED, reason=attempt.reason)

    def _found(self) -> tuple[Finding | None, _Attempt]:
        """A difference, and what an attempt at a proof came to, if there was one."""
        fixed = self._fixed()
        finding = self._looked(islice(fixed, QUICK), PRECISIONS[:1])
        if finding:
            return finding, _Attempt()
        attempt = self._attempt()
        if attempt.certificate and self._search.common:
            return None, attempt
        finding = (
            self._looked(islice(self._fixed(), 1), PRECISIONS[1:])  # it may be a tiny difference
            or self._looked(fixed, PRECISIONS[:1])
            or self._looked(self._further(), PRECISIONS)
            or self._looked(self._fixed(), FINEST)
        )
        if attempt.student_is_nowhere_defined:
            finding = finding or self._search.hole()
        return finding, attempt

    def _fixed(self) -> Iterator[Point]:
        return fixed_points(self._search.names, self._domain)

    def _further(self) -> Iterator[Point]:
        """The points that take some work to find, worked out when they are needed."""
        names = self._search.names
        random = random_points(names, self._domain, seed(*self._expressions, self._domain))
        yield from islice(random, SOON)
        yield from self._fixed()
        roots = [part for parts in self._sides() for part in parts if part is not ZERO]
        yield from critical_points(roots, names, self._domain)
        yield from random

    def _sides(self) -> list[Parts]:
        return [self._student, self._reference, *self._where]

    def _looked(self, points: Iterable[Point], precisions: Sequence[int]) -> Finding | None:
        """What a search found before its budget ended."""
        try:
            return self._search.look(points, precisions)
        except GaveUp:
            return None

    def _attempt(self) -> _Attempt:
        steps = Steps(STEPS_FOR_A_PROOF)
        pairs = _pairs(self._student, self._reference)
        # The reference has a value only where both of its parts have one.
        given = self._where if len(pairs) == 1 else [*self._where, self._reference]
        where = [part for parts in given for part in parts]
        try:
            found = [
                prove(*pair, self._domain, steps, where)
                or prove_on_cells(*pair, self._domain, steps, where)
                or prove_in_cases(*pair, self._domain, steps, where)
                for pair in pairs
            ]
        except GaveUp as reason:
            return _Attempt(reason=str(reason))
        except NowhereDefinedError as error:
            return _Attempt(
                reason="one of the two divides by an expression that is zero",
                student_is_nowhere_defined=error.student,
            )
        certificates = [certificate for certificate in found if certificate]
        if len(certificates) < len(found):
            return _Attempt()
        weakest = max(certificates, key=lambda certificate: len(certificate.scope))
        return _Attempt(weakest)


def _pairs(student: Parts, reference: Parts) -> list[tuple[Expression, Expression]]:
    pairs = [(student.re, reference.re)]
    if student.im is not ZERO or reference.im is not ZERO:
        pairs.append((student.im, reference.im))
    return pairs
