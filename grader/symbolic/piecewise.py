"""Which sum equals a Piecewise of SymPy, but for a null set?

A branch is multiplied by 1 where it holds and by 0 elsewhere. That is only right if it has a value
elsewhere too: 0*log(x) is nothing for x < 0.

>>> import sympy
>>> from grader.symbolic.atoms import read_atom
>>> from grader.text.scope import Scope
>>> x = sympy.Symbol("x")
>>> clipped = sympy.Piecewise((0, x < 0), (x, x < 1), (1, True))
>>> print(read_piecewise(clipped, lambda part: read_atom(part, Scope(None)), Domain()))
x*(heaviside(x) - heaviside(x - 1)) + heaviside(x - 1)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from grader.domain import Domain
from grader.equivalence import compare, is_total
from grader.errors import StudentError
from grader.expression import Expression, number, product, rational, total
from grader.expression.limits import check_size
from grader.symbolic.conditions import Conditions, sides
from grader.symbolic.indicators import ALWAYS, NEVER, Indicator
from grader.verdict import Status

_TOTAL = "write Max, Abs or Heaviside instead, or the one formula that holds on the whole domain"


def names_single_points(formula: Any) -> bool:  # noqa: ANN401 - a student's, of SymPy
    """Whether a Piecewise in `formula` has a branch for single points, which goes unread."""
    import sympy  # noqa: PLC0415 - SymPy only when it is needed

    pieces = formula.atoms(sympy.Piecewise)
    return any(bool(piece.atoms(sympy.Eq, sympy.Ne)) for piece in pieces)


def formulas_in(node: Any) -> tuple[Any, ...]:  # noqa: ANN401 - a student's, of SymPy's Piecewise
    """The branches of a Piecewise, and the formulas that its conditions compare.

    Raises:
        StudentError: a condition is not made of comparisons.
    """
    pairs = [pair.args for pair in node.args]
    compared = [side for _, condition in pairs for side in sides(condition)]
    return (*(branch for branch, _ in pairs), *compared)


def read_piecewise(
    node: Any,  # noqa: ANN401 - see formulas_in
    read: Callable[[Any], Expression],
    domain: Domain,
) -> Expression:
    """The sum of the branches, each multiplied by 1 where it holds and by 0 elsewhere.

    Args:
        node: the Piecewise.
        read: gives the expression of each of its `formulas_in`.
        domain: what the variables range over.

    Raises:
        StudentError: a branch or a condition has no value at some points, or no branch holds there.
    """
    conditions = Conditions(read, domain)
    terms: list[Expression] = []
    rest = ALWAYS
    for branch, condition in (pair.args for pair in node.args):
        before, holds = rest, conditions.indicator(condition)
        rest = before & ~holds
        if _is_empty(rest, domain):
            return total([*terms, *_term(read(branch), before, domain)])
        terms += _term(read(branch), before & holds, domain)
    message = "a Piecewise was found that has no value where none of its conditions holds"
    raise StudentError(message, "write True as the last condition")


def _is_empty(where: Indicator, domain: Domain) -> bool:
    if where in (ALWAYS, NEVER):
        return where == NEVER
    zero = compare(where.expression(), rational(0), domain, simple_witness=False)
    return zero.status is Status.PROVED


def _term(branch: Expression, where: Indicator, domain: Domain) -> Iterator[Expression]:
    """The branch times its indicator, if that is anything."""
    if where == ALWAYS:
        yield branch
    elif where != NEVER and number(branch) != 0:
        check_size(branch)
        if not is_total(branch, domain):
            message = f"{branch} in a Piecewise has no real value at some points"
            raise StudentError(message, _TOTAL)
        yield where.expression() if number(branch) == 1 else product([branch, where.expression()])
