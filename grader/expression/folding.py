"""How are sums and products written without zeros and ones? For formulas that a program builds.

>>> from grader.expression.graph import rational, symbol
>>> x = symbol("x")
>>> str(plus(rational(0), x, times(rational(1), x, x)))
'x + x*x'
>>> times(rational(0), x) is rational(0)
True
"""

from __future__ import annotations

from functools import lru_cache

from grader.expression.graph import Expression, product, rational, total
from grader.expression.notation import number

REMEMBERED = 4096
"""Sums and products; programs that try many variants of a formula build the same ones often."""
_ZERO, _ONE = rational(0), rational(1)


@lru_cache(maxsize=REMEMBERED)
def plus(*terms: Expression) -> Expression:
    """The sum of `terms`, zeros left out."""
    return total(term for term in terms if not _is(term, _ZERO))


@lru_cache(maxsize=REMEMBERED)
def times(*factors: Expression) -> Expression:
    """The product of `factors`, ones left out; 0 if one of them is 0."""
    if any(_is(factor, _ZERO) for factor in factors):
        return _ZERO
    return product(factor for factor in factors if not _is(factor, _ONE))


def _is(expression: Expression, wanted: Expression) -> bool:
    """Whether an expression is that number; a decimal may be written in many ways."""
    if expression.operation == "decimal":
        return number(expression) == wanted.value
    return expression is wanted
