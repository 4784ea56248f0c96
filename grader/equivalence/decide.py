"""Are two expressions equal on a domain? A proof, a witness, or an honest "undecided"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain, islice

from grader.domain import Domain
from grader.equivalence.cartesian import ZERO, Parts, cartesian
from grader.equivalence.definedness import NowhereDefinedError
from grader.equivalence.points import points, seed
from grader.equivalence.prove import prove
from grader.equivalence.refute import Search
from grader.equivalence.steps import GaveUp, Steps
from grader.expression import Expression, symbols
from grader.verdict import Certificate, Status, Verdict, Witness

STEPS_FOR_A_SEARCH = 300_000
STEPS_FOR_A_PROOF = 3_000_000
QUICK_POINTS = 8
PRECISIONS = (64, 256, 1024)


def compare(student: Expression, reference: Expression, domain: Domain) -> Verdict:
    """Decide whether `student` equals `reference` for all values that `domain` allows.

    Equality is asked where the reference has a value, but for a null set. The same arguments always
    give the same verdict.

    >>> from grader.expression import apply, symbol
    >>> x, y = symbol("x"), symbol("y")
    >>> compare(apply("sin", x + y), apply("sin", x) + apply("sin", y), Domain()).status
    <Status.REFUTED: 'REFUTED'>
    >>> verdict = compare((x**2 - 1) / (x - 1), x + 1, Domain())
    >>> verdict.status.value, verdict.certificate.scope
    ('PROVED', 'where both are defined, excluding x - 1 = 0')
    """
    if student is reference:
        return Verdict(Status.PROVED, certificate=Certificate("the same expression"))
    try:
        search = _Decision(student, reference, domain)
        return search.verdict()
    except GaveUp as reason:
        return Verdict(Status.UNDECIDED, reason=str(reason))


@dataclass
class _Attempt:
    """What an attempt at a proof came to: a certificate, or the reason why there is none."""

    certificate: Certificate | None = None
    reason: str = "neither a proof nor a point of difference was found"
    student_is_nowhere_defined: bool = False


class _Decision:
    def __init__(self, student: Expression, reference: Expression, domain: Domain) -> None:
        self._student, self._reference = cartesian(student), cartesian(reference)
        self._domain = domain
        names = sorted(symbols(student, reference))
        self._points = points(names, domain, seed(student, reference, domain))
        steps = Steps(STEPS_FOR_A_SEARCH)
        self._search = Search(self._student, self._reference, domain, steps)

    def verdict(self) -> Verdict:
        quick = list(islice(self._points, QUICK_POINTS))
        witness = self._looked(lambda: self._search.look(quick, PRECISIONS[:1]))
        if witness:
            return Verdict(Status.REFUTED, witness)
        attempt = self._attempt()
        if attempt.certificate and self._search.common:
            return Verdict(Status.PROVED, certificate=attempt.certificate)
        everywhere = chain(quick, self._points)
        witness = self._looked(lambda: self._search.look(everywhere, PRECISIONS))
        if attempt.student_is_nowhere_defined:
            witness = witness or self._search.hole()
        if witness:
            return Verdict(Status.REFUTED, witness)
        if attempt.certificate and self._search.common:
            return Verdict(Status.PROVED, certificate=attempt.certificate)
        if attempt.certificate:
            attempt.reason = "no point was found at which both are rigorously defined"
        return Verdict(Status.UNDECIDED, reason=attempt.reason)

    def _looked(self, look: Callable[[], Witness | None]) -> Witness | None:
        """What a search found before its budget ended."""
        try:
            return look()
        except GaveUp:
            return None

    def _attempt(self) -> _Attempt:
        steps = Steps(STEPS_FOR_A_PROOF)
        try:
            found = [
                prove(student, reference, self._domain, steps)
                for student, reference in _pairs(self._student, self._reference)
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
