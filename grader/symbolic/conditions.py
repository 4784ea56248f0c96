"""Where does a condition of a SymPy formula hold, but for a null set?

Comparisons may be joined by And, Or and Not.

>>> import sympy
>>> from grader.symbolic.atoms import read_atom
>>> from grader.text.scope import Scope
>>> x = sympy.Symbol("x")
>>> conditions = Conditions(lambda side: read_atom(side, Scope(None)), Domain())
>>> print(conditions.indicator((x > 0) & sympy.Ne(x, 2)).expression())
heaviside(x)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache, reduce
from operator import and_, or_
from typing import Any

from grader.domain import Domain
from grader.equivalence import compare, is_total
from grader.errors import StudentError
from grader.expression import Expression, apply, number, rational, total
from grader.expression.limits import check_size
from grader.symbolic.atoms import type_name
from grader.symbolic.indicators import ALWAYS, NEVER, Indicator
from grader.verdict import Status


@cache
def _names() -> Mapping[type, str]:
    import sympy  # noqa: PLC0415 - only who reads SymPy formulas pays for it
    from sympy.logic import boolalg  # noqa: PLC0415 - likewise

    return {
        sympy.StrictGreaterThan: ">",
        sympy.GreaterThan: ">=",
        sympy.StrictLessThan: "<",
        sympy.LessThan: "<=",
        sympy.Equality: "=",
        sympy.Unequality: "!=",
        sympy.And: "and",
        sympy.Or: "or",
        sympy.Not: "not",
        sympy.ITE: "ite",
        boolalg.BooleanTrue: "true",
        boolalg.BooleanFalse: "false",
    }


def sides(condition: Any) -> Iterator[Any]:  # noqa: ANN401 - a part of what a student gives
    """The formulas that `condition` compares.

    Raises:
        StudentError: it is not made of comparisons.
    """
    seen: dict[int, Any] = {}
    stack = [condition]
    while stack:
        node = stack.pop()
        if id(node) in seen:
            continue
        seen[id(node)] = node
        name = _name(node)
        if name in _JOINED:
            stack.extend(reversed(node.args))
        elif name not in ("true", "false"):
            yield from node.args


def _name(node: Any) -> str:  # noqa: ANN401 - see sides
    for each in type(node).__mro__:
        if each in _names():
            return _names()[each]
    message = f"a condition with {type_name(node)} was found, which is not read here"
    raise StudentError(message, "write conditions with comparisons such as x > 0, And, Or and Not")


class Conditions:
    """The conditions of one Piecewise on a domain; `read` knows the formulas that they compare."""

    def __init__(self, read: Callable[[Any], Expression], domain: Domain) -> None:
        self._read = read
        self._domain = domain
        self._found: dict[int, Indicator] = {}

    def indicator(self, condition: Any) -> Indicator:  # noqa: ANN401 - see sides
        """What is 1 where `condition` holds and 0 elsewhere, but for a null set.

        Raises:
            StudentError: it compares what has no value at some points.
        """
        if id(condition) not in self._found:
            self._found[id(condition)] = self._one(condition)
        return self._found[id(condition)]

    def _one(self, condition: Any) -> Indicator:  # noqa: ANN401 - see sides
        name = _name(condition)
        if name in ("true", "false"):
            return ALWAYS if name == "true" else NEVER
        if name in _JOINED:
            return _JOINED[name](*(self.indicator(part) for part in condition.args))
        return self._comparison(name, condition)

    def _comparison(self, name: str, condition: Any) -> Indicator:  # noqa: ANN401 - see sides
        left, right = (self._read(side) for side in condition.args)
        level = _minus(right, left) if name in ("<", "<=") else _minus(left, right)
        check_size(level)
        if not is_total(level, self._domain):
            message = "a condition compares formulas that have no real value at some points"
            raise StudentError(message, "compare without division, root or logarithm, as in x > 1")
        if is_null(level, self._domain):
            return _ALMOST_CERTAIN[name] if name in _ALMOST_CERTAIN else Indicator.positive(level)
        return Indicator(others=(_exact(name, level),))


_ALMOST_CERTAIN = {"=": NEVER, "!=": ALWAYS}
_JOINED: Mapping[str, Callable[..., Indicator]] = {
    "and": lambda *parts: reduce(and_, parts),
    "or": lambda *parts: reduce(or_, parts),
    "not": lambda part: ~part,
    "ite": lambda test, yes, no: (test & yes) | (~test & no),
}


@lru_cache(maxsize=128)
def is_null(level: Expression, domain: Domain) -> bool:
    """Whether it is proved that `level` is zero on no more than a null set of `domain`."""
    square = apply("sign", level) ** 2
    return compare(square, rational(1), domain, simple_witness=False).status is Status.PROVED


def _exact(name: str, level: Expression) -> Expression:
    """1 where the comparison holds and 0 elsewhere, also where `level` is zero."""
    sign = apply("sign", level)
    if name in ("=", "!="):
        return 1 - sign**2 if name == "=" else sign**2
    if name in (">", "<"):
        return apply("max", sign, rational(0))
    return 1 + apply("min", sign, rational(0))


def _minus(left: Expression, right: Expression) -> Expression:
    value = number(right)
    if value == 0:
        return left
    return total([left, -right if value is None else rational(-value)])
