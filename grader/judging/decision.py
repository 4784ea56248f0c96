"""Is this entry right? One comparison, and a second look at numbers that Python rounded.

A student who types 1/3 in Python sends the float next to it. Where reading such floats as the
fractions they stand for proves the entry, it is right, and its author is told what to write.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from grader.domain import Domain
from grader.equivalence import compare
from grader.expression import Expression, number, postorder, rational, substitute
from grader.verdict import Status, Verdict

LARGEST_DENOMINATOR = 1000
REREAD = "a rounded number was read as a fraction"
LONG = 10
"""Digits from which on a decimal is taken for one that was computed and rounded."""
CLOSE = 1e-9
DECIMALS = (
    "the difference is as small as rounding makes it; in place of decimals write pi, E, sqrt(2), "
    "Rational(1, 3) and the like"
)


@dataclass(frozen=True)
class Decision:
    """A verdict, and a note for the entry's author."""

    verdict: Verdict
    note: str = ""

    @property
    def status(self) -> Status:
        """PROVED if the entry is right."""
        return self.verdict.status


def decide(
    student: Expression,
    reference: Expression,
    domain: Domain,
    where: Sequence[Expression] = (),
    *,
    simple_witness: bool = True,
) -> Decision:
    """Whether `student` equals `reference` on `domain`, if need be with its floats reread.

    Equality is asked where the expressions `where` have a value; whether a witness is made simple
    matters where it is shown (see `compare`).
    """
    verdict = compare(student, reference, domain, where, simple_witness=simple_witness)
    if verdict.status is Status.PROVED:
        return Decision(verdict)
    fractions = _fractions(student)
    if not fractions:
        return Decision(verdict, _on_decimals(student, verdict))
    again = compare(reread(student), reference, domain, where, simple_witness=False)
    if again.status is not Status.PROVED:
        return Decision(verdict, _on_decimals(student, verdict))
    forms = sorted(f"Rational({f.numerator}, {f.denominator})" for f in fractions.values())
    return Decision(again, f"{REREAD}; write {', '.join(forms)}")


def _on_decimals(student: Expression, verdict: Verdict) -> str:
    """A remark on an entry that is wrong by so little as a rounded number makes it."""
    witness = verdict.witness
    rounded = any(e.operation == "decimal" and _digits(e) >= LONG for e in postorder(student))
    if witness is None or not rounded:
        return ""
    try:
        value, right = float(witness.student), float(witness.reference)
    except ValueError:
        return ""
    return DECIMALS if math.isclose(value, right, rel_tol=CLOSE, abs_tol=CLOSE) else ""


def _digits(atom: Expression) -> int:
    return len(Decimal(str(atom.value)).as_tuple().digits)


def reread(student: Expression) -> Expression:
    """`student` with each float that stands for a fraction replaced by the fraction.

    >>> from grader.text import parse
    >>> str(reread(parse("0.3333333333333333*x")))
    'x/3'
    """
    atoms = {atom: rational(fraction) for atom, fraction in _fractions(student).items()}
    return substitute(student, atoms)


def _fractions(student: Expression) -> dict[Expression, Fraction]:
    return {
        atom: fraction
        for atom in postorder(student)
        if atom.operation == "decimal" and (fraction := nearby_fraction(atom)) is not None
    }


def nearby_fraction(atom: Expression) -> Fraction | None:
    """The p/q with q ≤ 1000 to which `atom` is the nearest float, if it is not p/q itself.

    Only a decimal that is the shortest text of a float is taken for one.

    >>> from grader.expression import decimal
    >>> nearby_fraction(decimal("0.3333333333333333")), nearby_fraction(decimal("0.333"))
    (Fraction(1, 3), None)
    """
    value = number(atom)
    if value is None or abs(value) > 2**53:
        return None
    nearest = float(value)
    fraction = value.limit_denominator(LARGEST_DENOMINATOR)
    stands_for_it = float(fraction) == nearest and Fraction(repr(nearest)) == value
    return fraction if stands_for_it and fraction != value else None
