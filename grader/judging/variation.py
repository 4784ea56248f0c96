"""Does an answer depend on the variables? A constant matrix is no Jacobian of a curved map."""

from __future__ import annotations

from collections.abc import Sequence

from grader.answer import ArrayAnswer
from grader.domain import Domain
from grader.equivalence import NoValue, compare, evaluate
from grader.equivalence.search.points import points
from grader.expression import Expression, rational, substitute, symbol, symbols
from grader.judging.credit import negated
from grader.verdict import Status

BITS = 128


def varies(
    answer: ArrayAnswer, reference: ArrayAnswer, variables: Sequence[str], domain: Domain
) -> Status:
    """Whether some entry of `answer` depends on a variable; PROVED if no entry has to.

    No entry has to if the reference has no variable itself. An entry such as 1 + x − x depends on
    none: it equals its value at a point.
    """
    if not symbols(*reference.entries).intersection(variables):
        return Status.PROVED
    status = Status.REFUTED
    for entry in dict.fromkeys(answer.entries):
        found = _entry_varies(entry, variables, domain)
        if found is Status.PROVED:
            return found
        if found is Status.UNDECIDED:
            status = found
    return status


def _entry_varies(entry: Expression, variables: Sequence[str], domain: Domain) -> Status:
    names = sorted(symbols(entry))
    if not symbols(entry).intersection(variables):
        return Status.REFUTED
    for point in points(names, domain, b"a value of the entry"):
        if not isinstance(evaluate(entry, point, BITS, domain.integers), NoValue):
            values = {symbol(n): rational(point[n]) for n in names if n in variables}
            return negated(
                compare(entry, substitute(entry, values), domain, simple_witness=False).status
            )
    return Status.UNDECIDED
