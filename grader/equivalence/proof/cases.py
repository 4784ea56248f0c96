"""Which signs decide the others? Those deepest inside, which are taken for known one by one.

In max(0, y*max(0, x)) the sign of y*max(0, x) follows from those of x and y. A proof may take for
given where x >= 0, and another one where x <= 0: these cases cover the domain. What
is proved in each of them is proved, with the exceptions that either proof names.

>>> from grader.expression import apply, rational, symbol
>>> ramp = apply("max", symbol("x"), rational(0))
>>> certificate = prove_in_cases(apply("max", ramp, rational(0)), ramp, Domain(), Steps(100_000))
>>> certificate.method
'normal form in each of 2 cases'
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from grader.domain import Domain
from grader.equivalence.proof.definedness import NowhereDefinedError
from grader.equivalence.proof.elementary import all_elementary
from grader.equivalence.proof.prove import ALMOST, EVERYWHERE, prove
from grader.equivalence.steps import GaveUp, Steps
from grader.equivalence.total import is_total
from grader.expression import Expression, apply, number, postorder, product, rational
from grader.verdict import Certificate

MOST = 4
"""Signs that are taken for known at once."""
_HALF, _MINUS_ONE = rational(1, 2), rational(-1)


def prove_in_cases(
    student: Expression,
    reference: Expression,
    domain: Domain,
    steps: Steps,
    where: Sequence[Expression] = (),
) -> Certificate | None:
    """The proof that both are equal in each case, or None if there is none; as `prove`."""

    def attempt(given: Sequence[Expression]) -> Certificate | None:
        return prove(student, reference, domain, steps, given)

    try:
        proofs = _proofs(attempt, _signed(student, reference, domain)[:MOST], where)
    except (GaveUp, NowhereDefinedError):
        return None
    if proofs is None:
        return None
    scopes = dict.fromkeys(proof.scope for proof in proofs)
    named = [scope for scope in scopes if scope not in (ALMOST, EVERYWHERE)]
    unnamed = ALMOST if ALMOST in scopes else EVERYWHERE
    return Certificate(f"normal form in each of {len(proofs)} cases", "; ".join(named) or unnamed)


def _proofs(
    attempt: Callable[[Sequence[Expression]], Certificate | None],
    signed: Sequence[Expression],
    given: Sequence[Expression],
) -> list[Certificate] | None:
    """A proof for each case, which goes into cases of its own where it needs them."""
    if not signed:
        return None
    found = []
    for part in (signed[0], _MINUS_ONE * signed[0]):
        case = [*given, apply("pow", part, _HALF)]  # has a value where the part is not negative
        proof = attempt(case)
        proofs = [proof] if proof else _proofs(attempt, signed[1:], case)
        if proofs is None:
            return None
        found += proofs
    return found


def _signed(student: Expression, reference: Expression, domain: Domain) -> list[Expression]:
    """What signs are taken of, the inner ones first; only what has a value everywhere.

    Where it has none, neither case would hold, and the student's form may still be wrong.
    """
    found: dict[Expression, None] = {}
    for expression in postorder(*all_elementary((student, reference), domain.integers)):
        if expression.operation in ("abs", "sign"):
            inside = _without_numbers(expression.arguments[0])
            if number(inside) is None and is_total(inside, domain):
                found[inside] = None
    return list(found)


def _without_numbers(expression: Expression) -> Expression:
    """`expression` without the factors and terms that leave its size or sign as they are."""
    if expression.operation == "add":
        terms = [term for term in expression.arguments if number(term) != 0]
        return _without_numbers(terms[0]) if len(terms) == 1 else expression
    if expression.operation == "mul":
        factors = [factor for factor in expression.arguments if number(factor) is None]
        return product(factors)
    return expression
