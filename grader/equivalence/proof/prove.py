"""Is there a proof that two expressions are equal? One by normal forms, with its scope."""

from __future__ import annotations

from collections.abc import Sequence
from math import lcm

from grader.domain import Domain
from grader.equivalence.proof.definedness import Definedness
from grader.equivalence.proof.elementary import all_elementary
from grader.equivalence.proof.normal import HIGHEST_ROOT, Normaliser
from grader.equivalence.proof.ring import Ring, RingFullError
from grader.equivalence.steps import GaveUp, NeedsFinerError, Steps
from grader.expression import Expression, apply, number, postorder, rational, symbols
from grader.verdict import Certificate

MOST_ATTEMPTS = 6
SIZES = (8, 16, 32, 64, 128)
MOST_NAMED = 6
EVERYWHERE, ALMOST = "everywhere", "almost everywhere"
"""Scopes that name no exception."""


def prove(
    student: Expression,
    reference: Expression,
    domain: Domain,
    steps: Steps,
    where: Sequence[Expression] = (),
) -> Certificate | None:
    """The proof that both are equal, or None if their normal forms differ.

    Args:
        student: without i.
        reference: without i.
        domain: the range of every variable.
        steps: the budget.
        where: expressions whose values, too, may be taken to exist.

    Raises:
        GaveUp: the attempt ended early; its text says why.
        NowhereDefinedError: one side divides by an expression that is zero.
    """
    integers = frozenset(name for name in domain if domain[name].integer)
    bounds = _bounds(reference, *where)
    given = all_elementary((student, reference, *where, *bounds), integers)
    degree, parts, size = _root_degree(*given), 1, _first_size(len(symbols(*given)))
    for _ in range(MOST_ATTEMPTS):
        if degree > HIGHEST_ROOT * HIGHEST_ROOT:
            break
        normaliser = Normaliser(Ring(SIZES[size], steps), domain, degree, parts)
        try:
            return _attempt(normaliser, *given)
        except RingFullError:
            size += 1
            if size == len(SIZES):
                break
        except NeedsFinerError as needed:
            degree, parts = degree * needed.roots, parts * needed.exponents
    message = "it has too many different functions or nested roots"
    raise GaveUp(message)


def _attempt(normaliser: Normaliser, *given: Expression) -> Certificate | None:
    proved = normaliser.equal(*normaliser.forms(*given))
    if not proved and normaliser.forget_forms():
        proved = normaliser.equal(*normaliser.forms(*given))
    if not proved:
        return None
    definedness = normaliser.definedness
    if definedness.unproved:
        message = (
            "the two agree wherever both are defined, but it could not be proved that "
            + " and ".join(definedness.unproved[:MOST_NAMED])
        )
        raise GaveUp(message)
    return Certificate("normal form", _scope(definedness))


def _bounds(*roots: Expression) -> list[Expression]:
    """What has a value too where `roots` have: sqrt(u - 1) for acosh(u), which has one for u >= 1.

    In its logarithm log(u + sqrt(u**2 - 1)) that bound is hard to see.
    """
    arcs = (each for each in postorder(*roots) if each.operation == "acosh")
    return [apply("pow", arc.arguments[0] - 1, rational(1, 2)) for arc in arcs]


def _scope(definedness: Definedness) -> str:
    if definedness.excluded:
        named = ", ".join(definedness.excluded[:MOST_NAMED])
        more = len(definedness.excluded) - MOST_NAMED
        rest = f" and {more} more" if more > 0 else ""
        return f"where both are defined, excluding {named}{rest}"
    return ALMOST if definedness.partial else EVERYWHERE


def _first_size(variables: int) -> int:
    return next((k for k, size in enumerate(SIZES) if size > variables), len(SIZES) - 1)


def _root_degree(*roots: Expression) -> int:
    """The common degree of all roots that are written out."""
    degree = 1
    for expression in postorder(*roots):
        if expression.operation == "pow":
            exponent = number(expression.arguments[1])
            if exponent is not None and exponent.denominator <= HIGHEST_ROOT:
                degree = lcm(degree, exponent.denominator)
    return degree
